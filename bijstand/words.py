"""From the arguments of a function to the words of a command line: one declaration for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bijstand.made import Policy, Scenario
from bijstand.plain import by_name, plain
from experiments.configuration.compose import known_keys
from experiments.configuration.words import LISTS
from experiments.keys.declared import kind_of
from sim.errors import UserError, shown, unknown_name
from sim.words import Message

# What an argument is called where its key is another one.
KEYS = {
    "seeds": "run.seeds",
    "first_seed": "run.first_seed",
    "days": "run.days",
    "warm_up_days": "run.warm_up_days",
    "start_date": "run.start_date",
    "points": "design.points",
    "factors": "design.factors",
    "level": "theory.level",
    "world": "world.path",
    "folder": "output.folder",
    "name": "output.name",
}
# What stands for a whole list of names, and is none of them.
NO_NAMES = ("null", "example")


def words_of(verb: str, asked: Mapping[str, Any]) -> list[str]:
    """Return the words that ask a verb the same as arguments do.

    Args:
        verb: The verb.
        asked: Arguments by name; None stands for the default. The keys of the verb's own section,
            where it has one, and of the design are arguments too.

    Raises:
        UserError: For an argument that is none, or a value of a type that no key takes.
    """
    known = known_keys()
    words = []
    for name, given in asked.items():
        if given is None:
            continue
        value = plain(given)
        if name == "conditions" or (name == "theory" and isinstance(value, Mapping)):
            values = by_name(name, given)
            words += [f"{name}.{key}={_written(each)}" for key, each in values.items()]
        elif name in LISTS and isinstance(value, list):
            words.append(_names(verb, name, value, known))
        else:
            key = _key(verb, name, known)
            words.append(f"{key}={_written([value] if _is_one_name(key, value) else value)}")
    return words


def _is_one_name(key: str, value: object) -> bool:
    """Return whether one name stands where a list of them is meant."""
    kind = kind_of(key)
    one = isinstance(value, str) and not set(value) & set("[],") and value not in NO_NAMES
    return one and kind is not None and kind.form == "names"


def _names(verb: str, name: str, value: Sequence[object], known: Sequence[str]) -> str:
    """Write several names: as a list where the verb takes one, else as its own words would."""
    key = f"{verb}.{LISTS[name]}"
    if key in known:
        return f"{key}={_written(value)}"
    return f"{name}={','.join(map(_written, value))}"


def _key(verb: str, name: str, known: Sequence[str]) -> str:
    # Some verbs have seeds or points of their own, with limits of their own.
    for key in (f"{verb}.{name}", KEYS.get(name, name), f"design.{name}"):
        if key in known:
            return key
    own = [k.removeprefix(f"{verb}.") for k in known if k.startswith(f"{verb}.")]
    raise unknown_name(
        Message("argument of {verb}", verb=verb),
        name,
        list(dict.fromkeys([*own, *KEYS, "scenario", "policy", "theory", "conditions"])),
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | str | Scenario | Policy):
        return str(value)
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    raise UserError(
        "{value} is not understood; allowed: a name, a number, or a list", value=shown(value)
    )
