"""Which of the study's claims hold, and under which answers: a mark per pattern and case."""

from __future__ import annotations

from textwrap import fill, shorten

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.claims.judge import FAILS, NOT_COMPUTED, OPEN, PASSES
from analysis.patterns.claims import ROLES, claims
from analysis.patterns.words import ROLE_NAMES, VERDICT_NAMES
from analysis.words.style import COLOURS, FAINT, INK, MUTED, legend_below, new_figure

MARKS = {
    PASSES: ("o", COLOURS[0], COLOURS[0]),
    FAILS: ("X", COLOURS[1], COLOURS[1]),
    OPEN: ("D", MUTED, "white"),
    NOT_COMPUTED: (".", FAINT, FAINT),
}
LABEL_WIDTH, CASE_WIDTH, CASE_LINE = 74, 40, 18
TEXTS = {
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
    lines: list[tuple[str, str]] = []
    for role in ROLES:
        mine = [name for name in by_id if claims()[name].role == role]
        lines += [("role", role), *(("pattern", name) for name in sorted(mine))] if mine else []
    figure = new_figure(1.4 + 0.21 * len(lines))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    labels = []
    for line, (kind, name) in enumerate(lines):
        if kind == "role":
            labels.append(ROLE_NAMES[name][place].upper())
            continue
        text = shorten(claims()[name].text(language), LABEL_WIDTH, placeholder="…")
        labels.append(f"{text}  {name}")
        for column, row in enumerate(by_id[name].to_dict("records")):
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
    axes.set_yticks(range(len(lines)), labels, fontsize=6.5)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlim(-0.2, max(3.0, float(cases.groupby("id").size().max())))
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.grid(axis="y", color=FAINT, linewidth=0.4)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    handles = [
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
    legend_below(figure, handles, TEXTS["note"][place])
    return figure
