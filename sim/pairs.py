"""Who asks for what, and which units could work together, in a world."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sim.codes import ORGANISATIONS, PARTNERSHIP
from sim.world import RequestClass, World

# Units meet in exercises where one answers a class of the other at least this well.
EXERCISE_FIT = 0.5
# The capability of the units that ask for training, where no unit has the class's own.
TRAINING_CAPABILITY = "hands"


def asking(world: World, given: RequestClass) -> list[tuple[float, int]]:
    """Return who asks, with cumulative shares in proportion to people.

    Police needs arise in the regions. Defence needs arise in its units of the class's capability,
    or else in those that offer hands.
    """
    units = list(world.regions)
    if given.requester == "defensie":
        own = [(i, u) for i, u in enumerate(world.units) if u.organisation == "defensie"]
        units = [i for i, unit in own if unit.capability == given.capability] or [
            i for i, unit in own if unit.capability == TRAINING_CAPABILITY
        ]
    people = np.array([max(world.units[i].persons, 1e-9) for i in units])
    shares = np.cumsum(people) / people.sum()
    return [(float(share), unit) for share, unit in zip(shares, units, strict=True)]


def contact_pairs(world: World) -> npt.NDArray[np.int64]:
    """Pairs that could work together, and so exercise: requester and provider, in order."""
    pairs = set()
    for given in world.classes:
        for i, unit in enumerate(world.units):
            fit = world.fit.get((unit.capability, given.capability), 0.0)
            across = unit.organisation not in (given.requester, ORGANISATIONS[PARTNERSHIP])
            if fit >= EXERCISE_FIT and across and unit.rung in given.rungs:
                pairs |= {(asker, i) for _, asker in asking(world, given)}
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)
