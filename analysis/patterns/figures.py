"""Which of the study's claims hold, and under which answers: a mark per pattern and case."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill, shorten

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.claims.judge import FAILS, NOT_COMPUTED, OPEN, PASSES
from analysis.patterns.declared.claims import ROLES, claims
from analysis.patterns.elsewhere import Elsewhere
from analysis.patterns.words import ROLE_NAMES, VERDICT_NAMES
from analysis.words.style import COLOURS, FAINT, INK, MUTED, legend_below, new_figure
from analysis.words.titles import in_title, unquoted

MARKS = {
    PASSES: ("o", COLOURS[0], COLOURS[0]),
    FAILS: ("X", COLOURS[1], COLOURS[1]),
    OPEN: ("D", MUTED, "white"),
    NOT_COMPUTED: (".", FAINT, FAINT),
}
LABEL_WIDTH, CASE_WIDTH, CASE_LINE, NOTE_WIDTH = 74, 40, 18, 100
PATTERN = "pattern"
Lines = list[tuple[str, str]]
"""What stands in each line of a figure: its kind, and a role or the id of a pattern."""

TEXTS = {
    "elsewhere": ("Where else claims hold", "Waar beweringen nog meer kloppen"),
    "verdict": ("the verdict", "het oordeel"),
    "share": ("% of futures", "% toekomsten"),
    "elsewhere_note": (
        "left: the verdict in the case that decides, and under each theory with all else at its "
        "default; right: the share of futures in which it holds, each a draw of all that is "
        "uncertain, with 95% interval. Not drawn: what is not read there",
        "links: het oordeel in het geval dat beslist, en bij elke theorie met al het andere op de "
        "standaardwaarde; rechts: het deel van de toekomsten waarin zij klopt, elk een trekking "
        "van alles wat onzeker is, met 95%-interval. Niet getekend: wat daar niet gelezen wordt",
    ),
    "title": ("Which claims hold in the model", "Welke beweringen kloppen in het model"),
    "note": (
        "first column: the verdict; beside it the same under other answers. Design patterns only "
        "verify the code",
        "eerste kolom: het oordeel; ernaast hetzelfde bij andere antwoorden. Ontwerppatronen "
        "toetsen alleen de code",
    ),
}


def patterns_figure(parts: pd.DataFrame, language: str) -> Figure:
    """Draw a line per pattern, by role, with a mark per case.

    Args:
        parts: From ``analysis.claims.measure.evaluate``.
        language: "en" or "nl".
    """
    place = int(language == "nl")
    cases = parts.drop_duplicates(["id", "case"])
    by_id = {str(name): part for name, part in cases.groupby("id")}
    lines = _lines(by_id)
    figure = new_figure(1.4 + 0.21 * len(lines))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    for line, (kind, name) in enumerate(lines):
        for column, row in enumerate(by_id[name].to_dict("records") if kind == PATTERN else ()):
            mark, edge, face = MARKS[str(row["case_verdict"])]
            axes.plot(
                column,
                line,
                mark,
                color=edge,
                markerfacecolor=face,
                markersize=6 if not column else 5,
                clip_on=False,
            )
            if str(row["case"]) != "default":
                said = shorten(str(row["case"]), CASE_WIDTH, placeholder="…").replace("_", " ")
                axes.text(
                    column + 0.09,
                    line,
                    fill(said, CASE_LINE),
                    va="center",
                    fontsize=5,
                    color=INK,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
                )
    _dress(axes, lines, language)
    axes.set_xlim(-0.2, max(3.0, float(cases.groupby("id").size().max())))
    axes.set_xticks([])
    legend_below(figure, _handles(place), TEXTS["note"][place])
    return figure


def elsewhere_figure(parts: pd.DataFrame, elsewhere: Elsewhere, language: str) -> Figure:
    """Draw a line per pattern: a mark at the defaults and per theory, and the share of futures.

    Args:
        parts: From ``analysis.claims.measure.evaluate``.
        elsewhere: Where patterns hold beside the defaults.
        language: "en" or "nl".
    """
    place = int(language == "nl")
    first = parts.drop_duplicates("id").set_index("id")["case_verdict"].to_dict()
    theories = list(dict.fromkeys(elsewhere.theories["theory"].astype(str)))
    under = elsewhere.theories.set_index(["id", "theory"])["verdict"].to_dict()
    lines = _lines(map(str, first))
    figure = new_figure(2.6 + 0.21 * len(lines))
    figure.suptitle(TEXTS["elsewhere"][place], fontsize=11, fontweight="bold")
    axes, right = figure.subplots(1, 2, width_ratios=(1 + len(theories), 5))
    names = [TEXTS["verdict"][place], *(unquoted(in_title(n, language)) for n in theories)]
    for line, (kind, name) in enumerate(lines):
        marks = [first[name], *(under.get((name, t)) for t in theories)] if kind == PATTERN else []
        for column, verdict in enumerate(marks):
            if verdict is not None:
                mark, edge, face = MARKS[str(verdict)]
                axes.plot(column, line, mark, color=edge, markerfacecolor=face, markersize=5)
    _dress(axes, lines, language)
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=6.5)
    _draw_shares(right, elsewhere.futures, lines, language)
    legend_below(figure, _handles(place), fill(TEXTS["elsewhere_note"][place], NOTE_WIDTH))
    return figure


def _draw_shares(axes: Axes, futures: pd.DataFrame, lines: Lines, language: str) -> None:
    by_id = {str(row["id"]): row for row in futures.dropna(subset="share").to_dict("records")}
    for line, (_, name) in enumerate(lines):
        if name in by_id:
            share, low, high = (100.0 * float(by_id[name][k]) for k in ("share", "low", "high"))
            axes.plot([low, high], [line, line], color=MUTED, linewidth=1.0)
            axes.plot(share, line, "o", color=COLOURS[0], markersize=4)
    _dress(axes, lines, language)
    axes.set_yticklabels([])
    axes.set_xlim(-2, 102)
    axes.set_xlabel(TEXTS["share"][int(language == "nl")], fontsize=7)
    axes.tick_params(axis="x", labelsize=6.5)


def _lines(names: Iterable[str]) -> Lines:
    """Return what stands in each line: a role, or a pattern below its role."""
    known, lines = sorted(names), []
    for role in ROLES:
        mine = [name for name in known if claims()[name].role == role]
        lines += [("role", role), *((PATTERN, name) for name in mine)] if mine else []
    return lines


def _dress(axes: Axes, lines: Lines, language: str) -> None:
    labels = [
        f"{shorten(claims()[name].text(language), LABEL_WIDTH, placeholder='…')}  {name}"
        if kind == PATTERN
        else ROLE_NAMES[name][language == "nl"].upper()
        for kind, name in lines
    ]
    axes.set_yticks(range(len(lines)), labels, fontsize=6.5)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.tick_params(length=0)
    axes.grid(axis="y", color=FAINT, linewidth=0.4)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _handles(place: int) -> list[Line2D]:
    return [
        Line2D(
            [],
            [],
            marker=mark,
            color=edge,
            markerfacecolor=face,
            linestyle="none",
            label=VERDICT_NAMES[verdict][place],
        )
        for verdict, (mark, edge, face) in MARKS.items()
    ]
