"""The sums over a run from which its outcomes follow, in one compiled pass over the log.

A pass of its own, for a sweep wants nothing else of a run: with arrays of the log it would take as
long as a fifth of the run itself, and hold the interpreter's lock meanwhile.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.process.now.readings import aversion
from sim.process.now.relations import bond_of, understanding_of
from sim.rules import learning
from sim.rules.outcome import is_late
from sim.state.changing import Request
from sim.state.codes import (
    ALONE,
    BECAUSE_VETO,
    CIVIL,
    NO_GO,
    NOT_ASKED,
    OPEN,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
)
from sim.state.compiled import compiled
from sim.state.given import RequestClass
from sim.state.kinds import Real, Record, Values, Whole, dtype_of
from sim.state.records import State

COMPLEX_ABOVE = 0.5
# From here on society sees the force that a need takes.
VISIBLE_FROM = 0.5
SHARED_ENOUGH = 0.5
DAYS_PER_YEAR = 365.0


class Sums(Record):
    """What a run comes to, from which its outcomes follow."""

    # Over all needs: severity-weighted gap, and what support closed of it.
    all_gap: Real
    all_closed: Real
    # Over needs without consent in advance: the same, also weighted by person-days, and of the
    # first and the last year.
    gap: Real
    closed: Real
    person_days_gap: Real
    person_days_closed: Real
    first_gap: Real
    first_closed: Real
    last_gap: Real
    last_closed: Real
    # Of those that a side asks for, of those with visible force and the others, and of those that
    # arise in what passes in the scenario.
    civil_gap: Real
    civil_closed: Real
    military_gap: Real
    military_closed: Real
    visible_gap: Real
    visible_closed: Real
    other_gap: Real
    other_closed: Real
    window_gap: Real
    window_closed: Real
    severity: Real
    alone: Real
    together: Real
    net_added_value: Real
    apart: Real
    # Over those of them that were supported.
    sensitivity: Real
    shared: Real
    offered: Real
    offered_other_skill: Real
    lead_time_median: Real
    lead_time_p90: Real
    # How things stand at the horizon.
    aversion: Real
    understanding: Real
    trust: Real
    # Counts.
    needs: Whole
    vetoes: Whole
    unlawful: Whole
    filed: Whole
    honoured: Whole
    complex: Whole
    supported: Whole
    on_time: Whole
    informal: Whole
    both_profit: Whole
    active_pairs: Whole
    partners: Whole
    bonds: Whole


SUMS = dtype_of(Sums)


@compiled
def tally(
    state: State, warm_up_days: float, days: float, spans: Any, found: Sums, ends: Any
) -> None:
    """Add up the needs after the warm-up.

    Args:
        state: The state at the horizon, shared.
        warm_up_days: Days that do not count.
        days: Days that do.
        spans: First and last moment of each span of what passes in the scenario.
        found: A record of ``SUMS``, empty, to fill.
        ends: Room for the number of needs per end state.
    """
    times, pairs = np.empty(len(state.incidents)), np.empty(len(state.incidents))
    for incident in range(len(state.incidents)):
        request = state.requests[incident]
        time = request.time - warm_up_days
        if request.time < warm_up_days:
            continue
        gap = request.severity * (1.0 - request.y0)
        closed = request.severity * (request.y1 - request.y0)
        found.all_gap += gap
        found.all_closed += closed
        kind = state.classes[request.request_class]
        if kind.pre_authorised == 1:
            continue
        found.gap += gap
        found.closed += closed
        if time < DAYS_PER_YEAR:
            found.first_gap += gap
            found.first_closed += closed
        if time >= days - DAYS_PER_YEAR:
            found.last_gap += gap
            found.last_closed += closed
        add_strata(kind, gap, closed, request.time, spans, found)
        ends[request.end_state] += 1
        add_need(request, kind, found)
        if supported(request):
            times[found.supported] = request.lead_time
            pairs[found.supported] = request.requester * state.now[0].units + request.provider
            add_support(request, kind, found)
    add_order(times[: found.supported], pairs[: found.supported], found)
    add_relations(state, found)


@compiled
def add_strata(
    kind: RequestClass, gap: float, closed: float, time: float, spans: Any, found: Sums
) -> None:
    """Add a need without consent in advance to the strata of Y that it belongs to."""
    if kind.side == CIVIL:
        found.civil_gap += gap
        found.civil_closed += closed
    else:
        found.military_gap += gap
        found.military_closed += closed
    if kind.force >= VISIBLE_FROM:
        found.visible_gap += gap
        found.visible_closed += closed
    else:
        found.other_gap += gap
        found.other_closed += closed
    for i in range(len(spans)):
        # Spans do not touch each other, so that a need lies in one of them at most.
        if spans[i, 0] <= time <= spans[i, 1]:
            found.window_gap += gap
            found.window_closed += closed


@compiled
def supported(request: Request) -> bool:
    """Whether support came, also if it was withdrawn before its end."""
    came = request.end_state == SUPPORTED or request.end_state == SUPPORT_WITHDRAWN
    return came and request.started == 1


@compiled
def add_need(request: Request, kind: RequestClass, found: Sums) -> None:
    """Add a need without consent in advance, whatever came of it."""
    end = request.end_state
    weight = request.severity * (request["size"] * request.duration)
    found.person_days_gap += weight * (1.0 - request.y0)
    found.person_days_closed += weight * (request.y1 - request.y0)
    found.needs += 1
    found.severity += request.severity
    found.alone += request.severity * request.y0
    found.together += request.severity * request.y1
    found.net_added_value += request.added_value
    found.unlawful += request.unlawful
    # Only where a request was made can anybody say no to it.
    asked = end != ALONE and end != NOT_ASKED
    if asked and request.may_cause == BECAUSE_VETO:
        found.vetoes += 1
    if request.filed == 1 and kind.side == CIVIL and end != OPEN:
        found.filed += 1
        found.honoured += int(end == SUPPORTED or end == NO_GO or end == SUPPORT_WITHDRAWN)
    if kind.complexity > COMPLEX_ABOVE and end != OPEN:
        found.complex += 1
        apart = 1.0
        if supported(request):
            enough = request.shared_information >= SHARED_ENOUGH
            apart = 0.0 if enough else 1.0 - request.joint_goal
        found.apart += apart


@compiled
def add_support(request: Request, kind: RequestClass, found: Sums) -> None:
    """Add a need without consent in advance that was supported."""
    found.supported += 1
    found.on_time += int(not is_late(request.lead_time, request.deadline))
    found.informal += request.informal
    found.both_profit += int(request.requester_profit > 0.0 and request.provider_profit >= 0.0)
    found.sensitivity += kind.sensitivity
    found.shared += kind.sensitivity * request.shared_information
    found.offered += request.offered
    found.offered_other_skill += request.offered * request.qualitative


@compiled
def add_order(times: Any, pairs: Any, found: Sums) -> None:
    """Put lead times and pairs in order: quantiles of the ones, the number of the others."""
    sort(times)
    found.lead_time_median, found.lead_time_p90 = quantile(times, 0.5), quantile(times, 0.9)
    sort(pairs)
    for i in range(len(pairs)):
        found.active_pairs += int(i == 0 or pairs[i] != pairs[i - 1])


@compiled
def quantile(ordered: Values[float], share: float) -> float:
    """Return a quantile of numbers in ascending order as numpy's does; NaN where there are none."""
    if len(ordered) == 0:
        return np.nan
    place = (len(ordered) - 1) * share
    below = int(place)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    rest = place - below
    return high - (high - low) * (1.0 - rest) if rest >= 0.5 else low + (high - low) * rest


@compiled
def sort(numbers: Any) -> None:
    """Sort in place, by a heap (Williams 1964): short to compile, and quick on any numbers."""
    count = len(numbers)
    for last in range(count + count // 2 - 1, 0, -1):
        # First each parent sinks into its place, then the largest of the rest goes to the end.
        parent, end = last - count, count
        if last < count:
            numbers[0], numbers[last] = numbers[last], numbers[0]
            parent, end = 0, last
        while 2 * parent + 1 < end:
            child = 2 * parent + 1
            if child + 1 < end and numbers[child + 1] > numbers[child]:
                child += 1
            if numbers[parent] >= numbers[child]:
                break
            numbers[parent], numbers[child] = numbers[child], numbers[parent]
            parent = child


@compiled
def add_relations(state: State, found: Sums) -> None:
    """Read how things stand: trust over pairs with a deployment, understanding over partners."""
    found.aversion = aversion(state)
    for i in range(len(state.partners)):
        pair = state.partners[i]
        found.partners += 1
        found.understanding += understanding_of(state, pair.requester, pair.provider)
    units, count = state.now[0].units, 0
    deployed = np.empty(state.now[0].pairs)
    for place in range(state.now[0].bonds, state.now[0].pairs):
        known = state.pairs[place]
        if known.deployed == 1:
            deployed[count] = known.requester * units + known.provider
            count += 1
    # In order of the units, for the last bit of a sum depends on it.
    sort(deployed[:count])
    for i in range(count):
        bond = bond_of(state, int(deployed[i]) // units, int(deployed[i]) % units)
        found.bonds += 1
        found.trust += learning.trust(bond.kept, bond.broken)
