"""The words of a command line: ``key=value``, in the forms that a user may write them.

Hydra's grammar needs brackets for several names and quotes for free text, and one word per value;
a user writes ``scenario=a+b``, a path as it is, several values with commas, and ``from=FILE``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException

from sim.configuration import file_name, is_own_file, names_in, split_names
from sim.errors import UserError, shown, unknown_name

GROUPS_OF_MANY = ("scenario", "policy")
# What a study can range over, and the key that lists the names.
LISTS = {"scenario": "scenarios", "policy": "policies", "theory": "theories"}
GROUPS_OF_ONE = ("world", "theory", "design", "executor", "experiment")
FREE_TEXT = ("world.path", "output.folder", "output.name", "design.file", "executor.address")


def expand_several_values(words: Sequence[str]) -> Iterator[list[str]]:
    """Return the words of each job where keys have several values, as ``run.seeds=10,20``.

    Every combination is a job, in the order of the words, the last key changing fastest.

    Raises:
        UserError: For a word that is not of the form ``key=value``.
    """
    return (list(job) for job in product(*(_values_of(word) for word in words)))


def to_override(word: str) -> str:
    """Turn one word of the user's into an override in Hydra's grammar.

    Raises:
        UserError: For a word that is not of the form ``key=value``, or a name of a group that
            does not exist.
    """
    key, value = _key_and_value(word)
    if key in GROUPS_OF_MANY:
        files = dict.fromkeys(file_name(key, n) for n in _names(word) if not is_own_file(n))
        return f"{key}=[{','.join(files)}]"
    group = key.partition(".")[0]
    if group in GROUPS_OF_MANY:
        raise UserError(
            f"'{word}' would change a file of {group}; allowed: conditions.<name>=, or a copy of"
            f" the file, as {group}=my_{group}.yaml"
        )
    if key in GROUPS_OF_ONE and value not in names_in(key):
        raise unknown_name(key, value, names_in(key))
    if key in FREE_TEXT and value != "null" and not _is_quoted(value):
        return f"{key}={quoted_value(value)}"
    return word


def quoted_value(value: str) -> str:
    """Return a text in quotes, as Hydra's grammar has them: nothing in it means anything."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def chosen_names(words: Sequence[str]) -> dict[str, str]:
    """Return what was chosen from the groups of which several can be, as the user named it.

    Hydra knows files of its own only; ``policy=adapted_powers@flood`` is a file and a class of
    needs, and ``policy=my_policy.yaml`` a file of the user's.
    """
    last = {word.partition("=")[0]: word for word in words}
    return {key: "+".join(_names(last[key])) for key in GROUPS_OF_MANY if key in last}


def _names(word: str) -> list[str]:
    """Return the names of a word such as ``scenario=flood+crisis``."""
    key, _, value = word.partition("=")
    listed = value[1:-1].replace(",", "+") if value[:1] + value[-1:] == "[]" else value
    if "," in listed:
        raise UserError(
            f"'{word}' gives several values; + combines them into one, --multirun makes a "
            "job of each"
        )
    names = split_names(listed, key)
    for name in names:
        if not is_own_file(name) and file_name(key, name) not in names_in(key):
            raise unknown_name(key, name, names_in(key))
    return names


def _key_and_value(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals or not key:
        raise UserError(f"'{word}' is not understood; allowed: key=value, or --help")
    if key[0] in "+~":
        raise UserError(f"'{word}': keys cannot be added or taken away; allowed: key=value")
    if key.startswith("hydra"):
        raise UserError(f"'{word}': the settings of Hydra itself are fixed; see --help for keys")
    if "${" in value:
        raise UserError(f"{shown(word)}: nothing is filled in; allowed: the value, without '${{'")
    return key, value


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] and value[0] in "'\""


def _values_of(word: str) -> list[str]:
    key, value = _key_and_value(word)
    if key in FREE_TEXT or key == "from":
        return [word]
    if key in GROUPS_OF_MANY:
        return [f"{key}={part}" for part in value.split(",")]
    parsed = _parsed(word)
    if not parsed.is_sweep_override():
        return [word]
    return [f"{key}={part}" for part in parsed.sweep_string_iterator()]


def _parsed(word: str) -> Any:
    try:
        return OverridesParser.create().parse_override(word)
    except HydraException as error:
        raise UserError(f"'{word}' is not understood: {in_one_line(error)}") from error


def refuse_several_values(overrides: Sequence[str]) -> None:
    """Refuse overrides that only several jobs together could meet.

    Raises:
        UserError: For an override such as ``run.seeds=10,20``.
    """
    for override in overrides:
        if _parsed(override).is_sweep_override():
            raise UserError(f"'{override}' gives several values; --multirun makes a job of each")


def in_one_line(error: Exception) -> str:
    """Return what a library says, without line breaks and references to its manual."""
    return " ".join(str(error).split("\nSee https", maxsplit=1)[0].split())[:200]
