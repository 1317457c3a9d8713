"""How an outcome responds to the factors of a sweep: a small panel per factor."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
from matplotlib.figure import Figure

from analysis.words.factors import answer_in_words, factor_name
from analysis.words.labels import label_of
from analysis.words.style import COLOURS, FAINT, INK, new_figure, number_ticks

COLUMNS = 3
SHOWN_AT_MOST = 9
PANEL_HEIGHT = 1.9
NOTE = (
    "mean over all points of the design at that level; whisker: 95% interval over points",
    "gemiddelde over alle punten van het ontwerp op dat niveau; streepje: 95%-interval over punten",
)


def responses_figure(
    responses: pd.DataFrame, factors: Sequence[str], outcome: str, language: str
) -> Figure:
    """Draw the responses of an outcome to factors.

    Args:
        responses: From ``analysis.sweep.sweep.response_table``.
        factors: The factors, in the order of the panels.
        outcome: The outcome.
        language: "en" or "nl".
    """
    shown = list(factors)[:SHOWN_AT_MOST]
    rows = -(-len(shown) // COLUMNS)
    figure = new_figure(0.9 + PANEL_HEIGHT * rows)
    label = label_of(outcome)
    scale = 100 if label.unit == "share" else 1
    figure.suptitle(label.text(language), fontsize=11, fontweight="bold")
    panels = figure.subplots(rows, min(COLUMNS, len(shown)), sharey=True, squeeze=False).flat
    for axes, factor in zip(panels, shown, strict=False):
        part = responses[responses["factor"] == factor]
        mean = part["mean"] * scale
        errors = [mean - part["low"] * scale, part["high"] * scale - mean]
        axes.errorbar(
            part["at"],
            mean,
            yerr=errors,
            color=COLOURS[0],
            marker="o",
            ms=4,
            lw=1.2,
            ecolor=INK,
            elinewidth=0.8,
            capsize=2,
        )
        axes.set_title(fill(factor_name(factor, language), 34), fontsize=8.5)
        words = [
            answer_in_words(factor, level, language)
            for level in part["level"]
            if isinstance(level, str)
        ]
        if words:
            axes.set_xticks(range(len(words)), [fill(word, 14) for word in words], fontsize=7.5)
            axes.margins(x=0.2)
        number_ticks(axes, language, ("y",) if words else ("x", "y"))
        axes.grid(axis="y", color=FAINT, linewidth=0.5)
    for axes in list(panels):
        axes.set_visible(False)
    figure.supxlabel(NOTE[1 if language == "nl" else 0], fontsize=8)
    return figure
