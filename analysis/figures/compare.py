"""Figures of a comparison: a heat map of means, and a forest of paired differences."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.style import COLOURS, FAINT, INK, MUTED, new_figure, number_ticks
from analysis.labels import label_of, number

NOTES = {
    "forest": (
        "paired difference from {against}; bar: 95% interval over {runs} seeds",
        "gepaard verschil met {against}; streep: 95%-interval over {runs} seeds",
    ),
    "heat": ("mean over {runs} seeds", "gemiddelde over {runs} seeds"),
}
FIRST = ("the first of its kind", "de eerste van zijn soort")


def heat_map(means: pd.DataFrame, outcome: str, language: str) -> Figure:
    """Draw the mean of an outcome: a row per scenario and theory, a column per policy.

    Args:
        means: From ``analysis.compare.mean_table``.
        outcome: The outcome.
        language: "en" or "nl".
    """
    part = means[means["outcome"] == outcome]
    label = label_of(outcome)
    several = part["theory"].nunique() > 1
    rows = part["scenario"] + (", " + part["theory"] if several else "")
    table = part.assign(row=rows).pivot_table(
        index="row", columns="policy", values="mean", sort=False, dropna=False
    )
    figure = new_figure(1.6 + 0.45 * len(table))
    figure.suptitle(label.text(language), fontsize=11, fontweight="bold")
    axes = figure.subplots()
    values = table.to_numpy(float)
    axes.imshow(values, cmap="Blues", aspect="auto", alpha=0.75)
    for (row, column), value in ((at, values[at]) for at in _cells(values.shape)):
        text = number(float(value), label.unit, language)
        axes.text(column, row, text, ha="center", va="center", color=INK)
    axes.set_xticks(range(len(table.columns)), [fill(str(name), 18) for name in table.columns])
    axes.set_yticks(range(len(table)), [fill(str(name), 28) for name in table.index])
    axes.tick_params(length=0)
    place = 1 if language == "nl" else 0
    axes.set_xlabel(NOTES["heat"][place].format(runs=int(part["runs"].max())))
    return figure


def _cells(shape: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(row, column) for row in range(shape[0]) for column in range(shape[1])]


def forest(differences: pd.DataFrame, outcome: str, language: str) -> Figure:
    """Draw the paired differences of an outcome, a line each.

    Args:
        differences: From ``analysis.compare.contrast_table``.
        outcome: The outcome.
        language: "en" or "nl".
    """
    part = differences[differences["outcome"] == outcome].reset_index(drop=True)
    label, place = label_of(outcome), 1 if language == "nl" else 0
    scale = 100 if label.unit == "share" else 1
    figure = new_figure(1.5 + 0.32 * len(part))
    figure.suptitle(label.text(language), fontsize=11, fontweight="bold")
    axes = figure.subplots()
    mean = part["mean"] * scale
    errors = [mean - part["low"] * scale, part["high"] * scale - mean]
    axes.axvline(0, color=MUTED, lw=0.8)
    axes.errorbar(
        mean, part.index, xerr=errors, fmt="o", ms=4, color=COLOURS[0], ecolor=INK, lw=0.9,
        capsize=2,
    )  # fmt: skip
    axes.set_yticks(part.index, [said(row) for row in part.to_dict("records")])
    axes.invert_yaxis()
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    number_ticks(axes, language, ("x",))
    note = NOTES["forest"][place].format(against=FIRST[place], runs=int(part["runs"].max()))
    axes.set_xlabel(note)
    return figure


def said(row: Mapping[Any, Any]) -> str:
    """Return what a difference is of: the name on its axis, and where it was taken."""
    rest = [row[name] for name in ("scenario", "policy", "theory") if name != row["axis"]]
    return f"{row[row['axis']]} ({', '.join(rest)})"
