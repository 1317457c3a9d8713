"""What a condition is, and the groups that conditions are read in.

A condition is a number that the thesis (or the model built on it) says matters for the
collaboration: its default, its range and its meaning are declared once, in the files beside
this one. The record that the rules read, the checks on a configuration, the designs of
sensitivity studies, the sliders and the tables in the docs all follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

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
    """What conditions are sorted under, with its title in English and Dutch."""

    called_en: str
    called_nl: str

    @property
    def title_en(self) -> str:
        """The title in English."""
        return said(self.called_en, "en")

    @property
    def title_nl(self) -> str:
        """The title in Dutch."""
        return said(self.called_nl, "nl")

    def title(self, language: str) -> str:
        """Return the title in "en" or "nl"."""
        return self.title_nl if language == "nl" else self.title_en


GROUPS: dict[str, Group] = {
    "demand": Group("Demand", "Vraag"),
    "capacity": Group("Capacity", "Capaciteit"),
    "culture": Group("Organisational culture", "Organisatiecultuur"),
    "willing": Group("Willingness", "Bereidheid"),
    "finance": Group("Finance", "Financiën"),
    "understanding": Group("Mutual understanding", "Wederzijds begrip"),
    "trust": Group("Trust and expertise", "Vertrouwen en expertise"),
    "legal": Group("Law and procedure", "Recht en procedure"),
    "politics": Group("Politics and society", "Politiek en samenleving"),
    "informal": Group("Informal cooperation", "Informele samenwerking"),
    "information": Group("Sharing of information", "Delen van informatie"),
    "outcome": Group("Outcome of joint work", "Opbrengst van samen werken"),
    "observation": Group("What is observed", "Wat men waarneemt"),
    "control": Group("Control", "Controle"),
}


TERMS: dict[str, Group] = {
    "drivers": Group("Drivers", "Drijfveren"),
    "commitment": Group("Commitment", "Toewijding"),
    "added_value": Group("Added value", "Meerwaarde"),
    "understanding": Group("Mutual understanding", "Wederzijds begrip"),
    "communication": Group("Communication", "Communicatie"),
    "trust": Group("Trust", "Vertrouwen"),
    "transparency": Group("Transparency", "Transparantie"),
    "legitimacy": Group("Legitimacy", "Legitimiteit"),
    "finance": Group("Finance", "Financiën"),
    "people": Group("People", "Mensen"),
    "society": Group("Society and politics", "Samenleving en politiek"),
    "demand": Group("Demand for support (no term of the study)", "Vraag (geen term van de studie)"),
    "control": Group("Control", "Controle"),
}
"""The terms of the source study in which shares are told first; the last two are not its own."""

WHO: dict[str, Group] = {
    "organisations": Group("{civil} and {military} together", "{civil} en {military} samen"),
    "military": Group("{military}", "{military}"),
    "ministers": Group("ministers", "ministers"),
    "lawmaker": Group("the lawmaker", "de wetgever"),
}
"""Who can change what can be steered."""

ROLES: dict[str, Group] = {
    "steerable": Group("steerable", "stuurbaar"),
    "context": Group("context: it happens", "context: het overkomt"),
    "model": Group("of the model: a slope, weight or rate", "van het model: helling of gewicht"),
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
        words_en: The meaning, one short phrase in English, with ``{civil}`` and ``{military}``
            for the two sides; ``meaning_en`` has their names.
        words_nl: The same in Dutch.
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
    words_en: str
    words_nl: str
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

    @property
    def meaning_en(self) -> str:
        """The meaning in English."""
        return said(self.words_en, "en")

    @property
    def meaning_nl(self) -> str:
        """The meaning in Dutch."""
        return said(self.words_nl, "nl")

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
