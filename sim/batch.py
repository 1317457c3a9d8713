"""Many runs of one setting in one compiled call: tape, layout, clock and sums, run after run.

What Python does for a single run takes it a tenth of the run's time, with the interpreter's lock in
its hand. In a batch (``sim.many``) the arrays of a run are laid out once, with room for any seed,
and each run is written over the one before. The numbers are those of ``sim.run.simulate`` to the
last bit, for the same compiled functions make them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from sim import chance
from sim.clock import FINISHED, NONE
from sim.compiled import compiled
from sim.loads import draw_loads, own_loads
from sim.records import State
from sim.tally import tally
from sim.tape import (
    KEY_CLASSES,
    KEY_CONTACTS,
    KEY_FIXED,
    draw_meetings,
    draw_points,
    in_order,
    mark,
)

_INCIDENTS, _CONTACTS = State._fields.index("incidents"), State._fields.index("contacts")
# Where the list of arrays (``sim.shared``) has the count and the first length of an array.
_COUNT, _LENGTH = 2, 5


class Given(NamedTuple):
    """What a setting gives to the tape of each run: as ``sim.setting.draw_tape`` takes it."""

    rates: Any
    demand: Any
    fixed: Any
    pairs: Any
    shares: Any
    police: Any
    span: Any


class Room(NamedTuple):
    """The arrays that a run is drawn into; bytes that are set back before each run as words.

    Attributes:
        points: Incidents before they are in order.
        meetings: Contacts before they are in order.
        incidents: The state's own.
        contacts: The state's own.
        loads: The state's own.
        requests, assignments, next_visit: The state's own, as words: empty before each run.
        pages: The calendar's own.
        now: All that is written over by a copy of ``fresh``.
        fresh: As things stand at the start.
        listed: The list of the state's arrays.
    """

    points: Any
    meetings: Any
    incidents: Any
    contacts: Any
    loads: Any
    requests: Any
    assignments: Any
    next_visit: Any
    pages: Any
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
def draw_run(given: Any, room: Any, state: Any, keys: Any) -> bool:
    """Draw the tape of a run into its arrays, as ``sim.tape`` does; False where room is short."""
    span, drawn = float(given.demand.shape[1]), len(room.points) - len(given.fixed)
    count = draw_points(keys[KEY_CLASSES:], given.rates, given.demand, room.points[:drawn])
    met = draw_meetings(keys[KEY_CONTACTS:], given.pairs, given.shares, span, room.meetings)
    if count > drawn or met > len(room.meetings):
        return False
    for number in range(len(given.fixed)):
        room.points[count + number] = given.fixed[number]
        room.points[count + number].key = chance.bits(keys[KEY_FIXED], chance.POINT, number)
    count += len(given.fixed)
    points, meetings = room.points[:count], room.meetings[:met]
    order = in_order(points["time"], span)
    for i in range(count):
        room.incidents[i] = points[order[i]]
    mark(room.incidents[:count])
    order = in_order(meetings["time"], span)
    for i in range(met):
        room.contacts[i] = meetings[order[i]]
    normals = draw_loads(keys, room.loads.shape[1], room.loads.shape[0])
    room.loads[:] = own_loads(normals, given.police, state.days, state.conditions[0])
    room.listed[_INCIDENTS, _COUNT], room.listed[_INCIDENTS, _LENGTH] = count, count
    room.listed[_CONTACTS, _COUNT], room.listed[_CONTACTS, _LENGTH] = met, met
    return True


@compiled
def run_keys(
    given: Any, room: Any, state: Any, calendar: Any, clock: int, keys: Any, found: Any, ends: Any
) -> int:
    """Do runs one after the other.

    Args:
        given: What the setting gives.
        room: The arrays of a run.
        state: The same arrays, shared.
        calendar: The clock's own arrays, shared.
        clock: The address of ``advance``.
        keys: The keys of each run.
        found: Records of ``SUMS``, empty, to fill.
        ends: Needs per end state, runs x end states, to fill.

    Returns:
        How many runs were done; fewer than asked where an array has to grow for the next one.
    """
    for run in range(len(keys)):
        if not draw_run(given, room, state, keys[run]):
            return run
        incidents = max(1, len(state.incidents))
        room.requests[:incidents] = 0
        room.next_visit[: incidents * state.now[0].longest_chain] = 0
        room.assignments[: state.now[0].assignments] = 0
        room.pages[:] = NONE
        room.now[:] = room.fresh
        if call_clock(clock, state, calendar) != FINISHED:  # type: ignore[call-arg]
            return run
        tally(state, given.span[0], given.span[1], found[run], ends[run])
    return len(keys)
