"""What officials say stood in the way, beside what did: two points a reason."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.words.labels import GATE_NAMES, REASON_NAMES
from analysis.words.style import COLOURS, FAINT, MUTED, legend_below, new_figure, number_ticks

TEXTS = {
    "title": (
        "What officials say stood in the way, and what did",
        "Wat volgens functionarissen in de weg stond, en wat werkelijk",
    ),
    "axis": (
        "share of the needs without support that they met (%)",
        "aandeel van de behoeften zonder steun waarmee zij te maken hadden (%)",
    ),
    "stated": ("stated", "genoemd"),
    "true": ("true", "werkelijk"),
    "note": (
        "means over seeds; whisker: 95% interval; in brackets the gate",
        "gemiddelden over seeds; streepje: 95%-interval; tussen haakjes de poort",
    ),
}
MARKS = {"true": ("o", COLOURS[0], -0.12), "stated": ("D", COLOURS[1], 0.12)}


def interview_figure(table: pd.DataFrame, language: str) -> Figure:
    """Draw the shares of the reasons that were stated or true, the truest on top.

    Args:
        table: From ``analysis.interview.interview.reason_table``.
        language: "en" or "nl".
    """
    place = 1 if language == "nl" else 0
    met = table[(table["stated"] > 0) | (table["true"] > 0)].sort_values("true", ascending=False)
    figure = new_figure(1.6 + 0.3 * max(1, len(met)))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    for line, row in enumerate(met.to_dict("records")):
        ends = [100 * row["stated"], 100 * row["true"]]
        axes.plot(ends, [line + 0.12, line - 0.12], color=MUTED, linewidth=0.8, zorder=1)
        for kind, (mark, colour, offset) in MARKS.items():
            mean = 100 * row[kind]
            half = 100 * row[f"{kind}_high"] - mean
            axes.errorbar(
                mean,
                line + offset,
                xerr=None if pd.isna(half) else half,
                fmt=mark,
                color=colour,
                markersize=5,
                elinewidth=0.9,
                capsize=2,
            )
    names = [
        f"{REASON_NAMES[row['reason']][place]} ({GATE_NAMES[row['gate']][place].split(' (')[0]})"
        for row in met.to_dict("records")
    ]
    axes.set_yticks(range(len(met)), names)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel(TEXTS["axis"][place])
    number_ticks(axes, language, ("x",))
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    handles = [
        Line2D([], [], marker=mark, color=colour, linestyle="none", label=TEXTS[kind][place])
        for kind, (mark, colour, _) in MARKS.items()
    ]
    legend_below(figure, handles, TEXTS["note"][place])
    return figure
