"""Comparing the candidates of a rung: who looks best to a requester, and who really is best.

With thousands of units a need has hundreds of candidates on a rung. Those that the requester has
met then come first; strangers, whom it knows all equally little, only where their luck could make
one look better than the best so far, had it all its people free. The outcome is that of comparing
all candidates, to the last bit.
"""

from __future__ import annotations

import math

from sim.process.now.readings import limits_of, offer_of, strength_of
from sim.process.now.relations import (
    faded,
    is_exact,
    understanding_of,
    understanding_of_pair,
    understanding_of_strangers,
)
from sim.state.changing import Acquaintance, Request
from sim.state.compiled import compiled, inlined
from sim.state.given import Rung
from sim.state.records import State
from sim.streams import chance

# Weight of free capacity in the partner search without and with acquaintance.
SEARCH_BLIND, SEARCH_KNOWING = 0.3, 0.7
# Willingness is not known yet when a partner is sought.
SEARCH_WILLINGNESS = 0.5
# So many candidates are looked at sooner than bounds are set.
FEW = 16
# More than single precision and rounding can take from a bound.
DOUBT = 1e-5
# In the place of the luck of a candidate that has been looked at.
SEEN = -1.0


@inlined
def weight(known: float) -> float:
    """How much free people count that the requester knows so well."""
    return SEARCH_BLIND + SEARCH_KNOWING * known


@inlined
def blur(known: float, luck: float) -> float:
    """By which factor a value looks larger; the less the two know each other, the further off."""
    return 1.0 + (1.0 - known) * (2.0 * luck - 1.0)


@compiled
def worth(state: State, request: Request, place: int, limits: tuple[float, float, float]) -> float:
    """Fit x free share of a candidate, whoever asks.

    Args:
        state: The state of the run.
        request: The request.
        place: Place in the list of candidates.
        limits: What holds all candidates back, with ``SEARCH_WILLINGNESS``.
    """
    candidate = state.candidates[place]
    if state.ideal[0].can == 1:
        return 0.0 if candidate.unit == request.requester else candidate.fit
    strength = strength_of(state, candidate.unit)
    if strength <= 0.0:
        return 0.0
    return candidate.fit * offer_of(state, candidate.unit, request, limits) / strength


@inlined
def score(
    state: State, request: Request, place: int, limits: tuple[float, float, float]
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
def best_of_rung(state: State, request: Request, rung: Rung) -> tuple[int, int]:
    """Who looks best on a rung, and who really is best there.

    Returns:
        Places in the list of candidates; -1 where nobody has anyone free.
    """
    if rung.partnerships > 0 or rung.end - rung.first <= FEW:
        return best_one_by_one(state, request, rung)
    draw_luck(state, request, rung)
    leading, top, true_best, true_top = best_acquaintance(state, request, rung)
    return best_with_strangers(state, request, rung, leading, top, true_best, true_top)


@compiled
def best_one_by_one(state: State, request: Request, rung: Rung) -> tuple[int, int]:
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
def draw_luck(state: State, request: Request, rung: Rung) -> None:
    """Fill the scratch with the luck of each candidate of a rung."""
    key = state.incidents[request.incident].key
    for i in range(rung.end - rung.first):
        state.scores[i] = chance.uniform(key, chance.SEARCH, state.answering[rung.first + i])


@compiled
def list_known(state: State, request: Request, rung: Rung) -> int:
    """List whom of a rung the requester has met, in the scratch; returns how many.

    Without branches: who is on the rung cannot be foreseen.
    """
    requester, row = state.units[request.requester], request.request_class * state.now[0].units
    first, last, count = rung.first, rung.end - 1, 0
    for j in range(requester.first_acquaintance, requester.first_acquaintance + requester.room):
        entry = state.acquaintances[j]
        place = state.places[row + entry.unit]
        state.known[count] = j
        count += int(entry.pair > 0) & int(place >= first) & int(place <= last)
    return count


@inlined
def at_most(entry: Acquaintance, luck: float, fade: float, strangers: float) -> tuple[float, float]:
    """Bounds on how an acquaintance looks, and how it does, per unit of worth.

    Args:
        entry: On the requester's list.
        luck: Of the search.
        fade: What has become of a difference in understanding, as ``faded`` gives it.
        strangers: M between units that have not met.
    """
    known = strangers + entry.closer * fade
    known_at_least = known if is_exact(fade) else strangers
    real = weight(known) + DOUBT
    return real * (max(blur(known_at_least, luck), blur(known, luck)) + DOUBT), real


@compiled
def best_acquaintance(state: State, request: Request, rung: Rung) -> tuple[int, float, int, float]:
    """Who looks best, and who is best, of those on a rung that the requester has met.

    How well it knows them is read from its list first, and from the record of the pair only where
    that could make a difference. In the scratch they are marked as ``SEEN``.

    Returns:
        Place and value of who looks best, and of who is best; -1 and 0 where there is none.
    """
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    row = request.request_class * state.now[0].units
    fade, strangers = faded(state), understanding_of_strangers(state)
    leading, top, true_best, true_top = -1, 0.0, -1, 0.0
    for i in range(list_known(state, request, rung)):
        entry = state.acquaintances[state.known[i]]
        place = state.places[row + entry.unit]
        luck = state.scores[place - rung.first]
        state.scores[place - rung.first] = SEEN
        seen_at_most, real_at_most = at_most(entry, luck, fade, strangers)
        if rung.most * seen_at_most <= top and rung.most * real_at_most <= true_top:
            continue
        value = worth(state, request, place, limits)
        if value * seen_at_most <= top and value * real_at_most <= true_top:
            continue
        known = understanding_of_pair(state, state.pairs[entry.pair])
        real = value * weight(known)
        seen = real * blur(known, luck)
        if comes_before(seen, place, top, leading):
            top, leading = seen, place
        if comes_before(real, place, true_top, true_best):
            true_top, true_best = real, place
    return leading, top, true_best, true_top


@compiled
def best_with_strangers(
    state: State,
    request: Request,
    rung: Rung,
    leading: int,
    top: float,
    true_best: int,
    true_top: float,
) -> tuple[int, int]:
    """Who looks best and who is best, strangers included, whose luck alone tells them apart.

    Args:
        state: The state of the run, with the luck of strangers in its scratch.
        request: The request.
        rung: Where its candidates are.
        leading: Place of who looks best of those that the requester knows, or -1.
        top: How good that one looks.
        true_best: Place of who is best of them, or -1.
        true_top: How good that one is.

    Returns:
        Places in the list of candidates; -1 where nobody has anyone free.
    """
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    known = understanding_of_strangers(state)
    most, lowest = rung.most * weight(known), 0.0
    for i in range(rung.end - rung.first):
        luck = state.scores[i]
        if luck < lowest:
            continue
        place = rung.first + i
        real = worth(state, request, place, limits) * weight(known)
        seen = real * blur(known, luck)
        if comes_before(seen, place, top, leading):
            top, leading = seen, place
        if comes_before(real, place, true_top, true_best):
            true_top, true_best = real, place
        undecided = comes_before(most, place, true_top, true_best)
        lowest = 0.0 if undecided else least_luck(known, top / most)
    return leading, true_best


@inlined
def least_luck(known: float, looks: float) -> float:
    """The luck below which nobody that is known so well can look so good (see ``blur``)."""
    if known > 1.0 - DOUBT:
        return 0.0
    return max(0.0, 0.5 + 0.5 * (looks - 1.0) / (1.0 - known) - DOUBT)
