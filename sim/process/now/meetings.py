"""Who has met whom: whom a requester knows, and where the record of the pair stands.

Where units are many most pairs never meet, so that a pair gets a record when it first needs one.
Those whom a requester has met stand side by side (``state.acquaintances``), for the partner search
asks for all of them; each with the place of the record of the pair, and with how much closer the
two are than strangers. One of them is found by a hash: a requester's list has open addresses, and a
quarter of it at least is empty.
"""

from __future__ import annotations

import numpy as np

from sim.rules import learning
from sim.state.compiled import compiled, inlined
from sim.state.records import State

# A requester's first list has so many addresses; what is too full moves to one twice as long.
FIRST_ROOM = 8
# The unit at an empty address: some unit, so that it can be looked up before it is told apart.
NOBODY = 0


@compiled
def address_of(state: State, requester: int, provider: int) -> int:
    """Return where a provider is among a requester's acquaintances, or would be: an empty one."""
    unit = state.units[requester]
    last = unit.room - 1
    # Multiplicative hashing (Knuth 1998, The Art of Computer Programming 3, 6.4).
    step = int((np.uint64(provider) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)) & last
    while True:
        entry = state.acquaintances[unit.first_acquaintance + step]
        if entry.pair == 0 or entry.unit == provider:
            return unit.first_acquaintance + step
        step = (step + 1) & last


@inlined
def place_if_met(state: State, requester: int, provider: int) -> int:
    """Return the place of a pair's record; 0 where the two have none."""
    return int(state.acquaintances[address_of(state, requester, provider)].pair)


@inlined
def place_of(state: State, requester: int, provider: int) -> int:
    """Return the place of a pair's record, laid out at the first meeting."""
    place = place_if_met(state, requester, provider)
    return place if place > 0 else lay_out(state, requester, provider)


@compiled
def lay_out(state: State, requester: int, provider: int) -> int:
    """Give a pair of units the next record, as strangers are to each other; returns its place."""
    now, conditions = state.now[0], state.conditions[0]
    place = now.pairs
    now.pairs += 1
    enlist(state, requester, provider, place)
    record = state.pairs[place]
    record.requester, record.provider = requester, provider
    record.known = 1
    record.kept = learning.kept_at_start(conditions)
    record.broken = learning.broken_at_start(conditions)
    record.expertise_requester = conditions.expertise_start
    record.expertise_provider = conditions.expertise_start
    record.understanding, record.understanding_time = now.strangers, now.since
    return place


@compiled
def enlist(state: State, requester: int, provider: int, pair: int) -> None:
    """Put a provider on the list of a requester's acquaintances."""
    unit = state.units[requester]
    unit.acquaintances += 1
    if 4 * unit.acquaintances > 3 * unit.room:
        move(state, requester)
    entry = state.acquaintances[address_of(state, requester, provider)]
    entry.unit, entry.pair, entry.closer = provider, pair, 0.0


@compiled
def move(state: State, requester: int) -> None:
    """Move a requester's list behind all others, to twice the room."""
    now, unit = state.now[0], state.units[requester]
    first, end = unit.first_acquaintance, unit.first_acquaintance + unit.room
    unit.first_acquaintance = now.acquaintances
    unit.room = max(FIRST_ROOM, 2 * unit.room)
    now.acquaintances += unit.room
    for place in range(unit.first_acquaintance, now.acquaintances):
        entry = state.acquaintances[place]
        entry.unit, entry.pair = NOBODY, 0
    for place in range(first, end):
        before = state.acquaintances[place]
        if before.pair > 0:
            entry = state.acquaintances[address_of(state, requester, before.unit)]
            entry.unit, entry.pair, entry.closer = before.unit, before.pair, before.closer
