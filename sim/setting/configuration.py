"""Named files of scenarios, policies and theories, read as plain data.

The YAML files of ``conf`` serve as Hydra's config groups. Here they are found by name, without
Hydra, so that the Python call ``simulate(scenario="flood")`` and the command line mean the same.
A world that comes with the package may have some of its own, in a folder beside its tables.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from os.path import isfile
from pathlib import Path
from typing import Any

from sim.errors import UserError, shown, unknown_name
from sim.reading import read_yaml
from sim.reading.regular import files_in
from sim.words import Message
from sim.world.folders import DATA, built_in_worlds

CONFIGURATION = Path(__file__).resolve().parents[2] / "conf"
# What stands between a lever and the class of needs that it is pulled for, or the time for which;
# and between it and its strength.
FOR_CLASS = "@"
TIMES = "*"
_ENDING = re.compile(r".*\.ya?ml(?=[@*]|$)")


def known_names(group: str) -> list[str]:
    """Return the names of all files of a group: ``scenario``, ``policy``, ``theory`` and others.

    Those of ``conf`` come first, then those of the worlds that come with the package.
    """
    return [name for home in _homes(group) for name in _names_at(home)]


def names_in(group: str) -> list[str]:
    """Return the names of the files of a group that belong to no world."""
    return _names_at(CONFIGURATION / group)


def names_of_world(group: str, folder: Path) -> list[str]:
    """Return the names of the files of a group in the folder of a world."""
    return _names_at(folder / group)


def world_of(group: str, name: str) -> str | None:
    """Return the world that comes with the package and has a file of its own of that name."""
    found = (home.parent.name for home in _homes_in_worlds(group) if name in _names_at(home))
    return None if name in names_in(group) else next(found, None)


def _homes(group: str) -> list[Path]:
    return [CONFIGURATION / group, *_homes_in_worlds(group)]


@cache
def _homes_in_worlds(group: str) -> list[Path]:
    folders = (DATA / world / group for world in built_in_worlds())
    return [folder for folder in folders if folder.is_dir()]


def _names_at(folder: Path) -> list[str]:
    return [path.stem for path in files_in(folder, ".yaml")]


def is_own_file(name: str) -> bool:
    """Return whether a name is the path of a user's own file: it has a folder or an ending.

    Behind the ending may stand how a lever is pulled.
    """
    return "/" in name or bool(_ENDING.match(name))


def plain_name(name: str) -> str:
    """Return the name of a file without its folder and ending."""
    return Path(name).stem if is_own_file(name) else name


def read_named(group: str, name: str) -> dict[str, Any]:
    """Read one named file of a group, or a file of the user's own.

    Args:
        group: The config group, a folder below ``conf`` or that of a world.
        name: The file's name without its ending, or the path of a file elsewhere.

    Returns:
        The content, as a fresh dictionary.

    Raises:
        UserError: Where there is no such name, or the file is not as ``sim.reading`` wants YAML.
    """
    if is_own_file(name):
        # Read anew at every call, for a user changes files.
        return read_yaml(name)
    files = (home / f"{name}.yaml" for home in _homes(group))
    # Unlike ``Path.is_file`` this says no to what can be the name of no file at all.
    file = next((file for file in files if isfile(file)), None)
    if file is None:
        raise unknown_name(group, name, known_names(group))
    return dict(_read(file))


@lru_cache(maxsize=256)
def _read(path: Path) -> dict[str, Any]:
    return read_yaml(path)


def file_name(group: str, name: str) -> str:
    """Return the file of a member of a group: of ``lever@class*strength@start..end`` the lever."""
    if group != "policy":
        return name
    own = _ENDING.match(name)
    if own or "/" in name:
        return own[0] if own else name
    return re.split(f"[{FOR_CLASS}{TIMES}]", name, maxsplit=1)[0]


def word_for(group: str, named: object) -> str:
    """Return the name, or several joined with ``+``, of members of a group.

    Args:
        group: The config group.
        named: A text, or what was made in Python and has one that stands for it (``word``).

    Raises:
        UserError: For anything else.
    """
    word = getattr(named, "word", named)
    if not isinstance(word, str):
        raise UserError(
            "{group} is {value}; allowed: a name, several joined with +, or the path of a file",
            group=Message(group),
            value=shown(named),
        )
    return word


def split_names(names: str, kind: str, *, files: bool = True) -> list[str]:
    """Split ``"flood+personnel_shortage"`` into its names; refuse empty and doubled ones.

    Args:
        names: The names as they were given.
        kind: What they are names of, for a message.
        files: Whether paths of files may stand among them, which may have a ``+`` in them; what
            comes from outside is not looked for on this machine.

    Raises:
        UserError: For an empty name, or one that stands twice.
    """
    parts = names.split("+")
    parts = [part.strip() for part in (_paths_kept_whole(parts) if files else parts)]
    if not all(parts):
        raise UserError(
            "{kind} {names}: an empty name beside a '+'", kind=Message(kind), names=shown(names)
        )
    if len(set(parts)) != len(parts):
        raise UserError(
            "{kind} {names}: a name stands twice", kind=Message(kind), names=shown(names)
        )
    return parts


def _paths_kept_whole(parts: list[str]) -> list[str]:
    """Join again what a '+' inside of a path has split: the longest row of parts that is a file."""
    found, start = [], 0
    while start < len(parts):
        rows = ("+".join(parts[start:end]) for end in range(len(parts), start + 1, -1))
        whole = next((row for row in rows if _is_there(row)), parts[start])
        found.append(whole)
        start += whole.count("+") + 1
    return found


def _is_there(text: str) -> bool:
    name = file_name("policy", text.strip().strip("'\""))
    try:
        return is_own_file(name) and Path(name).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):  # a name, or a home, that nobody can have
        return False


def beside(file: str, entry: Any) -> Any:
    """Return the path of a file that a user's file names from its own folder; others as named."""
    own = isinstance(entry, str) and is_own_file(entry) and is_own_file(file)
    return str(Path(file).parent / entry) if own else entry
