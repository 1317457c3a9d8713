"""What was lost to wanting, being able and being allowed: each gate's local share."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.attribution import GATES, NO_GATE
from analysis.words.labels import GATE_NAMES, number
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    TINTS,
    legend_below,
    new_figure,
    number_ticks,
)

TEXTS = {
    "title": (
        "Which gate was shut when support failed",
        "Welke poort dicht zat toen steun uitbleef",
    ),
    "axis": (
        "share of the severity-weighted loss (%); needs without consent in advance",
        "aandeel van het naar ernst gewogen verlies (%); behoeften zonder toestemming vooraf",
    ),
    "note": (
        "dark: the only gate that was shut; light: split with other shut gates;"
        " whisker: 95% interval over seeds",
        "donker: de enige poort die dicht zat; licht: gedeeld met andere dichte poorten;"
        " streepje: 95%-interval over seeds",
    ),
}
BAR = 0.36


def gates_figure(table: pd.DataFrame, titles: Sequence[str], language: str) -> Figure:
    """Draw the gates' shares of what was lost, a bar per setting.

    Args:
        table: From ``analysis.run.portrait.gate_table``.
        titles: What the settings are called, in their order.
        language: "en" or "nl".
    """
    place = 1 if language == "nl" else 0
    order = (*GATES, NO_GATE)
    figure = new_figure(3.5)
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    for number_of, (_, rows) in enumerate(table.groupby("setting", sort=False)):
        by_gate = rows.set_index("gate").loc[list(order)]
        offset = (number_of - (len(titles) - 1) / 2) * (BAR + 0.03)
        lines = [line + offset for line in range(len(order))]
        share, sole = by_gate["share"] * 100, by_gate["sole"] * 100
        axes.barh(lines, sole, height=BAR, color=COLOURS[number_of])
        axes.barh(lines, share - sole, left=sole, height=BAR, color=TINTS[number_of])
        errors = [share - by_gate["low"] * 100, by_gate["high"] * 100 - share]
        axes.errorbar(share, lines, xerr=errors, fmt="none", ecolor=INK, lw=0.9, capsize=2)
        for line, gate in zip(lines, order, strict=True):
            end = max(share[gate], by_gate["high"][gate] * 100)
            text = number(by_gate["share"][gate], "share", language)
            axes.text(0 if pd.isna(end) else end, line, f"  {text}", va="center", fontsize=8)
    axes.set_yticks(range(len(order)), [GATE_NAMES[gate][place] for gate in order])
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    longest = table[["share", "high"]].max().max() * 100
    axes.set_xlim(0, longest * 1.1 if longest > 0 else 1)
    axes.set_xlabel(TEXTS["axis"][place])
    number_ticks(axes, language, ("x",))
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    handles = [Patch(color=c, label=title) for c, title in zip(COLOURS, titles, strict=False)]
    legend_below(figure, handles, TEXTS["note"][place])
    return figure
