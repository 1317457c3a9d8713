"""Who asks whom for what, when and on which basis, and which units could work together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sim.state.codes import JOINT
from sim.world import RequestClass, Unit, World

# Units meet in exercises where one answers a class of the other at least this well.
EXERCISE_FIT = 0.5


def asking(world: World, given: RequestClass) -> list[tuple[float, int]]:
    """Return who asks, with cumulative shares in proportion to weight.

    Needs of an organisation arise in its units of a service; or in those of the class's
    capability, or else of another one.
    """
    asker = world.organisation(given.requester)
    own = [(i, u) for i, u in enumerate(world.units) if u.organisation == given.requester]
    if asker.needs_in:
        units = [i for i, unit in own if unit.service == asker.needs_in]
    else:
        units = [i for i, unit in own if unit.capability == given.capability] or [
            i for i, unit in own if unit.capability == asker.or_needs_in
        ]
    people = np.array([max(world.units[i].weight, 1e-9) for i in units])
    shares = np.cumsum(people) / people.sum()
    return [(float(share), unit) for share, unit in zip(shares, units, strict=True)]


def step_of(world: World, given: RequestClass, unit: Unit) -> int | None:
    """Return when a unit is asked for a class of needs; None where it never is.

    The ladder comes first, then the order in which the asking organisation turns to others.
    """
    asker = world.organisation(given.requester)
    turn = asker.turn_of(unit.organisation)
    if turn is None or unit.rung not in given.rungs:
        return None
    return unit.rung * len(asker.asks) + turn


def basis_for(world: World, given: RequestClass, unit: Unit) -> int:
    """Return the place of the legal basis on which a unit is asked for a class; -1 for none.

    On a ladder of bases the rung of the unit decides, at whose foot that of the class holds.
    """
    places = {basis.id: place for place, basis in enumerate(world.bases)}
    own = world.bases[places[given.legal_basis]]
    if not own.ladder or unit.rung == 0:
        return places[own.id]
    on_rung = (b.id for b in world.bases if b.ladder == own.ladder and b.rung == unit.rung)
    return next((places[name] for name in on_rung), -1)


def contact_pairs(world: World) -> npt.NDArray[np.int64]:
    """Pairs that could work together, and so exercise: requester and provider, in order."""
    # Classes with the same askers together: pairs grow with the square of the units.
    answering: dict[tuple[int, ...], set[int]] = {}
    joint = {own.id for own in world.organisations if world.side_of(own.id) == JOINT}
    for given in world.classes:
        asker = world.organisation(given.requester)
        asked = {own.id for own in world.organisations if asker.turn_of(own.id) is not None}
        askers = tuple(asker for _, asker in asking(world, given))
        answering.setdefault(askers, set()).update(
            i
            for i, unit in enumerate(world.units)
            if world.fit.get((unit.capability, given.capability), 0.0) >= EXERCISE_FIT
            and unit.organisation in asked - joint
            and unit.rung in given.rungs
        )
    units = len(world.units)
    places = [
        (np.array(askers, np.int64)[:, None] * units + np.array(sorted(others), np.int64)).ravel()
        for askers, others in answering.items()
    ]
    pairs = np.concatenate(places)
    # No unit is its own partner.
    pairs = pairs[pairs // units != pairs % units]
    # A sort takes a tenth of the time of np.unique where pairs are millions.
    pairs.sort()
    first = np.diff(pairs, prepend=-1) > 0
    return np.stack(np.divmod(pairs[first], units), axis=1)
