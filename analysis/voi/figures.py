"""Pictures of what knowing more is worth, and of which package is best by the worth of a point."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.voi.choice import FACTOR, Choice
from analysis.words.factors import factor_name
from analysis.words.labels import label_of
from analysis.words.style import COLOURS, FAINT, MUTED, legend_below, new_figure, number_ticks
from experiments.design.factors import DUMMY
from experiments.design.point import name_in_words

SHOWN, LINES = 12, 5
LEAST_SHOWN = 0.01  # points, or million euro a year: an axis of less would magnify nothing
STYLES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
TEXTS = {
    "values": (
        "What knowing it before the choice would be worth",
        "Wat het waard zou zijn om dit vóór de keuze te weten",
    ),
    "points": ("percentage points", "procentpunt"),
    "euro": ("million euro a year", "miljoen euro per jaar"),
    "told": ("told from shuffled futures", "te onderscheiden van geschudde toekomsten"),
    "untold": ("not told", "niet te onderscheiden"),
    "dummy": ("the dummy, which does nothing", "de dummy, die niets doet"),
    "note": ("whisker: 95% interval over futures", "streepje: 95%-interval over toekomsten"),
    "acceptability": (
        "Which package is best, by what a point is worth",
        "Welk pakket het beste is, naar wat een punt waard is",
    ),
    "worth": (
        "worth of one point of {outcome} (euro a year)",
        "waarde van één punt {outcome} (euro per jaar)",
    ),
    "share": (
        "share of futures in which it is best (%)",
        "aandeel toekomsten waarin het de beste is (%)",
    ),
    "known": (
        "costs in money that nobody knows count as nothing",
        "kosten in geld die niemand weet tellen als niets",
    ),
}


def values_figure(choice: Choice, language: str) -> Figure:
    """Draw the factors that are worth most, with the dummy as a line."""
    place = int(language == "nl")
    table = choice.values[choice.values["kind"] == FACTOR]
    dummy = table[table["factor"] == DUMMY]
    rows = table[table["factor"] != DUMMY].head(SHOWN)
    # What comes to nothing at all takes no room, as long as anything else is there.
    some = rows[rows["estimate"] != 0.0]
    rows = (some if len(some) else rows.head(1))[::-1]
    scale = 1.0 if choice.worth is not None else choice.scale
    figure = new_figure(0.34 * len(rows) + 1.5)
    axes = figure.subplots()
    at = np.arange(len(rows))
    size, low, high = (scale * rows[key].to_numpy(float) for key in ("estimate", "low", "high"))
    colours = [COLOURS[0] if told else MUTED for told in rows["told"]]
    axes.barh(at, size, color=colours, height=0.6)
    axes.hlines(at, low, high, color="#222222", linewidth=0.8)
    axes.set_yticks(at, [fill(factor_name(name, language), 48) for name in rows["factor"]])
    axes.axvline(0.0, color=FAINT, linewidth=0.8)
    axes.set_xlim(min(0.0, low.min()) - LEAST_SHOWN, 1.05 * max(high.max(), LEAST_SHOWN))
    handles = [
        Line2D([], [], color=COLOURS[0], linewidth=6, label=TEXTS["told"][place]),
        Line2D([], [], color=MUTED, linewidth=6, label=TEXTS["untold"][place]),
    ]
    if len(dummy):
        axes.axvline(scale * float(dummy["estimate"].iloc[0]), color=COLOURS[1], linestyle="--")
        label = TEXTS["dummy"][place]
        handles.append(Line2D([], [], color=COLOURS[1], linestyle="--", label=label))
    axes.set_xlabel(_unit(choice, language))
    figure.suptitle(TEXTS["values"][place], x=0.01, ha="left")
    number_ticks(axes, language, ("x",))
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def _unit(choice: Choice, language: str) -> str:
    place = int(language == "nl")
    if choice.worth is not None:
        return TEXTS["euro"][place]
    if choice.scale > 1:
        return TEXTS["points"][place]
    return label_of(choice.outcome).unit_of_change(language)


def acceptability_figure(choice: Choice, language: str) -> Figure:
    """Draw in which share of futures each package is best, by the worth of a point."""
    place = int(language == "nl")
    table = choice.acceptability
    most = table.groupby("policy")["best_in"].max().nlargest(LINES).index
    figure = new_figure(5.2)
    axes = figure.subplots()
    handles = []
    for number, policy in enumerate(most):
        rows = table[table["policy"] == policy]
        colour = COLOURS[number % 2] if number < 4 else MUTED
        style = STYLES[number % len(STYLES)]
        axes.plot(rows["worth_of_point"], 100 * rows["best_in"], color=colour, linestyle=style)
        title = name_in_words("policy", str(policy), language)
        handles.append(Line2D([], [], color=colour, linestyle=style, label=title))
    axes.set_xscale("log")
    outcome = label_of(choice.outcome).name(language).lower()
    axes.set_xlabel(TEXTS["worth"][place].format(outcome=outcome))
    axes.set_ylabel(fill(TEXTS["share"][place], 30))
    axes.set_ylim(0.0)
    figure.suptitle(TEXTS["acceptability"][place], x=0.01, ha="left")
    legend_below(figure, handles, TEXTS["known"][place])
    return figure
