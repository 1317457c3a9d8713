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
from sim.state.codes import ORGANISATIONS
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
    persons = np.tile(given["persons"], (len(days), 1))
    for partnership, members in zip(
        partnerships_of(world, policy), _members(world, policy), strict=True
    ):
        persons[:, : len(members)] -= partnership.left_empty(members, conditions, len(days)).T
    np.maximum(0.0, persons, out=persons)
    police, defence = days["shortage_police"], days["shortage_defence"]
    shortage = {"politie": police, "defensie": defence, "partnership": 0.5 * (police + defence)}
    by_organisation = np.stack([shortage[name] for name in ORGANISATIONS], axis=1)
    strong: npt.NDArray[np.float64] = able.strength(
        persons, by_organisation[:, given["organisation"]]
    )
    return strong


@remembered
def _members(world: World, policy: Policy) -> list[npt.NDArray[np.float64]]:
    """Return the members that the world's own units give to each partnership."""
    own = world.units[: len(world.units) - len(policy.partnerships)]
    return [partnership.members_of(own) for partnership in partnerships_of(world, policy)]
