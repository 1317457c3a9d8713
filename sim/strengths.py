"""The people that units have, day by day, once shortage and posts left empty are taken off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.partnership import Partnership
from sim.partnership_file import standing
from sim.policy import Policy
from sim.remembered import remembered
from sim.rules import able
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
    units = world.units
    own = units[: len(units) - len(policy.partnerships)]
    persons = np.repeat(given["persons"][:, None], len(days), axis=1)
    for partnership in partnerships_of(world, policy):
        persons[: len(own)] -= partnership.empty_posts(own, conditions, len(days))
    police, defence = days["shortage_police"], days["shortage_defence"]
    shortage = {"politie": police, "defensie": defence, "partnership": 0.5 * (police + defence)}
    vacant = np.array([shortage[unit.organisation] for unit in units])
    return np.ascontiguousarray(able.strength(np.maximum(0.0, persons), vacant).T)
