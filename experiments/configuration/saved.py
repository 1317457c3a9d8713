"""Configurations that are passed on: what ``from=FILE`` takes from a file, and what it does not.

A saved configuration is data. It says what is run, and nothing of where or how: an executor can
start programs and an output can lie anywhere, so both come from the command line alone. Results go
to the folder in which the file lies, where that is one of a study, for the user named it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.configuration.words import GROUPS_OF_MANY
from experiments.keys.declared import OWN_WORDS
from experiments.keys.quoted import quoted_value, unquoted
from experiments.keys.values import at_home
from experiments.running.telling import note
from experiments.study.files import MANIFEST, RESOLVED
from sim.errors import UserError, shown, unknown_name
from sim.reading import read_yaml
from sim.words import Joined, Message

ALLOWED = Message("a {resolved} that a run wrote", resolved=RESOLVED)
CHOICES = ("scenario", "policy", "world", "theory", "design", "experiment")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*")
PLAIN_TEXT = re.compile(r"[A-Za-z_][A-Za-z0-9_./@+-]*")
NO_TEXT = ("null", "true", "false", "nan", "inf")
# The end of a name that was made from a setting, and is made again from another one.
MADE_NAME = re.compile(r".*-[0-9a-f]{8}")


def words_with_file(words: Sequence[str]) -> list[str]:
    """Replace ``from=FILE`` by the words that the saved configuration stands for.

    Raises:
        UserError: Where the file cannot be read or holds something else.
    """
    own = [word for word in words if not word.startswith("from=")]
    given = [word.removeprefix("from=") for word in words if word.startswith("from=")]
    files = [at_home(unquoted(name)) for name in given]
    if len(files) > 1:
        raise UserError(
            "from={file}: one file can be the starting point, not {count}",
            file=files[1],
            count=len(files),
        )
    return [*(words_of_file(files[0]) if files else []), *own]


def words_of_file(name: str) -> list[str]:
    """Return the words of a command line that a saved configuration stands for.

    Args:
        name: The path of the file.

    Raises:
        UserError: Where it cannot be read, holds something else, or a key that it may not set.
    """
    where = f"from={name}"
    content = read_yaml(name, where, ALLOWED)
    choices = content.pop("choices", None)
    if not isinstance(choices, dict):
        raise UserError(
            "{where} has no mapping 'choices'; allowed: {allowed}", where=where, allowed=ALLOWED
        )
    left_out = [key for key in OWN_WORDS if content.pop(key, None) is not None]
    choices.pop("executor", None)
    if left_out:
        note(
            Message(
                "{where} says {keys} too; that is for the command line to say, and not taken over",
                where=where,
                keys=Joined(left_out, Message(" and ")),
            )
        )
    for group, chosen in choices.items():
        if group not in CHOICES:
            raise unknown_name("group", group, CHOICES, Message("{where}: choices", where=where))
        if not isinstance(chosen, str) and not (group == "experiment" and chosen is None):
            raise UserError(
                "{where}: choices.{group} is {chosen}; allowed: a name",
                where=where,
                group=group,
                chosen=shown(chosen),
            )
    words = [f"{group}={_written(group, chosen)}" for group, chosen in choices.items()]
    for key, value in flat(content):
        if not KEY.fullmatch(key) or key.partition(".")[0] in ("hydra", "defaults", "from"):
            raise UserError(
                "{where}: the key {key}; allowed: keys as a run writes them",
                where=where,
                key=shown(key),
            )
        words.append(f"{key}={_written(key, value)}")
    return [*_place_of(Path(name)), *words]


def _place_of(file: Path) -> list[str]:
    """Return where results go: to where the file lies, where that is the folder of a study."""
    folder = file.resolve().parent if len(file.parents) <= 3 else file.parent
    if file.name != RESOLVED or not (folder / MANIFEST).exists():
        return []
    words = [f"output.folder={folder.parent.parent}"]
    return words if MADE_NAME.fullmatch(folder.name) else [*words, f"output.name={folder.name}"]


def flat(content: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the values of nested mappings under their dotted keys, as ``run.seeds``."""
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _written(key: str, value: object) -> str:
    """Return a value in Hydra's grammar, so that it is read as the value that it is."""
    if isinstance(value, list):
        return f"[{','.join(_written('', each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{name}:{_written("", each)}' for name, each in value.items())}}}"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if not isinstance(value, str) or key in GROUPS_OF_MANY:
        return str(value)
    plain = PLAIN_TEXT.fullmatch(value) and value.lower() not in NO_TEXT
    return value if plain else quoted_value(value)
