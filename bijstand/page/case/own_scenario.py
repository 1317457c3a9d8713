"""A scenario that a reader declares on the page: some days on which something is otherwise.

It is written as short pairs (``start:400;length:60;demand:3``), so that it goes into an address,
and is checked as the file of any scenario is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from bijstand.made import Scenario
from bijstand.page.budgets import LONGEST_DAYS
from bijstand.page.case.situations import written_number
from sim.errors import UserError, shown, unknown_name
from sim.reading.numbers import refuse_two_readings
from sim.words import LANGUAGES, ByLanguage, Message

LONGEST_TITLE = 60
TITLES = {"en": "Own scenario", "nl": "Eigen scenario"}
WHOSE = ("all", "without_consent")


@dataclass(frozen=True, slots=True)
class Field:
    """One number of it.

    Attributes:
        low: The lowest that is allowed.
        high: The highest.
        default: What a new one starts with; None for what stays as it is.
        label: What it is called, in both languages.
    """

    low: float
    high: float
    default: float | None
    label: tuple[str, str]


FIELDS: dict[str, Field] = {
    "start": Field(0, 3_000, 365, ("Begins on day", "Begint op dag")),
    "length": Field(1, 1_000, 60, ("Lasts (days)", "Duurt (dagen)")),
    "demand": Field(1, 50, 3, ("Needs: so many times more", "Behoeften: zoveel keer meer")),
    "urgency": Field(
        0, 1, 0.8, ("Urgency that all feel (0–1)", "Urgentie die iedereen voelt (0–1)")
    ),
    "shortage_police": Field(
        0, 0.6, None, ("Posts not filled, police (0–1)", "Functies onvervuld, politie (0–1)")
    ),
    "shortage_defence": Field(
        0, 0.6, None, ("Posts not filled, Defence (0–1)", "Functies onvervuld, Defensie (0–1)")
    ),
}


@dataclass(frozen=True, slots=True)
class OwnScenario:
    """A scenario of one's own.

    Attributes:
        title: What it is called where it is read.
        values: The numbers, by the names of ``FIELDS``; what is not there stays as it is.
        needs: Of whom more needs arise: one of ``WHOSE``.
    """

    title: str
    values: Mapping[str, float]
    needs: str = "without_consent"

    @property
    def ends(self) -> float:
        """The day after its last one."""
        return self.values["start"] + self.values["length"]

    @property
    def written(self) -> str:
        """The pairs that stand for it."""
        numbers = [f"{key}:{written_number(value)}" for key, value in self.values.items()]
        title = self.title.replace("%", "%25").replace(";", "%3B").replace(":", "%3A")
        return ";".join([*numbers, f"needs:{self.needs}", f"title:{title}"])

    @property
    def windows(self) -> list[dict[str, Any]]:
        """What a scenario's file would hold of it."""
        return [{**self.values, "demand_classes": self.needs}]

    @property
    def file(self) -> str:
        """The text of a scenario's file, which every verb takes."""
        content = {f"title_{language}": self.title for language in LANGUAGES}
        return yaml.safe_dump(
            {**content, "windows": self.windows, "needs": []}, sort_keys=False, allow_unicode=True
        )

    @property
    def word(self) -> str:
        """What stands for it among the words of a command line; its file is written once.

        Raises:
            UserError: For what a scenario's file could not hold either.
        """
        return Scenario("own", windows=self.windows, title=self.title).word

    def with_value(self, key: str, value: Any) -> OwnScenario:
        """Return a copy with one thing otherwise.

        Args:
            key: One of ``FIELDS``, "needs" or "title".
            value: A number or its text, a word of ``WHOSE``, or a title; an empty one gives a
                number back to what it is without the scenario.

        Raises:
            UserError: For what is not allowed.
        """
        if key == "title":
            return replace(self, title=_title(value))
        if key == "needs":
            if value not in WHOSE:
                raise unknown_name("value of needs", value, WHOSE)
            return replace(self, needs=str(value))
        if key not in FIELDS:
            raise unknown_name("key", key, [*FIELDS, "needs", "title"], Message("own scenario"))
        rest = {name: kept for name, kept in self.values.items() if name != key}
        if str(value).strip() == "" and FIELDS[key].default is None:
            return replace(self, values=rest)
        found = {**rest, key: _number(key, value)}
        changed = replace(self, values={name: found[name] for name in FIELDS if name in found})
        if changed.ends > LONGEST_DAYS:
            raise UserError(
                "own scenario: it ends on day {day:n}; allowed: up to day {most}",
                day=changed.ends,
                most=LONGEST_DAYS,
            )
        return changed


def new_scenario(language: str) -> OwnScenario:
    """Return what a reader starts from."""
    values = {name: each.default for name, each in FIELDS.items() if each.default is not None}
    return OwnScenario(TITLES[language], values)


def read_own(text: str) -> OwnScenario:
    """Return the scenario that pairs stand for.

    Raises:
        UserError: For pairs that are none, or values that are not allowed.
    """
    found = new_scenario("en")
    for pair in text.split(";"):
        key, colon, value = pair.partition(":")
        if not colon:
            raise UserError(
                "own scenario: {pair} is no pair; allowed: key:value;key:value", pair=shown(pair)
            )
        if key == "title":
            value = value.replace("%3A", ":").replace("%3B", ";").replace("%25", "%")
        found = found.with_value(key, value)
    return found


def _title(value: Any) -> str:
    text = str(value).strip()
    if not text or len(text) > LONGEST_TITLE or not text.isprintable():
        raise UserError(
            "own scenario: its title is {title}; allowed: 1 to {most} printable characters",
            title=shown(text),
            most=LONGEST_TITLE,
        )
    return text


def _number(key: str, value: Any) -> float:
    field = FIELDS[key]
    if isinstance(value, str):
        refuse_two_readings(value, key, whole=False)
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        number = float("nan")
    if isinstance(value, bool) or not field.low <= number <= field.high:
        raise UserError(
            "own scenario: {key} is {value}; allowed: {low:g} to {high:g}",
            key=ByLanguage(*field.label),
            value=shown(value),
            low=field.low,
            high=field.high,
        )
    return number
