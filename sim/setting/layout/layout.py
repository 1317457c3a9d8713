"""A world as records: what is the same whatever the conditions, laid out once per world."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.setting.layout.numbers import spreads, write_fits, write_numbers, write_people
from sim.setting.layout.pairs import asking, basis_for, contact_pairs, step_of
from sim.state.codes import JOINT
from sim.state.records import (
    BASIS,
    DESK,
    FITTING,
    PARTNERS,
    REQUEST_CLASS,
    REQUESTER,
    RUNG,
    UNIT,
    zeros,
)
from sim.streams.tape import DAYS_PER_YEAR
from sim.world import World

ALMOST = 1.0 + 1e-15
"""Fit x free people / people may be more than fit by rounding, but never more than 1."""


class Layout(NamedTuple):
    """The records of a world; nobody changes them, each setting takes copies of what it changes.

    Attributes:
        units: With all their people.
        classes: With sizes, durations and deadlines as the world has them, and no helpers yet.
        bases: Legal bases.
        desks: With the queues of each.
        chain: Desks of all classes in a row.
        candidates: Units that can answer a class, by step; all classes in a row.
        rungs: Where the candidates of each step stand; all classes in a row.
        places: Where a unit stands among the candidates for a class, or -1; classes x units.
        at_home: Units of the asking organisation that fit a class at all; all classes in a row.
        class_at_home: The class of each of these.
        fit_at_home: Their fit as the tables stand, which says who has a capability.
        requesters: Who asks, all classes in a row.
        officers: Officers per queue.
        spreads: Sigmas of size, duration and deadline, classes x 3.
        own_people: Whether all units of the asking organisation are own people, per class; else
            only the unit in which a need arises is.
        sides: The side of each unit.
        own_loads: The usual own load of each unit; NaN where that of its side holds.
        contact_pairs: Pairs that could work together.
        partners: The same as records.
    """

    units: Any
    classes: Any
    bases: Any
    desks: Any
    chain: npt.NDArray[np.int64]
    candidates: Any
    rungs: Any
    places: npt.NDArray[np.int32]
    at_home: Any
    class_at_home: npt.NDArray[np.int64]
    fit_at_home: npt.NDArray[np.float64]
    requesters: Any
    officers: npt.NDArray[np.int64]
    spreads: npt.NDArray[np.float64]
    own_people: npt.NDArray[np.bool_]
    sides: npt.NDArray[np.int64]
    own_loads: npt.NDArray[np.float64]
    contact_pairs: npt.NDArray[np.int64]
    partners: Any


# A user's world is read anew at every call, so that only the latest few are kept.
@lru_cache(maxsize=8)
def layout(world: World) -> Layout:
    """Lay a world out as records; a draw of its tables as the world, with other numbers."""
    if world.drawn_from is not None:
        return _redrawn(layout(world.drawn_from), world)
    units, classes = _units(world), _classes(world)
    bases = zeros(BASIS, len(world.bases))
    bases["barrier"] = [basis.barrier_level for basis in world.bases]
    bases["index"] = np.arange(len(world.bases))
    bases["begins"], bases["ends"] = -np.inf, np.inf
    desks, officers = _desks(world)
    pairs = contact_pairs(world)
    candidates, at_home, requesters, chain = _lists(world, classes)
    fitting = _rows(candidates, FITTING)
    own = _rows([fitting for _, fitting in at_home], FITTING)
    return Layout(
        units=units,
        classes=classes,
        bases=bases,
        desks=desks,
        chain=np.array(chain or [0], np.int64),
        candidates=fitting,
        rungs=_rungs(fitting, classes, units),
        places=_places(fitting, classes, len(units)),
        at_home=own,
        class_at_home=np.array([place for place, _ in at_home] or [-1], np.int64),
        fit_at_home=own["fit"].copy(),
        requesters=_rows(requesters, REQUESTER),
        officers=officers,
        spreads=spreads(world),
        own_people=np.array(
            [not world.organisation(kind.requester).asks_itself for kind in world.classes]
        ),
        sides=units["side"].astype(np.int64),
        own_loads=np.array(
            [world.organisation(unit.organisation).own_load for unit in world.units], np.float64
        ),
        contact_pairs=pairs,
        partners=pairs.view(PARTNERS)[:, 0].view(np.recarray),
    )


def _redrawn(given: Layout, world: World) -> Layout:
    """Return the layout of a draw: who is who, and who can do what, stays as it is.

    Only what the draw moves is written anew: a sweep has a draw for each of its points.
    """
    before, found = world.as_it_stands, given
    if world.units is not before.units:
        units = given.units.copy()
        write_people(world, units)
        found = found._replace(units=units, requesters=_asked_by(world))
    if world.classes is not before.classes:
        classes = given.classes.copy()
        write_numbers(world, classes)
        found = found._replace(classes=classes, spreads=spreads(world))
    if world.bases is not before.bases:
        bases = given.bases.copy()
        bases["barrier"] = [basis.barrier_level for basis in world.bases]
        found = found._replace(bases=bases)
    if world.desks is not before.desks:
        desks, officers = _desks(world)
        found = found._replace(desks=desks, officers=officers)
    if world.fit is not before.fit:
        classes = np.asarray(given.classes)
        of_class = np.repeat(np.arange(len(classes)), classes["candidates"])
        candidates, rungs = given.candidates.copy(), given.rungs.copy()
        write_fits(world, of_class, candidates)
        most = np.maximum.reduceat(np.asarray(candidates)["fit"], np.asarray(rungs)["first"])
        there = np.asarray(rungs)["end"] > np.asarray(rungs)["first"]
        rungs["most"] = np.where(there, np.minimum(1.0, most * ALMOST), 0.0)
        at_home = given.at_home.copy()
        write_fits(world, given.class_at_home, at_home)
        found = found._replace(candidates=candidates, rungs=rungs, at_home=at_home)
    return found


def _asked_by(world: World) -> Any:
    """Return who asks, all classes in a row; most classes are asked for by the same."""
    guided: dict[tuple[str, str], list[tuple[float, int, int]]] = {}
    rows: list[tuple[float, int, int]] = []
    for kind in world.classes:
        key = (kind.requester, kind.capability)
        if key not in guided:
            guided[key] = _guided(asking(world, kind))
        rows += guided[key]
    return _rows(rows, REQUESTER)


def _units(world: World) -> Any:
    units = zeros(UNIT, len(world.units))
    units["room"] = 1  # the one empty address of who has met nobody
    write_people(world, units)
    regions = {unit: place for place, unit in enumerate(world.regions)}
    for i, unit in enumerate(world.units):
        record = units[i]
        record.organisation = world.organisation_index(unit.organisation)
        record.side = world.side_of(unit.organisation)
        record.rung, record.region = unit.rung, regions.get(i, -1)
        record.partnership = record.side == JOINT
        record.civil_training = float(record.side == JOINT)
    return units


def _classes(world: World) -> Any:
    classes = zeros(REQUEST_CLASS, len(world.classes))
    write_numbers(world, classes)
    bases = {basis.id: i for i, basis in enumerate(world.bases)}
    for i, given in enumerate(world.classes):
        record = classes[i]
        record.rate = given.needs_per_year / DAYS_PER_YEAR
        record.side = world.side_of(given.requester)
        record.basis = bases[given.legal_basis]
        record.pre_authorised, record.planned = given.pre_authorised, given.planned
    return classes


def _desks(world: World) -> tuple[Any, npt.NDArray[np.int64]]:
    desks = zeros(DESK, len(world.desks))
    officers: list[int] = []
    for record, desk in zip(desks, world.desks, strict=True):
        regional = bool(desk.regional)
        record.mean_days, record.political = desk.mean_days, desk.political
        record.officers = desk.officers
        # A queue for each region, and one for those who ask and have none.
        record.first_queue, record.queues = len(officers), len(world.regions) + 1 if regional else 1
        officers += [1 if regional else desk.officers] * record.queues
    return desks, np.array(officers, np.int64)


def _lists(world: World, classes: Any) -> tuple[list[Any], list[Any], list[Any], list[int]]:
    """Per class, in a row: who can answer, who fits at home, who asks, which desks decide."""
    candidates: list[Any] = []
    at_home: list[Any] = []
    requesters: list[Any] = []
    chain: list[int] = []
    desks = {desk.id: i for i, desk in enumerate(world.desks)}
    for place, (record, given) in enumerate(zip(classes, world.classes, strict=True)):
        fits = [
            (world.fit.get((unit.capability, given.capability), 0.0), i, unit)
            for i, unit in enumerate(world.units)
        ]
        others = [
            (fit, i, step, basis_for(world, given, unit))
            for fit, i, unit in fits
            if fit > 0 and (step := step_of(world, given, unit)) is not None
        ]
        record.first_candidate, record.candidates = len(candidates), len(others)
        candidates += sorted(others, key=lambda fitting: (fitting[2], fitting[1]))
        at_home += [
            (place, (fit, i, unit.rung, -1))
            for fit, i, unit in fits
            if fit > 0 and unit.organisation == given.requester
        ]
        askers = asking(world, given)
        record.first_requester, record.requesters = len(requesters), len(askers)
        requesters += _guided(askers)
        record.first_desk, record.desks = len(chain), len(given.approval_chain)
        chain += [desks[name] for name in given.approval_chain]
        record.political = any(world.desks[desks[name]].political for name in given.approval_chain)
    return candidates, at_home, requesters, chain


def rung_of(candidates: Any, first: int, units: Any) -> tuple[float, int, int, int]:
    """Return the record of a rung that ends where a list of candidates ends.

    Args:
        candidates: The list.
        first: Where the rung starts on it.
        units: The units of the world.
    """
    own = candidates[first:]
    most = min(1.0, float(own["fit"].max()) * ALMOST)
    return most, first, len(candidates), int(units["partnership"][own["unit"]].sum())


def _rungs(candidates: Any, classes: Any, units: Any) -> Any:
    """Return the rungs of all classes in a row, and write down in each class which are its own."""
    rungs: list[tuple[float, int, int, int]] = []
    for kind in classes:
        first, own = int(kind.first_candidate), len(rungs)
        rung = candidates["step"][first : first + int(kind.candidates)]
        starts = [0, *(np.flatnonzero(np.diff(rung)) + 1).tolist(), len(rung)]
        for start, end in pairwise(starts if len(rung) else []):
            rungs.append(rung_of(candidates[: first + end], first + start, units))
        kind.first_rung, kind.rungs = own, len(rungs) - own
    return _rows(rungs, RUNG)


def _places(candidates: Any, classes: Any, units: int) -> npt.NDArray[np.int32]:
    """Return where each unit stands among the candidates for each class, classes x units."""
    places = np.full((len(classes), units), -1, np.int32)
    for i, kind in enumerate(classes):
        own = np.arange(kind.first_candidate, kind.first_candidate + kind.candidates)
        places[i, candidates["unit"][own]] = own
    return places.ravel()


def _guided(askers: list[tuple[float, int]]) -> list[tuple[float, int, int]]:
    """Add to each asker where to look for a uniform of its place / askers (see ``who_asks``)."""
    shares = [share for share, _ in askers]
    found = np.searchsorted(shares, np.arange(len(shares)) / max(1, len(shares)), "right")
    guides = np.minimum(found, len(shares) - 1).tolist()
    return [(share, unit, guide) for (share, unit), guide in zip(askers, guides, strict=True)]


def _rows(rows: list[Any], dtype: np.dtype[Any]) -> Any:
    """Return rows as records; where there are none, one empty record that nobody points to."""
    array = np.zeros(max(1, len(rows)), dtype)
    array[: len(rows)] = rows
    return array.view(np.recarray)
