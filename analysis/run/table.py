"""The one table that a run shows: outcomes, a column per setting, and their difference."""

from __future__ import annotations

from analysis.run.words import Findings, footnote, heading
from analysis.stored.grid import Grid
from analysis.stored.summary import Estimate, estimate_in
from analysis.words.labels import LABELS, PRIMARY, Label, number
from analysis.words.titles import unquoted
from sim.words import Message

HEADINGS = {"outcome": ("Outcome", "Uitkomst"), "difference": ("difference", "verschil")}


def cell(
    found: Estimate, label: Label, language: str, difference: bool = False, narrow: bool = False
) -> str:
    """Write an estimate and how many runs have no such value.

    Args:
        found: The estimate.
        label: What it is an estimate of.
        language: "en" or "nl".
        difference: Whether to write the sign of what is positive.
        narrow: ``"43.9 ±0.8"`` instead of ``"43.9 [43.1, 44.7]"``.
    """
    if found.missing == found.runs:
        return _missing(found, language)
    mean = number(found.mean, label.unit, language, signed=difference)
    interval = ""
    if found.runs - found.missing > 1:
        interval = _half(found, label, language) if narrow else _ends(found, label, language)
    missing = f"\n{_missing(found, language)}" if found.missing else ""
    return f"{mean}{interval}{missing}"


def _half(found: Estimate, label: Label, language: str) -> str:
    return f" ±{number(found.high - found.mean, label.unit, language)}"


def _ends(found: Estimate, label: Label, language: str) -> str:
    low, high = (number(end, label.unit, language) for end in (found.low, found.high))
    return f" [{low}{';' if language == 'nl' else ','} {high}]"


def grid_of(found: Findings, language: str, narrow: bool) -> Grid:
    """Return the table: outcomes, a column per setting, and the difference from the first one.

    Args:
        found: What was found, its settings in words.
        language: "en" or "nl".
        narrow: Whether there is little room, as in a window of 80 columns.
    """
    place, there = int(language == "nl"), set(found.outcomes["outcome"])
    rows = []
    for outcome, label in LABELS.items():
        if label.in_table and outcome in there:
            cells = [
                cell(estimate_in(table, outcome, point), label, language, of, narrow)
                for table, first, of in ((found.outcomes, 0, False), (found.differences, 1, True))
                for point in range(first, len(found.settings))
            ]
            rows.append([label.text(language), *cells])
    differences = [HEADINGS["difference"][place]] * (len(found.settings) - 1)
    return Grid(
        HEADINGS["outcome"][place],
        [*map(unquoted, found.settings), *differences],
        rows,
        title=heading(found, language),
        note=footnote(found, language),
        strong=LABELS[PRIMARY].text(language),
    )


def _missing(found: Estimate, language: str) -> str:
    said = Message("n/a ({missing} of {runs} runs)", missing=found.missing, runs=found.runs)
    return said.in_language(language)
