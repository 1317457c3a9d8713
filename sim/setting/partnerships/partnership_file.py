"""Reading the declaration of a partnership: by name, from a user's own file, or as a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sim.errors import UserError, a_list, a_mapping, inside, shown, unknown_name
from sim.reading.values import finite_number
from sim.setting.configuration import names_in, plain_name, read_named
from sim.setting.partnerships.held_out import PeopleHeldOut, amount, people_from
from sim.setting.partnerships.partnership import Partnership
from sim.words import Message
from sim.world import World
from sim.world.organisation import PARTNERSHIP

PARTNERSHIP_KEYS = (
    "name",
    "title_en",
    "title_nl",
    "description_en",
    "description_nl",
    "section",
    "source",
    "unit",
    "capability",
    "classes",
    "pre_authorised",
    "legal_basis",
    "notice_days",
    "term_years",
    "return_probability",
    "members",
    "city",
    "latitude",
    "longitude",
)


def standing(world: World) -> tuple[Partnership, ...]:
    """Return the declared partnerships that are units of a world already."""
    return _standing(world.as_it_stands)


# A user's world is read anew at every call, so that only the latest few are kept.
@lru_cache(maxsize=8)
def _standing(world: World) -> tuple[Partnership, ...]:
    there = {unit.id for unit in world.units if unit.organisation == PARTNERSHIP.id}
    declared = [load_partnership(name, "conf/partnership") for name in names_in("partnership")]
    return tuple(partnership for partnership in declared if partnership.unit in there)


def load_partnership(entry: object, place: str) -> Partnership:
    """Return a partnership from its name, from the path of a file, or from its content.

    Args:
        entry: A name in ``conf/partnership``, a path, or a mapping with a ``name``.
        place: Where the entry stands, for messages.

    Raises:
        UserError: For a name or a file that does not exist, or a content that is not right.
    """
    if isinstance(entry, str):
        content = read_named("partnership", entry)
        return partnership_from({"name": plain_name(entry), **content})
    content = dict(a_mapping(entry, inside(place, "partnership")))
    if not isinstance(content.get("name"), str):
        raise UserError(
            "{place}: a partnership without a name; give its name, or a file's name", place=place
        )
    return partnership_from(content)


def partnership_from(content: Mapping[str, Any]) -> Partnership:
    """Build a partnership from the content of its file, checking every key and value.

    Raises:
        UserError: For the first thing that is wrong.
    """
    name = str(content["name"])
    place = Message("partnership {name}", name=shown(name))
    for key in content:
        if key not in PARTNERSHIP_KEYS:
            raise unknown_name("key", key, PARTNERSHIP_KEYS, place)
    members, others = _members(content, place)
    pre_authorised = content.get("pre_authorised", False)
    if not isinstance(pre_authorised, bool):
        raise UserError(
            "{place}: pre_authorised is {value}; allowed: true, false",
            place=place,
            value=shown(pre_authorised),
        )
    title = str(content.get("title_en", name))
    returning = content.get("return_probability")
    return Partnership(
        name=name,
        titles={"en": title, "nl": str(content.get("title_nl", title))},
        unit=_text(content, "unit", place),
        capability=_text(content, "capability", place) or name,
        classes=tuple(map(str, a_list(content.get("classes"), inside(place, "classes")))),
        pre_authorised=pre_authorised,
        legal_basis=_text(content, "legal_basis", place),
        notice_days=_number(content, "notice_days", place, 0.0, 365.0, 0.0),
        term_years=_number(content, "term_years", place, 0.1, 50.0),
        return_probability=(
            None if returning is None else _number(content, "return_probability", place, 0.0, 1.0)
        ),
        members=members,
        others=others,
        place_on_map=_place_on_map(content, place),
    )


def _members(
    content: Mapping[str, Any], place: str
) -> tuple[tuple[PeopleHeldOut, ...], dict[str, float]]:
    """Read the members that units of the world give, and those from outside it."""
    where = inside(place, "members")
    entries = [a_mapping(entry, where) for entry in a_list(content.get("members"), where)]
    members = tuple(people_from(entry, place) for entry in entries if "outside" not in entry)
    others = {
        str(entry["outside"]): amount(
            entry.get("persons"),
            inside(Message("{place}, {outside}", place=place, outside=entry["outside"]), "persons"),
        )
        for entry in entries
        if "outside" in entry
    }
    if any(held.share for held in members):
        raise UserError("{where} are a share of units; allowed: persons", where=where)
    if not all(n.is_integer() for n in (*(m.persons for m in members), *others.values())):
        raise UserError("{where} are not whole persons; allowed: 0, 1, 2, …", where=where)
    if not any(held.persons for held in members):
        raise UserError(
            "{where}: no unit of the world gives any; allowed: 1 or more persons", where=where
        )
    return members, others


def _text(content: Mapping[str, Any], key: str, place: str) -> str | None:
    value = content.get(key)
    if value is None or isinstance(value, str):
        return value
    raise UserError(
        "{place}: {key} is {value}; allowed: a name", place=place, key=key, value=shown(value)
    )


def _number(
    content: Mapping[str, Any], key: str, place: str, low: float, high: float, default: Any = None
) -> float:
    value = content.get(key, default)
    number = finite_number(value)
    if number is None or not low <= number <= high:
        raise UserError(
            "{place}: {key} is {value}; allowed: a number from {low:g} to {high:g}",
            place=place,
            key=key,
            value=shown(value),
            low=low,
            high=high,
        )
    return number


def _place_on_map(content: Mapping[str, Any], place: str) -> tuple[str, float, float] | None:
    city = _text(content, "city", place)
    if city is None:
        return None
    latitude = _number(content, "latitude", place, -90.0, 90.0)
    return city, latitude, _number(content, "longitude", place, -180.0, 180.0)
