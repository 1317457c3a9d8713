"""How the days went: needs, support, busy people, aversion and understanding, with bands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.dates import DateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.words.style import COLOURS, FAINT, legend_below, new_figure, number_ticks
from sim.measures.portrait import COURSES

TEXTS = {
    "title": ("How the days went", "Het verloop van de dagen"),
    "axis": ("days since the end of the warm-up", "dagen sinds het einde van de inlooptijd"),
    "dates": ("date", "datum"),
    "note": (
        "line: mean over runs of the 7-day mean; band: the middle 80% of the runs",
        "lijn: gemiddelde over runs van het 7-daags gemiddelde; band: middelste 80% van de runs",
    ),
    "without_consent": (
        "needs without consent in advance\n(per day)",
        "behoeften zonder toestemming vooraf\n(per dag)",
    ),
    "supported": (
        "of these supported, by the day they arose\n(per day; the last are still open)",
        "daarvan gesteund, naar de dag van ontstaan\n(per dag; de laatste staan nog open)",
    ),
    "busy_police": ("busy police people\n(persons)", "politiemensen bezet\n(personen)"),
    "busy_defence": ("busy Defence people\n(persons)", "Defensiemensen bezet\n(personen)"),
    "aversion": ("societal aversion\n(0–1)", "maatschappelijke aversie\n(0–1)"),
    "understanding": ("mutual understanding\n(0–1)", "wederzijds begrip\n(0–1)"),
}
FROM_ZERO = ("without_consent", "supported", "busy_police", "busy_defence")


def daily_figure(table: pd.DataFrame, titles: Sequence[str], language: str) -> Figure:
    """Draw the daily courses, a panel per series and a line with its band per setting.

    Args:
        table: From ``analysis.run.portrait.course_table``; with dates the axis has them.
        titles: What the settings are called, in their order.
        language: "en" or "nl".
    """
    place = 1 if language == "nl" else 0
    figure = new_figure(6.6)
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    panels = figure.subplots(3, 2, sharex=True).ravel()
    dated = "date" in table
    for axes, series in zip(panels, COURSES, strict=True):
        rows = table[table["series"] == series]
        for number_of, (_, own) in enumerate(rows.groupby("setting", sort=False)):
            colour, title = COLOURS[number_of], titles[number_of]
            line = own.assign(day=pd.to_datetime(own["date"])) if dated else own
            axes.fill_between(
                line["day"], line["low"], line["high"], color=colour, alpha=0.22, linewidth=0
            )
            axes.plot(
                line["day"],
                line["mean"],
                color=colour,
                linewidth=1.3,
                label=title,
                linestyle=("-", "--")[number_of],
            )
        axes.set_title(TEXTS[series][place], loc="left")
        if series in FROM_ZERO:
            axes.set_ylim(bottom=0)
        axes.margins(x=0)
        axes.grid(color=FAINT, linewidth=0.5)
        number_ticks(axes, language, ("y",) if dated else ("x", "y"))
    for axes in panels[-2:]:
        axes.set_xlabel(TEXTS["dates" if dated else "axis"][place])
        if dated:
            axes.xaxis.set_major_locator(MaxNLocator(3, integer=True))
            axes.xaxis.set_major_formatter(DateFormatter("%Y-%m-%d"))  # type: ignore[no-untyped-call]  # Matplotlib's
    legend_below(figure, panels[0].get_lines(), TEXTS["note"][place])
    return figure
