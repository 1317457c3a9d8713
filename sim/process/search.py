"""Finding a partner, and what all candidates together would offer."""

from __future__ import annotations

import math

from sim.process.comparison import SEARCH_WILLINGNESS, best_of_rung, blur, score, weight
from sim.process.now.meetings import place_of
from sim.process.now.readings import answered_as, limits_of, offer_of
from sim.process.now.relations import understanding_of
from sim.rules import able
from sim.state.changing import Request
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance


@compiled
def best_known(state: State, request: Request) -> int:
    """Whom to ask where nobody has anyone free: by fit and acquaintance, on the lowest rung.

    Returns:
        The place in the list of candidates, or -1 where there are none.
    """
    kind = answered_as(state, request)
    best, top = -1, 0.0
    for i in range(kind.candidates):
        place = kind.first_candidate + i
        candidate = state.candidates[place]
        if candidate.unit == request.requester:
            continue
        if best >= 0 and candidate.step > state.candidates[best].step:
            break
        known = understanding_of(state, request.requester, candidate.unit)
        luck = chance.uniform(state.incidents[request.incident].key, chance.SEARCH, candidate.unit)
        seen = candidate.fit * weight(known) * blur(known, luck)
        if best < 0 or seen > top:
            best, top = place, seen
    return best


@compiled
def rank(state: State, request: Request) -> None:
    """Fill the scratch with how each candidate but the leading unit looks."""
    kind = answered_as(state, request)
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    for i in range(kind.candidates):
        place = kind.first_candidate + i
        state.scores[i] = -1.0
        if place != request.leading:
            _, state.scores[i] = score(state, request, place, limits)


@compiled
def next_best(state: State, request: Request) -> int:
    """Take the next candidate off the scratch: by rung, then by score.

    Returns:
        The place in the list of candidates, or -1 when all are taken.
    """
    kind = answered_as(state, request)
    best = -1
    for i in range(kind.candidates):
        if state.scores[i] < 0.0:
            continue
        place = kind.first_candidate + i
        candidate = state.candidates[place]
        if best < 0:
            best = place
            continue
        leader = state.candidates[best]
        if candidate.step > leader.step:
            break
        if state.scores[i] > state.scores[best - kind.first_candidate]:
            best = place
    if best >= 0:
        state.scores[best - kind.first_candidate] = -1.0
    return best


@compiled
def best_free(state: State, request: Request) -> tuple[int, int]:
    """Who looks best on the lowest rung that has anybody free, and who really is best there.

    Returns:
        Places in the list of candidates; -1 where nobody has anyone free.
    """
    kind = answered_as(state, request)
    for i in range(kind.rungs):
        rung = state.rungs[kind.first_rung + i]
        leading, true_best = best_of_rung(state, request, rung)
        if leading >= 0:
            return leading, true_best
    return -1, -1


@compiled
def find_partner(state: State, request: Request) -> None:
    """Choose the leading unit: the best of the lowest rung that has anybody free.

    Where nobody has anyone free, the request still goes to whom the requester would ask first.
    """
    kind = answered_as(state, request)
    leading = true_best = kind.first_candidate
    if kind.candidates != 1 or state.candidates[leading].unit == request.requester:
        # Mostly there is nobody to compare with: for nine needs in ten in the Netherlands.
        leading, true_best = best_free(state, request)
    chosen = leading if leading >= 0 else best_known(state, request)
    request.mismatch = int(leading >= 0 and leading != true_best)
    request.provider = -1
    if chosen < 0:
        return
    request.leading, request.provider = chosen, state.candidates[chosen].unit
    request.pair = place_of(state, request.requester, request.provider)
    request.basis = state.candidates[chosen].basis


@compiled
def offered(
    state: State, request: Request, willing_share: float, kept: bool, nato: bool, notice: bool
) -> float:
    """a_r: what all candidates together would contribute now; 0 below what is useful (E11)."""
    if state.ideal[0].can == 1:
        return request.gap
    kind = answered_as(state, request)
    limits = limits_of(state, request, willing_share, kept, nato, notice)
    total = 0.0
    for i in range(kind.candidates):
        candidate = state.candidates[kind.first_candidate + i]
        total += offer_of(state, candidate.unit, request, limits) * candidate.fit
        if total >= request.gap:
            total = request.gap
            break
    return total if total >= able.least_useful(state.conditions[0], request.gap) else 0.0


@compiled
def read_offer(state: State, request: Request, willing_share: float) -> float:
    """The share of the gap that is offered at this reading; settles a_r on the request.

    Where offers are kept (``state.offers``) the share is written down; one that is there already
    (a transplant from another run) takes the place of E11.
    """
    if len(state.offers) == 0:
        request.offered = offered(state, request, willing_share, True, True, True)
        return request.offered / request.gap
    reading = request.readings
    request.readings += 1
    share = state.offers[request.incident, reading]
    if math.isnan(share):
        request.offered = offered(state, request, willing_share, True, True, True)
        share = request.offered / request.gap
        state.offers[request.incident, reading] = share
    else:
        request.offered = share * request.gap
    return share
