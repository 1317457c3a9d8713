"""Comparing the candidates of a rung: who looks best to a requester, and who really is best.

With thousands of units a need has hundreds of candidates on a rung. Each then gets a bound, from
what is quick to read: what it would be worth with all its people free, with its own luck. Only
those whose bound is above the best found so far are looked at closely. The outcome is that of
comparing all of them, to the last bit.
"""

from __future__ import annotations

import math
from typing import Any

from sim import chance
from sim.compiled import compiled, inlined
from sim.process.readings import limits_of, offer_of, strength_of
from sim.process.relations import (
    faded,
    understanding_of,
    understanding_of_pair,
    understanding_of_strangers,
)

# Weight of free capacity in the partner search without and with acquaintance.
SEARCH_BLIND, SEARCH_KNOWING = 0.3, 0.7
# Willingness is not known yet when a partner is sought.
SEARCH_WILLINGNESS = 0.5
# So many candidates are looked at sooner than bounds are set.
FEW = 16
# More than single precision and rounding can take from a bound.
DOUBT = 1e-5


@inlined
def weight(known: float) -> float:
    """How much free people count that the requester knows so well."""
    return SEARCH_BLIND + SEARCH_KNOWING * known


@inlined
def blur(known: float, luck: float) -> float:
    """By which factor a value looks larger; the less the two know each other, the further off."""
    return 1.0 + (1.0 - known) * (2.0 * luck - 1.0)


@compiled
def worth(state: Any, request: Any, place: int, limits: tuple[float, float, float]) -> float:
    """Fit x free share of a candidate, whoever asks.

    Args:
        state: The state of the run.
        request: The request.
        place: Place in the list of candidates.
        limits: What holds all candidates back, with ``SEARCH_WILLINGNESS``.
    """
    candidate = state.candidates[place]
    if state.ideal[0].can == 1:
        return candidate.fit
    strength = strength_of(state, candidate.unit)
    if strength <= 0.0:
        return 0.0
    return candidate.fit * offer_of(state, candidate.unit, request, limits) / strength


@inlined
def score(
    state: Any, request: Any, place: int, limits: tuple[float, float, float]
) -> tuple[float, float]:
    """How a candidate really does: worth x acquaintance; and how that looks to the requester."""
    unit = state.candidates[place].unit
    known = understanding_of(state, request.requester, unit)
    real = worth(state, request, place, limits) * weight(known)
    luck = chance.uniform(state.incidents[request.incident].key, chance.SEARCH, unit)
    return real, real * blur(known, luck)


@inlined
def comes_before(value: float, place: int, top: float, best: int) -> bool:
    """Whether a candidate comes before the best so far: by value, then by place."""
    return value > top or (value == top and place < best)


@compiled
def best_of_rung(state: Any, request: Any, rung: Any) -> tuple[int, int]:
    """Who looks best on a rung, and who really is best there.

    Returns:
        Places in the list of candidates; -1 where nobody has anyone free.
    """
    if rung.partnerships > 0 or rung.end - rung.first <= FEW:
        return best_one_by_one(state, request, rung)
    set_bounds(state, request, rung)
    leading, true_best, top = best_looking(state, request, rung)
    return leading, really_best(state, request, rung, true_best, top)


@compiled
def best_one_by_one(state: Any, request: Any, rung: Any) -> tuple[int, int]:
    """The same by looking at all: where they are few, or partnerships, which everyone knows.

    Among partnerships alone nobody comes before the first of them that has all its people free.
    """
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    enough = rung.most if rung.partnerships == rung.end - rung.first else math.inf
    leading, true_best = -1, -1
    top, true_top = 0.0, 0.0
    for place in range(rung.first, rung.end):
        real, seen = score(state, request, place, limits)
        if seen > top:
            top, leading = seen, place
        if real > true_top:
            true_top, true_best = real, place
        if true_top >= enough:
            break
    return leading, true_best


@compiled
def set_bounds(state: Any, request: Any, rung: Any) -> None:
    """Fill the scratch with how close each candidate of a rung is, and how it could look at most.

    The bound is per unit of worth: weight x blur if the requester knew the candidate as well as
    ``closer`` says for the one, and no better than a stranger for the other.
    """
    scores, closer, meetings = state.scores, state.closer, state.meetings
    key = state.incidents[request.incident].key
    first, count = rung.first, rung.end - rung.first
    for i in range(count):
        scores[i] = chance.uniform(key, chance.SEARCH, state.answering[first + i])
        closer[i] = 0.0
        meetings[i] = 0
    requester, fade = state.units[request.requester], faded(state)
    row = request.request_class * state.now[0].units
    start = requester.first_acquaintance
    for j in range(start, start + requester.acquaintances):
        entry = state.acquaintances[j]
        i = state.places[row + entry.unit] - first
        if 0 <= i < count:
            closer[i] = entry.closer * fade
            meetings[i] = entry.pair
    strangers = understanding_of_strangers(state)
    for i in range(count):
        most = 1.0 + (1.0 - strangers) * max(0.0, 2.0 * scores[i] - 1.0)
        scores[i] = weight(strangers + closer[i]) * most + DOUBT


@inlined
def known_of(state: Any, i: int, strangers: float) -> float:
    """M between the requester and a candidate of the rung in the scratch."""
    meeting = state.meetings[i]
    return strangers if meeting == 0 else understanding_of_pair(state, state.pairs[meeting])


@compiled
def best_looking(state: Any, request: Any, rung: Any) -> tuple[int, int, float]:
    """Who looks best; and who really is best of those that had to be looked at for it, how good."""
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    strangers = understanding_of_strangers(state)
    key = state.incidents[request.incident].key
    leading, true_best = -1, -1
    top, true_top, needed = 0.0, 0.0, 0.0
    for i in range(rung.end - rung.first):
        if state.scores[i] <= needed:
            continue
        place = rung.first + i
        value = worth(state, request, place, limits)
        if value * state.scores[i] <= top:
            continue
        known = known_of(state, i, strangers)
        real = value * weight(known)
        luck = chance.uniform(key, chance.SEARCH, state.answering[place])
        seen = real * blur(known, luck)
        if seen > top:
            top, leading, needed = seen, place, seen / rung.most
        if real > true_top:
            true_top, true_best = real, place
    return leading, true_best, true_top


@compiled
def really_best(state: Any, request: Any, rung: Any, best: int, top: float) -> int:
    """Who really is best, where one candidate is known with what it is worth to the requester."""
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    strangers = understanding_of_strangers(state)
    needed = closer_than(top / rung.most, strangers)
    for i in range(rung.end - rung.first):
        if state.closer[i] < needed:
            continue
        place = rung.first + i
        value = worth(state, request, place, limits)
        if value * (weight(strangers + state.closer[i]) + DOUBT) <= top:
            continue
        real = value * weight(known_of(state, i, strangers))
        if comes_before(real, place, top, best):
            top, best, needed = real, place, closer_than(real / rung.most, strangers)
    return best


@inlined
def closer_than(value: float, strangers: float) -> float:
    """How much closer than strangers one must be for a weight that comes near a value."""
    return (value - DOUBT - SEARCH_BLIND) / SEARCH_KNOWING - strangers
