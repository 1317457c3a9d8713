"""The records that rules and handlers work on: the state of a run, and what it is given.

Inside compiled code a record reads like an object (``unit.busy += persons``). Times are days from
the start of the warm-up.
"""

from __future__ import annotations

from typing import Any, NamedTuple, get_type_hints

import numpy as np

from sim.state.changing import (
    Acquaintance,
    Assignment,
    Daily,
    Event,
    Pair,
    PastYear,
    Queue,
    Request,
    Scalars,
    Unit,
)
from sim.state.declared import ConditionRecord, DayRecord, TheoryRecord
from sim.state.given import (
    Basis,
    Contact,
    Desk,
    Fitting,
    Ideal,
    Incident,
    Levers,
    Partners,
    RequestClass,
    Requester,
    Rung,
)
from sim.state.kinds import Records, Values, dtype_of

# Where a C library (glibc) hands freed memory back, the kernel clears every page of it anew for the
# next run, which takes a fifth of that run. It keeps as much as twice what was ever freed at once:
# this block, which nobody touches, is freed at once.
np.empty(24 * 2**20, np.uint8)


# What levers may set for one class of needs.
CLASS_LEVERS = tuple(get_type_hints(Levers))

UNIT, QUEUE, PAIR = dtype_of(Unit), dtype_of(Queue), dtype_of(Pair)
REQUEST, ASSIGNMENT, ACQUAINTANCE = map(dtype_of, (Request, Assignment, Acquaintance))
EVENT, SCALARS, DAILY = dtype_of(Event), dtype_of(Scalars), dtype_of(Daily)
PAST_YEAR = dtype_of(PastYear)
REQUEST_CLASS, LEVERS, BASIS = dtype_of(RequestClass), dtype_of(Levers), dtype_of(Basis)
DESK, FITTING, RUNG = dtype_of(Desk), dtype_of(Fitting), dtype_of(Rung)
REQUESTER, PARTNERS, IDEAL = dtype_of(Requester), dtype_of(Partners), dtype_of(Ideal)

# Columns of what is written down of a need: drivers of both sides, trust, what procedures take.
DRIVERS = ("commitment", "benefit", "dependence", "effect", "cost", "role", "understanding")
DRIVERS_A_SIDE = len(DRIVERS)
TRUST_COLUMN, DETERRENCE_COLUMN, NOTED_COLUMNS = 14, 15, 16


class State(NamedTuple):
    """Everything that a handler may read or write; each field is an array of records or numbers.

    Given: conditions, theory (one record each), days (environment per day), strengths (persons
    after shortage) and loads (own load; both days x units), classes, levers (what levers come to,
    all classes in a row for each stretch of time), lever_starts (when each stretch begins), stages
    and stage_theories (conditions and theory from each day on which levers begin or end, a record
    each; none: no rows), stage_starts (when that is), core_fits (of all classes in a row for each
    stage), bases, desks, chain (desks of all classes in a row), candidates and helpers (units that
    fit a class), answering (the units of the candidates side by side), rungs (of all classes in a
    row), founded (all classes in a row as they are answered from each founding of a partnership on;
    none: no rows), founding_starts (when that is), places (classes x units: where a unit is among
    the candidates; -1: nowhere), requesters, incidents, contacts. Changing: units, pairs (one per
    pair of organisations, then one per pair of units, in the order in which they met),
    acquaintances (whom each unit knows: ``sim.process.now.meetings``), queues, next_visit (the
    queues' links), requests, assignments, agenda (events just posted, not yet with a clock), now
    (scalars), past_years (of each class), scores and known (scratch of the partner search). Also
    given:
    partners (pairs that could work together), ideal (which gates are idealised, one record), offers
    (share of the gap that is offered at each reading, incidents x readings: NaN is worked out and
    written down; no rows: not kept), drivers (what willingness is made of at each need, incidents x
    the columns above; no rows: not kept).
    """

    conditions: Records[ConditionRecord]
    theory: Records[TheoryRecord]
    days: Records[DayRecord]
    strengths: Values[float]
    loads: Values[float]
    classes: Records[RequestClass]
    levers: Records[Levers]
    lever_starts: Values[float]
    stages: Records[ConditionRecord]
    stage_theories: Records[TheoryRecord]
    stage_starts: Values[float]
    core_fits: Values[float]
    bases: Records[Basis]
    desks: Records[Desk]
    chain: Values[int]
    candidates: Records[Fitting]
    answering: Values[int]
    rungs: Records[Rung]
    founded: Records[RequestClass]
    founding_starts: Values[float]
    places: Values[int]
    helpers: Records[Fitting]
    requesters: Records[Requester]
    incidents: Records[Incident]
    contacts: Records[Contact]
    units: Records[Unit]
    pairs: Records[Pair]
    acquaintances: Records[Acquaintance]
    queues: Records[Queue]
    next_visit: Values[int]
    requests: Records[Request]
    assignments: Records[Assignment]
    agenda: Records[Event]
    now: Records[Scalars]
    past_years: Records[PastYear]
    scores: Values[float]
    known: Values[int]
    partners: Records[Partners]
    ideal: Records[Ideal]
    offers: Values[float]
    drivers: Values[float]


def zeros(dtype: np.dtype[Any], count: int) -> Any:
    """Return an array of zeroed records whose fields are attributes."""
    return np.zeros(count, dtype).view(np.recarray)


def blank(dtype: np.dtype[Any], count: int) -> Any:
    """Return an array as ``zeros`` does, whose records are written before they are read."""
    return np.empty(count, dtype).view(np.recarray)


def pairs_by_unit(state: State) -> Any:
    """Return the records of all pairs of units as a table, requesters x providers.

    A copy; pairs that have not met have an empty record (``known`` is 0).
    """
    units = int(state.now[0].units)
    table = np.zeros((units, units), PAIR)
    pairs = np.asarray(state.pairs)[int(state.now[0].bonds) : int(state.now[0].pairs)]
    table[pairs["requester"], pairs["provider"]] = pairs
    return table
