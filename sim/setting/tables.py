"""World, policy and conditions as the records that handlers read.

A sweep makes a setting of every design point, so only what conditions and policy change is made
here; the rest is shared by all settings of a world (``sim.setting.layout.layout``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.setting.layout.layout import Layout, layout, rung_of
from sim.setting.layout.pairs import basis_for
from sim.setting.partnerships.partnership import Partnership
from sim.setting.policies.policy import Policy
from sim.setting.remembered import remembered
from sim.setting.stages.founding import Founding
from sim.setting.stages.stage import Stage
from sim.state.codes import CIVIL
from sim.state.records import CLASS_LEVERS, LEVERS, REQUEST_CLASS, zeros
from sim.world import World

Held = tuple[float, Policy, Mapping[str, float]]
"""The levers and conditions that hold from a day on."""

# From this fit on a need is core work of who defends, however its top reads its tasks.
CORE_WORK = 0.8


class Tables(NamedTuple):
    """The records of a setting; see ``sim.state.records`` for their fields."""

    units: Any
    classes: Any
    levers: Any
    lever_days: npt.NDArray[np.float64]
    bases: Any
    desks: Any
    chain: npt.NDArray[np.int64]
    candidates: Any
    answering: npt.NDArray[np.int64]
    rungs: Any
    founded: Any
    founding_days: npt.NDArray[np.float64]
    places: npt.NDArray[np.int32]
    helpers: Any
    requesters: Any
    queues: int
    officers: npt.NDArray[np.int64]
    spreads: npt.NDArray[np.float64]
    organisations: int
    sides: npt.NDArray[np.int64]
    own_loads: npt.NDArray[np.float64]
    contact_pairs: npt.NDArray[np.int64]
    partners: Any


@remembered
def tables(
    world: World,
    conditions: Mapping[str, float],
    policy: Policy,
    foundings: tuple[Founding, ...] = (),
    stages: tuple[Stage, ...] = (),
) -> Tables:
    """Return a world's records, with the policy's people held out and class levers in force.

    Args:
        world: With the units of all partnerships.
        conditions: As they are with theory and policy in force.
        policy: Levers.
        foundings: Partnerships that are there from a day on.
        stages: Where levers begin or end, what holds from then on.
    """
    given = layout(world)
    held = [(float(stage.day), stage.policy, stage.conditions) for stage in stages]
    lever_days, levers = _levers(world, held or [(-np.inf, policy, conditions)], foundings)
    classes, helpers = _classes(given, conditions)
    candidates, rungs = given.candidates, given.rungs
    for partnership in policy.partnerships:
        candidates, rungs = answered_by(world, given, partnership, classes, candidates, rungs)
    days = sorted({day for f in foundings for day in (f.begins, f.ends)} - {np.inf})
    founded = [zeros(REQUEST_CLASS, 0)]
    for day in days:
        later = np.array(classes).view(np.recarray)
        for founding in foundings:
            if founding.begins <= day < founding.ends:
                candidates, rungs = answered_by(
                    world, given, founding.partnership, later, candidates, rungs
                )
        founded.append(later)
    units = given.units.copy()
    units["persons"] -= policy.held_out(world)
    units["familiarity"] = conditions["familiarity_start"]
    return Tables(
        units=units,
        classes=classes,
        levers=levers,
        lever_days=lever_days,
        bases=given.bases,
        desks=given.desks,
        chain=given.chain,
        candidates=candidates,
        answering=candidates["unit"].copy(),
        rungs=rungs,
        founded=np.concatenate(founded).view(np.recarray) if days else founded[0],
        founding_days=np.array(days, np.float64),
        places=given.places,
        helpers=helpers,
        requesters=given.requesters,
        queues=len(given.officers),
        spreads=given.spreads,
        officers=given.officers + int(conditions["extra_officers"]),
        organisations=len(world.organisations),
        sides=given.sides,
        own_loads=given.own_loads,
        contact_pairs=given.contact_pairs,
        partners=given.partners,
    )


def _classes(given: Layout, conditions: Mapping[str, float]) -> tuple[Any, Any]:
    """Return the classes to scale, and all units that can help at home, class by class."""
    # As plain arrays: a field of a recarray takes ten times as long to find.
    classes, at_home = np.array(given.classes), np.asarray(given.at_home)
    for quantity in ("size", "duration", "deadline"):
        classes[f"{quantity}_median"] *= conditions[f"{quantity}_scale"]
    classes["core_fit"] = core_fit_as_read(classes, conditions["core_task_reading"])
    able = (given.fit_at_home >= conditions["own_fit_min"]) & (given.class_at_home >= 0)
    counts = np.bincount(given.class_at_home[able], minlength=len(classes))
    classes["helpers"], classes["has_capability"] = counts * given.own_people, counts > 0
    classes["first_helper"] = np.cumsum(counts) - counts
    helpers = at_home[able] if able.any() else at_home[:1]
    return classes.view(np.recarray), helpers.view(np.recarray)


def core_fits(world: World, conditions: Mapping[str, float]) -> npt.NDArray[np.float64]:
    """Return the fit of each class of a world with core tasks, under some conditions (E27)."""
    return core_fit_as_read(np.array(layout(world).classes), conditions["core_task_reading"])


def core_fit_as_read(classes: Any, reading: float) -> npt.NDArray[np.float64]:
    """E27: the fit with core tasks of each class as the top of the military reads them (§4.1.3).

    Only what the military is asked for moves, and only where it is not core work already.

    Args:
        classes: Records of the classes.
        reading: How much wider (above 0) or narrower the tasks are read.
    """
    fit: npt.NDArray[np.float64] = classes["core_fit"]
    if reading == 0.0:
        return fit
    moved = (classes["side"] == CIVIL) & (fit < CORE_WORK)
    return np.where(moved, np.clip(fit + reading, 0.0, 1.0), fit)


def answered_by(
    world: World, given: Layout, partnership: Partnership, classes: Any, candidates: Any, rungs: Any
) -> tuple[Any, Any]:
    """Let a partnership answer its classes alone; returns candidates and rungs with its own.

    Args:
        world: With the partnership's unit.
        given: Its layout.
        partnership: Whose classes.
        classes: Records of the classes, to change.
        candidates: Of all classes in a row.
        rungs: Of all classes in a row.
    """
    bases = [basis.id for basis in world.bases]
    place = world.unit_index(partnership.name)
    unit = world.units[place]
    # It stands behind the candidates of the world, one row for each of the classes it answers.
    for name in partnership.classes:
        kind = world.class_index(name)
        basis = basis_for(world, world.classes[kind], unit)
        record = classes[kind]
        record.first_candidate, record.candidates = len(candidates), 1
        record.first_rung, record.rungs = len(rungs), 1
        if partnership.legal_basis is not None:
            record.basis = basis = bases.index(partnership.legal_basis)
        row = np.array([(1.0, place, unit.rung, basis)], candidates.dtype)
        candidates = np.concatenate([candidates, row]).view(np.recarray)
        rung = np.array([rung_of(candidates, len(candidates) - 1, given.units)], rungs.dtype)
        rungs = np.concatenate([rungs, rung]).view(np.recarray)
    return candidates, rungs


def _levers(
    world: World, held: Sequence[Held], foundings: Sequence[Founding]
) -> tuple[npt.NDArray[np.float64], Any]:
    """Return the days from which a stretch of levers holds, and per stretch those of each class.

    Args:
        world: With the classes.
        held: What holds from which day on, in order.
        foundings: Partnerships that are there from a day on.
    """
    consents = [f for f in foundings if f.partnership.pre_authorised and f.begins < np.inf]
    changes = {day for founding in consents for day in (founding.begins, founding.ends)}
    changes |= {day for _, policy, _ in held for day in policy.lever_days()}
    changes |= {day for day, _, _ in held}
    starts = [-np.inf, *sorted(changes - {-np.inf, np.inf})]
    classes = len(world.classes)
    levers = np.asarray(zeros(LEVERS, len(starts) * classes))
    for stretch, day in enumerate(starts):
        _, policy, conditions = [each for each in held if each[0] <= day or each is held[0]][-1]
        rows = levers[stretch * classes : (stretch + 1) * classes]
        for lever in CLASS_LEVERS:
            rows[lever] = conditions[lever]
        # Only where the policy does something for a class does a lever differ from the condition.
        touched = [effect.request_class for effect in policy.classes]
        touched += [name for partnership in policy.partnerships for name in partnership.classes]
        for name in dict.fromkeys(touched):
            record = rows[world.class_index(name)]
            for lever in CLASS_LEVERS:
                record[lever] = policy.for_class(name, lever, conditions[lever], day)
        for founding in consents:
            if founding.begins <= day < founding.ends:
                for name in founding.partnership.classes:
                    rows["extra_pre_authorised"][world.class_index(name)] = 1.0
    return np.array(starts), levers.view(np.recarray)
