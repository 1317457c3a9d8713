"""The one table that a run prints: outcomes, a column per setting, and their difference."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.table import Table

from analysis.stored.summary import Estimate, estimate_in
from analysis.words.labels import LABELS, PRIMARY, Label, number

HEADINGS = {"outcome": ("Outcome", "Uitkomst"), "difference": ("difference", "verschil")}


def cell(
    found: Estimate,
    label: Label,
    language: str,
    *,
    difference: bool = False,
    narrow: bool = False,
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


def printed_table(
    outcomes: pd.DataFrame,
    differences: pd.DataFrame,
    settings: Sequence[str],
    language: str,
    *,
    narrow: bool = False,
) -> Table:
    """Build the printed table.

    Args:
        outcomes: From ``analysis.stored.summary.outcome_table``.
        differences: From ``analysis.stored.summary.difference_table``.
        settings: The settings' labels, in the order of the points.
        language: "en" or "nl".
        narrow: Whether there is little room, as in a window of 80 columns.
    """
    place = 1 if language == "nl" else 0
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(HEADINGS["outcome"][place], overflow="fold")
    for heading in (*settings, *[HEADINGS["difference"][place]] * len(settings[1:])):
        table.add_column(heading, justify="right", overflow="fold")
    there = set(outcomes["outcome"])
    for outcome, label in LABELS.items():
        if not label.in_table or outcome not in there:
            continue
        cells = [
            cell(estimate_in(values, outcome, point), label, language, difference=of, narrow=narrow)
            for values, first, of in ((outcomes, 0, False), (differences, 1, True))
            for point in range(first, len(settings))
        ]
        style = "bold" if outcome == PRIMARY else None
        table.add_row(label.text(language), *cells, style=style, end_section=outcome == PRIMARY)
    return table


def _missing(found: Estimate, language: str) -> str:
    if language == "nl":
        return f"n.v.t. ({found.missing} van {found.runs} runs)"
    return f"n/a ({found.missing} of {found.runs} runs)"
