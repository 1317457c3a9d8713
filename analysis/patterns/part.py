"""The claims of the source study: the part of a report that measured patterns make."""

from __future__ import annotations

import pandas as pd

from analysis.patterns.claims import ROLES
from analysis.patterns.document import read_parts
from analysis.patterns.figures import patterns_figure
from analysis.patterns.words import HEADINGS, ROLE_NAMES, VERDICT_NAMES, answer, verdict_table
from analysis.stored.part import Grid, Part, picture
from analysis.stored.stored import Stored
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


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of measured patterns: the results first, those of design last."""
    parts, _ = read_parts(stored.folder)
    parts["verdict"] = parts["verdict"].fillna("")
    said = answer(parts, language)
    table = verdict_table(parts, language).fillna("")
    results = bool((table["role"] != "design").any())
    return Part(
        verb="patterns",
        where=phrase(TEXTS, "where", language),
        leads=said[:1] if results else [],
        said=said,
        grids=[
            _grid(table[table["role"] == role], role, language)
            for role in (*ROLES[1:], ROLES[0])
            if (table["role"] == role).any()
        ],
        pictures=[picture("patterns", lambda: patterns_figure(parts, language))],
        command=stored.command,
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
