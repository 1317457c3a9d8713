"""A need arises: own people, the gap, subsidiarity, the partner, the channel, consultation."""

from __future__ import annotations

import math

from sim.process import channel, decision, desks, gates, people, search, success
from sim.process.agenda import post
from sim.process.now import wanting
from sim.process.now.readings import (
    answered_as,
    free_at_home,
    levers_of,
    strength_of,
    there_now,
)
from sim.rules import able, allowed
from sim.state.changing import Request
from sim.state.codes import (
    ALONE,
    BECAUSE_ABSENT,
    BECAUSE_NOT_ASKED,
    CALL_ANSWERED,
    NO_CAPACITY,
    NOT_ASKED,
    OWN_END,
    OWN_START,
)
from sim.state.compiled import compiled
from sim.state.given import RequestClass
from sim.state.records import State
from sim.streams import chance


@compiled
def raise_need(state: State, incident: int) -> bool:
    """E1 to E3: an incident arises and its own organisation answers as far as it can.

    Returns:
        Whether a gap is left that a partner could fill; none of an incident that does not happen.
    """
    if success.is_prevented(state, incident):
        success.leave_out(state, incident)
        return False
    describe(state, incident)
    request = state.requests[incident]
    answer_at_home(state, request)
    request.y1 = request.y0
    success.count_need(state, request)
    if request.gap <= 0.0:
        request.end_state = ALONE
        request.want, request.can, request.may = 1, 1, 1
        return False
    return True


@compiled
def describe(state: State, incident: int) -> None:
    """Turn the marks of the tape into a need: who, how large, how long, how urgent."""
    mark = state.incidents[incident]
    kind = state.classes[mark.request_class]
    lever = levers_of(state, mark.request_class)
    conditions = state.conditions[0]
    request = state.requests[incident]
    request.incident = incident
    request.request_class = mark.request_class
    request.time = mark.time
    request.basis = answered_as(state, request).basis
    request.provider = -1
    request.first_assignment = -1
    request.lead_time = math.nan
    request.severity = kind.severity
    request.duration = kind.duration_median * mark.duration
    request.deadline = kind.deadline_median * mark.deadline
    if mark.fixed_duration > 0.0:
        request.duration = mark.fixed_duration
    if mark.fixed_deadline > 0.0:
        request.deadline = mark.fixed_deadline
    if mark.fixed_region >= 0:
        request.requester = mark.fixed_region
        request["size"] = mark.fixed_size
    else:
        request.requester = who_asks(state, kind, chance.uniform(mark.key, chance.REGION, 0))
        request["size"] = max(1.0, math.floor(kind.size_median * mark["size"] + 0.5))
    request.consented = int(
        kind.pre_authorised == 1
        or chance.uniform(mark.key, chance.PRE_AUTHORISED, 0) < lever.extra_pre_authorised
    )
    urgent = allowed.is_emergency(conditions, request.deadline, request.severity)
    request.emergency = int(urgent and request.consented == 0)
    request.qualitative = 1 - kind.has_capability


@compiled
def who_asks(state: State, kind: RequestClass, luck: float) -> int:
    """The unit in which a need arises, in proportion to its people.

    Where there are many, halving would be wrong half of the time; the guide is mostly right.
    """
    first = kind.first_requester
    last = first + kind.requesters - 1
    place = first + state.requesters[first + int(luck * kind.requesters)].guide
    while place > first and luck < state.requesters[place - 1].cumulative:
        place -= 1
    while place < last and luck >= state.requesters[place].cumulative:
        place += 1
    return state.requesters[place].unit


@compiled
def answer_at_home(state: State, request: Request) -> None:
    """E2 and E3: the own share first, then what other units can spare beyond their margin.

    The own share is the largest part of such a need that the requester's own people can meet, so
    that the rest is for others: specialist teams of the corps, other regions.
    """
    kind = state.classes[request.request_class]
    unit = request.requester
    own = 0.0
    if kind.own_share > 0.0:
        own = float(math.floor(min(request["size"] * kind.own_share, free_at_home(state, unit))))
    if own > 0.0:
        send_own(state, request, unit, own, own)
    met = own
    if met < request["size"]:
        list_spare(state, kind, unit)
    while met < request["size"]:
        best, most = -1, 0.0
        for i in range(kind.helpers):
            if state.scores[i] > most:
                best, most = i, state.scores[i]
        if best < 0:
            break
        state.scores[best] = 0.0
        helper = state.helpers[kind.first_helper + best]
        effective = min(request["size"] - met, most * helper.fit)
        persons = able.whole_persons(effective, helper.fit)
        send_own(state, request, helper.unit, persons, effective)
        met += effective
    request.y0 = met / request["size"]
    request.gap = request["size"] - met


@compiled
def list_spare(state: State, kind: RequestClass, requester: int) -> None:
    """Fill the scratch with whom each unit but the requester can spare beyond its margin (E3)."""
    margin = state.conditions[0].subsidiarity_margin
    for i in range(kind.helpers):
        unit = state.helpers[kind.first_helper + i].unit
        kept = margin * strength_of(state, unit)
        spare = math.floor(free_at_home(state, unit) - kept)
        state.scores[i] = 0.0 if unit == requester else spare


@compiled
def send_own(state: State, request: Request, unit: int, persons: float, effective: float) -> None:
    """Own people go for the need's duration; for a planned need from its date."""
    place = people.assign(state, request.incident, unit, persons, effective)
    assignment = state.assignments[place]
    assignment.own = 1
    if state.classes[request.request_class].planned == 1:
        assignment.start = math.inf
        post(state, request.time + request.deadline, OWN_START, place)
        return
    state.units[unit].busy += persons
    post(state, request.time + request.duration, OWN_END, place)


@compiled
def start_own(state: State, place: int) -> None:
    """Own people of a planned need start, as far as they are physically there."""
    assignment = state.assignments[place]
    unit = state.units[assignment.unit]
    assignment.persons = min(assignment.persons, there_now(state, assignment.unit))
    assignment.start = state.now[0].time
    unit.busy += assignment.persons
    duration = state.requests[assignment.request].duration
    post(state, state.now[0].time + duration, OWN_END, place)


@compiled
def end_own(state: State, place: int) -> None:
    """Own people come home."""
    assignment = state.assignments[place]
    state.units[assignment.unit].busy -= assignment.persons
    assignment.end = state.now[0].time


@compiled
def seek(state: State, incident: int) -> bool:
    """Find a partner; returns False where the world has none for this class."""
    request = state.requests[incident]
    search.find_partner(state, request)
    if request.provider >= 0:
        return True
    request.want, request.can, request.may = 1, 0, 1
    request.can_cause = BECAUSE_ABSENT
    request.true_reason, request.stated_reason = BECAUSE_ABSENT, BECAUSE_ABSENT
    request.end_state = NO_CAPACITY
    return False


@compiled
def ask(
    state: State,
    incident: int,
    willing_requester: float,
    willing_provider: float,
    permission: float,
) -> None:
    """The requester asks or does not; the request takes its channel.

    Args:
        state: The state of the run.
        incident: The incident's number.
        willing_requester: W_R, read now and kept.
        willing_provider: W_P now.
        permission: P(mogen) now.
    """
    request = state.requests[incident]
    wanting.note_drivers(state, request)
    luck = gates.luck_at(state, request, chance.WILLING)
    request.willing_requester = willing_requester
    if not gates.asks(state, request, luck):
        gates.read_gates(state, request, willing_provider, permission)
        request.want = 0
        request.distrust = gates.lacks_trust(state, request, luck)
        request.end_state = NOT_ASKED
        request.true_reason, request.stated_reason = BECAUSE_NOT_ASKED, BECAUSE_NOT_ASKED
        return
    if request.consented == 1:
        request.filed, request.filed_time = 1, state.now[0].time
        post(state, state.now[0].time + desks.call_days(state, request), CALL_ANSWERED, incident)
        return
    if channel.goes_informal(state, request):
        request.informal = 1
        willing_now = wanting.willing_to_give(state, request)
        decision.decide(state, incident, willing_now, gates.permitted(state, request))
        return
    if not channel.consult(state, request, willing_provider, permission):
        return
    request.filed, request.filed_time = 1, state.now[0].time
    if state.ideal[0].may == 1:
        decision.decide(state, incident, willing_provider, permission)
        return
    desks.file(state, incident)
