"""What a condition is, and the groups that conditions are read in.

A condition is a number that the thesis (or the model built on it) says matters for the
collaboration: its default, its range and its meaning are declared once, in the files beside
this one. The record that the rules read, the checks on a configuration, the designs of
sensitivity studies, the sliders and the tables in the docs all follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sim.words import Message, in_language
from sim.words.sides import said

Distribution = Literal["uniform", "integer"]

ANY_NUMBER = (-10.0, 10.0)
"""Possible limits of a threshold, shift or intercept: far enough to settle any logistic."""

ANY_SCALE = (0.0, 1000.0)
"""Possible limits of a factor, slope or ratio that cannot be negative."""

ANY_DAYS = (0.0, 100_000.0)
"""Possible limits of a length of time in days."""

ANY_RATE = (0.0, 10.0)
"""Possible limits of a rate per day."""

POSITIVE = 1e-6
"""The floor of what is divided by."""


@dataclass(frozen=True)
class Group:
    """What conditions are sorted under, with its title."""

    called: Message

    @property
    def title_en(self) -> str:
        """The title in English."""
        return self.title("en")

    @property
    def title_nl(self) -> str:
        """The title in Dutch."""
        return self.title("nl")

    def title(self, language: str) -> str:
        """Return the title in "en" or "nl"."""
        return said(in_language(self.called, language), language)


GROUPS: dict[str, Group] = {
    "demand": Group(Message("Demand")),
    "capacity": Group(Message("Capacity")),
    "culture": Group(Message("Organisational culture")),
    "willing": Group(Message("Willingness")),
    "finance": Group(Message("Finance")),
    "understanding": Group(Message("Mutual understanding")),
    "trust": Group(Message("Trust and expertise")),
    "legal": Group(Message("Law and procedure")),
    "politics": Group(Message("Politics and society")),
    "informal": Group(Message("Informal cooperation")),
    "information": Group(Message("Sharing of information")),
    "outcome": Group(Message("Outcome of joint work")),
    "observation": Group(Message("What is observed")),
    "control": Group(Message("Control")),
}


TERMS: dict[str, Group] = {
    "drivers": Group(Message("Drivers")),
    "commitment": Group(Message("Commitment")),
    "added_value": Group(Message("Added value")),
    "understanding": Group(Message("Mutual understanding")),
    "communication": Group(Message("Communication")),
    "trust": Group(Message("Trust")),
    "transparency": Group(Message("Transparency")),
    "legitimacy": Group(Message("Legitimacy")),
    "finance": Group(Message("Finance")),
    "people": Group(Message("People")),
    "society": Group(Message("Society and politics")),
    "demand": Group(Message("Demand for support (no term of the study)")),
    "control": Group(Message("Control")),
}
"""The terms of the source study in which shares are told first; the last two are not its own."""

WHO: dict[str, Group] = {
    "organisations": Group(Message("{civil} and {military} together")),
    "military": Group(Message("{military}")),
    "ministers": Group(Message("ministers")),
    "lawmaker": Group(Message("the lawmaker")),
}
"""Who can change what can be steered."""

ROLES: dict[str, Group] = {
    "steerable": Group(Message("steerable")),
    "context": Group(Message("context: it happens")),
    "model": Group(Message("of the model: a slope, weight or rate")),
}


@dataclass(frozen=True)
class Condition:
    """One condition, as declared.

    Attributes:
        name: The name in words, as used in configurations, columns and code.
        symbol: The symbol in the equations of the ODD.
        default: The value where nothing else is given.
        low: The lowest value of the prior range.
        high: The highest value of the prior range.
        unit: "share" (of 1), "1" (no dimension), "day", "1/day", "persons", "events", …
        group: A key of ``GROUPS``.
        words: The meaning, one short phrase, with ``{civil}`` and ``{military}`` for the two
            sides; ``meaning`` has their names.
        source: The thesis section or evidence figure, and whether the value is a prior.
        codes: Numbers of the thesis's codes (its Appendix C) that the condition carries.
        distribution: "uniform", or "integer" for whole numbers only.
        term: The term of the source study that it belongs to, a key of ``TERMS``.
        role: Who can change it, a key of ``WHO``; or "context" for what happens, or "model" for a
            slope, weight or rate of the model, which nobody can.
        by_definition: Whether the model grants by definition what it is meant to bring about.
        possible: The values that make sense mathematically, for verification in the limit;
            None where they follow from the range and the unit.
        optional: Whether it belongs to a mechanism that is off at the default; the draws that
            bring theories to one level (``sim.levels``) leave it off.
        varied_as: The condition that says the same in other words, and whose range designs vary
            in its place; the two exclude each other in one setting. None for all others.
        by_itself: Whether it is among "all conditions" that designs and draws vary. A control that
            only some methods can use is not: they add it, or a user names it.
    """

    name: str
    symbol: str
    default: float
    low: float
    high: float
    unit: str
    group: str
    words: Message
    source: str
    codes: tuple[int, ...] = ()
    distribution: Distribution = "uniform"
    possible: tuple[float, float] | None = None
    optional: bool = False
    varied_as: str | None = None

    term: str = field(kw_only=True)
    role: str = field(kw_only=True)
    by_definition: bool = field(default=False, kw_only=True)
    by_itself: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        """Refuse a term or role that does not exist."""
        if self.term not in TERMS or self.role not in {*WHO, "context", "model"}:
            raise ValueError(f"{self.name}: no term {self.term!r}, or no role {self.role!r}")

    def meaning(self, language: str) -> str:
        """Return the meaning in "en" or "nl"."""
        return said(in_language(self.words, language), language)

    @property
    def meaning_en(self) -> str:
        """The meaning in English."""
        return self.meaning("en")

    @property
    def meaning_nl(self) -> str:
        """The meaning in Dutch."""
        return self.meaning("nl")

    @property
    def kind(self) -> str:
        """A key of ``ROLES``."""
        return "steerable" if self.role in WHO else self.role

    @property
    def floor(self) -> float:
        """The lowest value that makes sense at all; 0 where nothing else is declared."""
        return min(self.low, 0.0) if self.possible is None else self.possible[0]

    @property
    def ceiling(self) -> float:
        """The highest value that makes sense at all; 1 for a share."""
        if self.possible is not None:
            return self.possible[1]
        return max(self.high, 1.0) if self.unit == "share" else self.high


def prior(section: str, reason: str = "assumption") -> str:
    """Word the source of a condition whose role is sourced but whose value is not.

    Args:
        section: Where the role of the condition comes from, such as "thesis §4.2.4".
        reason: Why this value and range were taken.

    Returns:
        The text for ``Condition.source``.
    """
    return f"{section}; value and range: prior ({reason})"
