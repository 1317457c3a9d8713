"""Pictures of a choice: the front of gain against persons, and the levers along the budget."""

from __future__ import annotations

from textwrap import fill

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.choose.found import Found
from analysis.choose.naming import budget_short, package_name
from analysis.words.labels import label_of
from analysis.words.style import COLOURS, INK, MUTED, legend_below, new_figure, number_ticks
from analysis.words.titles import unquoted
from sim.words.numbers import shortest

TEXTS = {
    "front": (
        "What packages gain, against the persons they keep away\n{outcome}",
        "Wat pakketten winnen, naast de personen die ze weghouden\n{outcome}",
    ),
    "gain": ("gain over no policy ({unit})", "winst boven geen beleid ({unit})"),
    "persons": ("persons away from their units", "personen weg van hun eenheid"),
    "ahead": (
        "beaten by no other (gain, regret, vetoes, persons, euro)",
        "door geen ander verslagen (winst, spijt, veto's, personen, euro)",
    ),
    "beaten": ("beaten by another", "door een ander verslagen"),
    "note": (
        "numbers: the choices; whisker: 95% interval, for all packages together",
        "nummers: de keuzes; streepje: 95%-interval, voor alle pakketten samen",
    ),
    "membership": (
        "Share of the good packages that hold each lever (%)",
        "Aandeel van de goede pakketten waarin elke maatregel zit (%)",
    ),
    "budget": ("budget, at most", "budget, hoogstens"),
    "good": (
        "good: the choice under a budget, and what cannot be told from it",
        "goed: de keuze bij een budget, en wat er niet van te onderscheiden is",
    ),
}


def front_figure(found: Found, language: str) -> Figure:
    """Draw every package that was run again, the choices with a number each."""
    place = int(language == "nl")
    label = label_of(found.outcome)
    scale = 100.0 if label.unit == "share" else 1.0
    table = found.fresh.front
    figure = new_figure(5.6)
    axes = figure.subplots()
    handles = []
    for ahead, key in ((True, "ahead"), (False, "beaten")):
        rows = table[table["on_frontier"] == ahead]
        if rows.empty:
            continue
        colour, mark = (COLOURS[0], "o") if ahead else (MUTED, "s")
        gain, low, high = (scale * rows[name].to_numpy(float) for name in ("gain", "low", "high"))
        axes.vlines(rows["persons"], low, high, color=colour, linewidth=0.8)
        axes.plot(rows["persons"], gain, mark, color=colour, markersize=4)
        handles.append(
            Line2D(
                [],
                [],
                color=colour,
                marker=mark,
                linestyle="",
                markersize=4,
                label=TEXTS[key][place],
            )
        )
    for rank, name in enumerate(found.fresh.named, start=1):
        at = found.fresh.spent[name].persons, scale * float(found.fresh.gains[name].mean())
        axes.plot(*at, "o", color=COLOURS[1], markersize=7)
        axes.annotate(str(rank), at, (5, 5), textcoords="offset points", color=INK, weight="bold")
        title = f"{rank} {unquoted(package_name(name, language))}"
        handles.append(Line2D([], [], color=COLOURS[1], marker="o", linestyle="", label=title))
    axes.set_xlabel(TEXTS["persons"][place])
    axes.set_ylabel(fill(TEXTS["gain"][place].format(unit=label.unit_of_change(language)), 30))
    title = TEXTS["front"][place].format(outcome=label.name(language))
    figure.suptitle(title, x=0.01, ha="left")
    number_ticks(axes, language)
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def membership_figure(found: Found, language: str) -> Figure:
    """Draw in which share of the good packages each lever is, budget by budget."""
    place = int(language == "nl")
    budgets, levers = found.fresh.budgets, found.choosable
    # A row per lever, a column per budget; no row where no lever fits any budget.
    shares = found.tables["membership"]["share"].to_numpy(float).reshape(-1, len(budgets))
    figure = new_figure(2.6 + 0.3 * max(1, len(levers)))
    axes = figure.subplots()
    if shares.size:
        axes.imshow(shares, cmap="Blues", vmin=0.0, vmax=1.0, aspect="auto")
    for row, column in np.ndindex(shares.shape):
        share = float(shares[row, column])
        axes.text(
            column,
            row,
            shortest(round(100 * share), language),
            fontsize=8,
            ha="center",
            va="center",
            color="white" if share > 0.6 else INK,
        )
    ticks = [fill(budget_short(budget, language), 16) for budget in budgets]
    axes.set_xticks(range(len(budgets)), ticks, rotation=90 if len(budgets) > 5 else 0)
    names = [fill(unquoted(package_name(lever, language)), 48) for lever in levers]
    axes.set_yticks(range(len(levers)), names)
    axes.tick_params(length=0, labelsize=8)
    axes.set_xlabel(f"{TEXTS['budget'][place]}\n{TEXTS['good'][place]}")
    figure.suptitle(TEXTS["membership"][place], x=0.01, ha="left")
    return figure
