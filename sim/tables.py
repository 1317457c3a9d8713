"""World, policy and conditions as the records that handlers read."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.codes import ORGANISATIONS, POLITIE
from sim.conditions import Conditions
from sim.pairs import asking, contact_pairs
from sim.policy import Policy
from sim.records import (
    BASIS,
    CLASS_LEVERS,
    DESK,
    FITTING,
    LEVERS,
    REQUEST_CLASS,
    REQUESTER,
    UNIT,
    zeros,
)  # fmt: skip
from sim.tape import DAYS_PER_YEAR
from sim.world import RequestClass, World

# Assistance by the marechaussee and by other armed forces: the basis follows the leading unit.
BASIS_RUNG_1, BASIS_RUNG_2 = "politiewet_57", "politiewet_58"


class Tables(NamedTuple):
    """The records of a setting; see ``sim.records`` for their fields."""

    units: Any
    classes: Any
    levers: Any
    lever_days: npt.NDArray[np.float64]
    bases: Any
    desks: Any
    chain: npt.NDArray[np.int64]
    candidates: Any
    helpers: Any
    requesters: Any
    queues: int
    officers: npt.NDArray[np.int64]
    police: npt.NDArray[np.int64]
    contact_pairs: npt.NDArray[np.int64]


def tables(world: World, conditions: Conditions, policy: Policy) -> Tables:
    """Lay a world out as records, with the policy's people held out and class levers in force."""
    units = _units(world, policy)
    classes = _classes(world, conditions, policy)
    lever_days, levers = _levers(world, conditions, policy)
    bases = zeros(BASIS, len(world.bases))
    levels = np.array([basis.barrier_level for basis in world.bases])
    bases["barrier"], bases["index"] = levels, np.arange(len(world.bases))
    desks, queues, officers = _desks(world, conditions)
    candidates, helpers, requesters, chain = _lists(world, conditions, classes, policy)
    return Tables(
        units=units,
        classes=classes,
        levers=levers,
        lever_days=lever_days,
        bases=bases,
        desks=desks,
        chain=np.array(chain or [0], np.int64),
        candidates=_fittings(candidates),
        helpers=_fittings(helpers),
        requesters=_requesters(requesters),
        queues=queues,
        officers=officers,
        police=(units["organisation"] == POLITIE).astype(np.int64),
        contact_pairs=contact_pairs(world),
    )


def _units(world: World, policy: Policy) -> Any:
    units = zeros(UNIT, len(world.units))
    regions = {unit: place for place, unit in enumerate(world.regions)}
    for i, (unit, taken) in enumerate(zip(world.units, policy.held_out(world), strict=True)):
        record = units[i]
        record.persons = unit.persons - taken
        record.dedicated, record.notice = unit.dedicated_share, unit.notice_days
        record.organisation = ORGANISATIONS.index(unit.organisation)
        record.rung, record.region = unit.rung, regions.get(i, -1)
        record.partnership = unit.organisation == "partnership"
        record.civil_training = float(unit.organisation == "partnership")
    return units


def _levers(
    world: World, conditions: Conditions, policy: Policy
) -> tuple[npt.NDArray[np.float64], Any]:
    """Return the days from which a stretch of levers holds, and per stretch those of each class."""
    for effect in policy.classes:
        world.class_index(effect.request_class)
    starts = [-np.inf, *policy.lever_days()]
    levers = zeros(LEVERS, len(starts) * len(world.classes))
    for stage, day in enumerate(starts):
        for i, given in enumerate(world.classes):
            record = levers[stage * len(world.classes) + i]
            for lever in CLASS_LEVERS:
                record[lever] = policy.for_class(given.id, lever, conditions[lever], day)
    return np.array(starts), levers


def _classes(world: World, conditions: Conditions, policy: Policy) -> Any:
    classes = zeros(REQUEST_CLASS, len(world.classes))
    bases = {basis.id: i for i, basis in enumerate(world.bases)}
    for i, given in enumerate(world.classes):
        record = classes[i]
        record.rate = given.needs_per_year / DAYS_PER_YEAR
        record.size_median = given.size_median * conditions["size_scale"]
        record.duration_median = given.duration_median_days * conditions["duration_scale"]
        record.deadline_median = given.deadline_median_days * conditions["deadline_scale"]
        record.size_sigma, record.duration_sigma = given.size_sigma, given.duration_sigma
        record.deadline_sigma, record.severity = given.deadline_sigma, given.severity
        record.force, record.sensitivity = given.visible_force, given.information_sensitivity
        record.complexity, record.core_fit = given.complexity, given.core_task_fit
        record.training_value, record.own_share = given.training_value, given.requester_own_share
        record.preparation, record.no_go = given.preparation_days, given.no_go_probability
        record.extension = given.extension_probability
        record.organisation = ORGANISATIONS.index(given.requester)
        partnership = policy.answering(given.id)
        own_basis = partnership.legal_basis if partnership else None
        record.basis = bases[own_basis or given.legal_basis]
        ladder = own_basis is None and given.legal_basis in (BASIS_RUNG_1, BASIS_RUNG_2)
        record.basis_57 = bases.get(BASIS_RUNG_1, -1) if ladder else record.basis
        record.basis_58 = bases.get(BASIS_RUNG_2, -1) if ladder else record.basis
        record.pre_authorised, record.planned = given.pre_authorised, given.planned
        record.specialist = _specialist(world, given)
    return classes


def _specialist(world: World, given: RequestClass) -> int:
    """Return the requester's own corps team for a class, or -1."""
    for i, unit in enumerate(world.units):
        own = unit.organisation == given.requester == "politie"
        if own and unit.capability == given.capability and i not in world.regions:
            return i
    return -1


def _desks(world: World, conditions: Conditions) -> tuple[Any, int, npt.NDArray[np.int64]]:
    desks = zeros(DESK, len(world.desks))
    officers: list[int] = []
    for record, desk in zip(desks, world.desks, strict=True):
        regional = bool(desk.regional)
        record.mean_days, record.political = desk.mean_days, desk.political
        record.officers = desk.officers
        record.first_queue, record.queues = len(officers), len(world.regions) if regional else 1
        seats = (1 if regional else desk.officers) + int(conditions["extra_officers"])
        officers += [seats] * record.queues
    return desks, len(officers), np.array(officers, np.int64)


def _lists(
    world: World, conditions: Conditions, classes: Any, policy: Policy
) -> tuple[list[Any], list[Any], list[Any], list[int]]:
    """Per class, in a row: who can answer, who can help at home, who asks, which desks decide."""
    candidates: list[Any] = []
    helpers: list[Any] = []
    requesters: list[Any] = []
    chain: list[int] = []
    desks = {desk.id: i for i, desk in enumerate(world.desks)}
    for record, given in zip(classes, world.classes, strict=True):
        fits = [
            (i, unit, world.fit.get((unit.capability, given.capability), 0.0))
            for i, unit in enumerate(world.units)
        ]
        others = [
            (fit, i, unit.rung)
            for i, unit, fit in fits
            if fit > 0 and unit.organisation != given.requester and unit.rung in given.rungs
        ]
        partnership = policy.answering(given.id)
        if partnership is not None:
            place = world.unit_index(partnership.name)
            others = [(1.0, place, world.units[place].rung)]
        at_home = [
            (fit, i, unit.rung)
            for i, unit, fit in fits
            if fit >= conditions["own_fit_min"] and unit.organisation == given.requester
        ]
        record.first_candidate, record.candidates = len(candidates), len(others)
        record.first_helper, record.helpers = len(helpers), len(at_home)
        record.has_capability = len(at_home) > 0
        candidates += sorted(others, key=lambda fitting: (fitting[2], fitting[1]))
        helpers += at_home
        askers = asking(world, given)
        record.first_requester, record.requesters = len(requesters), len(askers)
        requesters += askers
        record.first_desk, record.desks = len(chain), len(given.approval_chain)
        chain += [desks[name] for name in given.approval_chain]
        record.political = any(world.desks[desks[name]].political for name in given.approval_chain)
    return candidates, helpers, requesters, chain


def _fittings(rows: list[Any]) -> Any:
    array = np.zeros(max(1, len(rows)), FITTING)
    array[: len(rows)] = rows
    return array.view(np.recarray)


def _requesters(rows: list[Any]) -> Any:
    array = np.zeros(max(1, len(rows)), REQUESTER)
    array[: len(rows)] = rows
    return array.view(np.recarray)
