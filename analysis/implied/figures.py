"""What the ranges imply, drawn: each quantity over the draws, beside what of it is plausible."""

from __future__ import annotations

from textwrap import fill

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.implied.quantities import QUANTITIES
from analysis.implied.words import TEXTS, in_unit, written
from analysis.words.phrases import phrase
from analysis.words.style import COLOURS, FAINT, INK, TINTS, legend_below, new_figure

LETTERS = 46
MARGIN = 0.09
"""Room beside the plausible interval for its ends, as a part of its width."""
DRAWN = {
    "axis": (
        "from the least to the most that is plausible (ends written out)",
        "van het minste tot het meeste dat aannemelijk is (uiteinden uitgeschreven)",
    ),
    "plausible": ("plausible interval", "aannemelijk interval"),
    "draws": ("5 to 95% of the draws", "5 tot 95% van de trekkingen"),
    "median": ("median", "mediaan"),
    "note": (
        "each row on its own scale; a bar that leaves the shade is a range that is too wide",
        "elke rij op een eigen schaal; een balk die het vlak verlaat, is een te ruim bereik",
    ),
}


def implied_figure(table: pd.DataFrame, language: str) -> Figure:
    """Draw a row per quantity: its draws as a bar, its plausible interval as a shade.

    Args:
        table: From ``analysis.implied.table.implied_table``.
        language: "en" or "nl".
    """
    place = 1 if language == "nl" else 0
    figure = new_figure(1.8 + 0.42 * len(table))
    figure.suptitle(phrase(TEXTS, "title", language), fontsize=11, fontweight="bold")
    axes = figure.subplots()
    axes.axvspan(0.0, 1.0, color=FAINT, zorder=0)
    rows = table.set_index("quantity")
    for line, quantity in enumerate(QUANTITIES):
        row, width = rows.loc[quantity.name], quantity.high - quantity.low
        low, middle, high = ((row[name] - quantity.low) / width for name in ("p05", "p50", "p95"))
        colour, tint = (COLOURS[0], TINTS[0]) if row["holds"] else (COLOURS[1], TINTS[1])
        axes.barh(line, high - low, left=low, height=0.5, color=tint, edgecolor=colour, zorder=2)
        axes.plot([middle, middle], [line - 0.25, line + 0.25], color=colour, linewidth=2, zorder=3)
        for at, side, end in ((0.0, "right", quantity.low), (1.0, "left", quantity.high)):
            axes.annotate(
                written(end, quantity, language),
                (at, line),
                (5 if at else -5, 0),
                textcoords="offset points",
                va="center",
                ha=side,
                fontsize=7.5,
                color=INK,
            )
    names = [fill(in_unit(quantity, language), LETTERS) for quantity in QUANTITIES]
    axes.set_yticks(range(len(names)), names, fontsize=7.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([])
    axes.set_xlim(-MARGIN, 1.0 + MARGIN)
    axes.invert_yaxis()
    axes.set_xlabel(DRAWN["axis"][place])
    handles = [
        Patch(color=FAINT, label=DRAWN["plausible"][place]),
        Patch(facecolor=TINTS[0], edgecolor=COLOURS[0], label=DRAWN["draws"][place]),
        Line2D([], [], color=COLOURS[0], linewidth=2, label=DRAWN["median"][place]),
    ]
    legend_below(figure, handles, DRAWN["note"][place])
    return figure
