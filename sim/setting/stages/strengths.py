"""The people that units have, day by day, once shortage and posts left empty are taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import CONDITIONS
from sim.rules import able
from sim.setting.partnerships.partnership import Partnership, own_units
from sim.setting.partnerships.partnership_file import standing
from sim.setting.policies.policy import Policy
from sim.setting.remembered import remembered
from sim.setting.stages.founding import Founding
from sim.setting.stages.stage import Stage, kept_by_day
from sim.state.codes import CIVIL, JOINT, MILITARY
from sim.state.compiled import compiled
from sim.state.sided import stored_name
from sim.streams.tape import DAYS_PER_YEAR
from sim.world import World


def partnerships_of(world: World, policy: Policy) -> tuple[Partnership, ...]:
    """Return the declared partnerships of a world, then those that a policy brings in."""
    return (*standing(world), *policy.partnerships)


@remembered
def strengths(
    world: World,
    policy: Policy,
    conditions: Mapping[str, float],
    days: Any,
    given: Any,
    foundings: tuple[Founding, ...] = (),
    warm_up_days: int = 0,
    stages: tuple[Stage, ...] = (),
) -> npt.NDArray[np.float64]:
    """C(1 - h): persons of each unit after shortage and posts left empty.

    Args:
        world: With the units of all partnerships.
        policy: For its partnerships.
        conditions: As they are with theory and policy in force.
        days: The environment's records.
        given: The units' records, people held out already taken off.
        foundings: Partnerships that are there from a day on.
        warm_up_days: Days before those from which their days count.
        stages: Where levers begin or end, who is held out from then on.

    Returns:
        Persons, days x units.
    """
    partnerships = partnerships_of(world, policy)
    posts = np.zeros((len(partnerships), len(given)))
    emptied = np.zeros((len(partnerships), len(days)))
    members = _members(world.as_it_stands, policy)
    if world.drawn_from is not None:
        # Each gives as large a part of its people as in the tables.
        members = [own * np.array(world.people_scales[: len(own)]) for own in members]
    for place, partnership in enumerate(partnerships):
        own, emptied[place] = partnership.left_empty(members[place], conditions, len(days))
        posts[place, : len(own)] = own
    for founding in foundings:
        missing, since = away_from(founding, world, conditions, len(days), warm_up_days)
        posts, emptied = np.concatenate([posts, missing]), np.concatenate([emptied, since])
    if stages:
        more, since = held_by_stage(stages, world, len(days))
        posts, emptied = np.concatenate([posts, more]), np.concatenate([emptied, since])
    units = np.asarray(given)
    persons, organisations = map(np.ascontiguousarray, (units["persons"], units["organisation"]))
    kept = conditions["retention"] * (np.arange(len(days)) / DAYS_PER_YEAR)
    if stages:
        kept = kept_by_day(stages, len(days))
    strong: npt.NDArray[np.float64] = people_day_by_day(
        persons, organisations, posts, emptied, shortages(world, kept, days)
    )
    return strong


def away_from(
    founding: Founding,
    world: World,
    conditions: Mapping[str, float],
    days: int,
    warm_up_days: int,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return who is missing where for a partnership that is founded on a day (E23).

    Its own people until then; its members in their units, and the posts of those who do not come
    back, from then on.

    Returns:
        Persons, kinds x units, and the share of them that is missing, kinds x days.
    """
    own = own_units(world)
    members = founding.partnership.members_of(own) * np.array(world.people_scales[: len(own)])
    posts = np.zeros((3, len(world.units)))
    unit = world.unit_index(founding.partnership.name)
    posts[0, unit] = world.units[unit].persons
    posts[1, : len(own)] = members
    posts[2, : len(own)], course = founding.partnership.left_empty(members, conditions, days)
    since = np.arange(days) - (founding.begins + warm_up_days)
    there = (since >= 0.0) & (np.arange(days) < founding.ends + warm_up_days)
    missing = np.zeros((3, days))
    missing[0], missing[1] = ~there, there
    if founding.begins < np.inf:
        first = min(days, int(founding.begins) + warm_up_days)
        missing[2, first:] = course[: days - first]
    if founding.ends < np.inf:
        last = int(founding.ends) + warm_up_days
        # Nobody stays away any more, and posts are filled again as before.
        refilled = np.exp(-np.arange(days - last) / conditions["refill_time"])
        missing[2, last:] = course[last - first] * refilled
    return posts, missing


def held_by_stage(
    stages: Sequence[Stage], world: World, days: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return who is held out in each stage beside those of the first one.

    Returns:
        Persons, stages x units, and on which days they are, stages x days.
    """
    held = np.array([stage.policy.held_out(world) for stage in stages])
    starts = [stage.start for stage in stages]
    day = np.arange(days)
    ends = np.array([*starts[1:], days])
    on = (day >= np.array(starts)[:, None]) & (day < ends[:, None])
    return held - held[0], on.astype(np.float64)


def shortages(world: World, kept: npt.NDArray[np.float64], days: Any) -> npt.NDArray[np.float64]:
    """Return the shortage of each organisation: its own, or that of its side.

    Joint units lack people as the two sides do on average.

    Args:
        world: With the organisations.
        kept: Share of the posts that is filled by those who stayed, by each day.
        days: The environment's records.

    Returns:
        Shares of the posts, organisations x days.
    """
    civil, military = shortages_of_sides(world, kept, days)
    of_side = {CIVIL: civil, MILITARY: military, JOINT: 0.5 * (civil + military)}
    return np.array(
        [
            of_side[world.side_of(own.id)]
            if own.shortage is None
            else np.full(len(days), own.shortage)
            for own in world.organisations
        ]
    )


def shortages_of_sides(
    world: World, kept: npt.NDArray[np.float64], days: Any
) -> list[npt.NDArray[np.float64]]:
    """E25: the shortage of either side, who recruit the same people (§6.1).

    A side that fills more of its posts than is usual takes a part of them from the other: as many
    persons are a larger share of the smaller side. Whoever is kept is taken from nobody.

    Args:
        world: For the persons of both sides.
        kept: Share of the posts that is filled by those who stayed, by each day.
        days: The environment's records.

    Returns:
        Shares of the posts, per day, the civil side first.
    """
    names, days = [stored_name("shortage", side) for side in (CIVIL, MILITARY)], np.asarray(days)
    own_shortages = [np.ascontiguousarray(days[name]) for name in names]
    # Mostly nobody is taken and nobody kept, and a sweep makes a setting of every point.
    if not kept.any() and not days["recruit_competition"].any():
        return own_shortages
    persons = [float(count) for count in world.persons_of_sides]
    found = []
    for own, other in ((CIVIL, MILITARY), (MILITARY, CIVIL)):
        usual = CONDITIONS[names[other]].default
        filled = np.maximum(0.0, usual - own_shortages[other])
        ratio = persons[other] / persons[own] if persons[own] > 0.0 else 0.0
        lost = days["recruit_competition"] * filled * ratio
        found.append(np.clip(own_shortages[own] + lost - kept, 0.0, 1.0))
    return found


@compiled
def people_day_by_day(
    persons: Any, organisations: Any, posts: Any, emptied: Any, shortage: Any
) -> Any:
    """Return the persons of each unit on each day, in one pass over both.

    Args:
        persons: Per unit, people held out already taken off.
        organisations: Per unit.
        posts: Posts that stay empty in the end, partnerships x units.
        emptied: The share of them that is empty by then, partnerships x days.
        shortage: Of each organisation, organisations x days.

    Returns:
        Persons, days x units.
    """
    strong = np.empty((shortage.shape[1], len(persons)))
    for day in range(len(strong)):
        # Most days are like the day before.
        if day > 0:
            alike = True
            for place in range(len(shortage)):
                alike &= shortage[place, day] == shortage[place, day - 1]
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
            strong[day, unit] = able.strength(max(0.0, there), shortage[organisations[unit], day])
    return strong


@remembered
def _members(world: World, policy: Policy) -> list[npt.NDArray[np.float64]]:
    """Return the members that the world's own units give to each partnership."""
    own = own_units(world)
    return [partnership.members_of(own) for partnership in partnerships_of(world, policy)]
