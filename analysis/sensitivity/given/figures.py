"""A picture of shares in the source study's own terms."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.sensitivity.figures import axis_grid, draw_title, index_name
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.given.terms import term_name
from analysis.words.style import COLOURS, legend_below, new_figure

TEXTS = ("In the source study's terms: {outcome}", "In de termen van de bronstudie: {outcome}")

GRANTED = (
    "works by definition: the model grants what others have to bring about",
    "werkt per definitie: het model geeft wat andere nog moeten bewerkstelligen",
)


def terms_figure(found: Findings, language: str) -> Figure:
    """Draw the share of each term as a bar, the largest first."""
    place = int(language == "nl")
    table = found.terms
    figure = new_figure(1.2 + 0.3 * len(table))
    draw_title(figure, TEXTS[place], found, place)
    axes = figure.subplots()
    lines = np.arange(len(table))
    axes.barh(lines, 100.0 * table["estimate"].to_numpy(np.float64), color=COLOURS[0], height=0.6)
    granted = 100.0 * table["granted"].to_numpy(np.float64)
    axes.barh(lines, granted, color="white", edgecolor=COLOURS[0], hatch="////", height=0.6)
    axes.set_yticks(lines, [term_name(str(term), language) for term in table["term"]])
    axes.tick_params(axis="y", length=0, labelsize=8)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlabel(index_name(found, language))
    axis_grid(axes, "x", language)
    if granted.any():
        handle = Patch(facecolor="white", edgecolor=COLOURS[0], hatch="////", label=GRANTED[place])
        legend_below(figure, [handle], "")
    return figure
