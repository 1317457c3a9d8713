"""Words and numbers of the page, in English and Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.words.labels import GATE_NAMES
from bijstand.page.words.advice import ADVICE
from bijstand.page.words.names import (
    DRIVER_NAMES,
    GATE_LETTERS,
    REASON_NAMES,
)
from bijstand.page.words.story import STORY
from bijstand.page.words.texts import TEXTS
from sim.outcomes import END_STATE_TITLES, UNITS, Outcome
from sim.words.numbers import number
from sim.world import World

LANGUAGES = {"en": "English", "nl": "Nederlands"}
_DECIMALS = {"share": 1, "days": 2, "count": 0, "value": 1, "level": 3}
_ALL = {**TEXTS, **STORY, **ADVICE}


def place_of(language: str) -> int:
    """Return where a language stands in a pair of texts."""
    return 1 if language == "nl" else 0


def say(key: str, language: str, **values: Any) -> str:
    """Return a text in a language, its places filled."""
    text = _ALL[key][place_of(language)]
    return text.format(**values) if values else text


def named(thing: Any, language: str) -> str:
    """Return the name of a class, desk, legal basis or organisation."""
    return str(thing.name_nl if language == "nl" else thing.name_en)


def class_name(kind: Any, language: str) -> str:
    """Return the name of a class of needs."""
    return named(kind, language)


def of_sides(world: World, sides: Sequence[int], language: str) -> str:
    """Return the names of a world's organisations on some sides, those with units in it."""
    there = {unit.organisation for unit in world.units}
    own = [one for one in world.organisations if one.id in there and world.side_of(one.id) in sides]
    return ", ".join(capitalised(named(one, language)) for one in own)


def capitalised(name: str) -> str:
    """Return a name as it stands at the head of an entry."""
    return name[:1].upper() + name[1:]


def name_of_state(state: str, language: str) -> str:
    """Return the name of an end state; of one that has not ended: under way."""
    if state == "open":
        return say("under_way", language)
    return END_STATE_TITLES[state][place_of(language)]


def outcome_name(outcome: Outcome, language: str) -> str:
    """Return the name of an outcome with its unit."""
    title = outcome.title_nl if language == "nl" else outcome.title_en
    return f"{title} ({UNITS[outcome.unit][place_of(language)]})"


def outcome_value(value: float, outcome: Outcome, language: str, *, signed: bool = False) -> str:
    """Write a value of an outcome: shares in per cent, differences of them in points."""
    scaled = 100.0 * value if outcome.unit == "share" else value
    return number(scaled, _DECIMALS[outcome.unit], language, signed=signed)


def gate_name(gate: str, language: str) -> str:
    """Return what a gate asks."""
    return GATE_NAMES[gate][place_of(language)]


def gate_letter(gate: str, language: str) -> str:
    """Return the letter that stands for a gate on the map."""
    return GATE_LETTERS[gate][place_of(language)]


def reason_name(reason: str, language: str) -> str:
    """Return a reason in words."""
    return REASON_NAMES[reason][place_of(language)]


def driver_name(driver: str, language: str) -> str:
    """Return the name of a driver of willingness."""
    return DRIVER_NAMES[driver][place_of(language)]
