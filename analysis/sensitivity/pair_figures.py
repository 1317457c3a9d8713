"""Picture of the pairs of factors that work on an outcome together (second-order indices)."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.sensitivity.estimation.checks import has_dummy
from analysis.sensitivity.estimation.fewest import FINE
from analysis.sensitivity.figures import axis_grid, draw_points, draw_title, short_label
from analysis.sensitivity.findings import Findings
from analysis.words.factors import PAIR
from analysis.words.style import COLOURS, INK, legend_below, new_figure

SHOWN = 12
TEXTS = {
    "title": ("Which pairs work together? {outcome}", "Welke paren werken samen? {outcome}"),
    "share": (
        "share of the variance by the two together (second order, %)",
        "aandeel in de variantie van de twee samen (tweede orde, %)",
    ),
    "dummy": (
        "the dummy with any other, which do nothing together (upper end of the intervals)",
        "de dummy met een ander, die samen niets doen (bovenkant van de intervallen)",
    ),
    "dummy_luck": (
        "luck with any other: what chance makes of a pair (upper end of the intervals)",
        "toeval met een ander: wat kans van een paar maakt (bovenkant van de intervallen)",
    ),
    "note": ("whisker: 95% interval", "streepje: 95%-interval"),
}


def pairs_figure(found: Findings, language: str) -> Figure:
    """Draw the largest second-order indices with their intervals, the dummy's pairs as a line."""
    place = int(language == "nl")
    rows = found.indices[(found.indices["index"] == "second") & (found.indices["flag"] == FINE)]
    empty = rows["factor"].map(has_dummy)
    shown = rows[~empty].nlargest(SHOWN, "estimate").reset_index(drop=True)
    figure = new_figure(1.7 + 0.4 * len(shown))
    draw_title(figure, TEXTS["title"][place], found, place)
    axes = figure.subplots()
    draw_points(axes, shown, 0.0, COLOURS[0], "o", 100.0, whole=100.0)
    handles = []
    if empty.any():
        axes.axvline(100.0 * float(rows.loc[empty, "high"].max()), color=INK, lw=1.0, ls="--")
        name = TEXTS[found.by("dummy")][place]
        handles.append(Line2D([], [], color=INK, lw=1.0, ls="--", label=name))
    names = [
        f"\n{PAIR.strip()} ".join(short_label(f, language) for f in pair.split(PAIR))
        for pair in shown["factor"]
    ]
    axes.set_yticks(range(len(shown)), names)
    axes.tick_params(axis="y", length=0, labelsize=7)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlabel(TEXTS["share"][place])
    axis_grid(axes, "x", language)
    legend_below(figure, handles, TEXTS["note"][place])
    return figure
