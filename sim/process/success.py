"""Success shows: what is met well arises less often (E24, §4.5)."""

from __future__ import annotations

import math

from sim.process.now.readings import today
from sim.state.changing import Request
from sim.state.codes import NEVER
from sim.state.compiled import compiled, inlined
from sim.state.records import State
from sim.streams import chance

A_YEAR = 365.0


@compiled
def is_prevented(state: State, incident: int) -> bool:
    """Whether an incident does not happen, for its class was met well in the past year.

    What a scenario puts on a day happens all the same.
    """
    feedback = today(state).success_feedback
    mark = state.incidents[incident]
    if feedback <= 0.0 or mark.fixed_region >= 0:
        return False
    share = share_met(state, mark.request_class)
    return bool(chance.uniform(mark.key, chance.SUCCESS, 0) < feedback * share)


@compiled
def share_met(state: State, request_class: int) -> float:
    """The part of a class's needs of the past year that is met by now; 0 where none arose.

    Needs of a class are equally severe, so that weights by severity drop out.
    """
    past, since = state.past_years[request_class], state.now[0].time - A_YEAR
    while past.needs > 0 and state.incidents[past.oldest].time <= since:
        request = state.requests[past.oldest]
        if request.request_class == request_class and request.time != NEVER:
            past.needs -= 1
            past.met -= request.y1
        past.oldest += 1
    return past.met / past.needs if past.needs > 0 else 0.0


@compiled
def leave_out(state: State, incident: int) -> None:
    """Let an incident leave no trace in the log."""
    request = state.requests[incident]
    request.incident = incident
    request.request_class = state.incidents[incident].request_class
    request.time = NEVER
    request.provider = -1
    request.first_assignment = -1
    request.lead_time = math.nan


@inlined
def note_change(state: State, request: Request, change: float) -> None:
    """Tell the past year of a class by how much y1 of one of its needs changed."""
    if state.now[0].success_shows == 1:
        past = state.past_years[request.request_class]
        # What is older than a year is no part of the sum any more.
        if request.incident >= past.oldest:
            past.met += change


@inlined
def count_need(state: State, request: Request) -> None:
    """A need arose: it is one of the past year of its class."""
    if state.now[0].success_shows == 1:
        past = state.past_years[request.request_class]
        if past.needs == 0:
            past.oldest = request.incident
            past.met = 0.0
        past.needs += 1
        past.met += request.y1
