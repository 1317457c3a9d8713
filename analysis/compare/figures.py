"""Figures of a comparison: a heat map of means, and a forest of paired differences.

Both draw what a table names: ``analysis.compare.compare.in_titles`` makes titles of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure, SubFigure

from analysis.compare.compare import AXES
from analysis.words.labels import label_of, number
from analysis.words.phrases import phrase
from analysis.words.style import COLOURS, FAINT, INK, MUTED, new_figure, number_ticks

TEXTS: dict[str, tuple[str, str]] = {
    "scenario": ("Scenarios, against {reference}", "Scenario's, tegenover {reference}"),
    "policy": ("Policies, against {reference}", "Beleid, tegenover {reference}"),
    "theory": ("Theories, against {reference}", "Theorieën, tegenover {reference}"),
    "points": (
        "{outcome}: difference in percentage points",
        "{outcome}: verschil in procentpunten",
    ),
    "difference": ("{outcome}: difference", "{outcome}: verschil"),
    "forest": (
        "Paired by seed, {runs} seeds; bar: 95% interval; open: the interval covers 0",
        "Gepaard per seed, {runs} seeds; streep: 95%-interval; open: 0 ligt in het interval",
    ),
    "forest_one": (
        "Of one seed, which has no interval: an example",
        "Van één seed, die geen interval heeft: een voorbeeld",
    ),
    "heat_one": (
        "Of one seed: an example; the darker, the more",
        "Van één seed: een voorbeeld; hoe donkerder, hoe meer",
    ),
    "heat": (
        "Mean over {runs} seeds; the darker, the more",
        "Gemiddelde over {runs} seeds; hoe donkerder, hoe meer",
    ),
}
# Light enough, also at its darkest, to read a number on.
SHADES = LinearSegmentedColormap.from_list("shades", colormaps["Blues"]([0.05, 0.3, 0.55]))
LINE, NAME_WIDTH, TITLE_LETTERS = 0.19, 34, 66
"""Inches of a line of text; letters of a name, and of all columns together, before a break."""
ABREAST = 4


def heat_map(means: pd.DataFrame, outcome: str, language: str) -> Figure:
    """Draw the mean of an outcome: scenarios (and theories) against policies.

    Args:
        means: From ``analysis.compare.compare.mean_table``.
        outcome: The outcome.
        language: "en" or "nl".
    """
    part = means[means["outcome"] == outcome]
    label = label_of(outcome)
    several = part["theory"].nunique() > 1
    setting = part["scenario"] + (", " + part["theory"] if several else "")
    table = part.assign(setting=setting).pivot_table(
        index="setting", columns="policy", values="mean", sort=False, dropna=False
    )
    # Rows have room for long names, columns have not.
    if len(table.columns) > len(table):
        table = table.T
    rows = [_broken(name, NAME_WIDTH) for name in table.index]
    columns = [_broken(name, TITLE_LETTERS // len(table.columns)) for name in table.columns]
    figure = new_figure(0.7 + _inches([*rows, max(columns, key=_lines)], least=1.6))
    figure.suptitle(label.text(language), fontsize=10, fontweight="bold")
    axes = figure.subplots()
    values = table.to_numpy(float)
    axes.imshow(values, cmap=SHADES, aspect="auto")
    for row, column in product(*map(range, values.shape)):
        text = number(float(values[row, column]), label.unit, language)
        axes.text(column, row, text, ha="center", va="center", color=INK)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    runs = int(part["runs"].max())
    note = phrase(TEXTS, "heat" if runs > 1 else "heat_one", language, runs=runs)
    figure.supxlabel(note, fontsize=8, color=MUTED)
    return figure


def forest(differences: pd.DataFrame, outcome: str, language: str) -> Figure:
    """Draw the paired differences of an outcome: a block per axis, in it a panel per place.

    Args:
        differences: From ``analysis.compare.compare.contrast_table``.
        outcome: The outcome.
        language: "en" or "nl".
    """
    part = differences[differences["outcome"] == outcome]
    label = label_of(outcome)
    scale = 100.0 if label.unit == "share" else 1.0
    blocks = [_block(part, axis) for axis in AXES if (part["axis"] == axis).any()]
    heights = [block.inches for block in blocks]
    figure = new_figure(sum(heights) + 0.45)
    *parts, foot = figure.subfigures(
        len(blocks) + 1, 1, height_ratios=[*heights, 0.45], squeeze=False
    )[:, 0]
    for where, block in zip(parts, blocks, strict=True):
        where.suptitle(
            phrase(TEXTS, block.axis, language, reference=block.reference),
            x=0.01,
            ha="left",
            fontsize=9.5,
            fontweight="bold",
        )
        _panels(where, block, scale, language)
    key = "points" if label.unit == "share" else "difference"
    named = label.name(language) if label.unit == "share" else label.text(language)
    runs = int(part["runs"].max())
    note = phrase(TEXTS, "forest" if runs > 1 else "forest_one", language, runs=runs)
    foot.text(0.5, 0.75, phrase(TEXTS, key, language, outcome=named), ha="center", va="center")
    foot.text(0.5, 0.25, note, ha="center", va="center", fontsize=8, color=MUTED)
    return figure


@dataclass(frozen=True)
class Block:
    """The differences along one axis.

    Attributes:
        axis: The axis.
        reference: The name that the others are held against.
        names: The other names.
        places: By what stays the same, the rows of ``differences`` by their name on the axis.
        titles: What stays the same, broken into lines.
    """

    axis: str
    reference: str
    names: list[str]
    places: dict[str, pd.DataFrame]
    titles: list[str]

    @property
    def rows(self) -> int:
        """The number of rows of panels."""
        return -(-len(self.places) // self.columns)

    @property
    def columns(self) -> int:
        """The number of panels beside each other."""
        return min(len(self.places), ABREAST)

    @property
    def inches(self) -> float:
        """How high the block is."""
        title = max(map(_lines, self.titles)) * LINE * 0.8
        return 0.45 + self.rows * (title + 0.2 + _inches(self.names, least=0.35))


def _block(part: pd.DataFrame, axis: str) -> Block:
    rows = part[part["axis"] == axis]
    varied = [name for name in AXES if name != axis and rows[name].nunique() > 1]
    place = rows[varied].agg("\n".join, axis=1) if varied else pd.Series("", rows.index)
    places = {str(name): found.set_index(axis) for name, found in rows.groupby(place, sort=False)}
    width = TITLE_LETTERS // min(len(places), ABREAST)
    titles = ["\n".join(_broken(line, width) for line in name.split("\n")) for name in places]
    return Block(
        axis,
        str(rows["reference"].iloc[0]),
        [_broken(name, NAME_WIDTH) for name in dict.fromkeys(rows[axis])],
        places,
        titles,
    )


def _panels(where: SubFigure, block: Block, scale: float, language: str) -> None:
    limits = _limits(pd.concat(block.places.values()), scale)
    grid = where.subplots(block.rows, block.columns, squeeze=False, sharex=True, sharey=True)
    for axes in grid.flat[len(block.places) :]:
        axes.set_visible(False)
    for axes, rows, title in zip(grid.flat, block.places.values(), block.titles, strict=False):
        axes.axvline(0, color=MUTED, lw=0.8)
        for place, (_, row) in enumerate(rows.iterrows()):
            low, mean, high = (float(row[key]) * scale for key in ("low", "mean", "high"))
            axes.errorbar(
                mean,
                place,
                xerr=[[mean - low], [high - mean]],
                fmt="o",
                ms=4,
                color=COLOURS[0],
                mfc="white" if low <= 0 <= high or np.isnan(low) else COLOURS[0],
                ecolor=INK,
                lw=0.9,
                capsize=2,
            )
        axes.set_yticks(range(len(block.names)), block.names, fontsize=8)
        axes.set_ylim(len(block.names) - 0.4, -0.6)
        axes.set_xlim(*limits)
        axes.set_title(title, fontsize=8.5)
        axes.grid(axis="x", color=FAINT, linewidth=0.5)
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)
        axes.tick_params(axis="x", labelsize=8)
        number_ticks(axes, language, ("x",))


def _limits(part: pd.DataFrame, scale: float) -> tuple[float, float]:
    """Return one range for all panels of a block, so that lengths can be compared, 0 in it."""
    ends = part[["low", "mean", "high"]].to_numpy(float) * scale
    there = ends[~np.isnan(ends)]
    low, high = float(there.min(initial=0.0)), float(there.max(initial=0.0))
    margin = 0.05 * (high - low) or 1.0
    return low - margin, high + margin


def _broken(name: object, width: int) -> str:
    """Break a name into lines, between words only."""
    return fill(str(name), width, break_long_words=False)


def _inches(names: list[str], least: float) -> float:
    """Return how high a panel is whose lines have names that may take several lines."""
    return max(least, len(names) * LINE * (max(map(_lines, names)) * 0.7 + 0.45))


def _lines(name: str) -> int:
    return name.count("\n") + 1
