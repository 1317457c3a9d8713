"""Two units and what has grown between them, as it stands now."""

from __future__ import annotations

import math

from sim.process.now.meetings import address_of, place_if_met, place_of
from sim.rules import learning
from sim.state.changing import Pair, Request
from sim.state.codes import TRUST_OF_ORGANISATION
from sim.state.compiled import compiled, inlined
from sim.state.records import State

# Of decay: e^-60 of what was there is nothing, and in single precision still a number.
OLDEST = 60.0
LEAST_LEFT = math.exp(-OLDEST) * (1.0 + 1e-9)


@inlined
def pair_of_request(state: State, request: Request) -> Pair:
    """Return the record of the requester and the unit asked, known since the search."""
    return state.pairs[request.pair]


@inlined
def bond_of(state: State, requester: int, provider: int) -> Pair:
    """Return the record that holds trust: the pair's own, or the organisations' (S12)."""
    place = 0
    if state.theory[0].trust_level != TRUST_OF_ORGANISATION:
        place = place_of(state, requester, provider)
    return bond_at(state, requester, provider, place)


@inlined
def bond_of_request(state: State, request: Request) -> Pair:
    """Return the record that holds trust between the requester and the unit asked."""
    return bond_at(state, request.requester, request.provider, request.pair)


@inlined
def bond_at(state: State, requester: int, provider: int, place: int) -> Pair:
    """Return the record that holds trust, where the place of the pair's own is known."""
    if state.theory[0].trust_level != TRUST_OF_ORGANISATION:
        return state.pairs[place]
    units = state.units
    row = units[requester].organisation * state.now[0].organisations
    bond = state.pairs[row + units[provider].organisation]
    if bond.known == 0:
        bond.known = 1
        bond.kept = learning.kept_at_start(state.conditions[0])
        bond.broken = learning.broken_at_start(state.conditions[0])
    return bond


@inlined
def trust_of_request(state: State, request: Request) -> float:
    """T between the requester and the unit asked."""
    bond = bond_of_request(state, request)
    return learning.trust(bond.kept, bond.broken)


@inlined
def trust_seen(state: State, requester: int, provider: int, place: int) -> float:
    """T between any two units, for who only looks on: strangers get no record by it.

    Args:
        state: The state of the run.
        requester: A unit.
        provider: Another one.
        place: Where their record is; 0 for strangers.
    """
    if place == 0 and state.theory[0].trust_level != TRUST_OF_ORGANISATION:
        conditions = state.conditions[0]
        return learning.trust(
            learning.kept_at_start(conditions), learning.broken_at_start(conditions)
        )
    bond = bond_at(state, requester, provider, place)
    return learning.trust(bond.kept, bond.broken)


@inlined
def understanding_of(state: State, requester: int, provider: int) -> float:
    """M between requester and provider now; a partnership has trained together, so 1.

    Strangers need no record: where units are many, most pairs never meet.
    """
    if state.units[provider].partnership == 1:
        return 1.0
    place = place_if_met(state, requester, provider)
    if place == 0:
        return understanding_of_strangers(state)
    return understanding_of_pair(state, state.pairs[place])


@inlined
def understanding_of_request(state: State, request: Request) -> float:
    """M between the requester and the unit asked."""
    if state.units[request.provider].partnership == 1:
        return 1.0
    return understanding_of_pair(state, pair_of_request(state, request))


@inlined
def understanding_of_strangers(state: State) -> float:
    """M now between units that have not met."""
    now = state.now[0]
    return understanding_after(state, now.strangers, now.time - now.since)


@inlined
def understanding_of_pair(state: State, pair: Pair) -> float:
    """M now between two units that have a record."""
    return understanding_after(
        state, pair.understanding, state.now[0].time - pair.understanding_time
    )


@inlined
def understanding_after(state: State, last: float, elapsed: float) -> float:
    """What understanding has become of its last value after some days."""
    conditions = state.conditions[0]
    floor = learning.understanding_floor(conditions)
    return learning.relax(last, floor, conditions.understanding_decay, elapsed)


@inlined
def faded(state: State) -> float:
    """What has become of a difference in understanding since the stage began; never quite nothing.

    All understanding decays to the same floor at the same rate, so that the difference between
    acquaintances and strangers decays as a whole.
    """
    elapsed = state.now[0].time - state.now[0].since
    return math.exp(-min(state.conditions[0].understanding_decay * elapsed, OLDEST))


@inlined
def is_exact(fade: float) -> bool:
    """Whether that much is left as decay has it, and not only as the least that is kept."""
    return fade > LEAST_LEFT


@compiled
def understand(state: State, place: int, understanding: float) -> None:
    """Write down M of a pair as it is now, and how much closer than strangers that makes the two.

    The latter is kept as it would have been when the stage began: what ``faded`` makes of it holds
    at any time, but for rounding to single precision; or is too much, where all has faded.
    """
    pair = state.pairs[place]
    pair.understanding, pair.understanding_time = understanding, state.now[0].time
    conditions, left = state.conditions[0], faded(state)
    floor = learning.understanding_floor(conditions)
    strangers = floor + (state.now[0].strangers - floor) * left
    entry = state.acquaintances[address_of(state, pair.requester, pair.provider)]
    entry.closer = (understanding - strangers) / left
