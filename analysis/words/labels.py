"""Names in plain words, units and number formats, in English and Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import pandas as pd

from sim.outcomes import DECLARED, END_STATE_TITLES, PRIMARY, UNITS
from sim.words import in_language, numbers
from sim.words.sides import said

__all__ = [
    "END_STATE_NAMES",
    "GATE_NAMES",
    "LABELS",
    "PRIMARY",
    "REASON_CLAUSES",
    "REASON_NAMES",
    "Label",
    "label_of",
    "number",
]

Unit = Literal["share", "days", "count", "number"]

POINTS = ("percentage points", "procentpunt")
DECIMALS: dict[Unit, int] = {"share": 1, "days": 2, "count": 1, "number": 3}


@dataclass(frozen=True, slots=True)
class Label:
    """What an outcome is called, and in which unit it is shown.

    Attributes:
        called: Without the unit; ``name`` has the names of the sides of the world.
        unit: "share" is shown in per cent, a difference in percentage points.
        unit_en: The unit in words, where there is one.
        unit_nl: The same in Dutch.
        in_table: Whether it stands in the printed table; the CSV holds all outcomes.
    """

    called: str
    unit: Unit
    unit_en: str
    unit_nl: str
    in_table: bool = False

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return said(in_language(self.called, language), language)

    def text(self, language: str) -> str:
        """Return name and unit, as ``"Support that came on time (%)"``."""
        unit = self.unit_nl if language == "nl" else self.unit_en
        return f"{self.name(language)} ({unit})"

    def unit_of_change(self, language: str) -> str:
        """Return the unit of a difference: per cent differ by percentage points."""
        if self.unit == "share":
            return POINTS[language == "nl"]
        return self.unit_nl if language == "nl" else self.unit_en


END_STATE_NAMES = END_STATE_TITLES

REASON_NAMES: dict[str, tuple[str, str]] = {
    "not_asked": ("did not want to ask", "wilde niet vragen"),
    "unwilling": ("unwilling", "niet bereid"),
    "distrust": ("lack of trust", "gebrek aan vertrouwen"),
    "absent": ("nobody there", "niemand aanwezig"),
    "reserved": ("kept in reserve", "in reserve gehouden"),
    "nato": ("promised to NATO", "aan de NAVO toegezegd"),
    "short_notice": ("short notice", "korte termijn"),
    "no_basis": ("no legal basis", "geen wettelijke grondslag"),
    "approval": ("not approved", "niet goedgekeurd"),
    "veto": ("political veto", "politiek veto"),
    "too_late": ("decided too late", "te laat besloten"),
    "no_go": ("weather, technique", "weer, techniek"),
    "withdrawn": ("support withdrawn", "steun teruggetrokken"),
}
"""What stood in the way, as short as an axis or a cell wants it."""

REASON_CLAUSES: dict[str, tuple[str, str]] = {
    "not_asked": ("the requester would rather not ask", "de vrager vroeg liever niet"),
    "unwilling": ("the provider was not willing", "de gever was niet bereid"),
    "absent": ("no people there", "geen mensen aanwezig"),
    "reserved": ("people kept in reserve", "mensen in reserve gehouden"),
    "nato": ("people promised to NATO", "mensen aan de NAVO toegezegd"),
    "short_notice": ("notice too short to plan", "te kort dag om te plannen"),
    "no_basis": ("no legal basis", "geen wettelijke grondslag"),
    "approval": ("approval blocked", "goedkeuring geblokkeerd"),
    "veto": ("a political veto", "een politiek veto"),
    "too_late": (
        "still at the desks when it was too late",
        "nog bij de loketten toen het te laat was",
    ),
    "no_go": ("weather or technique forbade it", "weer of techniek liet het niet toe"),
    "withdrawn": ("the promise was broken", "de toezegging werd gebroken"),
}
"""The same reasons as a sentence tells them."""

GATE_NAMES: dict[str, tuple[str, str]] = {
    "want": ("want (willen)", "willen"),
    "can": ("can (kunnen)", "kunnen"),
    "may": ("may (mogen)", "mogen"),
    "none": ("none of the three (no-go)", "geen van de drie (no-go)"),
}


# How the declared units are shown: a value has the decimals of a count, a level is a number.
_SHOWN: dict[str, Unit] = {"value": "count", "level": "number"}

LABELS: dict[str, Label] = {
    outcome.name: Label(
        outcome.called,
        _SHOWN.get(outcome.unit, cast(Unit, outcome.unit)),
        *UNITS[outcome.unit],
        in_table=outcome.in_table,
    )
    for outcome in DECLARED.values()
}
"""How every declared outcome is labelled; ``sim.outcomes`` declares them."""


def label_of(outcome: str) -> Label:
    """Return an outcome's label; an outcome without one is shown under its own key."""
    return LABELS.get(outcome) or Label(outcome, "number", "1", "1")


def in_words(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table for readers: beside the key of each outcome its label and its unit."""
    written = table.copy()
    if "outcome" in written:
        labels = [label_of(str(outcome)) for outcome in written["outcome"]]
        at = list(written.columns).index("outcome") + 1
        written.insert(at, "label", [label.name(language) for label in labels])
        written.insert(at + 1, "unit", [label.unit for label in labels])
    return written


def number(
    value: float, unit: Unit, language: str, *, signed: bool = False, decimals: int | None = None
) -> str:
    """Write a value in its unit's scale and decimals: 0.4385 as a share is ``"43.9"``.

    Args:
        value: The value; NaN is written as ``"n/a"``, ``"n.v.t."``.
        unit: The unit, which decides scale and decimals.
        language: "nl" writes a decimal comma.
        signed: Whether to write a plus before what is positive, for differences.
        decimals: How many, where the unit's would hide too much.
    """
    places = DECIMALS[unit] if decimals is None else decimals
    scaled = value * 100 if unit == "share" else value
    return numbers.number(scaled, places, language, signed=signed)
