"""The people that units have, day by day, once shortage and posts left empty are taken off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.rules import able
from sim.setting.partnership import Partnership
from sim.setting.partnership_file import standing
from sim.setting.policy import Policy
from sim.setting.remembered import remembered
from sim.state.codes import DEFENSIE, POLITIE
from sim.state.compiled import compiled
from sim.world import World


def partnerships_of(world: World, policy: Policy) -> tuple[Partnership, ...]:
    """Return the declared partnerships of a world, then those that a policy brings in."""
    return (*standing(world), *policy.partnerships)


@remembered
def strengths(
    world: World, policy: Policy, conditions: Mapping[str, float], days: Any, given: Any
) -> npt.NDArray[np.float64]:
    """C(1 - h): persons of each unit after shortage and posts left empty.

    Args:
        world: With the units of the policy's partnerships.
        policy: For its partnerships.
        conditions: As they are with theory and policy in force.
        days: The environment's records.
        given: The units' records, people held out already taken off.

    Returns:
        Persons, days x units.
    """
    partnerships = partnerships_of(world, policy)
    posts = np.zeros((len(partnerships), len(given)))
    emptied = np.zeros((len(partnerships), len(days)))
    members = _members(world, policy)
    for place, partnership in enumerate(partnerships):
        own, emptied[place] = partnership.left_empty(members[place], conditions, len(days))
        posts[place, : len(own)] = own
    persons, organisations, police, defence = (
        np.ascontiguousarray(column)
        for column in (
            given["persons"], given["organisation"],
            days["shortage_police"], days["shortage_defence"],
        )
    )  # fmt: skip
    strong: npt.NDArray[np.float64] = people_day_by_day(
        persons, organisations, posts, emptied, police, defence
    )
    return strong


@compiled
def people_day_by_day(
    persons: Any, organisations: Any, posts: Any, emptied: Any, police: Any, defence: Any
) -> Any:
    """Return the persons of each unit on each day, in one pass over both.

    Args:
        persons: Per unit, people held out already taken off.
        organisations: Per unit.
        posts: Posts that stay empty in the end, partnerships x units.
        emptied: The share of them that is empty by then, partnerships x days.
        police: Shortage of the police, per day.
        defence: The same of defence.

    Returns:
        Persons, days x units.
    """
    strong = np.empty((len(police), len(persons)))
    for day in range(len(police)):
        # Most days are like the day before.
        if day > 0 and police[day] == police[day - 1] and defence[day] == defence[day - 1]:
            alike = True
            for place in range(len(posts)):
                alike &= emptied[place, day] == emptied[place, day - 1]
            if alike:
                for unit in range(len(persons)):
                    strong[day, unit] = strong[day - 1, unit]
                continue
        for unit in range(len(persons)):
            there = persons[unit]
            for place in range(len(posts)):
                there -= posts[place, unit] * emptied[place, day]
            shortage = 0.5 * (police[day] + defence[day])
            if organisations[unit] == POLITIE:
                shortage = police[day]
            elif organisations[unit] == DEFENSIE:
                shortage = defence[day]
            strong[day, unit] = able.strength(max(0.0, there), shortage)
    return strong


@remembered
def _members(world: World, policy: Policy) -> list[npt.NDArray[np.float64]]:
    """Return the members that the world's own units give to each partnership."""
    own = world.units[: len(world.units) - len(policy.partnerships)]
    return [partnership.members_of(own) for partnership in partnerships_of(world, policy)]
