"""The decision: all three gates are read again; people are promised, or let go."""

from __future__ import annotations

from sim.process import desks, gates, learning, people
from sim.process.agenda import post
from sim.process.now import wanting
from sim.process.now.readings import civil_training_of, today
from sim.rules import able, allowed
from sim.state.changing import Request
from sim.state.codes import (
    ASKS_AGAIN,
    BECAUSE_TOO_LATE,
    NO_CAPACITY,
    NOBODY,
    NOT_PERMITTED,
    OPEN,
    REFUSED,
    START,
    TOO_LATE,
    WITHDRAWAL,
)
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance


@compiled
def decide(state: State, incident: int, willing_provider: float, permission: float) -> None:
    """E12: support is promised where all three gates are open.

    Args:
        state: The state of the run.
        incident: The incident's number.
        willing_provider: W_P now.
        permission: P(mogen) now.
    """
    request = state.requests[incident]
    gates.read_gates(state, request, willing_provider, permission)
    request.decided = 1
    request.decided_time = state.now[0].time
    formal = request.consented == 0 and request.informal == 0
    if formal:
        learning.know_procedures(state, request)
    if gates.passes(request):
        if formal:
            learning.formal_agreement(state, request)
        promise(state, incident, willing_provider)
        return
    people.release(state, request)
    if request.want == 1 and request.can == 0 and request.filed == 1:
        learning.refused_for_capacity(state, request)
    if asks_again(state, request):
        return
    luck = gates.luck_at(state, request, chance.WILLING)
    request.true_reason = gates.first_cause(request, luck)
    request.stated_reason = gates.stated(state, request, request.true_reason)
    if request.want == 0:
        request.end_state = REFUSED
    elif request.can == 0:
        request.end_state = NO_CAPACITY
    else:
        request.end_state = NOT_PERMITTED


@compiled
def asks_again(state: State, request: Request) -> bool:
    """A need that failed on capacity asks again after half its deadline, a few times."""
    if request.want == 0 or request.can == 1:
        return False
    if request.attempts >= int(state.conditions[0].ask_again):
        return False
    request.attempts += 1
    request.decided = 1
    post(state, state.now[0].time + 0.5 * request.deadline, ASKS_AGAIN, request.incident)
    return True


@compiled
def drop(state: State, incident: int, willing_provider: float, permission: float) -> None:
    """Three deadlines after filing a request that is still at its desks comes too late."""
    request = state.requests[incident]
    due = request.filed_time + allowed.DROPPED_AFTER_DEADLINES * request.deadline
    asked_anew = state.now[0].time < due * (1.0 - 1e-12)
    if request.decided == 1 or request.end_state != OPEN or asked_anew:
        return
    gates.read_gates(state, request, willing_provider, permission)
    people.release(state, request)
    desks.give_up(state, incident)
    gates.close_as_dropped(request)
    request.decided = 1
    request.end_state = TOO_LATE
    request.true_reason, request.stated_reason = BECAUSE_TOO_LATE, BECAUSE_TOO_LATE


@compiled
def promise(state: State, incident: int, willing_provider: float) -> None:
    """E13 and the timetable: when support starts, and whether the promise will hold."""
    request = state.requests[incident]
    conditions = state.conditions[0]
    if request.people == NOBODY:
        people.take(state, request, willing_provider)
    decided = state.now[0].time
    start = decided + ready_after(state, request)
    if state.classes[request.request_class].planned == 1:
        start = max(start, request.time + request.deadline)
    request.start = start
    request.crisis = int(today(state).crisis)
    key = state.incidents[incident].key
    if able.is_withdrawn(
        conditions,
        wanting.paid(state, request),
        float(request.crisis),
        start - request.time,
        request.duration,
        chance.uniform(key, chance.WITHDRAWS, 0),
    ):
        luck = chance.uniform(key, chance.WITHDRAWAL_MOMENT, 0)
        request.withdrawal_time = decided + luck * (start + request.duration - decided)
        post(state, request.withdrawal_time, WITHDRAWAL, incident)
        if request.withdrawal_time < start:
            return
    post(state, start, START, incident)


@compiled
def ready_after(state: State, request: Request) -> float:
    """Days from decision to start: the last unit's notice, and joint preparation.

    Units that stand ready skip their notice; in an emergency it is a quarter. Idealised people are
    there at once.
    """
    if state.ideal[0].can == 1:
        return 0.0
    kind = state.classes[request.request_class]
    key = state.incidents[request.incident].key
    longest = 0.0
    place = request.first_assignment
    while place >= 0:
        unit = state.assignments[place].unit
        quick = chance.uniform(key, chance.QUICK, unit)
        if quick >= state.conditions[0].quick_reaction_share:
            longest = max(longest, state.units[unit].notice)
        place = state.assignments[place].next
    pace = allowed.EMERGENCY_PACE if request.emergency == 1 else 1.0
    return pace * longest + kind.preparation * (1.0 - civil_training_of(state, request))
