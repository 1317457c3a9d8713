"""Pictures of runs beside a study of sensitivity: which way factors work, and what is left."""

from __future__ import annotations

from textwrap import fill, shorten

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.sensitivity.figures import draw_title
from analysis.sensitivity.findings import Findings
from analysis.words.factors import DUMMIES, factor_name
from analysis.words.labels import label_of
from analysis.words.style import (
    COLOURS,
    FAINT,
    MUTED,
    TINTS,
    legend_below,
    new_figure,
    number_ticks,
)

PANELS, ACROSS = 6, 3
TEXTS = {
    "directions": ("Which way it works: {outcome}", "Welke kant het op werkt: {outcome}"),
    "screened": (
        "Can the rest be left out? {outcome}",
        "Kan de rest worden weggelaten? {outcome}",
    ),
    "course_note": (
        "thin: single base points, on the same luck; thick: their mean",
        "dun: losse basispunten, bij hetzelfde geluk; dik: hun gemiddelde",
    ),
    "ofat_note": (
        "line: mean; band or whisker: 95% interval over seeds; the rest stays at its value",
        "lijn: gemiddelde; band of streepje: 95%-interval over seeds; de rest blijft gelijk",
    ),
    "share_below": ("share of the points below", "deel van de punten eronder"),
    "varied": ("all factors varied", "alle factoren gevarieerd"),
    "held": (
        "those that cannot be told from the dummy held at their value",
        "wat niet van de dummy te onderscheiden is op zijn waarde gehouden",
    ),
    "held_luck": (
        "those that are not larger than luck held at their value",
        "wat niet groter is dan toeval op zijn waarde gehouden",
    ),
    "screened_note": (
        "the closer the lines, the less is lost without the screened-out factors",
        "hoe dichter de lijnen bijeen, hoe minder verloren gaat zonder de uitgezeefde factoren",
    ),
}


def directions_figure(found: Findings, language: str) -> Figure:
    """Draw the outcome's course over the range of the factors that matter most."""
    place = int(language == "nl")
    table = found.directions
    order = [f for f in found.ranked["factor"] if f in set(table["factor"]) and f not in DUMMIES]
    factors = order[:PANELS]
    rows = -(-len(factors) // ACROSS)
    figure = new_figure(1.2 + 2.15 * rows)
    draw_title(figure, TEXTS["directions"][place], found, place)
    panels = figure.subplots(rows, ACROSS, sharey=True, squeeze=False).ravel()
    scale = 100.0 if label_of(found.outcome).unit == "share" else 1.0
    for axes, factor in zip(panels, factors, strict=False):
        _course(axes, table[table["factor"] == factor], scale)
        name = shorten(factor_name(factor, language), 64, placeholder="…")
        axes.set_title(fill(name, 34), loc="left", fontsize=7.5)
        axes.grid(color=FAINT, linewidth=0.5)
        words = table.loc[table["factor"] == factor, "value"].map(type).eq(str).any()
        number_ticks(axes, language, ("y",) if words else ("x", "y"))
    for axes in panels[len(factors) :]:
        axes.set_visible(False)
    figure.supylabel(fill(label_of(found.outcome).text(language), 26 * rows), fontsize=8)
    single = (table["base"] == "default").all()
    patch = Patch(color=COLOURS[0], label=label_of(found.outcome).name(language))
    legend_below(figure, [patch], TEXTS["ofat_note" if single else "course_note"][place])
    return figure


def _course(axes: Axes, rows: pd.DataFrame, scale: float) -> None:
    words = rows["value"].map(lambda value: isinstance(value, str)).any()
    for base, line in rows.groupby("base", sort=False):
        # Values of all factors stand in one column, words among them.
        ordered = line if words else line.assign(value=line["value"].astype(float))
        ordered = ordered if words else ordered.sort_values("value")
        course, at = ordered["mean"] * scale, ordered["value"]
        thick = base in ("mean", "default")
        axes.plot(
            at,
            course,
            color=COLOURS[0] if thick else MUTED,
            marker="o" if words else None,
            lw=1.8 if thick else 0.6,
            alpha=1.0 if thick else 0.5,
            zorder=3 if thick else 1,
            markersize=4 if thick else 2,
            ls=":" if words and thick else "-",
        )
        if base == "default":
            low, high = ordered["low"] * scale, ordered["high"] * scale
            if words:
                axes.errorbar(
                    at,
                    course,
                    [course - low, high - course],
                    color=COLOURS[0],
                    lw=0,
                    elinewidth=1.1,
                )
            else:
                axes.fill_between(at, low, high, color=TINTS[0], alpha=0.7, lw=0)
    axes.tick_params(axis="x", labelsize=7, rotation=20 if words else 0)


def screened_figure(found: Findings, language: str) -> Figure:
    """Draw the distribution of the outcome with all factors varied, and with the kept ones only."""
    place = int(language == "nl")
    figure = new_figure(3.6)
    draw_title(figure, TEXTS["screened"][place], found, place)
    axes = figure.subplots()
    scale = 100.0 if label_of(found.outcome).unit == "share" else 1.0
    handles = []
    for held, key in enumerate(("varied", found.by("held"))):
        values = found.distributions.loc[found.distributions["held"] == bool(held), "value"]
        ordered = np.sort(values.to_numpy(np.float64)) * scale
        shares = np.arange(1, len(ordered) + 1) / len(ordered)
        colour, style = COLOURS[held], ("-", "--")[held]
        axes.step(ordered, shares, where="post", color=colour, ls=style, lw=1.6)
        handles.append(Line2D([], [], label=TEXTS[key][place], color=colour, ls=style, lw=1.6))
    axes.set_xlabel(label_of(found.outcome).text(language))
    axes.set_ylabel(TEXTS["share_below"][place])
    axes.set_ylim(0.0, 1.0)
    axes.grid(color=FAINT, linewidth=0.5)
    number_ticks(axes, language)
    legend_below(figure, handles, TEXTS["screened_note"][place])
    return figure
