"""What must be known beside intervals that may hold the truth less often than they say."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.intervals.ways import FEW, NO_SHAPE, OTHER, RARE
from analysis.words.labels import label_of
from analysis.words.noted import note_of
from analysis.words.phrases import listed
from experiments.study.notes import Note
from sim.words import Message

NAMED_AT_MOST = 4
TEXTS: dict[str, tuple[str, str]] = {
    RARE: (
        "in all or nearly all of these runs this is the same, or is moved by nothing: {names}. What"
        " is rare may be missing from them, so that intervals are too narrow and hold the truth"
        " less often than 95%: it says what was not seen here, not that there is no effect",
        "in alle of bijna alle runs is dit gelijk, of wordt het door niets verschoven: {names}. Wat"
        " zeldzaam is kan erin ontbreken, zodat intervallen te smal zijn en de waarheid minder vaak"
        " dan 95% bevatten: het zegt wat hier niet is gezien, niet dat er geen effect is",
    ),
    NO_SHAPE: (
        "no stored runs tell how skewed outcomes are here (they are of the Netherlands, 730 days"
        " after 180 of warm-up): intervals are Student's t, from 30 seeds on Johnson's, and may"
        " hold the truth less often than 95%",
        "geen opgeslagen runs zeggen hoe scheef uitkomsten hier zijn (die zijn van Nederland, 730"
        " dagen na 180 dagen aanloop): intervallen zijn Student's t, vanaf 30 seeds die van"
        " Johnson, en bevatten de waarheid misschien minder vaak dan 95%",
    ),
    OTHER: (
        "some of these settings are not among the stored runs that tell how skewed outcomes are:"
        " their intervals take the shape of those outcomes over other levers and scenarios, and may"
        " hold the truth less often than 95%",
        "sommige van deze situaties horen niet bij de opgeslagen runs die zeggen hoe scheef"
        " uitkomsten zijn: hun intervallen nemen de vorm van die uitkomsten bij andere maatregelen"
        " en scenario's, en bevatten de waarheid misschien minder vaak dan 95%",
    ),
    FEW: (
        "seeds are few for how skewed these are, so that intervals rest on the shape of stored"
        " runs: {names}",
        "het aantal seeds is klein voor hoe scheef deze uitkomsten zijn, zodat intervallen op de"
        " vorm van opgeslagen runs rusten: {names}",
    ),
}

WITHOUT_SHAPE = note_of(
    Message(
        "intervals of means here rest on their own values alone: where those are skewed, as what"
        " a lever adds in net value or in person-days is, they hold the truth less often than 95%"
        " (docs/coverage.md tells how often)"
    ).in_language
)
"""What is known beside every interval that takes no shape of stored runs."""


def notes_on_intervals(tables: Sequence[pd.DataFrame], outcomes: Sequence[str]) -> list[Note]:
    """Return a note for each reason that intervals which people see have.

    Args:
        tables: With outcome and flag, as ``analysis.stored.summary`` makes them.
        outcomes: The outcomes that people see.
    """
    there = [table[["outcome", "flag"]] for table in tables if len(table)]
    if not there:
        return []
    rows = pd.concat(there)
    rows = rows[rows["outcome"].isin(list(outcomes))]
    return [_note(flag, rows) for flag in TEXTS if (rows["flag"] == flag).any()]


def _note(flag: str, rows: pd.DataFrame) -> Note:
    outcomes = list(dict.fromkeys(map(str, rows.loc[rows["flag"] == flag, "outcome"])))
    more = len(outcomes) - NAMED_AT_MOST

    def said(language: str) -> str:
        names = [label_of(each).name(language).lower() for each in outcomes[:NAMED_AT_MOST]]
        names += [f"… ({more})"] if more > 0 else []
        return TEXTS[flag][language == "nl"].format(names=listed(names, language))

    return note_of(said, outcomes)
