"""Sources and units for readers of other languages; they are declared in English."""

from __future__ import annotations

from functools import cache

from sim.words import Message, in_language
from sim.words.message import LANGUAGES, phrases

UNITS = {
    str(unit): unit
    for unit in (
        Message("share"),
        Message("1"),
        Message("day"),
        Message("1/day"),
        Message("1/year"),
        Message("per pair-year"),
        Message("per deployment"),
        Message("persons"),
        Message("events"),
        Message("count"),
    )
}


def unit_in(unit: str, language: str) -> str:
    """Return a declared unit in a language ("en" or "nl")."""
    return str(in_language(UNITS[unit], language))


def source_in(source: str, language: str) -> str:
    """Return a declared source in a language ("en" or "nl")."""
    for english, told in _phrases(language):
        source = source.replace(english, told)
    return source


@cache
def _phrases(language: str) -> tuple[tuple[str, str], ...]:
    """Return what sources say, longer phrases first: what holds another comes before it."""
    found = phrases(language, "sources") if language != LANGUAGES[0] else {}
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))
