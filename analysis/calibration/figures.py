"""Pictures of a calibration: answers, what moved, and the figures beside what draws give."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.calibration.made import AMONG, BINS, Made
from analysis.calibration.weighing.weights import quantiles
from analysis.plausible.seen import distance
from analysis.words.factors import DUMMIES, answer_name, name_in_lines
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    TINTS,
    legend_below,
    new_figure,
    number_ticks,
)

if TYPE_CHECKING:
    from analysis.calibration.findings import Findings

SHOWN, FEW, LABEL_WIDTH = 14, 3, 46
TEXTS = {
    "theories": (
        "Open questions, given these statistics",
        "Open vragen, gegeven deze statistieken",
    ),
    "weight": ("weight of the answer (%)", "gewicht van het antwoord (%)"),
    "after": ("given the figures", "gegeven de cijfers"),
    "before": ("before", "vooraf"),
    "left_out": ("one figure left out", "één cijfer weggelaten"),
    "moved": ("What moved", "Wat verschoof"),
    "range": ("range of each condition or cell", "bereik van elke voorwaarde of cel"),
    "note": (
        "bars: the middle nine in ten; dot: mean",
        "balken: middelste negen van de tien; stip: gemiddelde",
    ),
    "medians": (
        "bars: the middle nine in ten; dot: median",
        "balken: middelste negen van de tien; stip: mediaan",
    ),
    "seen": ("The figures, and what draws give", "De cijfers, en wat trekkingen geven"),
    "off": (
        "distance from what was seen (standard deviations)",
        "afstand tot wat is gezien (standaarddeviaties)",
    ),
    "default": ("the setting as it is", "de instelling zoals zij is"),
    "ranks": (
        "Where the truth lies among weighed draws",
        "Waar de waarheid ligt onder gewogen trekkingen",
    ),
    "rank": ("rank of the truth among {among}", "rang van de waarheid onder {among}"),
    "sets": ("data sets", "gegevenssets"),
    "even": ("95% of what even ranks give", "95% van wat gelijke rangen geven"),
}


def theories_figure(found: Findings, language: str) -> Figure:
    """Draw the weight of each answer, before and after, with what leaving a figure out makes."""
    place = int(language == "nl")
    table = found.posterior.theories
    figure = new_figure(1.6 + 0.36 * len(table))
    figure.suptitle(TEXTS["theories"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    lines = np.arange(len(table))
    axes.barh(lines, 100 * table["weight"], height=0.6, color=COLOURS[0])
    axes.hlines(lines, 100 * table["least"], 100 * table["most"], color=INK, linewidth=1.0)
    for line, prior in zip(lines, 100 * table["prior"], strict=True):
        axes.plot([prior] * 2, [line - 0.4, line + 0.4], color=COLOURS[1], linewidth=1.6)
    names = [
        fill(answer_name(factor, answer, language), LABEL_WIDTH)
        for factor, answer in zip(table["factor"], table["answer"], strict=True)
    ]
    axes.set_yticks(lines, names)
    _plain(axes, TEXTS["weight"][place], language)
    axes.set_xlim(0.0, 100.0)
    handles = [
        Patch(color=COLOURS[0], label=TEXTS["after"][place]),
        Line2D([], [], color=COLOURS[1], lw=1.6, label=TEXTS["before"][place]),
        Line2D([], [], color=INK, lw=1, label=TEXTS["left_out"][place]),
    ]
    legend_below(figure, handles, "")
    return figure


def moved_figure(found: Findings, language: str) -> Figure:
    """Draw the conditions and cells that moved most, before and after."""
    place = int(language == "nl")
    table = found.posterior.moved
    rows = table[~table["factor"].isin(DUMMIES)].head(SHOWN)
    # What moved by luck alone is shown only where nothing else did.
    rows = rows[rows["told"]] if rows["told"].any() else rows.head(FEW)
    figure = new_figure(1.6 + 0.4 * len(rows))
    figure.suptitle(TEXTS["moved"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    by_name = {factor.name: factor for factor in found.posterior.numbers}
    labels = []
    for line, row in enumerate(rows.itertuples(index=False)):
        factor = by_name[str(row.factor)]
        width = factor.high - factor.low
        axes.barh(line, 1.0, height=0.5, color=FAINT)
        for offset, colour, ends in (
            (-0.12, TINTS[0], (row.prior_low, row.prior_mean, row.prior_high)),
            (0.12, COLOURS[0], (row.low, row.mean, row.high)),
        ):
            low, middle, high = ((float(str(end)) - factor.low) / width for end in ends)
            axes.barh(line + offset, high - low, left=low, height=0.2, color=colour)
            axes.plot(middle, line + offset, "o", color=INK, ms=3)
        labels.append(name_in_lines(factor.name, language, LABEL_WIDTH))
    axes.set_yticks(range(len(labels)), labels)
    _plain(axes, TEXTS["range"][place], language)
    axes.set_xticks([])
    legend_below(figure, _before_and_after(place), TEXTS["note"][place])
    return figure


def seen_figure(found: Findings, language: str) -> Figure:
    """Draw how far draws lie from each figure, before and after, and the default."""
    place = int(language == "nl")
    posterior = found.posterior
    draws = posterior.draws
    figure = new_figure(1.8 + 0.34 * len(draws.targets))
    figure.suptitle(TEXTS["seen"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    far = found.beside.distances.set_index("target")["default"]
    for line, target in enumerate(draws.targets):
        known = draws.summary.middle[target.name].notna().to_numpy()
        off = distance(draws.summary, target, draws.days).to_numpy(np.float64)
        for offset, colour, weights in (
            (-0.14, TINTS[0], posterior.prior),
            (0.14, COLOURS[0], posterior.weights),
        ):
            low, mid, high = quantiles(off[known], weights[known], (0.05, 0.5, 0.95))
            axes.barh(line + offset, high - low, left=low, height=0.24, color=colour)
            axes.plot(mid, line + offset, "o", color=INK, ms=3)
        axes.plot(far[target.name], line, "D", color=COLOURS[1], ms=4)
    axes.axvline(0.0, color=INK, lw=0.8)
    axes.set_yticks(range(len(draws.targets)), [t.title(language) for t in draws.targets])
    _plain(axes, TEXTS["off"][place], language)
    default = Line2D([], [], color=COLOURS[1], marker="D", ls="", label=TEXTS["default"][place])
    legend_below(figure, [*_before_and_after(place), default], TEXTS["medians"][place])
    return figure


def ranks_figure(made: Made, language: str) -> Figure:
    """Draw the ranks of the truth in made data sets, of each number that was looked at."""
    place = int(language == "nl")
    names = list(made.ranks.columns)
    across = 4
    down = -(-len(names) // across)
    figure = new_figure(1.4 + 1.4 * down)
    figure.suptitle(TEXTS["ranks"][place], fontsize=11, fontweight="bold")
    grid = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    expected = made.counted / BINS
    half = 1.96 * np.sqrt(made.counted * (1 / BINS) * (1 - 1 / BINS))
    edges = np.linspace(-0.5, AMONG + 0.5, BINS + 1)
    for axes, name in zip(grid.flat, names, strict=False):
        axes.axhspan(expected - half, expected + half, color=FAINT)
        axes.hist(made.ranks[name], bins=edges.tolist(), color=COLOURS[0])
        axes.set_title(name_in_lines(str(name), language, 26), fontsize=6.5)
        axes.tick_params(labelsize=6)
    for axes in grid.flat[len(names) :]:
        axes.set_visible(False)
    figure.supxlabel(TEXTS["rank"][place].format(among=AMONG), fontsize=8)
    figure.supylabel(TEXTS["sets"][place], fontsize=8)
    legend_below(figure, [Patch(color=FAINT, label=TEXTS["even"][place])], "")
    return figure


def _plain(axes: Axes, label: str, language: str) -> None:
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0, labelsize=7)
    axes.set_xlabel(label)
    number_ticks(axes, language, ("x",))


def _before_and_after(place: int) -> list[Patch]:
    return [
        Patch(color=TINTS[0], label=TEXTS["before"][place]),
        Patch(color=COLOURS[0], label=TEXTS["after"][place]),
    ]
