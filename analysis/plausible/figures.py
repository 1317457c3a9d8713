"""A picture of history matching: what rules draws out, and what is narrowed."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.words.factors import name_in_lines
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    TINTS,
    legend_below,
    new_figure,
    number_ticks,
)

SHOWN = 8
FARTHEST = 8.0
"""Distances beyond this many standard deviations are drawn there, so that the others show."""
LABEL_WIDTH = 40
TEXTS = {
    "title": ("What the data do not rule out", "Wat de data niet uitsluiten"),
    "distance": (
        "distance from what was seen\n(standard deviations)",
        "afstand tot wat is gezien\n(standaarddeviaties)",
    ),
    "range": ("range of each\ncondition", "bereik van elke\nvoorwaarde"),
    "all": ("all draws of the first wave", "alle trekkingen van de eerste ronde"),
    "left": ("draws that are left", "trekkingen die over zijn"),
    "limit": ("ruled out from here on", "vanaf hier uitgesloten"),
    "bars": (
        "bars: the middle 90% of draws; line in a bar: their median",
        "balken: middelste 90% van trekkingen; streep in een balk: hun mediaan",
    ),
    "means": (
        "right, dot and line: means of what is left and of the prior",
        "rechts, stip en streep: gemiddelde van wat over is en van de prior",
    ),
}


def narrowing_figure(
    points: pd.DataFrame,
    signed: pd.DataFrame,
    narrowed: pd.DataFrame,
    limit: float,
    language: str,
) -> Figure:
    """Draw distances from each target beside the conditions that are narrowed most.

    Args:
        points: A row per draw: wave, plausible, the conditions.
        signed: Distances, a row per draw and a column per target.
        narrowed: From ``analysis.plausible.plausible.narrowing``; without rows where too few
            draws are left to say where they lie, and then only distances are drawn.
        limit: From how many standard deviations on a draw is ruled out.
        language: "en" or "nl".
    """
    place = int(language == "nl")
    figure = new_figure(1.8 + 0.34 * max(len(signed.columns), SHOWN))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    left, *others = figure.subplots(1, 2 if len(narrowed) else 1, squeeze=False)[0]
    _distances(left, points, signed, limit)
    left.set_xlabel(TEXTS["distance"][place])
    number_ticks(left, language, ("x",))
    for right in others:
        _ranges(right, points, narrowed.head(SHOWN), language)
        right.set_xlabel(TEXTS["range"][place])
    for axes in (left, *others):
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0, labelsize=7)
    handles = [
        Patch(color=TINTS[0], label=TEXTS["all"][place]),
        Patch(color=COLOURS[0], label=TEXTS["left"][place]),
        Line2D([], [], color=INK, ls="--", lw=1, label=TEXTS["limit"][place]),
    ]
    said = [TEXTS[key][place] for key in ("bars", *(["means"] if others else []))]
    legend_below(figure, handles, "\n".join(said))
    return figure


def _distances(axes: Axes, points: pd.DataFrame, signed: pd.DataFrame, limit: float) -> None:
    first = (points["wave"] == 1).to_numpy()
    kept = points["plausible"].to_numpy(bool)
    farthest = max(FARTHEST, 2 * limit)
    for line, name in enumerate(signed.columns):
        values = signed[name].to_numpy(np.float64)
        for rows, offset, colour in ((first, -0.14, TINTS[0]), (kept, 0.14, COLOURS[0])):
            known = values[rows & np.isfinite(values)]
            if len(known):
                shown = np.clip(known, -farthest, farthest)
                low, middle, high = np.quantile(shown, (0.05, 0.5, 0.95))
                axes.barh(line + offset, high - low, left=low, height=0.24, color=colour)
                axes.plot([middle] * 2, [line + offset - 0.12, line + offset + 0.12], color=INK)
    for end in (-limit, limit):
        axes.axvline(end, color=INK, ls="--", lw=1)
    names = [str(name).replace("_", " ") for name in signed.columns]
    axes.set_yticks(range(len(names)), names)


def _ranges(axes: Axes, points: pd.DataFrame, shown: pd.DataFrame, language: str) -> None:
    first = (points["wave"] == 1).to_numpy()
    labels = []
    for line, row in enumerate(shown.to_dict("records")):
        prior = points.loc[first, row["factor"]]
        bottom, width = prior.min(), max(float(np.ptp(prior)), 1e-12)
        axes.barh(line, 1.0, height=0.4, color=FAINT)
        low, high, mean, before = (
            (row[key] - bottom) / width for key in ("low", "high", "mean", "prior_mean")
        )
        axes.barh(line, high - low, left=low, height=0.4, color=COLOURS[0], alpha=0.6)
        axes.plot(mean, line, "o", color=INK, ms=4)
        axes.plot([before] * 2, [line - 0.3, line + 0.3], color=INK, lw=1)
        labels.append(name_in_lines(str(row["factor"]), language, LABEL_WIDTH))
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xticks([])
