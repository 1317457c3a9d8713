"""The claims as data: ``claims.csv``, one row per pattern, read once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.errors import unknown_name

FILE = Path(__file__).with_name("claims.csv")
ROLES = ("design", "emergent", "discriminating", "null")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a pattern says.

    Attributes:
        id: P01 to P49; P31 does not exist.
        role: A value of ``ROLES``.
        section: Where the study says so.
        claim_en: The claim in English.
        claim_nl: The claim in Dutch.
        measured_en: What is measured, in English.
        measured_nl: What is measured, in Dutch.
        varied: The switches (or conditions in their place) under which it is repeated.
        note_en: What has to be known to read its numbers, in English; mostly empty.
        note_nl: The same in Dutch.
    """

    id: str
    role: str
    section: str
    claim_en: str
    claim_nl: str
    measured_en: str
    measured_nl: str
    varied: str
    note_en: str
    note_nl: str

    def text(self, language: str) -> str:
        """Return the claim in a language ("en" or "nl")."""
        return self.claim_nl if language == "nl" else self.claim_en

    def note(self, language: str) -> str:
        """Return what has to be known to read its numbers."""
        return self.note_nl if language == "nl" else self.note_en


@cache
def claims() -> dict[str, Wording]:
    """Return all claims by their id, in their order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: Wording(**row) for row in csv.DictReader(file)}


def chosen_claims(ids: list[str] | None) -> list[Wording]:
    """Return the claims with these ids, or all.

    Raises:
        UserError: For an id that does not exist.
    """
    known = claims()
    for one in ids or ():
        if one not in known:
            raise unknown_name("pattern", one, known)
    return [claim for name, claim in known.items() if ids is None or name in ids]
