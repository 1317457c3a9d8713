"""People held out of units: by a lever, or as members of a partnership."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.errors import UserError, a_mapping, inside, shown, unknown_name
from sim.reading.values import finite_number
from sim.words import Joined, Message
from sim.world import Unit, World

SELECTORS = ("organisation", "service", "capability", "unit")
AMOUNTS = ("persons", "share")


@dataclass(frozen=True, slots=True)
class PeopleHeldOut:
    """People taken out of each unit that all given selectors match.

    Attributes:
        selectors: What a unit must be, by ``SELECTORS``.
        persons: Persons out of each unit.
        share: Share of each unit's persons that is taken out beside them.
        place: Who takes them, for messages: ``policy 'liaisons'``.
    """

    selectors: Mapping[str, str]
    persons: float
    share: float = 0.0
    place: str = field(default="", repr=False)

    def matches(self, unit: Unit) -> bool:
        """Return whether a unit gives these people."""
        return all(_value(unit, key) == value for key, value in self.selectors.items())

    def taken(self, unit: Unit, scale: float = 1.0) -> float:
        """Return the persons that a unit gives, which has so many times the people of its table."""
        taken = self.persons * scale + self.share * unit.persons
        return taken if self.matches(unit) else 0.0

    def check(self, units: Sequence[Unit]) -> None:
        """Refuse selectors that no unit matches; raises UserError."""
        if any(self.matches(unit) for unit in units):
            return
        for key, value in self.selectors.items():
            known = sorted({_value(unit, key) for unit in units})
            if value not in known:
                raise unknown_name(key, value, known, Message("{place}, people", place=self.place))
        raise UserError(
            "{place} takes people out of {selectors}, which no unit of the world matches",
            place=self.place,
            selectors=shown(dict(self.selectors), 200),
        )


def _value(unit: Unit, key: str) -> str:
    return str(getattr(unit, "id" if key == "unit" else key))


def people_from(entry: Any, place: str) -> PeopleHeldOut:
    """Read an entry: selectors, with ``persons`` or a ``share`` of each unit.

    Raises:
        UserError: For a selector that does not exist, or no amount of 0 or more.
    """
    content = a_mapping(entry, place)
    selectors = {key: str(value) for key, value in content.items() if key not in AMOUNTS}
    for key in selectors:
        if key not in SELECTORS:
            raise unknown_name("selector of people", key, (*SELECTORS, *AMOUNTS), place)
    if "share" in content and "persons" in content:
        raise UserError(
            "{place}: people have persons and a share; allowed: one of the two", place=place
        )
    if "share" in content:
        share = amount(content["share"], inside(place, "share"), 1.0)
        return PeopleHeldOut(selectors, 0.0, share, place)
    persons = amount(content.get("persons"), inside(place, "persons"))
    return PeopleHeldOut(selectors, persons, 0.0, place)


def amount(value: Any, place: str, most: float = math.inf) -> float:
    """Read a number of 0 or more; raises UserError for anything else."""
    number = finite_number(value)
    if number is None or not 0 <= number <= most:
        limit = (
            Message("a number of 0 or more")
            if most == math.inf
            else Message("a number from 0 to {most:g}", most=most)
        )
        raise UserError(
            "{place} is {value}; {needed} is needed", place=place, value=shown(value), needed=limit
        )
    return number


def taken_out(world: World, people: Sequence[PeopleHeldOut]) -> list[float]:
    """Return the persons taken out of each unit of a world.

    In a draw of a world's tables as large a part of a unit is taken out as in the world itself.

    Raises:
        UserError: Where no unit matches, or a unit would give more people than it has.
    """
    for held in people:
        held.check(world.units)
    taken = []
    for unit, scale in zip(world.units, world.people_scales, strict=True):
        persons = sum(held.taken(unit, scale) for held in people)
        if world.drawn_from is not None:
            persons = min(persons, unit.persons)
        if persons > unit.persons:
            who = dict.fromkeys(held.place for held in people if held.taken(unit) > 0)
            raise UserError(
                "{who} takes {persons:g} persons out of {unit}, which has {available}",
                who=Joined(who, Message(" and ")),
                persons=persons,
                unit=unit.id,
                available=unit.persons,
            )
        taken.append(persons)
    return taken
