"""One setting beside a reference: the part of a report that ``bijstand run`` makes."""

from __future__ import annotations

import pandas as pd

from analysis.run.funnel import funnel_figure
from analysis.run.gates import gates_figure
from analysis.run.table import HEADINGS, cell
from analysis.run.words import Findings, footnote, sentences
from analysis.stored.part import Grid, Part, picture
from analysis.stored.stored import Stored
from analysis.stored.summary import estimate_in
from analysis.words.labels import LABELS
from analysis.words.phrases import listed
from analysis.words.titles import in_title


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a run."""
    outcomes = stored.table("outcomes")
    labels = list(dict.fromkeys(map(str, outcomes["setting"])))
    titles = [in_title(label, language) for label in labels]
    gates, funnel = (
        table.assign(setting=table["setting"].map(dict(zip(labels, titles, strict=True))))
        for table in (stored.table("gates"), stored.table("funnel"))
    )
    differences = stored.table("differences")
    found = Findings(outcomes, differences, gates, titles)
    said = sentences(found, language)
    return Part(
        verb="run",
        where=listed(titles, language),
        leads=said[: len(titles[:2])],
        said=[*said, footnote(found, language)],
        grids=[_grid(outcomes, differences, titles, language)],
        pictures=[
            picture("funnel", lambda: funnel_figure(funnel, titles, language)),
            picture("gates", lambda: gates_figure(gates, titles, language)),
        ],
        command=stored.command,
    )


def _grid(
    outcomes: pd.DataFrame, differences: pd.DataFrame, titles: list[str], language: str
) -> Grid:
    place = int(language == "nl")
    there = set(outcomes["outcome"])
    rows = []
    for outcome, label in LABELS.items():
        if label.in_table and outcome in there:
            cells = [
                cell(estimate_in(values, outcome, point), label, language, difference=of)
                for values, first, of in ((outcomes, 0, False), (differences, 1, True))
                for point in range(first, len(titles))
            ]
            rows.append([label.text(language), *cells])
    columns = [*titles, *[HEADINGS["difference"][place]] * (len(titles) - 1)]
    return Grid(HEADINGS["outcome"][place], columns, rows)
