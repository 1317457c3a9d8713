"""Who has met whom: where the record of a pair stands, and whom a requester knows.

Where units are many most pairs never meet, so that a pair gets a record when it first needs one.
It is found by a hash of its two units (``state.met``: open addresses, at most half of them taken).
For the partner search, which asks how well a requester knows each of a hundred candidates, those
that a requester has met stand side by side (``state.acquaintances``), each with how much closer
the two are than strangers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.compiled import compiled, inlined
from sim.records import PAIRS_OF_ORGANISATIONS
from sim.rules import learning

# A requester's list of acquaintances starts with room for so many; what is full moves to twice it.
FIRST_ROOM = 8


@compiled
def address_of(state: Any, requester: int, provider: int) -> int:
    """Return where the place of a pair's record is, or would be, written down."""
    met, pairs = state.met, state.pairs
    key = np.uint64(requester * state.now[0].units + provider)
    # Multiplicative hashing (Knuth 1998, The Art of Computer Programming 3, 6.4).
    last = len(met) - 1
    address = int((key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & last
    while met[address] > 0:
        pair = pairs[met[address]]
        if pair.requester == requester and pair.provider == provider:
            break
        address = (address + 1) & last
    return address


@inlined
def place_if_met(state: Any, requester: int, provider: int) -> int:
    """Return the place of a pair's record; 0 where the two have none."""
    return int(state.met[address_of(state, requester, provider)])


@inlined
def place_of(state: Any, requester: int, provider: int) -> int:
    """Return the place of a pair's record, laid out at the first meeting."""
    place = place_if_met(state, requester, provider)
    return place if place > 0 else lay_out(state, requester, provider)


@compiled
def lay_out(state: Any, requester: int, provider: int) -> int:
    """Give a pair of units the next record, as strangers are to each other; returns its place."""
    now, conditions = state.now[0], state.conditions[0]
    place = now.pairs
    now.pairs += 1
    state.met[address_of(state, requester, provider)] = place
    record = state.pairs[place]
    record.requester, record.provider = requester, provider
    record.acquaintance = enlist(state, requester, provider, place)
    record.known = 1
    record.kept = learning.kept_at_start(conditions)
    record.broken = learning.broken_at_start(conditions)
    record.expertise_requester = conditions.expertise_start
    record.expertise_provider = conditions.expertise_start
    record.understanding = conditions.understanding_start
    return place


@compiled
def enlist(state: Any, requester: int, provider: int, pair: int) -> int:
    """Put a provider on the list of a requester's acquaintances; returns its place there."""
    unit = state.units[requester]
    if unit.acquaintances == unit.room:
        move(state, unit)
    place = unit.first_acquaintance + unit.acquaintances
    unit.acquaintances += 1
    entry = state.acquaintances[place]
    entry.unit, entry.pair, entry.closer = provider, pair, 0.0
    return place


@compiled
def move(state: Any, unit: Any) -> None:
    """Move a unit's list of acquaintances behind all others, with twice the room."""
    now, old = state.now[0], unit.first_acquaintance
    unit.first_acquaintance = now.acquaintances
    unit.room = max(FIRST_ROOM, 2 * unit.room)
    now.acquaintances += unit.room
    for i in range(unit.acquaintances):
        place = unit.first_acquaintance + i
        before, entry = state.acquaintances[old + i], state.acquaintances[place]
        entry.unit, entry.pair, entry.closer = before.unit, before.pair, before.closer
        state.pairs[entry.pair].acquaintance = place


@compiled
def find_addresses(state: Any) -> None:
    """Write down anew where all records of pairs are, in an empty table of another length."""
    for place in range(PAIRS_OF_ORGANISATIONS, state.now[0].pairs):
        pair = state.pairs[place]
        state.met[address_of(state, pair.requester, pair.provider)] = place
