"""The compiled clock: incidents and contacts in their order, everything else from a calendar.

At equal times days come first, then stages, incidents, contacts, and posted events in the order in
which they were posted. The Mesa clock keeps the same order.

The calendar has a page for each short stretch of time, about as many as there are events; a page is
a list in order of time. Posting an event and taking the next one off then cost the same however
many events wait (Brown 1988, "Calendar queues", Communications of the ACM 31).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.process.handle import handle
from sim.process.now.snapshot import note_course, snapshot
from sim.state.changing import Daily, Event
from sim.state.codes import CONTACT, INCIDENT, STAGE, TRUST_OF_ORGANISATION
from sim.state.compiled import compiled, inlined
from sim.state.kinds import Number, Real, Record, Records, Whole, dtype_of
from sim.state.records import DAILY, State, zeros
from sim.state.shared import share

FINISHED, NEEDS_ROOM = 0, 1
FIRST_ENTRIES, FEWEST_PAGES = 1024, 64
NONE = -1
# Addresses that one event takes at most for each unit that somebody comes to know: all lists that
# it moves to, each twice as long as the one before, of which three eighths at least are in use.
ADDRESSES_MOVED = 6
# Where the next event comes from.
NOTHING, OF_TAPE, OF_CONTACTS, OF_CALENDAR, JUST_POSTED, OF_STAGES = range(6)


class Cursor(Record):
    """Where the clock stands."""

    incident: Whole
    contact: Whole
    day: Whole
    page: Whole
    written: Whole
    free: Whole
    pages_a_day: Real


class Entry(Record):
    """An event on the calendar, with the place of the next one on its page (or of a free place)."""

    time: Real
    subject: Whole
    kind: Number
    next: Number


CURSOR, ENTRY = dtype_of(Cursor), dtype_of(Entry)


class Calendar(NamedTuple):
    """What the clock keeps beside the state.

    Attributes:
        cursor: Where the clock stands (one record).
        pages: The place of the first event of each page.
        entries: Events, and free places for more.
        daily: A snapshot a day, or none.
        places: Where the records of partners stand (``note_course``), where no more is wanted of a
            day than figures draw; else empty.
    """

    cursor: Records[Cursor]
    pages: Any
    entries: Records[Entry]
    daily: Records[Daily]
    places: Any


@inlined
def write_down(calendar: Calendar, event: Event) -> None:
    """Put an event on its page, after all that are not later: they were posted before."""
    cursor, pages, entries = calendar.cursor[0], calendar.pages, calendar.entries
    place = cursor.free
    if place == NONE:
        place = cursor.written
        cursor.written += 1
    else:
        cursor.free = entries[place].next
    entry = entries[place]
    entry.time, entry.kind, entry.subject = event.time, event.kind, event.subject
    page = int(event.time * cursor.pages_a_day)
    before, after = NONE, pages[page]
    while after != NONE and entries[after].time <= event.time:
        before, after = after, entries[after].next
    entry.next = after
    if before == NONE:
        pages[page] = place
    else:
        entries[before].next = place
    cursor.page = min(cursor.page, page)


@inlined
def first_before(calendar: Calendar, time: float, or_at: bool) -> int:
    """Turn the pages to the first event before a time, or at it; returns its place, or NONE."""
    cursor, pages, entries = calendar.cursor[0], calendar.pages, calendar.entries
    last = int(time * cursor.pages_a_day)
    while cursor.page < last and pages[cursor.page] == NONE:
        cursor.page += 1
    place = pages[cursor.page]
    if place == NONE:
        return NONE
    first = entries[place].time
    return place if first < time or (or_at and first == time) else NONE


@inlined
def cross_off(calendar: Calendar, place: int) -> None:
    """Take the first event off the page; its place is free for another."""
    cursor, entry = calendar.cursor[0], calendar.entries[place]
    calendar.pages[cursor.page] = entry.next
    entry.next = cursor.free
    cursor.free = place


@inlined
def take_posted(state: State, calendar: Calendar) -> None:
    """Put what the last handler posted on the calendar; what is beyond the horizon is let go."""
    now = state.now[0]
    for i in range(now.posted):
        if state.agenda[i].time < now.horizon:
            write_down(calendar, state.agenda[i])
    now.posted = 0


@inlined
def is_full(state: State) -> bool:
    """Whether the next event might find no room: it concerns each unit once at most."""
    now, room = state.now[0], len(state.agenda)
    return (
        now.assignments + room > len(state.assignments)
        or now.pairs + room > len(state.pairs)
        or now.acquaintances + ADDRESSES_MOVED * room > len(state.acquaintances)
    )


@inlined
def take_next(state: State, calendar: Calendar, source: int, place: int) -> tuple[int, int]:
    """Take the next event from where it comes; returns its kind and its subject."""
    cursor = calendar.cursor[0]
    if source == OF_TAPE:
        cursor.incident += 1
        return INCIDENT, cursor.incident - 1
    if source == OF_CONTACTS:
        cursor.contact += 1
        return CONTACT, cursor.contact - 1
    if source == OF_STAGES:
        return STAGE, state.now[0].stage
    if source == OF_CALENDAR:
        entry = calendar.entries[place]
        cross_off(calendar, place)
        return entry.kind, entry.subject
    event = state.agenda[0]
    state.now[0].posted = 0
    return event.kind, event.subject


@inlined
def end_day(state: State, calendar: Calendar) -> None:
    """Write down how things stand at the end of a day."""
    cursor = calendar.cursor[0]
    record = calendar.daily[cursor.day]
    state.now[0].time = cursor.day + 1.0
    # Trust between organisations has a record from the first look at it on.
    looked_at = state.theory[0].trust_level == TRUST_OF_ORGANISATION
    if len(calendar.places) > 0 and not looked_at:
        note_course(state, record, cursor.day, calendar.places)
    else:
        snapshot(state, record, cursor.day)
    cursor.day += 1


@compiled
def advance(state: State, calendar: Calendar) -> int:
    """Run until the horizon, or until an array has to grow.

    What a handler posts is often what happens next: then it is not written down at all.

    Args:
        state: The state of the run, shared.
        calendar: The clock's own arrays, shared.

    Returns:
        ``FINISHED`` or ``NEEDS_ROOM``.
    """
    cursor, now = calendar.cursor[0], state.now[0]
    incidents, contacts, daily = state.incidents, state.contacts, calendar.daily
    room = len(state.agenda)
    while True:
        if cursor.written + room > len(calendar.entries) or is_full(state):
            return NEEDS_ROOM
        time, source = now.stage_ends, NOTHING
        if cursor.incident < len(incidents) and incidents[cursor.incident].time < time:
            time, source = incidents[cursor.incident].time, OF_TAPE
        if cursor.contact < len(contacts) and contacts[cursor.contact].time < time:
            time, source = contacts[cursor.contact].time, OF_CONTACTS
        if now.posted == 1 and state.agenda[0].time < time:
            time, source = state.agenda[0].time, JUST_POSTED
        else:
            take_posted(state, calendar)
        place = first_before(calendar, time, source == JUST_POSTED)
        if place != NONE:
            if source == JUST_POSTED:
                take_posted(state, calendar)
            time, source = calendar.entries[place].time, OF_CALENDAR
        while cursor.day < len(daily) and cursor.day + 1.0 <= time:
            end_day(state, calendar)
        now.time = time
        if source == NOTHING:
            if time >= now.horizon:
                return FINISHED
            source = OF_STAGES
        kind, subject = take_next(state, calendar, source, place)
        # In one place: LLVM would translate all handlers anew for each further call.
        handle(state, kind, subject)


def run_clock(state: State, daily: bool) -> tuple[State, Any]:
    """Run a fresh state to its horizon.

    Args:
        state: As ``sim.setting.setting.start`` lays it out.
        daily: Whether to take a snapshot at the end of each day.

    Returns:
        The state at the horizon and the snapshots (empty where none were asked).
    """
    horizon = float(state.now[0].horizon)
    pages = FEWEST_PAGES + 2 * (len(state.incidents) + len(state.contacts))
    calendar = Calendar(
        cursor=zeros(CURSOR, 1),
        # One page more, for rounding may put an event just before the horizon on it.
        pages=np.full(pages + 1, NONE, np.int32),
        entries=zeros(ENTRY, FIRST_ENTRIES),
        daily=zeros(DAILY, int(horizon) if daily else 0),
        places=np.zeros(0, np.int64),
    )
    calendar.cursor[0].free, calendar.cursor[0].pages_a_day = NONE, pages / horizon
    while advance(share(state), share(calendar)) == NEEDS_ROOM:
        if calendar.cursor[0].written + len(state.agenda) > len(calendar.entries):
            calendar = calendar._replace(entries=doubled(calendar.entries))
        state = with_room(state)
    return state, calendar.daily


def doubled(records: Any) -> Any:
    """Return records with as many empty ones behind them."""
    return np.concatenate([records, np.zeros_like(records)]).view(np.recarray)


def with_room(state: State) -> State:
    """Return the state with twice the room for what there is too little room for."""
    now, room, changed = state.now[0], len(state.agenda), {}
    for name, most in (
        ("assignments", room),
        ("pairs", room),
        ("acquaintances", ADDRESSES_MOVED * room),
    ):
        if getattr(now, name) + most > len(getattr(state, name)):
            changed[name] = doubled(getattr(state, name))
    return state._replace(**changed)
