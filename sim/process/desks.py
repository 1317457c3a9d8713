"""Desks: queues with officers, one after the other or, in an emergency, side by side (E10)."""

from __future__ import annotations

import math

from sim.process.agenda import post
from sim.process.now.readings import barrier_of, desk_mean, today
from sim.rules import allowed
from sim.state.changing import Request
from sim.state.codes import DESK_DONE, DROPPED
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance

# Luck at the desks of a need that asks again stands that far on: more than any chain is long, and
# not the longest chain of the world, or a class that never occurs could change the luck of others.
PLACES_PER_ATTEMPT = 1024


@compiled
def waiting_time(mean: float, luck: float) -> float:
    """An exponential time with this mean."""
    return -mean * math.log(1.0 - luck)


@compiled
def call_days(state: State, request: Request) -> float:
    """The call under consent given in advance: the first desk without officers, no queue."""
    if state.ideal[0].may == 1:
        return 0.0
    key = state.incidents[request.incident].key
    luck = chance.uniform(key, chance.DESK, 0)
    for desk in state.desks:
        if desk.officers == 0:
            mean = allowed.desk_days(
                state.conditions[0],
                desk.mean_days,
                barrier_of(state, request),
                today(state).urgency,
                request.severity,
            )
            return waiting_time(mean, luck)
    return 0.0


@compiled
def incident_of(state: State, visit: int) -> int:
    """The incident whose visit to a desk this is."""
    return visit // state.now[0].longest_chain


@compiled
def file(state: State, incident: int) -> None:
    """A request sets out on its chain of desks."""
    request = state.requests[incident]
    kind = state.classes[request.request_class]
    request.stage = 0
    request.desks_left = kind.desks
    limit = allowed.DROPPED_AFTER_DEADLINES * request.deadline
    post(state, state.now[0].time + limit, DROPPED, incident)
    stages = kind.desks if request.emergency == 1 else 1
    for stage in range(stages):
        arrive(state, incident, stage)


@compiled
def queue_of(state: State, incident: int, stage: int) -> int:
    """The queue at which a request waits: of its region, where the desk is regional."""
    request = state.requests[incident]
    kind = state.classes[request.request_class]
    desk = state.desks[state.chain[kind.first_desk + stage]]
    if desk.queues == 1:
        return desk.first_queue
    region = state.units[request.requester].region
    return desk.first_queue + (region if region >= 0 else desk.queues - 1)


@compiled
def arrive(state: State, incident: int, stage: int) -> None:
    """A request arrives at a desk: served at once, or in the queue."""
    kind = state.classes[state.requests[incident].request_class]
    visit = incident * state.now[0].longest_chain + stage
    if state.desks[state.chain[kind.first_desk + stage]].officers == 0:
        serve(state, visit)
        return
    queue = state.queues[queue_of(state, incident, stage)]
    if queue.free_officers > 0:
        queue.free_officers -= 1
        serve(state, visit)
        return
    state.next_visit[visit] = -1
    if queue.last < 0:
        queue.first = visit
    else:
        state.next_visit[queue.last] = visit
    queue.last = visit
    queue.waiting += 1


@compiled
def serve(state: State, visit: int) -> None:
    """An officer takes up a request."""
    incident = incident_of(state, visit)
    stage = visit % state.now[0].longest_chain
    request = state.requests[incident]
    key = state.incidents[incident].key
    luck = chance.uniform(key, chance.DESK, request.attempts * PLACES_PER_ATTEMPT + stage)
    mean = desk_mean(state, request, stage, barrier_of(state, request))
    post(state, state.now[0].time + waiting_time(mean, luck), DESK_DONE, visit)


@compiled
def leave(state: State, visit: int) -> bool:
    """An officer is done: the next in the queue is taken up, the request goes on.

    Returns:
        Whether this was the request's last desk, so that it is to be decided.
    """
    incident = incident_of(state, visit)
    stage = visit % state.now[0].longest_chain
    request = state.requests[incident]
    kind = state.classes[request.request_class]
    if state.desks[state.chain[kind.first_desk + stage]].officers > 0:
        call_next(state, queue_of(state, incident, stage))
    if request.decided == 1:
        return False
    request.desks_left -= 1
    if request.desks_left == 0:
        return True
    if request.emergency == 0:
        arrive(state, incident, stage + 1)
    return False


@compiled
def call_next(state: State, place: int) -> None:
    """Take up the first in the queue, or let the officer rest."""
    queue = state.queues[place]
    if queue.first < 0:
        queue.free_officers += 1
        return
    visit = queue.first
    leave_queue(state, place, visit)
    serve(state, visit)


@compiled
def give_up(state: State, incident: int) -> None:
    """A request that is dropped no longer waits anywhere; an officer finishes what is begun."""
    kind = state.classes[state.requests[incident].request_class]
    for stage in range(kind.desks):
        if state.desks[state.chain[kind.first_desk + stage]].officers > 0:
            visit = incident * state.now[0].longest_chain + stage
            leave_queue(state, queue_of(state, incident, stage), visit)


@compiled
def leave_queue(state: State, place: int, visit: int) -> None:
    """Take a visit out of a queue, if it waits there."""
    queue = state.queues[place]
    before, here = -1, queue.first
    while here >= 0 and here != visit:
        before, here = here, state.next_visit[here]
    if here < 0:
        return
    after = state.next_visit[visit]
    if before < 0:
        queue.first = after
    else:
        state.next_visit[before] = after
    if after < 0:
        queue.last = before
    queue.waiting -= 1
