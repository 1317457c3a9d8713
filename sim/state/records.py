"""The records that rules and handlers work on: the state of a run, and what it is given.

Inside compiled code a record reads like an object (``unit.busy += persons``). Real numbers are
doubles; whole numbers are 64 bits, but no wider than they need in the log of requests, of which
there are so many that its size is what a run waits for. Times are days from the start of the
warm-up.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

_REAL, _WHOLE = np.float64, np.int64

# Where a C library (glibc) hands freed memory back, the kernel clears every page of it anew for the
# next run, which takes a fifth of that run. It keeps as much as twice what was ever freed at once:
# this block, which nobody touches, is freed at once.
np.empty(24 * 2**20, np.uint8)


def _dtype(real: str, whole: str, number: str = "", small: str = "", mark: str = "") -> Any:
    kinds = ((real, _REAL), (whole, _WHOLE), (number, np.int32), (small, np.int16), (mark, np.int8))
    return np.dtype([(name, kind) for names, kind in kinds for name in names.split()], align=True)


UNIT = _dtype(
    real="persons dedicated notice civil_training busy saturation saturation_time"
    " familiarity familiarity_time",
    whole="organisation rung region partnership",
    number="first_acquaintance acquaintances room",
)
REQUEST_CLASS = _dtype(
    real="rate size_median duration_median deadline_median severity force sensitivity complexity"
    " core_fit training_value own_share preparation no_go extension",
    whole="organisation basis basis_57 basis_58 first_desk desks political pre_authorised planned"
    " has_capability first_candidate candidates first_helper helpers"
    " first_requester requesters first_rung rungs",
)
# What levers may set for one class of needs; the condition of that name holds for the others.
CLASS_LEVERS = (
    "agreements",
    "joint_goal",
    "barrier_shift",
    "top_priority",
    "extra_pre_authorised",
    "civil_training",
)
LEVERS = _dtype(real=" ".join(CLASS_LEVERS), whole="")
BASIS = _dtype(real="barrier", whole="index")
DESK = _dtype(real="mean_days", whole="officers political first_queue queues")
FITTING = _dtype(real="fit", whole="unit rung")
# Candidates for a class on the same rung, and the best that any of them could be worth.
RUNG = _dtype(real="most", whole="first end partnerships")
# Where ``guide`` points a uniform of (place / requesters) is: the one who asks is there, or near.
REQUESTER = _dtype(real="cumulative", whole="unit guide")
PARTNERS = _dtype(real="", whole="requester provider")
QUEUE = _dtype(real="", whole="free_officers first last waiting")
PAIR = _dtype(
    real="kept broken expertise_requester expertise_provider understanding understanding_time"
    " banned_until agreements_gain",
    whole="",
    number="requester provider",
    mark="known deployed",
)
# Of whom a requester has met: the unit, the place of the record of the pair (0: an empty address),
# and how much closer the two are than strangers (``sim.process.relations``; single precision will
# do). The first address is always empty: it is the list of who has met nobody.
ACQUAINTANCE = np.dtype([("unit", np.int32), ("pair", np.int32), ("closer", np.float32)])
# Trust of organisations in each other comes first among the records of pairs.
PAIRS_OF_ORGANISATIONS = 9
ASSIGNMENT = _dtype(real="persons effective start end", whole="unit request next own")
# The kind is narrower than its neighbours: read as one with them it would wait for their writing.
EVENT = _dtype(real="time", whole="subject", number="kind")
SCALARS = _dtype(
    real="time aversion_excess aversion_time horizon",
    whole="posted assignments pairs acquaintances units longest_chain",
)
IDEAL = _dtype(real="", whole="want can may present alone")
REQUEST = _dtype(
    real="time size gap severity deadline duration want_margin can_margin may_margin lead_time"
    " persons person_days y0 y1 added_value shared_information joint_goal"
    " willing_requester offered filed_time decided_time start withdrawal_time support_days"
    " provider_profit requester_profit",
    whole="",
    number="incident requester provider pair leading first_assignment extensions readings",
    small="request_class basis stage desks_left attempts",
    mark="informal filed want can may end_state stated_reason true_reason leak unlawful"
    " qualitative consented emergency decided people can_cause may_cause detected mismatch crisis"
    " started distrust",
)
DAILY = _dtype(real="busy_police busy_defence waiting aversion trust understanding", whole="day")

# Columns of what is written down of a need: drivers of both sides, trust, what procedures take.
DRIVERS_A_SIDE = 7
TRUST_COLUMN, DETERRENCE_COLUMN, NOTED_COLUMNS = 14, 15, 16


class State(NamedTuple):
    """Everything that a handler may read or write; each field is an array of records or numbers.

    Given: conditions, theory (one record each), days (environment per day), strengths (persons
    after shortage) and loads (own load; both days x units), classes, levers (what levers come to,
    all classes in a row for each stretch of time), lever_starts (when each stretch begins), bases,
    desks, chain (desks of all classes in a row), candidates and helpers (units that fit a class),
    answering (the units of the candidates side by side), rungs (of all classes in a row), places
    (classes x units: where a unit is among the candidates; -1: nowhere), requesters, incidents,
    contacts. Changing: units, pairs (one per pair of organisations, then one per pair of units, in
    the order in which they met), acquaintances (whom each unit knows: ``sim.process.meetings``),
    queues, next_visit (the queues' links), requests, assignments, agenda (events just posted, not
    yet with a clock), now (scalars), scores and known (scratch of the partner search). Also given:
    partners (pairs that could work together), ideal (which gates are idealised, one record), offers
    (share of the gap that is offered at each reading, incidents x readings: NaN is worked out and
    written down; no rows: not kept), drivers (what willingness is made of at each need, incidents x
    the columns above; no rows: not kept).
    """

    conditions: Any
    theory: Any
    days: Any
    strengths: Any
    loads: Any
    classes: Any
    levers: Any
    lever_starts: Any
    bases: Any
    desks: Any
    chain: Any
    candidates: Any
    answering: Any
    rungs: Any
    places: Any
    helpers: Any
    requesters: Any
    incidents: Any
    contacts: Any
    units: Any
    pairs: Any
    acquaintances: Any
    queues: Any
    next_visit: Any
    requests: Any
    assignments: Any
    agenda: Any
    now: Any
    scores: Any
    known: Any
    partners: Any
    ideal: Any
    offers: Any
    drivers: Any


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
    pairs = np.asarray(state.pairs)[PAIRS_OF_ORGANISATIONS : int(state.now[0].pairs)]
    table[pairs["requester"], pairs["provider"]] = pairs
    return table
