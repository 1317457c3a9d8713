"""A picture of the box in which it fails, and of how the search came to it."""

from __future__ import annotations

from textwrap import shorten

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.discovery.discovery import Box
from analysis.words.factors import EQUALS, answer_in_words, factor_name, name_in_lines
from analysis.words.labels import number
from analysis.words.phrases import percent
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    MUTED,
    legend_below,
    new_figure,
    number_ticks,
)

TEXTS = {
    "title": ("Where it fails: {failing}", "Waar het misgaat: {failing}"),
    "range": ("range of each condition", "bereik van elke voorwaarde"),
    "coverage": ("coverage: failures inside (%)", "dekking: mislukkingen erin (%)"),
    "density": ("density: points inside\nthat fail (%)", "dichtheid: punten erin\ndie misgaan (%)"),
    "box": ("inside the box", "binnen de doos"),
    "step": ("steps of the search", "stappen van de zoektocht"),
    "chosen": ("chosen box, fitted points", "gekozen doos, gezochte punten"),
    "held": ("the same box, held-out points", "dezelfde doos, achtergehouden punten"),
    "base": ("all points: {base}% fail", "alle punten: {base}% gaat mis"),
    "note": (
        "a bar: the part of a condition's range inside the box",
        "een balk: het deel van het bereik van een voorwaarde binnen de doos",
    ),
}
LABEL_WIDTH = 44


def box_figure(box: Box, failing: str, language: str) -> Figure:
    """Draw the box as a bar per condition, beside coverage and density of every step."""
    place = int(language == "nl")
    figure = new_figure(3.4 + 0.25 * len(box.limits))
    figure.suptitle(TEXTS["title"][place].format(failing=failing), fontsize=11, fontweight="bold")
    left, right = figure.subplots(1, 2, width_ratios=(1.15, 1.0))
    _limits(left, box, language)
    left.set_xlabel(TEXTS["range"][place])
    base = float(box.check["base_rate"].iloc[0])
    _peeling(right, box, base, place)
    number_ticks(right, language)
    handles = [
        Patch(color=COLOURS[1], alpha=0.85, label=TEXTS["box"][place]),
        Line2D([], [], color=MUTED, marker="o", ms=3, lw=0, label=TEXTS["step"][place]),
        Line2D([], [], color=COLOURS[1], marker="s", lw=0, label=TEXTS["chosen"][place]),
        Line2D([], [], color=INK, marker="D", mfc="none", lw=0, label=TEXTS["held"][place]),
        Line2D(
            [],
            [],
            color=INK,
            ls=":",
            lw=1,
            label=TEXTS["base"][place].format(base=percent(base, language)),
        ),
    ]
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def _named(factor: str, answer: str, language: str) -> str:
    """Return a factor on two lines: its name, or its name with the answer below it."""
    if not answer:
        return name_in_lines(factor, language, LABEL_WIDTH)
    name = shorten(factor_name(factor, language), LABEL_WIDTH, placeholder="…")
    return f"{name}\n{answer_in_words(factor, answer, language)}"


def _limits(axes: Axes, box: Box, language: str) -> None:
    labels = []
    for line, row in enumerate(box.limits.to_dict("records")):
        width = row["full_high"] - row["full_low"]
        start, end = ((row[edge] - row["full_low"]) / width for edge in ("low", "high"))
        axes.barh(line, 1.0, height=0.42, color=FAINT)
        axes.barh(line, end - start, left=start, height=0.42, color=COLOURS[1], alpha=0.85)
        factor, _, word = str(row["factor"]).partition(EQUALS)
        labels.append(_named(factor, word, language))
        if word:
            continue
        for at, edge, side in ((start, "low", "right"), (end, "high", "left")):
            if 0 < at < 1:
                text = number(float(row[edge]), "number", language)
                axes.text(at, line - 0.32, text, ha=side, va="center", fontsize=7.5)
    axes.set_yticks(range(len(labels)), labels)
    axes.tick_params(axis="y", length=0, labelsize=7)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xticks(
        [0, 1], [("lowest", "laagste")[language == "nl"], ("highest", "hoogste")[language == "nl"]]
    )
    axes.spines["left"].set_visible(False)


def _peeling(axes: Axes, box: Box, base: float, place: int) -> None:
    steps = box.trajectory
    axes.plot(steps["coverage"] * 100, steps["density"] * 100, color=FAINT, lw=0.8, zorder=1)
    axes.scatter(steps["coverage"] * 100, steps["density"] * 100, s=9, color=MUTED, zorder=2)
    check = box.check.set_index("part")[["coverage", "density"]] * 100
    styles = (("fitted", "s", COLOURS[1], COLOURS[1]), ("held_out", "D", "none", INK))
    for part, marker, face, edge in styles:
        coverage, density = check.loc[part].to_numpy(np.float64)
        axes.scatter(
            coverage,
            density,
            s=42,
            marker=marker,
            facecolor=face,
            edgecolor=edge,
            linewidth=1.3,
            zorder=3,
        )
    axes.axhline(base * 100, color=INK, ls=":", lw=1)
    axes.set_xlim(0, 103)
    axes.set_ylim(0, 103)
    axes.set_xlabel(TEXTS["coverage"][place])
    axes.set_ylabel(TEXTS["density"][place])
    axes.grid(color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
