"""The compiled clock: incidents and contacts in their order, everything else from a binary heap.

At equal times days come first, then incidents, contacts, and posted events in the order in which
they were posted. The Mesa clock keeps the same order.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.codes import CONTACT, INCIDENT
from sim.compiled import compiled, inlined
from sim.process.handle import handle
from sim.process.snapshot import snapshot
from sim.records import DAILY, EVENT, State, zeros
from sim.shared import share

CURSOR = np.dtype([(name, np.int64) for name in ("incident", "contact", "day", "size", "order")])
FINISHED, NEEDS_ROOM = 0, 1
FIRST_HEAP_SIZE = 1024


@inlined
def precedes(a: Any, b: Any) -> bool:
    """Whether event a comes before event b."""
    return a.time < b.time or (a.time == b.time and a.order < b.order)


@inlined
def copy(to: Any, event: Any) -> None:
    """Copy an event's fields."""
    to.time, to.order, to.kind, to.subject = event.time, event.order, event.kind, event.subject


@inlined
def push(heap: Any, size: int, event: Any) -> None:
    """Sift a new event up from the end of the heap."""
    place = size
    while place > 0:
        parent = (place - 1) >> 1
        if not precedes(event, heap[parent]):
            break
        copy(heap[place], heap[parent])
        place = parent
    copy(heap[place], event)


@inlined
def remove_first(heap: Any, size: int) -> None:
    """Take the first event off: the last one sifts down from the top."""
    last = heap[size - 1]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size - 1:
            break
        if child + 1 < size - 1 and precedes(heap[child + 1], heap[child]):
            child += 1
        if not precedes(heap[child], last):
            break
        copy(heap[place], heap[child])
        place = child
    copy(heap[place], last)


@inlined
def take_posted(state: Any, cursor: Any, heap: Any) -> None:
    """Move what the last handler posted onto the heap; what lies beyond the horizon is let go."""
    now = state.now[0]
    for i in range(now.posted):
        event = state.agenda[i]
        event.order = cursor.order
        cursor.order += 1
        if event.time < now.horizon:
            push(heap, cursor.size, event)
            cursor.size += 1
    now.posted = 0


@compiled
def advance(state: Any, cursors: Any, heap: Any, daily: Any) -> int:
    """Run until the horizon, or until an array has to grow.

    Args:
        state: The state of the run.
        cursors: Where the clock stands (one record).
        heap: Room for events.
        daily: Room for a snapshot a day, or empty for none.

    Returns:
        ``FINISHED`` or ``NEEDS_ROOM``.
    """
    cursor, now = cursors[0], state.now[0]
    incidents, contacts = state.incidents, state.contacts
    while True:
        room = len(state.agenda)
        if cursor.size + room > len(heap) or now.assignments + room > len(state.assignments):
            return NEEDS_ROOM
        time, source = now.horizon, 0
        if cursor.incident < len(incidents) and incidents[cursor.incident].time < time:
            time, source = incidents[cursor.incident].time, 1
        if cursor.contact < len(contacts) and contacts[cursor.contact].time < time:
            time, source = contacts[cursor.contact].time, 2
        if cursor.size > 0 and heap[0].time < time:
            time, source = heap[0].time, 3
        while cursor.day < len(daily) and cursor.day + 1.0 <= time:
            now.time = cursor.day + 1.0
            snapshot(state, daily[cursor.day], cursor.day)
            cursor.day += 1
        if source == 0:
            now.time = now.horizon
            return FINISHED
        now.time = time
        if source == 1:
            cursor.incident += 1
            handle(state, INCIDENT, cursor.incident - 1)
        elif source == 2:
            cursor.contact += 1
            handle(state, CONTACT, cursor.contact - 1)
        else:
            kind, subject = heap[0].kind, heap[0].subject
            remove_first(heap, cursor.size)
            cursor.size -= 1
            handle(state, kind, subject)
        take_posted(state, cursor, heap)


def run_clock(state: State, daily: bool) -> tuple[State, Any]:
    """Run a fresh state to its horizon.

    Args:
        state: As ``sim.setting.start`` lays it out.
        daily: Whether to take a snapshot at the end of each day.

    Returns:
        The state at the horizon and the snapshots (empty where none were asked).
    """
    cursors, heap = zeros(CURSOR, 1), zeros(EVENT, FIRST_HEAP_SIZE)
    snapshots = zeros(DAILY, int(state.now[0].horizon) if daily else 0)
    while advance(share(state), cursors, heap, snapshots) == NEEDS_ROOM:
        heap = np.concatenate([heap, zeros(EVENT, len(heap))]).view(np.recarray)
        state = with_room(state)
    return state, snapshots


def with_room(state: State) -> State:
    """Return the state with twice the room for assignments."""
    more = np.concatenate([state.assignments, np.zeros_like(state.assignments)])
    return state._replace(assignments=more.view(np.recarray))
