"""Partnerships: standing joint units of several organisations, the third level of intensity.

Members leave their own units for some years. They have trained together and share powers, so that
mutual understanding, familiarity with procedures and training for the civil domain are complete.
A partnership answers its classes of needs itself: a class that it takes over no longer goes to the
ordinary chain of units. A declaration is a small file in ``conf/partnership`` or of the user's own.
One that names a ``unit`` stands already: it is that unit of the world, whose members are not among
the persons of their units. Any other comes with a policy and holds its members out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sim.conditions import CONDITIONS
from sim.errors import UserError, unknown_name
from sim.setting.partnerships.held_out import PeopleHeldOut, taken_out
from sim.setting.remembered import remembered
from sim.words import Message
from sim.world import Unit, World
from sim.world.organisation import PARTNERSHIP

SERVICE, RUNG = "joint_unit", 2
# The source of a unit that is none of the world's tables.
ADDED = "declared as a partnership"
DAYS_PER_YEAR = 365.0


@dataclass(frozen=True, slots=True)
class Partnership:
    """A declared partnership.

    What it is called is no part of its ``repr``, by which studies tell their partnerships apart.

    Attributes:
        name: Its short name, and the id of its unit where it does not stand already.
        titles: What it is called, by language.
        unit: The unit of the world that it is; None for a new one.
        capability: What its people can do.
        classes: The classes of needs that it takes over from the ordinary chain.
        pre_authorised: Whether consent is given in advance: it answers in minutes.
        legal_basis: The basis of its work; None for that of the class.
        notice_days: From decision to start.
        term_years: How long members serve on average.
        return_probability: Who comes back after that; None for the condition of that name.
        members: People held out of units of the world.
        others: Persons of organisations outside the world, by name.
        place_on_map: City, latitude, longitude; None for that of the first unit with members.
    """

    name: str
    titles: Mapping[str, str] = field(repr=False)
    unit: str | None
    capability: str
    classes: tuple[str, ...]
    pre_authorised: bool
    legal_basis: str | None
    notice_days: float
    term_years: float
    return_probability: float | None
    members: tuple[PeopleHeldOut, ...]
    others: Mapping[str, float]
    place_on_map: tuple[str, float, float] | None

    def unit_in(self, world: World) -> Unit:
        """Return the unit that a new partnership adds to a world.

        Raises:
            UserError: For members, classes or a basis that the world does not have.
        """
        place = Message("partnership '{name}'", name=self.name)
        if self.name in {unit.id for unit in world.units}:
            raise UserError(
                "{place} has the name of a unit of the world; allowed: another name", place=place
            )
        for name in self.classes:
            if name not in {kind.id for kind in world.classes}:
                raise unknown_name("class", name, [kind.id for kind in world.classes], place)
        bases = [basis.id for basis in world.bases]
        if self.legal_basis is not None and self.legal_basis not in bases:
            raise unknown_name("legal basis", self.legal_basis, bases, place)
        taken = np.array(taken_out(world, self.members))
        first = world.units[int(np.argmax(taken > 0))]
        city, latitude, longitude = self.place_on_map or (
            first.city,
            first.latitude,
            first.longitude,
        )
        return Unit(
            id=self.name,
            organisation=PARTNERSHIP.id,
            service=SERVICE,
            name=self.titles["nl"],
            city=city,
            latitude=latitude,
            longitude=longitude,
            capability=self.capability,
            persons=round(taken.sum() + sum(self.others.values())),
            dedicated_share=1.0,
            rung=RUNG,
            notice_days=self.notice_days,
            grade="J",
            source=ADDED,
        )

    def empty_posts(
        self, units: Sequence[Unit], conditions: Mapping[str, float], days: int
    ) -> npt.NDArray[np.float64]:
        """Return the posts of each unit that are empty since members stayed away, by day.

        Members leave at the end of their terms, evenly over time; who does not come back leaves a
        post that is empty until it is filled again. Expected numbers: what flows out in a day is
        members / term x (1 - return probability), what is filled again is empty posts / refill
        time. Of a partnership that stands already the posts that are empty today (at the default of
        the condition) are part of today's shortage; only what differs from them counts.

        Args:
            units: The units of the world, without those that new partnerships add.
            conditions: As they are with theory and policy in force.
            days: Length of the run, warm-up included.

        Returns:
            Persons, units x days; below 0 where more come back than today.
        """
        return np.outer(*self.left_empty(self.members_of(units), conditions, days))

    def members_of(self, units: Sequence[Unit]) -> npt.NDArray[np.float64]:
        """Return how many members each unit gives."""
        taken = [sum(m.persons for m in self.members if m.matches(u)) for u in units]
        return np.array(taken, np.float64)

    def left_empty(
        self, members: npt.NDArray[np.float64], conditions: Mapping[str, float], days: int
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the posts of units that stay empty in the end, and what share is by each day.

        The product of the two is ``empty_posts``, of units that give so many members.
        """
        stays_away = 1.0 - conditions["return_probability"]
        if self.return_probability is not None:
            stays_away = 1.0 - self.return_probability
        if self.unit is not None:
            today = CONDITIONS["return_probability"].default
            stays_away -= 1.0 - (self.return_probability or today)
        if stays_away == 0.0:
            return np.zeros(len(members)), np.zeros(days)
        refill = conditions["refill_time"]
        empty = members * stays_away * refill / (self.term_years * DAYS_PER_YEAR)
        return empty, -np.expm1(-np.arange(days) / refill)


def own_units(world: World) -> tuple[Unit, ...]:
    """Return the units of a world without those that new partnerships add behind them."""
    return tuple(unit for unit in world.units if unit.source != ADDED)


@remembered
def with_partnerships(
    world: World, new: Sequence[Partnership], standing: Sequence[Partnership]
) -> World:
    """Return a world with the units of new partnerships behind its own.

    Raises:
        UserError: For a partnership that the world cannot have, or two that answer the same class.
    """
    if not new:
        return world
    for partnership in new:
        if partnership.unit is not None:
            raise UserError(
                "partnership '{name}' is unit '{unit}' of a world; allowed in a policy: "
                "one without 'unit'",
                name=partnership.name,
                unit=partnership.unit,
            )
    answered: dict[str, str] = {}
    for partnership in (*standing, *new):
        for name in partnership.classes:
            if name in answered:
                raise UserError(
                    "partnerships '{first}' and '{second}' both answer '{name}'; allowed: "
                    "one of them",
                    first=answered[name],
                    second=partnership.name,
                    name=name,
                )
            answered[name] = partnership.name
    before = world.drawn_from
    return replace(
        world,
        units=(*world.units, *(p.unit_in(world) for p in new)),
        drawn_from=None if before is None else _as_it_stands(before, new, standing),
    )


@remembered
def _as_it_stands(
    world: World, new: Sequence[Partnership], standing: Sequence[Partnership]
) -> World:
    """Return the same of the tables as they stand: one world for all draws of them."""
    return with_partnerships(world, new, standing)
