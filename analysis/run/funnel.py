"""Where needs without consent in advance end: from all needs down to those supported."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.attribution import FUNNEL
from analysis.words.labels import END_STATE_NAMES
from analysis.words.style import COLOURS, FAINT, INK, MUTED, new_figure, number_ticks
from sim.words.numbers import count, number, percent

TEXTS = {
    "title": (
        "Where needs without consent in advance end",
        "Waar behoeften zonder toestemming vooraf eindigen",
    ),
    "axis": ("needs per year", "behoeften per jaar"),
    "all": ("all needs", "alle behoeften"),
}
MET_COLOUR, ALONE_COLOUR, LOST_COLOUR = COLOURS[0], MUTED, COLOURS[1]


def funnel_figure(table: pd.DataFrame, titles: Sequence[str], language: str) -> Figure:
    """Draw the funnel of needs, a panel per setting.

    Each bar starts where the bar above it left off, so that what remains on the last line is
    what was supported.

    Args:
        table: From ``analysis.run.portrait.funnel_table``.
        titles: What the settings are called, in their order.
        language: "en" or "nl".
    """
    place = 1 if language == "nl" else 0
    figure = new_figure(3.9)
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    panels = figure.subplots(1, len(titles), sharex=True, sharey=True, squeeze=False)[0]
    settings = list(dict.fromkeys(table["setting"]))
    widest = table.groupby("setting")["per_year"].sum().max()
    for axes, setting, title in zip(panels, settings, titles, strict=True):
        _panel(axes, table[table["setting"] == setting], language)
        axes.set_title(title, loc="left", fontweight="bold", wrap=True)
        axes.set_xlabel(TEXTS["axis"][place])
        axes.set_xlim(0, widest * 1.28 if widest > 0 else 1)
        number_ticks(axes, language, ("x",))
    names = [TEXTS["all"][place], *(END_STATE_NAMES[state][place] for state in FUNNEL)]
    panels[0].set_yticks(range(len(names)), names)
    panels[0].set_ylim(len(names) - 0.4, -0.6)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, language: str) -> None:
    per_year = dict(zip(rows["end_state"], rows["per_year"], strict=True))
    share = dict(zip(rows["end_state"], rows["share"], strict=True))
    remaining = total = sum(per_year.values())
    axes.barh(0, total, color=FAINT, edgecolor=MUTED, linewidth=0.6)
    axes.text(total, 0, f" {number(total, 0, language)}", va="center", fontsize=8)
    for row, state in enumerate(FUNNEL, start=1):
        width = per_year[state]
        remaining -= width
        axes.barh(row, width, left=remaining, color=_colour(state), linewidth=0)
        axes.plot([remaining] * 2, [row - 0.4, min(row + 1.4, len(FUNNEL))], color=MUTED, lw=0.5)
        axes.text(
            remaining + width,
            row,
            f" {count(width, language)} ({percent(share[state], language)})",
            va="center",
            fontsize=8,
            color=INK,
        )
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)


def _colour(state: str) -> str:
    if state in ("supported", "support_withdrawn"):
        return MET_COLOUR
    return ALONE_COLOUR if state in ("alone", "open") else LOST_COLOUR
