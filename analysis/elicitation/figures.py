"""Pictures of what people hold, beside what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.elicitation.questions import Question
from analysis.elicitation.weighing.vignettes import driver_titles
from analysis.elicitation.weighing.words import rule_name
from analysis.words.factors import factor_name
from analysis.words.style import COLOURS, FAINT, INK, MUTED, legend_below, new_figure, number_ticks

LABEL_WIDTH = 44
TEXTS = {
    "title": (
        "What the panel holds, beside what was assumed",
        "Wat het panel vindt, naast wat was aangenomen",
    ),
    "prior": ("assumed range", "aangenomen bereik"),
    "expert": ("an expert: 5% to 95%, and median", "een expert: 5% tot 95%, en mediaan"),
    "pool": ("the panel, within what the model takes", "het panel, binnen wat het model neemt"),
    "note": (
        "each line has a scale of its own, in its own unit",
        "elke regel heeft een eigen schaal, in de eigen eenheid",
    ),
}

WEIGHING = {
    "title": ("By which rule officials weigh", "Volgens welke regel functionarissen wegen"),
    "weight": ("weight of the rule (%)", "gewicht van de regel (%)"),
    "drivers": ("weight of the driver", "gewicht van de drijfveer"),
    "before": ("before the answers", "voor de antwoorden"),
    "after": ("after", "erna"),
    "note": (
        "right: mean and one standard deviation on either side",
        "rechts: gemiddelde en één standaardafwijking aan weerszijden",
    ),
}


def ranges_figure(
    pooled: pd.DataFrame, fits: pd.DataFrame, questions: Sequence[Question], language: str
) -> Figure:
    """Draw each expert's interval, the pool, and the assumed range, a panel per condition.

    Args:
        pooled: From ``analysis.elicitation.pool.pooled_table``.
        fits: From ``analysis.elicitation.pool.fits_of``.
        questions: What was asked.
        language: "en" or "nl".
    """
    place, asked = int(language == "nl"), {question.factor: question for question in questions}
    rows = pooled.to_dict("records")
    figure = new_figure(1.2 + 1.05 * ((len(rows) + 1) // 2))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    grid = figure.subplots((len(rows) + 1) // 2, 2, squeeze=False).ravel()
    for axes, row in zip(grid, rows, strict=False):
        question = asked[row["factor"]]
        own = fits[fits["factor"] == row["factor"]].sort_values("expert")
        width = (row["prior_p95"] - row["prior_p05"]) / 0.9 * question.scale
        low = row["prior_p50"] * question.scale - width / 2
        axes.axvspan(low, low + width, color=FAINT, lw=0)
        for line, each in enumerate(own.to_dict("records")):
            axes.plot([each["p05"], each["p95"]], [line, line], color=MUTED, lw=1.2)
            axes.plot(each["p50"], line, "o", color=INK, ms=3)
        if row["used"]:
            ends = np.array([row["p05"], row["p50"], row["p95"]]) * question.scale
            axes.plot(ends[[0, 2]], [len(own), len(own)], color=COLOURS[0], lw=4)
            axes.plot(ends[1], len(own), "o", color=INK, ms=4)
        name = f"{factor_name(row['factor'], language)} ({question.unit(language)})"
        axes.set_title(fill(name, LABEL_WIDTH), fontsize=7.5, loc="left")
        axes.set_yticks([])
        axes.set_ylim(-0.8, len(own) + 0.9)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="x", labelsize=7)
        number_ticks(axes, language, ("x",))
    for axes in grid[len(rows) :]:
        axes.set_axis_off()
    handles = [
        Patch(color=FAINT, label=TEXTS["prior"][place]),
        Line2D(
            [],
            [],
            color=MUTED,
            marker="o",
            mfc=INK,
            mec=INK,
            ms=3,
            lw=1.2,
            label=TEXTS["expert"][place],
        ),
        Line2D(
            [],
            [],
            color=COLOURS[0],
            marker="o",
            mfc=INK,
            mec=INK,
            ms=4,
            lw=4,
            label=TEXTS["pool"][place],
        ),
    ]
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def weighing_figure(rules: pd.DataFrame, drivers: pd.DataFrame, language: str) -> Figure:
    """Draw the weight of each rule beside what it was, and of each driver the same.

    Args:
        rules: From ``analysis.elicitation.weighing.officials.rules_table``.
        drivers: factor, driver, prior_mean, prior_sd, mean, sd.
        language: "en" or "nl".
    """
    place = int(language == "nl")
    figure = new_figure(3.4)
    figure.suptitle(WEIGHING["title"][place], fontsize=11, fontweight="bold")
    left, right = figure.subplots(1, 2)
    for line, row in enumerate(rules.to_dict("records")):
        left.barh(line + 0.18, 100 * row["prior"], height=0.3, color=FAINT)
        left.barh(line - 0.18, 100 * row["weight"], height=0.3, color=COLOURS[0])
    names = [fill(rule_name(str(rule), language), 26) for rule in rules["rule"]]
    left.set_yticks(range(len(rules)), names)
    left.set_xlim(0, 100)
    left.set_xlabel(WEIGHING["weight"][place])
    for line, row in enumerate(drivers.to_dict("records")):
        for offset, head, colour in ((0.18, "prior_", MUTED), (-0.18, "", COLOURS[0])):
            mean, spread = row[f"{head}mean"], row[f"{head}sd"]
            right.plot([mean - spread, mean + spread], [line + offset] * 2, color=colour, lw=3)
            right.plot(mean, line + offset, "o", color=INK, ms=3)
    titles = [fill(title, 26) for title in driver_titles(language)]
    right.set_yticks(range(len(drivers)), titles)
    right.set_xlabel(WEIGHING["drivers"][place])
    for axes in (left, right):
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0, labelsize=7)
        number_ticks(axes, language, ("x",))
    handles = [
        Patch(color=FAINT, label=WEIGHING["before"][place]),
        Patch(color=COLOURS[0], label=WEIGHING["after"][place]),
    ]
    legend_below(figure, handles, WEIGHING["note"][place])
    return figure
