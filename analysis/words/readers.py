"""Sentences for who reads and types nothing: titles in the place of keys, no hints on what to type.

What a command line says names keys, so that they can be typed. A report, a brief, a workbook and a
page say the same without them: a key behind a name is left out, a hint on a key to type is left
out, and what stands by its key alone gets its title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from analysis.words.factors import PAIR, answer_in_words, answer_name, factor_name
from analysis.words.titles import quoted
from experiments.design.factors import WORLD
from experiments.design.point import CHOSEN, name_in_words
from experiments.design.spoken import titles_of
from sim.conditions import CONDITIONS
from sim.setting.configuration import known_names
from sim.setting.theories.theory import QUESTIONS
from sim.words.numbers import shortest
from sim.world.spread import COLUMNS

_GROUP_WORDS = {
    "scenario": "scenario",
    "policy": "policy",
    "beleid": "policy",
    "lever": "policy",
    "maatregel": "policy",
    "theory": "theory",
    "theorie": "theory",
}
_PATH = r"[a-z_]+(?:\.[a-z_]+)+"
_TYPED = r"[a-z_]+(?:\.[a-z_]+)*=(?:[\w\[\]+@*-]+(?:\.\w+)*)?"
"""A word as it is typed, ``key=value``; the value may be left to the reader."""
_ALONE = r"(?<![\w./=“-])(?:{names})(?![\w/=-])(?!\.\w)"
"""A key that is no part of a path, of a typed word or of another word."""

_HINTS = re.compile(
    rf" \({_TYPED}(?:, {_TYPED})*\)"
    rf"| (?:Take more|Neem er meer) (?:with|met) {_TYPED}\."
    rf"|, (?:with|met) {_TYPED}"
    rf"|; (?:see|zie) {_PATH}"
    r"| \(docs/[\w./-]+ [^()]*\)"
)
_IN_QUOTES = re.compile(rf"\b({'|'.join(_GROUP_WORDS)}) '([^']+)'")
_IN_BRACKETS = re.compile(r"\((\w+)\)")
_SETTING = re.compile(r"(?<![\w./-])((?:[a-z_]+\.)?[a-z_]+)=([\w+@*-]+(?:\.\w+)*)")


def for_readers(text: str, language: str) -> str:
    """Return a sentence of a command line for who reads it elsewhere.

    Args:
        text: The sentence.
        language: "en" or "nl": that of the sentence.
    """
    said = _HINTS.sub("", _behind_names().sub("", text))
    for pattern, name in (
        (_SETTING, _setting),
        (_IN_QUOTES, _of_group),
        (_keys_alone(), _key),
        (_IN_BRACKETS, _class),
    ):
        said = pattern.sub(_with(name, language), said)
    return said


def _with(
    name: Callable[[re.Match[str], str], str | None], language: str
) -> Callable[[re.Match[str]], str]:
    """Return what names a match; what nobody can name stays as it is."""
    return lambda found: name(found, language) or found[0]


@lru_cache(maxsize=1)
def _behind_names() -> re.Pattern[str]:
    """Return what finds keys behind the names of factors, in brackets of either kind."""
    names = "|".join(map(re.escape, (*CONDITIONS, *QUESTIONS)))
    cells = "|".join(map(re.escape, COLUMNS))
    key = rf"(?:{names}|(?:{cells})(?:\.[\w:]+)?)"
    keys = rf"{key}(?:{PAIR}{key})*"
    return re.compile(rf" (?:\({keys}\)|\[{keys}\])")


@lru_cache(maxsize=1)
def _keys_alone() -> re.Pattern[str]:
    """Return what finds keys that stand alone: with their group, or words that nobody writes so."""
    files = [name for group in CHOSEN for name in known_names(group)]
    every = [*files, *CONDITIONS, *QUESTIONS]
    # What names a file and a condition alike could mean either.
    plain = [name for name in every if "_" in name and every.count(name) == 1]
    full = [rf"(?:conditions|theory)\.\w+|{WORLD}\.\w+(?:\.[\w:]+)?"]
    # The longest first, or the beginning of a name would be taken for it.
    names = [*full, *map(re.escape, sorted(plain, key=len, reverse=True))]
    return re.compile(_ALONE.format(names="|".join(names)))


def _key(found: re.Match[str], language: str) -> str | None:
    key = found[0]
    for group in CHOSEN:
        if key in known_names(group):
            return quoted(name_in_words(group, key, language))
    full = key if "." in key else f"{'theory' if key in QUESTIONS else 'conditions'}.{key}"
    name = factor_name(full, language)
    return None if name == full else quoted(name)


def _of_group(found: re.Match[str], language: str) -> str | None:
    group = _GROUP_WORDS[found[1]]
    title = _title(group, found[2], language)
    return title and f"{found[1]} {title}"


def _title(group: str, name: str, language: str) -> str | None:
    known = all(part in known_names(group) for part in name.split("+"))
    return quoted(name_in_words(group, name, language)) if known else None


def _setting(found: re.Match[str], language: str) -> str | None:
    """Return what a typed word sets: an answer, a value of a condition, a file by its title."""
    (head, _, key), value = found[1].rpartition("."), found[2]
    if key in QUESTIONS and head in ("", "theory") and value in QUESTIONS[key].answers:
        # How theories are compared is no view of theory: the answer says it by itself.
        name = answer_in_words if key == "level" else answer_name
        return quoted(name(key, value, language))
    if key in CONDITIONS and head in ("", "conditions"):
        return _valued(key, value, language)
    if key in CHOSEN and head in ("", "choices"):
        return _title(key, value, language)
    return value if found[1] == "method" else None


def _valued(condition: str, value: str, language: str) -> str | None:
    try:
        size = shortest(float(value), language)
    except ValueError:
        return None
    return quoted(f"{factor_name(f'conditions.{condition}', language)} {size}")


def _class(found: re.Match[str], language: str) -> str | None:
    title = titles_of("classes", language).get(found[1])
    return title and f"({title})"
