"""The words of a command line: ``key=value``, in the forms that a user may write them.

Hydra's grammar needs brackets for several names and quotes for free text, and one word per value;
a user writes ``scenario=a+b``, a path as it is, several values with commas, and ``from=FILE``.
Texts, paths and lists of names never meet that grammar: they are taken as written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException

from experiments.keys.declared import is_number, is_whole, keys_below, kind_of
from experiments.keys.limits import LONGEST_WORD, MOST_BRACKETS, MOST_JOBS
from experiments.keys.quoted import OPEN, listed, parted, unquoted
from experiments.keys.values import at_home, at_home_if_file
from sim.errors import UserError, shown, unknown_name
from sim.reading.numbers import refuse_decimal_comma, refuse_two_readings
from sim.setting.configuration import (
    file_name,
    is_own_file,
    known_names,
    names_in,
    split_names,
)
from sim.setting.theories.theory import QUESTIONS
from sim.words import Message

GROUPS_OF_MANY = ("scenario", "policy")
# What a study can range over, and the key that lists the names.
LISTS = {"scenario": "scenarios", "policy": "policies", "theory": "theories"}
GROUPS_OF_ONE = ("world", "theory", "design", "executor", "experiment")
NAMED_ALONE = (*GROUPS_OF_MANY, "theory", "experiment")
NULL = "null"
ORDERED = re.compile(r"\b(shuffle|sort)\s*\(")
# Texts that can have several values with --multirun; the others are what they are, commas and all.
SEVERAL_TEXTS = ("beside", "within")


def expand_several_values(words: Sequence[str]) -> Iterator[list[str]]:
    """Return the words of each job where keys have several values, as ``run.seeds=10,20``.

    Every combination is a job, in the order of the words, the last key changing fastest.

    Raises:
        UserError: For a word that is not of the form ``key=value``, or too many jobs.
    """
    values = [_values_of(word) for word in words]
    jobs = math.prod(map(len, values))
    if jobs > MOST_JOBS:
        longest = words[max(range(len(values)), key=lambda place: len(values[place]))]
        raise UserError(
            "--multirun would make more than {most} jobs ({longest}); allowed: {most} at most",
            most=MOST_JOBS,
            longest=shown(longest),
        )
    return (list(job) for job in product(*values))


def split_words(words: Sequence[str]) -> tuple[list[str], dict[str, Any]]:
    """Turn a user's words into overrides in Hydra's grammar, and what goes past it.

    Args:
        words: ``key=value`` words.

    Returns:
        The overrides, and the texts, paths and lists of names by their keys.

    Raises:
        UserError: For a word that is not of the form ``key=value``, or a name of a group that
            does not exist.
    """
    overrides: list[str] = []
    taken: dict[str, Any] = {}
    for word in words:
        key, value = _key_and_value(word)
        kind = kind_of(key)
        if kind is not None and kind.form in ("text", "file"):
            taken[key] = None if value == NULL else unquoted(value)
        elif kind is not None and kind.form == "names":
            taken[key] = None if value == NULL else _names_of(key, value)
        else:
            overrides.append(_override(word))
    return overrides, taken


def _names_of(key: str, value: str) -> list[str] | str:
    """Return the names of a list; a text that is no list is refused with its kind."""
    if value[:1] + value[-1:] == "[]":
        return listed(value)
    if "," in value:
        raise UserError(
            "{key}={value}: allowed: names in brackets, as {key}=[{value}]", key=key, value=value
        )
    return value


def _override(word: str) -> str:
    key, value = _key_and_value(word)
    if key in GROUPS_OF_MANY:
        named = [file_name(key, n) for n in _names(word) if not is_own_file(n)]
        files = dict.fromkeys(name for name in named if name in names_in(key))
        return f"{key}=[{','.join(files)}]"
    group = key.partition(".")[0]
    if group in GROUPS_OF_MANY:
        raise UserError(
            "'{word}' would change a file of {group}; allowed: conditions.<name>=, or a "
            "copy of the file, as {group}=my_{group}.yaml",
            word=word,
            group=group,
        )
    if group == "theory" and key != group and key.partition(".")[2] not in QUESTIONS:
        raise unknown_name("key", key, [f"theory.{name}" for name in QUESTIONS])
    below = [] if key in GROUPS_OF_ONE else keys_below(key)
    if below:
        raise UserError(
            "'{key}' takes no value, but {example} and others like it do", key=key, example=below[0]
        )
    if key in GROUPS_OF_ONE and value not in known_names(key):
        raise unknown_name(key, value, known_names(key))
    if is_number(key):
        whole = is_whole(key)
        refuse_two_readings(value, key, whole)
        if not whole:
            refuse_decimal_comma(value, key)
    return word


def chosen_names(words: Sequence[str]) -> dict[str, str]:
    """Return what was chosen from the groups of which several can be, as the user named it.

    Hydra knows the files of ``conf`` only, not those of a world; ``policy=adapted_powers@flood`` is
    a file and a class of needs, and ``policy=my_policy.yaml`` a file of the user's.
    """
    last = {word.partition("=")[0]: word for word in words}
    return {key: "+".join(_names(last[key])) for key in GROUPS_OF_MANY if key in last}


def _names(word: str) -> list[str]:
    """Return the names of a word such as ``scenario=flood+crisis``."""
    key, _, value = word.partition("=")
    if is_a_file(value):
        return [at_home(unquoted(value))]
    bracketed = value[:1] + value[-1:] == "[]"
    if not bracketed and len(parted(value)) > 1:
        raise UserError(
            "'{word}' gives several values; + combines them into one, --multirun makes a "
            "job of each",
            word=word,
        )
    text = "+".join(listed(value)) if bracketed else value
    names = [at_home_if_file(unquoted(name)) for name in split_names(text, key)]
    for name in names:
        if not is_own_file(name) and file_name(key, name) not in known_names(key):
            raise unknown_name(key, name, known_names(key))
    return names


def is_a_file(value: str) -> bool:
    """Return whether a value is the path of a file that is there, whatever stands in its name."""
    name = file_name("policy", unquoted(value))
    try:
        return is_own_file(name) and Path(at_home(name)).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _key_and_value(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals or not key:
        group = next((group for group in NAMED_ALONE if word in known_names(group)), None)
        meant = f"{group}={word}" if group else Message("key=value without spaces, or --help")
        raise UserError("{word} is not understood; allowed: {meant}", word=shown(word), meant=meant)
    if key != key.strip() or (value and not value.strip()):
        raise UserError(
            "{word} is not understood; allowed: key=value without spaces", word=shown(word)
        )
    if key[0] in "+~":
        raise UserError(
            "'{word}': keys cannot be added or taken away; allowed: key=value", word=word
        )
    if key.partition(".")[0] == "hydra":
        raise UserError(
            "'{word}': the settings of Hydra itself are fixed; see --help for keys", word=word
        )
    if "${" in value:
        raise UserError(
            "{word}: nothing is filled in; allowed: the value, without '${{'", word=shown(word)
        )
    return key, value


def _values_of(word: str) -> list[str]:
    key, value = _key_and_value(word)
    kind = kind_of(key)
    if key in GROUPS_OF_MANY or key in SEVERAL_TEXTS:
        return [word] if is_a_file(value) else [f"{key}={part}" for part in parted(value)]
    if key == "from" or (kind is not None and kind.form in ("text", "file")):
        return [word]
    if kind is not None and kind.form == "names":
        return [f"{key}={part}" for part in parted(value)]
    if is_whole(key) and any(len(part) == 3 and part[0] == "0" for part in value.split(",")[1:]):
        refuse_two_readings(value, key, whole=True)
    parsed = _parsed(word)
    if not parsed.is_sweep_override():
        return [word]
    try:
        return [f"{key}={part}" for part in islice(parsed.sweep_string_iterator(), MOST_JOBS + 1)]
    except (HydraException, ValueError) as error:
        raise UserError(
            "{word} is not understood: {reason}", word=shown(word), reason=in_one_line(error)
        ) from error


def _parsed(word: str) -> Any:
    nested = max(map(word.count, OPEN))
    if len(word) > LONGEST_WORD or nested > MOST_BRACKETS or ORDERED.search(word):
        # Hydra would write out what is to be ordered, all billions of it, while it reads the word,
        # and takes hours over brackets in brackets.
        raise UserError(
            "{word} is not understood; allowed: values, or range(from,to)", word=shown(word)
        )
    try:
        return _parser().parse_override(word)
    except (HydraException, ValueError, RecursionError) as error:
        raise UserError(
            "{word} is not understood: {reason}", word=shown(word), reason=in_one_line(error)
        ) from error


@lru_cache(maxsize=1)
def _parser() -> OverridesParser:
    return OverridesParser.create()


def single_values(overrides: Sequence[str]) -> dict[str, Any]:
    """Return what overrides in Hydra's grammar say, by their keys.

    Raises:
        UserError: For an override such as ``run.seeds=10,20``, which only several jobs could meet.
    """
    values = {}
    for override in overrides:
        parsed = _parsed(override)
        if parsed.is_sweep_override():
            raise UserError(
                "'{word}' gives several values; --multirun makes a job of each",
                word=override,
            )
        values[parsed.key_or_group] = parsed.value()
    return values


def in_one_line(error: Exception) -> str:
    """Return what a library says, without line breaks and references to its manual."""
    return " ".join(str(error).split("\nSee https", maxsplit=1)[0].split())[:200]
