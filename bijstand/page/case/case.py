"""A reader's case: what is asked, in which situations, between which options, and where they look.

It is the whole state of the page. It stands in the address, key by key, so that it can be kept,
sent and gone back to; whatever comes from outside, the address or a control, is set here, and
refused in the same line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from analysis.report.texts import READY
from bijstand.page.budgets import LONGEST_DAYS
from bijstand.page.case.choices import KEYS, Choices, changed_keys
from bijstand.page.case.own_scenario import OwnScenario, new_scenario, read_own
from bijstand.page.case.situations import (
    MOST_SITUATIONS,
    OWN,
    Situation,
    none_left,
    parsed,
    read_packages,
    read_situations,
    refuse_many,
    written_number,
    written_situations,
)
from experiments.keys.declared import DECLARED
from sim.errors import UserError, shown, unknown_name
from sim.setting.scenarios.scenario import load_scenario
from sim.words import LANGUAGES

SCREENS = (
    "question",
    "situation",
    "options",
    "consequences",
    "why",
    "holds",
    "take",
    "watch",
)
QUESTIONS = tuple(READY)
LONGEST_QUESTION = 300
MOST_REMEMBERED = 500
"""Names of which a screen keeps what is declared, for it asks whenever it is drawn."""
PLAIN_DAYS, DAYS_PER_YEAR = 730, 365
CASE_KEYS = (
    "screen",
    "question",
    "ask",
    "situations",
    "own",
    "packages",
    "persons",
    "euro",
    "language",
    "seen",
)
LENGTH_OF_MARK = 12
_MARK = re.compile(rf"[0-9a-f]{{{LENGTH_OF_MARK}}}")


SHORTAGE_AND_CRISIS: Mapping[str, Situation] = {
    "personnel_shortage": Situation("likely"),
    "crisis": Situation("possible"),
}
THREE_LEVERS = ("liaisons", "joint_framework", "mit")


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    Attributes:
        screen: The screen that is open.
        question: One of ``QUESTIONS``, which a report has ready too; "own": that of ``ask``.
        ask: The question in the reader's words.
        situations: How likely each scenario is, by name; "own" is that of ``own``.
        own: A scenario of the reader's own.
        packages: What is held against doing nothing new: levers, joined with ``+``.
        persons: Persons that a package may keep away from their units; None for no limit.
        euro: Million euro a year that it may cost beside their pay; None for no limit.
        language: "en" or "nl".
        watched: What *Watch one run* runs.
        seen: A mark of the question for which *Does it hold* was seen; "" for none.
    """

    screen: str = "question"
    question: str = "money"
    ask: str = ""
    situations: Mapping[str, Situation] = field(default_factory=lambda: SHORTAGE_AND_CRISIS)
    own: OwnScenario | None = None
    packages: tuple[str, ...] = THREE_LEVERS
    persons: float | None = None
    euro: float | None = None
    language: str = "en"
    watched: Choices = field(default_factory=Choices)
    seen: str = ""

    def with_value(self, key: str, value: Any) -> Case:
        """Return a copy with one thing set otherwise.

        Args:
            key: One of ``CASE_KEYS``, ``own.<field>``, ``situation.<name>``, or what
                ``Choices.with_value`` takes.
            value: A text as it stands in an address, or what a control says.

        Raises:
            UserError: For a key that does not exist or a value that is not allowed.
        """
        head, dot, name = key.partition(".")
        if dot and head == "situation":
            return self._with_situation(name, value)
        if dot and head == "own":
            own = (self.own or new_scenario(self.language)).with_value(name, value)
            return self._replaced("own", own)
        if key in ("packages.add", "packages.drop"):
            # What the browser says of the others may be older than the last change.
            named = [part.strip() for part in str(value).split(",")]
            rest = [package for package in self.packages if package not in named]
            packages = [*self.packages, *named] if name == "add" else rest
            return self._replaced("packages", read_packages(",".join(packages)))
        if key in CASE_KEYS:
            return self._replaced(key, self._read(key, value))
        if key in KEYS or head in ("conditions", "theory"):
            return replace(self, watched=self.watched.with_value(key, value))
        raise unknown_name("key", key, [*CASE_KEYS, *KEYS])

    def _replaced(self, key: str, value: Any) -> Case:
        changes: dict[str, Any] = {key: value}
        found = replace(self, **changes)
        if key == "own" and value is None and OWN in found.situations:
            found = found._with_situation(OWN, None)
        if key == "own" and value is not None and OWN not in found.situations:
            found = found._with_situation(OWN, "possible")
        return found

    def _read(self, key: str, value: Any) -> Any:
        text = "" if value is None else str(value).strip()
        listed = {"screen": SCREENS, "question": (*QUESTIONS, OWN), "language": tuple(LANGUAGES)}
        if key in listed:
            if text not in listed[key]:
                raise unknown_name(key, text, listed[key])
            return text
        if key in ("persons", "euro"):
            return None if text == "" else _budget(key, text)
        if key == "own":
            return read_own(text) if text else None
        if key == "seen":
            return _mark(text)
        return {"ask": _question, "packages": read_packages, "situations": read_situations}[key](
            text
        )

    def _with_situation(self, name: str, value: Any) -> Case:
        """Return a copy with a situation added, weighed otherwise, or (None) left out."""
        rest = {known: kept for known, kept in self.situations.items() if known != name}
        if value is None:
            if not rest:
                raise none_left()
            return replace(self, situations=rest, own=None if name == OWN else self.own)
        found = read_situations(f"{name}:{value}")[name]
        # One that was there already stays in its place.
        there = {**self.situations, name: found}
        own = (self.own or new_scenario(self.language)) if name == OWN else self.own
        refuse_many("situations", len(there), MOST_SITUATIONS)
        return replace(self, situations=there, own=own)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Everything that is not as in a case that nobody touched, as keys and texts."""
        plain = Case()
        # Where somebody looks, and in which language, always stands there: a browser of another
        # language would open the same address otherwise.
        found = [("screen", self.screen), ("language", self.language)]
        found += [
            (key, str(getattr(self, key)))
            for key in ("question", "ask")
            if getattr(self, key) != getattr(plain, key)
        ]
        if self.own is not None:
            found.append(("own", self.own.written))
        if self.situations != plain.situations:
            found.append(("situations", ",".join(written_situations(self.situations))))
        if self.packages != plain.packages:
            found.append(("packages", ",".join(self.packages)))
        for key in ("persons", "euro"):
            if (limit := getattr(self, key)) is not None:
                found.append((key, written_number(limit)))
        return [*found, ("seen", self.seen)] if self.seen else found

    def query(self, start: Choices) -> str:
        """Return what stands behind the ``?`` of the address.

        Args:
            start: What *Watch one run* starts with where the address says nothing.
        """
        found = [*self.pairs]
        for key in changed_keys(self.watched, start):
            head, dot, name = key.partition(".")
            part = {"conditions": self.watched.conditions, "theory": self.watched.switches}
            value = part[head].get(name, "") if dot else getattr(self.watched, key)
            found.append((key, str(value)))
        return urlencode(found)

    @property
    def days(self) -> int:
        """Days that are measured: as many as its situations need, in whole years."""
        ends = [float(PLAIN_DAYS)]
        for name in self.situations:
            if name == OWN and self.own is not None:
                ends.append(self.own.ends)
                continue
            ends += _ends_of(name)
        last = max(end for end in ends if math.isfinite(end))
        return min(DAYS_PER_YEAR * math.ceil(last / DAYS_PER_YEAR), LONGEST_DAYS)

    @property
    def scenarios(self) -> list[str]:
        """Its situations as words of a command line."""
        own = self.own
        return [own.word if name == OWN and own else name for name in self.situations]


@lru_cache(maxsize=MOST_REMEMBERED)
def _ends_of(scenario: str) -> list[float]:
    """Return when the windows of a scenario end: asked again whenever a screen is drawn."""
    windows = load_scenario(scenario).windows
    return [w.start + w.days({}) for w in windows if w.start is not None]


def case_from(start: Case, pairs: Iterable[tuple[str, Any]]) -> Case:
    """Return a case with pairs set one after the other.

    An address of *Watch one run*, which names a setting and no screen, opens it.

    Raises:
        UserError: For the first pair that is not allowed.
    """
    pairs = list(pairs)
    found = replace(start, screen=screen_in(pairs, start.screen))
    # Own numbers come before the situations that name them.
    for key, value in sorted(pairs, key=lambda pair: pair[0] != "own"):
        given_back = value == "" and key.partition(".")[0] in ("conditions", "theory")
        found = found.with_value(key, None if given_back else value)
    if OWN in found.situations and found.own is None:
        raise UserError("situations: 'own' is there without its numbers; allowed: own=start:365;…")
    return found


def screen_in(pairs: Iterable[tuple[str, Any]], screen: str) -> str:
    """Return the screen that an address opens where it names none: *Watch one run* for a setting.

    Args:
        pairs: The pairs of the address.
        screen: The screen where they say nothing.
    """
    keys = {key for key, _ in pairs} - {"language"}
    return "watch" if keys and not keys & set(CASE_KEYS) else screen


def _budget(key: str, text: str) -> float:
    """Return a budget, held to what the command line allows."""
    number = parsed(key, text)
    kind = replace(DECLARED[f"voi.{key}"], also=())
    return float(kind.read(text if math.isnan(number) else number, key))


def _mark(text: str) -> str:
    if text and not _MARK.fullmatch(text):
        raise UserError(
            "seen is {text}; allowed: a mark of {length} digits and letters a to f, as this page "
            "wrote it",
            text=shown(text),
            length=LENGTH_OF_MARK,
        )
    return text


def _question(text: str) -> str:
    if len(text) > LONGEST_QUESTION or not text.isprintable():
        raise UserError(
            "ask is {text}; allowed: up to {most} printable characters",
            text=shown(text),
            most=LONGEST_QUESTION,
        )
    return text
