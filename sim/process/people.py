"""Holding people and letting them go: several units may answer one need."""

from __future__ import annotations

import math

from sim.process.now.readings import limits_of, offer_of, there_now
from sim.process.search import next_best, rank
from sim.rules import able
from sim.state.changing import Request
from sim.state.codes import BOOKED, HELD, NOBODY
from sim.state.compiled import compiled
from sim.state.records import State

# Shares of a gap that differ by less are the same.
ROUNDING = 1e-9


@compiled
def take(state: State, request: Request, willing_share: float) -> None:
    """Find the people of a request and hold them; for a planned need book them for the date."""
    kind = state.classes[request.request_class]
    request.first_assignment = -1
    request.persons = 0.0
    transplanted = len(state.offers) > 0
    aim = request.gap
    if transplanted:
        aim *= state.offers[request.incident, request.readings - 1]
    rest = request.gap
    if state.ideal[0].can == 0:
        rest = take_from_all(state, request, willing_share, aim)
    beyond = aim - (request.gap - rest)
    limited = state.ideal[0].can == 0 and not transplanted
    if not limited and beyond > ROUNDING * request.gap:
        send_beyond_limits(state, request, beyond)
        rest -= beyond
    request.offered = request.gap - rest
    request.people = BOOKED if kind.planned == 1 else HELD


@compiled
def take_from_all(state: State, request: Request, willing_share: float, aim: float) -> float:
    """Take people from one candidate after the other, each up to its offer.

    Args:
        state: The state of the run.
        request: The request.
        willing_share: W that moves the reserve.
        aim: The effect at which to stop: the gap, or what a transplant leaves of it.

    Returns:
        What is left of the gap.
    """
    rest = take_from(state, request, request.leading, willing_share, aim, request.gap)
    if rest <= 0.0:
        return rest
    # Mostly the leading unit is enough, and the others need not be compared.
    rank(state, request)
    while rest > 0.0:
        place = next_best(state, request)
        if place < 0:
            break
        rest = take_from(state, request, place, willing_share, aim, rest)
    return rest


@compiled
def take_from(
    state: State, request: Request, place: int, willing_share: float, aim: float, rest: float
) -> float:
    """Take a candidate's people, as far as its offer and the rest go; returns the rest after it."""
    candidate = state.candidates[place]
    limits = limits_of(state, request, willing_share, True, True, True)
    free = offer_of(state, candidate.unit, request, limits)
    effective = min(rest, free * candidate.fit)
    # A transplant of a run's own offers must not change the last bit of who sends what.
    left = aim - (request.gap - rest)
    if effective > left + ROUNDING * request.gap:
        effective = left if left > ROUNDING * request.gap else 0.0
    if effective <= 0.0:
        return rest
    send(state, request, place, effective)
    return rest - effective


@compiled
def send(state: State, request: Request, place: int, effective: float) -> None:
    """A candidate sends people for this effect; they are held now, or for a planned need booked."""
    candidate = state.candidates[place]
    persons = able.whole_persons(effective, candidate.fit)
    assigned = assign(state, request.incident, candidate.unit, persons, effective)
    state.assignments[assigned].next = request.first_assignment
    request.first_assignment = assigned
    request.persons += persons
    if state.classes[request.request_class].planned == 0:
        engage(state, candidate.unit, persons)
    else:
        state.assignments[assigned].start = math.inf


@compiled
def send_beyond_limits(state: State, request: Request, effective: float) -> None:
    """The leading unit sends more than it can spare: idealised people, or a transplanted offer."""
    kind = state.classes[request.request_class]
    place = request.first_assignment
    while place >= 0 and state.assignments[place].unit != request.provider:
        place = state.assignments[place].next
    if place < 0:
        send(state, request, request.leading, effective)
        return
    assignment = state.assignments[place]
    persons = able.whole_persons(effective, state.candidates[request.leading].fit)
    assignment.effective += effective
    assignment.persons += persons
    request.persons += persons
    if kind.planned == 0:
        engage(state, request.provider, persons)


@compiled
def engage(state: State, unit: int, persons: float) -> None:
    """People of a unit are busy, or no longer; idealised people are beside the unit's own."""
    if state.ideal[0].can == 0:
        state.units[unit].busy += persons


@compiled
def assign(state: State, request: int, unit: int, persons: float, effective: float) -> int:
    """Write down who goes where; returns the place of the new assignment."""
    now = state.now[0]
    place = now.assignments
    now.assignments += 1
    assignment = state.assignments[place]
    assignment.request = request
    assignment.unit = unit
    assignment.persons = persons
    assignment.effective = effective
    assignment.start = now.time
    assignment.end = -1.0
    assignment.next = -1
    assignment.own = 0
    return place


@compiled
def report_for_duty(state: State, request: Request) -> None:
    """On the date of a planned need the booked people come, as far as they are physically there."""
    total = 0.0
    persons = 0.0
    place = request.first_assignment
    while place >= 0:
        assignment = state.assignments[place]
        there = there_now(state, assignment.unit)
        if state.ideal[0].can == 0 and there < assignment.persons:
            assignment.effective *= there / assignment.persons
            assignment.persons = there
        assignment.start = state.now[0].time
        engage(state, assignment.unit, assignment.persons)
        total += assignment.effective
        persons += assignment.persons
        place = assignment.next
    request.offered = total
    request.persons = persons
    request.people = HELD


@compiled
def release(state: State, request: Request) -> None:
    """Let the people of a request go home; bookings lapse."""
    if request.people == NOBODY:
        return
    place = request.first_assignment
    while place >= 0:
        assignment = state.assignments[place]
        if request.people == HELD:
            engage(state, assignment.unit, -assignment.persons)
            assignment.end = state.now[0].time
        else:
            assignment.persons = 0.0
            assignment.end = assignment.start
        place = assignment.next
    request.people = NOBODY
