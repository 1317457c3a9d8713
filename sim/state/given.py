"""The records that a run is given: the world as tables, levers, and the tape."""

from __future__ import annotations

from sim.state.kinds import Key, Real, Record, Whole


class RequestClass(Record):
    """A class of needs: what its table gives; where its lists begin and how long they are."""

    rate: Real
    size_median: Real
    duration_median: Real
    deadline_median: Real
    severity: Real
    force: Real
    sensitivity: Real
    complexity: Real
    core_fit: Real
    training_value: Real
    own_share: Real
    preparation: Real
    no_go: Real
    extension: Real
    side: Whole
    basis: Whole
    first_desk: Whole
    desks: Whole
    political: Whole
    pre_authorised: Whole
    planned: Whole
    has_capability: Whole
    first_candidate: Whole
    candidates: Whole
    first_helper: Whole
    helpers: Whole
    first_requester: Whole
    requesters: Whole
    first_rung: Whole
    rungs: Whole


class Levers(Record):
    """What levers may set for a class of needs; the condition of that name holds for others."""

    agreements: Real
    joint_goal: Real
    barrier_shift: Real
    top_priority: Real
    extra_pre_authorised: Real
    civil_training: Real


class Basis(Record):
    """A legal basis, in force from a moment of the run up to another."""

    barrier: Real
    begins: Real
    ends: Real
    index: Whole


class Desk(Record):
    """A desk that a request passes, and its queues."""

    mean_days: Real
    officers: Whole
    political: Whole
    first_queue: Whole
    queues: Whole


class Fitting(Record):
    """A unit that fits a class.

    ``step``: when it is asked, by its rung and by the order in which the requester turns to
    organisations; ``basis``: the legal basis on which it is asked, -1 for none.
    """

    fit: Real
    unit: Whole
    step: Whole
    basis: Whole


class Rung(Record):
    """Candidates for a class on the same step, and the best that any of them could be worth."""

    most: Real
    first: Whole
    end: Whole
    partnerships: Whole


class Requester(Record):
    """Who asks, drawn by place.

    Where ``guide`` points a uniform of (place / requesters) is: the one who asks is there, or near.
    """

    cumulative: Real
    unit: Whole
    guide: Whole


class Partners(Record):
    """Two units that could work together."""

    requester: Whole
    provider: Whole


class Ideal(Record):
    """Which gates are idealised (``sim.setting.theories.ideal``)."""

    want: Whole
    can: Whole
    may: Whole
    present: Whole
    alone: Whole


class Incident(Record):
    """A need on the tape (``sim.streams.tape``).

    Times in days, where 0 in a fixed number is "drawn as for any need of its class".
    """

    time: Real
    request_class: Whole
    key: Key
    size: Real
    duration: Real
    deadline: Real
    fixed_region: Whole
    fixed_size: Real
    fixed_duration: Real
    fixed_deadline: Real


class Contact(Record):
    """A meeting on the tape that may take place."""

    time: Real
    requester: Whole
    provider: Whole
    kind: Whole
    key: Key
