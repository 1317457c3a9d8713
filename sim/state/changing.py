"""The records that handlers write: what changes in a run, and its log.

Times are days from the start of the warm-up.
"""

from __future__ import annotations

from sim.state.kinds import Mark, Number, Real, Record, Single, Small, Whole


class Unit(Record):
    """A unit of any organisation."""

    persons: Real
    dedicated: Real
    notice: Real
    civil_training: Real
    busy: Real
    saturation: Real
    saturation_time: Real
    familiarity: Real
    familiarity_time: Real
    organisation: Whole
    side: Whole
    rung: Whole
    region: Whole
    partnership: Whole
    first_acquaintance: Number
    acquaintances: Number
    room: Number


class Queue(Record):
    """A queue at a desk."""

    free_officers: Whole
    first: Whole
    last: Whole
    waiting: Whole


class PastYear(Record):
    """The needs of a class that arose in the past year, as far as they happened (E24).

    The sum of y1 and the number of those from the oldest one on, a place on the tape.
    """

    met: Real
    needs: Whole
    oldest: Whole


class Pair(Record):
    """Two organisations, or two units, and how they stand to each other."""

    kept: Real
    broken: Real
    expertise_requester: Real
    expertise_provider: Real
    understanding: Real
    understanding_time: Real
    banned_until: Real
    agreements_gain: Real
    requester: Number
    provider: Number
    known: Mark
    deployed: Mark


class Acquaintance(Record):
    """Of whom a requester has met.

    The unit, the place of the record of the pair (0: an empty address), and how much closer the two
    are than strangers (``sim.process.now.relations``; single precision will do). The first address
    is always empty: it is the list of who has met nobody.
    """

    unit: Number
    pair: Number
    closer: Single


class Assignment(Record):
    """People of a unit that are given to a request."""

    persons: Real
    effective: Real
    start: Real
    end: Real
    unit: Whole
    request: Whole
    next: Whole
    own: Whole


class Event(Record):
    """Something that was posted.

    The kind is narrower than its neighbours: read as one with them it would wait for their writing.
    """

    time: Real
    subject: Whole
    kind: Number


class Scalars(Record):
    """Numbers of the run as a whole: the time, and how far each list is filled.

    Also how many organisations there are, and how many pairs of them, whose records come first
    among those of pairs (``bonds``); which stage comes next, when this one ends (the last one at
    the horizon) and since when it holds, and M of strangers then.
    """

    time: Real
    aversion_excess: Real
    aversion_time: Real
    horizon: Real
    posted: Whole
    assignments: Whole
    pairs: Whole
    acquaintances: Whole
    units: Whole
    organisations: Whole
    bonds: Whole
    longest_chain: Whole
    success_shows: Whole
    stage: Whole
    stage_ends: Real
    since: Real
    strangers: Real


class Request(Record):
    """A need and what became of it: the log of a run."""

    time: Real
    size: Real
    gap: Real
    severity: Real
    deadline: Real
    duration: Real
    want_margin: Real
    can_margin: Real
    may_margin: Real
    lead_time: Real
    persons: Real
    person_days: Real
    y0: Real
    y1: Real
    added_value: Real
    shared_information: Real
    joint_goal: Real
    willing_requester: Real
    offered: Real
    filed_time: Real
    decided_time: Real
    start: Real
    withdrawal_time: Real
    support_days: Real
    provider_profit: Real
    requester_profit: Real
    incident: Number
    requester: Number
    provider: Number
    pair: Number
    leading: Number
    first_assignment: Number
    extensions: Number
    readings: Number
    request_class: Small
    basis: Small
    stage: Small
    desks_left: Small
    attempts: Small
    informal: Mark
    filed: Mark
    want: Mark
    can: Mark
    may: Mark
    end_state: Mark
    stated_reason: Mark
    true_reason: Mark
    leak: Mark
    unlawful: Mark
    qualitative: Mark
    consented: Mark
    emergency: Mark
    decided: Mark
    people: Mark
    can_cause: Mark
    may_cause: Mark
    detected: Mark
    mismatch: Mark
    crisis: Mark
    started: Mark
    distrust: Mark


class Daily(Record):
    """A snapshot at the end of a day."""

    busy_police: Real
    busy_defence: Real
    waiting: Real
    aversion: Real
    trust: Real
    understanding: Real
    day: Whole
