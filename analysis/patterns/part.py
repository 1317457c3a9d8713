"""The claims of the source study: the part of a report that measured patterns make."""

from __future__ import annotations

import pandas as pd

from analysis.patterns.words import (
    FOUND,
    HEADINGS,
    IN_ORDER,
    ROLE_NAMES,
    VERDICT_NAMES,
    verdict_table,
)
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.part import Part, part_from
from analysis.words.phrases import phrase

TEXTS: dict[str, tuple[str, str]] = {
    "where": ("the claims of the source study", "de beweringen van de bronstudie"),
    "heading": ("Claim: {role}", "Bewering: {role}"),
    "doubt": (
        "Claims that fail, and claims that pass under one answer to an open question only: the"
        " table of claims names them.",
        "Beweringen die falen, en beweringen die alleen bij één antwoord op een open vraag slagen:"
        " de tabel met beweringen noemt ze.",
    ),
}


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of measured patterns: the results first, those of design last."""
    roles = verdict_table(answer.parts[FOUND], language)["role"]
    return part_from(
        answer,
        language,
        where=phrase(TEXTS, "where", language),
        leads=answer.sentences(language)[:1] if (roles != "design").any() else [],
        doubts=[phrase(TEXTS, "doubt", language)],
    )


def grids_of(parts: pd.DataFrame, language: str) -> list[Grid]:
    """Return the verdicts as people read them, a table per role."""
    table = verdict_table(parts, language)
    of_role = {role: table[table["role"] == role] for role in IN_ORDER}
    return [_grid(mine, role, language) for role, mine in of_role.items() if len(mine)]


def _grid(table: pd.DataFrame, role: str, language: str) -> Grid:
    place = int(language == "nl")
    rows = [
        [
            f"{row['id']} {row['claim']} ({row['section']})",
            row["number"],
            VERDICT_NAMES[row["verdict"]][place],
            row["elsewhere"],
        ]
        for row in table.to_dict("records")
    ]
    heading = phrase(TEXTS, "heading", language, role=ROLE_NAMES[role][place])
    return Grid(heading, [HEADINGS[key][place] for key in ("number", "verdict", "cases")], rows)
