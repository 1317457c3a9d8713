"""Runs of a setting in one compiled call: tape, layout, clock and sums, run after run.

What Python does for a single run takes it a tenth of the run's time, with the interpreter's lock in
its hand. In a batch (``sim.batches.many``) the arrays of a run are laid out once, with room for any
seed, and each run is written over the one before. What its tape has in common with the next
one's is not drawn again. The numbers are those of ``sim.run.simulate`` to the last bit, for
the same compiled functions make them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from sim.clock import FINISHED, NONE
from sim.measures.portrait import portray
from sim.measures.tally import tally
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance
from sim.streams.loads import draw_loads, write_loads
from sim.streams.tape import (
    KEY_CLASSES,
    KEY_CONTACTS,
    KEY_FIXED,
    draw_meetings,
    draw_points,
    in_order,
    mark,
)

_INCIDENTS, _CONTACTS = State._fields.index("incidents"), State._fields.index("contacts")
# Where the list of arrays (``sim.state.shared``) has the count, the address and the first length of
# an array.
_COUNT, _ADDRESS, _LENGTH = 2, 4, 5
# The parts of a tape that are drawn each by itself, and by which names of ``Given``.
GIVEN = (("rates", "spreads", "demand", "fixed"), ("pairs", "shares", "starts"), ())
PARTS = len(GIVEN)
_OF_INCIDENTS, _OF_CONTACTS, _OF_LOADS = range(PARTS)


class Given(NamedTuple):
    """What a setting gives to the tape of each run, as ``draw_tape`` takes it."""

    rates: Any
    spreads: Any
    demand: Any
    fixed: Any
    pairs: Any
    shares: Any
    starts: Any
    sides: Any
    own_loads: Any
    span: Any
    passing: Any


class Arrays(NamedTuple):
    """The arrays that a run is drawn into; bytes that are set back before each run as words.

    Attributes:
        points: Incidents before they are in order.
        meetings: Contacts before they are in order.
        incidents: By slot; the state has those of the run.
        contacts: By slot; the state has those of the run.
        counts: How many incidents and contacts there are in each slot.
        addresses: Where the incidents and contacts of each slot stand.
        normals: By slot, from which the loads follow.
        loads: The state's own.
        requests, pairs: The state's own, as words: empty before each run.
        pages: The calendar's own.
        daily, places: The calendar's own, as words: zeros before each run; empty where nobody asks.
        now: All that is written over by a copy of ``fresh``.
        fresh: As things stand at the start.
        listed: The list of the state's arrays.
    """

    points: Any
    meetings: Any
    incidents: Any
    contacts: Any
    counts: Any
    addresses: Any
    normals: Any
    loads: Any
    requests: Any
    pairs: Any
    pages: Any
    daily: Any
    places: Any
    now: Any
    fresh: Any
    listed: Any


@intrinsic
def call_clock(_context: Any, address: Any, state: Any, calendar: Any) -> Any:
    """Call ``advance`` by its address: linked in, it would be compiled again for some seconds."""
    signature = types.int64(address, state, calendar)

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        convention = context.call_conv
        kind = convention.get_function_type(types.int64, (state, calendar))
        clock = builder.inttoptr(arguments[0], kind.as_pointer())
        status, value = convention.call_function(
            builder, clock, types.int64, (state, calendar), arguments[1:]
        )
        with cgutils.if_unlikely(builder, status.is_error):
            convention.return_status_propagate(builder, status)
        return value

    return signature, code


@compiled
def draw_run(given: Any, room: Any, state: State, keys: Any, slots: Any, stale: Any) -> bool:
    """Draw the stale parts of a tape as ``sim.streams.tape`` does; False where room is short."""
    span = float(given.demand.shape[1])
    of_needs, of_contacts, of_loads = slots
    if stale[_OF_INCIDENTS] and not draw_needs(given, room, keys, span, of_needs):
        return False
    if stale[_OF_CONTACTS] and not draw_contacts(given, room, keys, span, of_contacts):
        return False
    if stale[_OF_LOADS]:
        room.normals[of_loads] = draw_loads(keys, room.loads.shape[1], room.loads.shape[0])
    hand_over(room, _OF_INCIDENTS, of_needs, _INCIDENTS)
    hand_over(room, _OF_CONTACTS, of_contacts, _CONTACTS)
    normals, conditions = room.normals[of_loads], state.conditions[0]
    write_loads(normals, given.sides, given.own_loads, state.days, conditions, room.loads)
    return True


@compiled
def draw_needs(given: Any, room: Any, keys: Any, span: float, slot: int) -> bool:
    """Draw the incidents of a tape; False where room is short."""
    drawn = len(room.points) - len(given.fixed)
    count = draw_points(keys[KEY_CLASSES:], given.rates, given.demand, room.points[:drawn])
    if count > drawn:
        return False
    for number in range(len(given.fixed)):
        room.points[count + number] = given.fixed[number]
        room.points[count + number].key = chance.bits(keys[KEY_FIXED], chance.POINT, number)
    count += len(given.fixed)
    order = in_order(room.points[:count]["time"], span)
    incidents = room.incidents[slot]
    for i in range(count):
        incidents[i] = room.points[order[i]]
    mark(incidents[:count], given.spreads)
    room.counts[_OF_INCIDENTS, slot] = count
    return True


@compiled
def draw_contacts(given: Any, room: Any, keys: Any, span: float, slot: int) -> bool:
    """Draw the contacts of a tape; False where room is short."""
    met = draw_meetings(
        keys[KEY_CONTACTS:], given.pairs, given.shares, given.starts, span, room.meetings
    )
    if met > len(room.meetings):
        return False
    order = in_order(room.meetings[:met]["time"], span)
    contacts = room.contacts[slot]
    for i in range(met):
        contacts[i] = room.meetings[order[i]]
    room.counts[_OF_CONTACTS, slot] = met
    return True


@compiled
def hand_over(room: Any, part: int, slot: int, array: int) -> None:
    """Let the state have an array as it stands in a slot; nothing here reads it of the state."""
    count = room.counts[part, slot]
    room.listed[array, _ADDRESS] = room.addresses[part, slot]
    room.listed[array, _COUNT], room.listed[array, _LENGTH] = count, count


@compiled
def run_keys(
    given: Any,
    room: Any,
    state: State,
    calendar: Any,
    clock: int,
    keys: Any,
    slots: Any,
    stale: Any,
    found: Any,
    ends: Any,
    portraits: Any,
) -> int:
    """Do runs one after the other.

    Args:
        given: What the setting gives.
        room: The arrays of a run.
        state: The same arrays, shared.
        calendar: The clock's own arrays, shared.
        clock: The address of ``advance``.
        keys: The keys of each run.
        slots: Where each of the ``PARTS`` of the tape of each run stands (``sim.batches.tapes``).
        stale: Which of them have to be drawn.
        found: Records of ``SUMS``, empty, to fill.
        ends: Needs per end state, runs x end states, to fill.
        portraits: What figures draw (``Portraits``), to fill; of no runs where nobody asks.

    Returns:
        How many runs were done; fewer than asked where an array has to grow for the next one.
    """
    for run in range(len(keys)):
        if not draw_run(given, room, state, keys[run], slots[run], stale[run]):
            return run
        room.requests[: max(1, len(state.incidents))] = 0
        room.pairs[: state.now[0].pairs] = 0
        room.pages[:] = NONE
        room.daily[:] = 0
        room.places[:] = 0
        room.now[:] = room.fresh
        if call_clock(clock, state, calendar) != FINISHED:  # type: ignore[call-arg]  # Numba's
            return run
        tally(state, given.span[0], given.span[1], given.passing, found[run], ends[run])
        if len(portraits.ends):
            portraits.ends[run] = ends[run]
            lost, courses = portraits.lost[run], portraits.courses[run]
            portray(state, calendar.daily, given.span[0], lost, courses)
    return len(keys)
