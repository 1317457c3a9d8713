"""The files of levers: one lever each, or several that are pulled together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.errors import UserError, a_list, inside, shown
from sim.setting.configuration import beside, is_own_file, plain_name, read_named
from sim.setting.policies.pulled import Pulled, read_pulled
from sim.words import Message

LEVERS = "levers"
OF_A_LEVER = {"conditions", "classes", "people", "partnerships", "theory", "cost"}


def levers_of(pulled: Pulled) -> list[tuple[Pulled, Mapping[str, Any]]]:
    """Return the levers of a file, each with how it is pulled and what its file says of it.

    A file may list levers to be pulled with what it says itself, in the same words.

    Raises:
        UserError: For a list of levers that is pulled otherwise than as it is, or that lists
            another such list.
    """
    content = dict(_content(pulled.lever))
    listed = content.pop(LEVERS, None)
    if listed is None:
        return [(pulled, content)]
    place = Message("policy '{name}'", name=pulled.word)
    if pulled.request_class or not pulled.as_it_is:
        raise UserError(
            "{place}: its file lists levers; allowed: class, strength and time in that list",
            place=place,
        )
    found: list[tuple[Pulled, Mapping[str, Any]]] = [(pulled, content)]
    if not content.keys() & OF_A_LEVER:
        found = []  # not even a cost, which would be unknown
    for word in a_list(listed, inside(place, LEVERS)):
        if not isinstance(word, str):
            raise UserError(
                "{place} has {value}; allowed: levers, as liaisons*0.5@180..540",
                place=inside(place, LEVERS),
                value=shown(word),
            )
        each = read_pulled(word)
        each = each._replace(lever=str(beside(pulled.lever, each.lever)))
        own = _content(each.lever)
        if LEVERS in own:
            raise UserError(
                "{place}: '{lever}' lists levers itself; allowed: single levers",
                place=inside(place, LEVERS),
                lever=plain_name(each.lever),
            )
        found.append((each, own))
    return found


def _content(name: str) -> Mapping[str, Any]:
    """Read a lever's file; one that declares a partnership is the lever that brings it in."""
    content = read_named("policy", name)
    if "members" in content:
        return {"partnerships": [{"name": plain_name(name), **content}]}
    named = content.get("partnerships")
    if is_own_file(name) and isinstance(named, list):
        content["partnerships"] = [beside(name, entry) for entry in named]
    return content
