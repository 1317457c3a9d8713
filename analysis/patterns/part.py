"""The claims of the source study: the part of a report that measured patterns make."""

from __future__ import annotations

import pandas as pd

from analysis.patterns.answer import FOUND, IN_ORDER
from analysis.patterns.words import HEADINGS, ROLE_NAMES, VERDICT_NAMES, verdict_table
from analysis.stored.answer import Answer
from analysis.stored.part import Grid, Part, pictures_of
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
    parts, said = answer.parts[FOUND], answer.sentences(language)
    table = verdict_table(parts, language)
    results = bool((table["role"] != "design").any())
    return Part(
        verb="patterns",
        where=phrase(TEXTS, "where", language),
        leads=said[:1] if results else [],
        said=said,
        grids=[
            _grid(table[table["role"] == role], role, language)
            for role in IN_ORDER
            if (table["role"] == role).any()
        ],
        pictures=pictures_of(answer, language, "patterns"),
        command=answer.stored.command,
        doubts=[phrase(TEXTS, "doubt", language)],
    )


def _grid(table: pd.DataFrame, role: str, language: str) -> Grid:
    place = int(language == "nl")
    rows = [
        [
            f"{row['id']} {row['claim']} ({row['section']})",
            row["number"], VERDICT_NAMES[row["verdict"]][place], row["elsewhere"],
        ]
        for row in table.to_dict("records")
    ]  # fmt: skip
    heading = phrase(TEXTS, "heading", language, role=ROLE_NAMES[role][place])
    return Grid(heading, [HEADINGS[key][place] for key in ("number", "verdict", "cases")], rows)
