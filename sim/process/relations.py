"""Two units and what has grown between them: the records of pairs, and how they stand now.

Where units are many most pairs never meet, so that a pair gets a record when it first needs one.
"""

from __future__ import annotations

from typing import Any

from sim.codes import TRUST_OF_ORGANISATION
from sim.compiled import compiled, inlined
from sim.rules import learning


@inlined
def pair_of(state: Any, requester: int, provider: int) -> Any:
    """Return the record of a pair of units, laid out at the first meeting."""
    pair = requester * state.now[0].units + provider
    if state.met[pair] == 0:
        lay_out(state, pair)
    return state.pairs[state.met[pair]]


@compiled
def lay_out(state: Any, pair: int) -> None:
    """Give a pair of units the next record, as strangers are to each other."""
    now, conditions = state.now[0], state.conditions[0]
    state.met[pair] = now.pairs
    record = state.pairs[now.pairs]
    now.pairs += 1
    record.known = 1
    record.kept = learning.kept_at_start(conditions)
    record.broken = learning.broken_at_start(conditions)
    record.expertise_requester = conditions.expertise_start
    record.expertise_provider = conditions.expertise_start
    record.understanding = conditions.understanding_start


@inlined
def bond_of(state: Any, requester: int, provider: int) -> Any:
    """Return the record that holds trust: the pair's own, or the organisations' (S12)."""
    if state.theory[0].trust_level != TRUST_OF_ORGANISATION:
        return pair_of(state, requester, provider)
    units = state.units
    bond = state.pairs[units[requester].organisation * 3 + units[provider].organisation]
    if bond.known == 0:
        bond.known = 1
        bond.kept = learning.kept_at_start(state.conditions[0])
        bond.broken = learning.broken_at_start(state.conditions[0])
    return bond


@inlined
def trust_of(state: Any, requester: int, provider: int) -> float:
    """T between requester and provider."""
    bond = bond_of(state, requester, provider)
    return learning.trust(bond.kept, bond.broken)


@inlined
def trust_seen(state: Any, requester: int, provider: int) -> float:
    """T between any two units, for who only looks on: strangers get no record by it."""
    strangers = state.met[requester * state.now[0].units + provider] == 0
    if strangers and state.theory[0].trust_level != TRUST_OF_ORGANISATION:
        conditions = state.conditions[0]
        return learning.trust(
            learning.kept_at_start(conditions), learning.broken_at_start(conditions)
        )
    return trust_of(state, requester, provider)


@inlined
def understanding_of(state: Any, requester: int, provider: int) -> float:
    """M between requester and provider now; a partnership has trained together, so 1.

    Strangers need no record: where units are many, most pairs never meet.
    """
    if state.units[provider].partnership == 1:
        return 1.0
    met = state.met[requester * state.now[0].units + provider]
    if met == 0:
        return understanding_of_strangers(state)
    return understanding_of_pair(state, state.pairs[met])


@inlined
def understanding_of_strangers(state: Any) -> float:
    """M now between units that have not met."""
    return understanding_after(state, state.conditions[0].understanding_start, state.now[0].time)


@inlined
def understanding_of_pair(state: Any, pair: Any) -> float:
    """M now between two units that have a record."""
    return understanding_after(
        state, pair.understanding, state.now[0].time - pair.understanding_time
    )


@inlined
def understanding_after(state: Any, last: float, elapsed: float) -> float:
    """What understanding has become of its last value after some days."""
    conditions = state.conditions[0]
    floor = learning.understanding_floor(conditions)
    return learning.relax(last, floor, conditions.understanding_decay, elapsed)
