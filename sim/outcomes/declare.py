"""What the declaration of an outcome holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.words import Message, in_language
from sim.words.sides import said

Unit = Literal["share", "days", "count", "value", "level"]
Direction = Literal["good", "bad", "neutral"]

UNITS: dict[Unit, tuple[str, str]] = {
    "share": ("%", "%"),
    "days": ("days", "dagen"),
    "count": ("count", "aantal"),
    "value": ("weighted needs", "gewogen behoeften"),
    "level": ("0–1", "0–1"),
}
"""The units in English and Dutch. A share is a fraction in the data and shown in per cent; a value
is a sum over needs of severity times the part that was met, costs taken off or not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of a run.

    Attributes:
        name: The key in ``run.outcomes`` and the column in every table of runs.
        unit: A key of ``UNITS``.
        direction: Whether more of it is "good", "bad", or "neutral" (neither by itself).
        called: What it is called, with ``{civil}`` and ``{military}`` for the two sides; ``title``
            has their names.
        defined: How it is defined, and when it does not exist; ``meaning`` has the names.
        in_table: Whether it stands in the printed table; files hold all outcomes.
        paired: Whether it takes paired runs on the same tape (``references=True``).
    """

    name: str
    unit: Unit
    direction: Direction
    called: Message
    defined: Message
    in_table: bool = False
    paired: bool = False

    def title(self, language: str) -> str:
        """Return the title in a language ("en" or "nl")."""
        return said(in_language(self.called, language), language)

    def meaning(self, language: str) -> str:
        """Return the definition in a language ("en" or "nl")."""
        return said(in_language(self.defined, language), language)

    @property
    def title_en(self) -> str:
        """The title in English."""
        return self.title("en")

    @property
    def title_nl(self) -> str:
        """The title in Dutch."""
        return self.title("nl")

    @property
    def meaning_en(self) -> str:
        """The definition in English."""
        return self.meaning("en")

    @property
    def meaning_nl(self) -> str:
        """The definition in Dutch."""
        return self.meaning("nl")
