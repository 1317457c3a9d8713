"""The test of figure 1 against figure 2: what runs through capacity, and what moderates."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.mediation.words import MODERATORS, Mediation
from analysis.words.labels import label_of
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    TINTS,
    legend_below,
    new_figure,
    number_ticks,
)
from analysis.words.titles import in_title

TEXTS = {
    "title": (
        "How much of the effect of willingness runs through capacity",
        "Hoeveel van het effect van bereidheid via capaciteit loopt",
    ),
    "axis": ("effect on: {outcome}", "effect op: {outcome}"),
    "indirect": ("through offered capacity", "via aangeboden capaciteit"),
    "direct": ("otherwise", "anders"),
    "total": ("both together", "samen"),
    "note": ("whisker: 95% interval over seeds", "streepje: 95%-interval over seeds"),
    "courses": (
        "What willingness does, at either end of a condition",
        "Wat bereidheid doet, aan beide einden van een voorwaarde",
    ),
    "willingness": ("willingness", "bereidheid"),
    "less": ("less of it", "minder ervan"),
    "more": ("more of it", "meer ervan"),
}
LEVEL_NAMES = {"low": ("low", "laag"), "middle": ("middle", "midden"), "high": ("high", "hoog")}
BAR = 0.55


def effects_figure(found: Mediation, language: str) -> Figure:
    """Draw total effects as bars, split into what runs through capacity and the rest."""
    place = int(language == "nl")
    scale = 100.0 if label_of(found.outcome).unit == "share" else 1.0
    figure = new_figure(1.7 + 0.5 * len(found.theories))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    table = found.effects.set_index(["theory", "effect"])
    for line, theory in enumerate(found.theories):
        indirect, direct = (
            table.loc[(theory, effect), ["estimate", "low", "high"]].to_numpy(np.float64) * scale
            for effect in ("indirect", "direct")
        )
        axes.barh(line, indirect[0], height=BAR, color=COLOURS[0])
        # Parts of one sign are stacked; where they work against each other, each has its side.
        start = indirect[0] if indirect[0] * direct[0] > 0 else 0.0
        axes.barh(line, direct[0], left=start, height=BAR, color=TINTS[0])
        axes.plot(indirect[0] + direct[0], line, "D", color=INK, markersize=5)
        errors = np.abs([[indirect[0] - indirect[1]], [indirect[2] - indirect[0]]])
        axes.errorbar(indirect[0], line, xerr=errors, fmt="none", ecolor=INK, lw=0.9, capsize=2)
    names = [fill(in_title(theory, language), 20) for theory in found.theories]
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.axvline(0.0, color=INK, lw=0.8)
    label = label_of(found.outcome)
    outcome = f"{label.name(language).lower()} ({label.unit_of_change(language)})"
    axes.set_xlabel(TEXTS["axis"][place].format(outcome=outcome))
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    number_ticks(axes, language, ("x",))
    handles = [
        Patch(color=colour, label=TEXTS[key][place])
        for colour, key in ((COLOURS[0], "indirect"), (TINTS[0], "direct"))
    ]
    total = Line2D([], [], color=INK, marker="D", lw=0, label=TEXTS["total"][place])
    legend_below(figure, [*handles, total], TEXTS["note"][place])
    return figure


def moderation_figure(found: Mediation, language: str) -> Figure:
    """Draw the outcome over willingness at both ends of each moderator, a row per theory."""
    place = int(language == "nl")
    moderators = list(dict.fromkeys(found.levels["moderator"]))
    figure = new_figure(1.3 + 1.9 * len(found.theories))
    figure.suptitle(TEXTS["courses"][place], fontsize=11, fontweight="bold")
    panels = figure.subplots(
        len(found.theories), len(moderators), sharex=True, sharey=True, squeeze=False
    )
    for row, theory in zip(panels, found.theories, strict=True):
        for axes, moderator in zip(row, moderators, strict=True):
            table = found.levels
            part = table[(table["theory"] == theory) & (table["moderator"] == moderator)]
            _panel(axes, part, found.outcome, place)
            title = f"{in_title(theory, language)}:\n{MODERATORS[moderator][place]}"
            axes.set_title(title, loc="left", fontsize=8)
            number_ticks(axes, language, ("y",))
    for axes in panels[-1]:
        axes.set_xlabel(TEXTS["willingness"][place])
    figure.supylabel(label_of(found.outcome).text(language), fontsize=8)
    handles = [
        Patch(color=COLOURS[end], label=TEXTS[key][place])
        for end, key in enumerate(("less", "more"))
    ]
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def _panel(axes: Axes, part: pd.DataFrame, outcome: str, place: int) -> None:
    scale = 100.0 if label_of(outcome).unit == "share" else 1.0
    for number_of, end in enumerate(("low", "high")):
        line = part[part["end"] == end]
        lines = np.arange(len(line))
        middle = line["mean"].to_numpy(np.float64) * scale
        errors = np.abs(
            [middle - line["low"].to_numpy() * scale, line["high"].to_numpy() * scale - middle]
        )
        axes.errorbar(
            lines,
            middle,
            yerr=errors,
            color=COLOURS[number_of],
            lw=1.4,
            capsize=2,
            ls=("-", "--")[number_of],
        )
        axes.set_xticks(lines, [LEVEL_NAMES[level][place] for level in line["level"]])
    axes.grid(axis="y", color=FAINT, linewidth=0.5)
