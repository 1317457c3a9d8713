"""The codes of the source study: what respondents and documents name, and what carries it here.

The study's tree of codes (its Appendix C) has 11 parents and 38 leaves. Each leaf is carried by one
or more conditions or states; conditions name the codes that they carry (``Condition.codes``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".csv")
LEVELS = ("parent", "leaf")
GROUPS = {
    "willing": ("Willingness", "Bereidheid"),
    "able": ("Resources", "Middelen"),
    "allowed": ("Organisational barriers", "Organisatorische barrières"),
    "effective": ("Effective collaboration", "Effectieve samenwerking"),
    "inductive": ("Found in the interviews", "Gevonden in de interviews"),
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the study.

    Attributes:
        number: Its number, in the alphabetical order of the study's tree.
        name_en: Its name in English.
        name_nl: Its name in Dutch.
        level: "parent" or "leaf".
        parent: Number of the parent of a leaf; None for a parent.
        group: A key of ``GROUPS``: the study's family of codes.
        section: The sections of the study where it is discussed.
        carrier: What carries it in the model, in words and symbols of the ODD.
        equations: Numbers of the equations that it enters.
        shared_with: Number of the code with which it has its one mechanism in common, if any.
        finding: What the study found, in a sentence; empty for a parent.
    """

    number: int
    name_en: str
    name_nl: str
    level: str
    parent: int | None
    group: str
    section: str
    carrier: str
    equations: str
    shared_with: int | None
    finding: str


@cache
def codes() -> dict[int, Code]:
    """Return all codes by number, in their order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {int(row["number"]): _code(row) for row in csv.DictReader(file)}


def leaves() -> list[Code]:
    """Return the leaves, in their order."""
    return [code for code in codes().values() if code.level == "leaf"]


def _code(row: dict[str, Any]) -> Code:
    number, parent, shared = row.pop("number"), row.pop("parent"), row.pop("shared_with")
    return Code(
        number=int(number),
        parent=int(parent) if parent else None,
        shared_with=int(shared) if shared else None,
        **row,
    )
