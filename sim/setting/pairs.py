"""Who asks for what, and which units could work together, in a world."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sim.state.codes import ORGANISATIONS, PARTNERSHIP
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
    # Classes with the same askers together: pairs grow with the square of the units.
    answering: dict[tuple[int, ...], set[int]] = {}
    for given in world.classes:
        askers = tuple(asker for _, asker in asking(world, given))
        answering.setdefault(askers, set()).update(
            i
            for i, unit in enumerate(world.units)
            if world.fit.get((unit.capability, given.capability), 0.0) >= EXERCISE_FIT
            and unit.organisation not in (given.requester, ORGANISATIONS[PARTNERSHIP])
            and unit.rung in given.rungs
        )
    units = len(world.units)
    places = [
        (np.array(askers, np.int64)[:, None] * units + np.array(sorted(others), np.int64)).ravel()
        for askers, others in answering.items()
    ]
    pairs = np.concatenate(places)
    # A sort takes a tenth of the time of np.unique where pairs are millions.
    pairs.sort()
    first = np.diff(pairs, prepend=-1) > 0
    return np.stack(np.divmod(pairs[first], units), axis=1)
