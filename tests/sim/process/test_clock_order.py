"""The order of the compiled clock, in plain Python, against a heap that is sorted by the rule."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import clock
from sim.process.agenda import post
from sim.state.codes import CONTACT, INCIDENT, OWN_END
from sim.state.records import ACQUAINTANCE, ASSIGNMENT, EVENT, PAIR, SCALARS, State, zeros
from sim.streams.tape import CONTACT_DTYPE, INCIDENT_DTYPE

HORIZON, POSTED_AT_MOST = 12.0, 3
# What the clock is made of, beside ``advance`` itself.
PARTS = ("write_down", "first_before", "cross_off", "take_posted", "is_full", "take_next")

Happened = list[tuple[int, int, float]]
# A coarse grid, so that most events have others at the same time.
moments = st.integers(0, int(HORIZON) * 2 - 1).map(lambda half: half / 2.0)
delays = st.integers(0, 8).map(lambda half: half / 2.0)
scripts = st.lists(st.lists(delays, max_size=POSTED_AT_MOST), max_size=40)


def by_the_rule(
    incidents: Sequence[float], contacts: Sequence[float], script: Sequence[Sequence[float]]
) -> Happened:
    """Incidents, contacts and posted events by time; at equal times in this order, as posted.

    The k-th event that happens posts an event after each of the k-th delays of the script.
    """
    waiting = [(time, 0, i, INCIDENT) for i, time in enumerate(incidents)]
    waiting += [(time, 1, i, CONTACT) for i, time in enumerate(contacts)]
    heapq.heapify(waiting)
    happened: Happened = []
    numbers = count()
    while waiting:
        time, _, subject, kind = heapq.heappop(waiting)
        for delay in script[len(happened)] if len(happened) < len(script) else ():
            number = next(numbers)
            if time + delay < HORIZON:
                heapq.heappush(waiting, (time + delay, 2, number, OWN_END))
        happened.append((kind, subject, time))
    return happened


def by_the_clock(
    incidents: Sequence[float], contacts: Sequence[float], script: Sequence[Sequence[float]]
) -> Happened:
    """The same by ``run_clock``, with a handler that posts by the script and room for few."""
    happened: Happened = []
    numbers = count()

    def handler(state: Any, kind: int, subject: int) -> None:
        time = float(state.now[0].time)
        for delay in script[len(happened)] if len(happened) < len(script) else ():
            plain(post)(state, time + delay, OWN_END, next(numbers))
        happened.append((int(kind), int(subject), time))

    with pytest.MonkeyPatch.context() as patched:
        for name in (*PARTS, "advance"):
            patched.setattr(clock, name, plain(getattr(clock, name)))
        patched.setattr(clock, "handle", handler)
        patched.setattr(clock, "share", lambda arrays: arrays)
        patched.setattr(clock, "FIRST_ENTRIES", 2 * POSTED_AT_MOST)
        state, _ = clock.run_clock(state_of(incidents, contacts), daily=False)
    assert state.now[0].time == HORIZON
    return happened


def plain(function: Any) -> Any:
    """Return a function as it was before it was compiled."""
    return getattr(function, "__wrapped__", function)


def state_of(incidents: Sequence[float], contacts: Sequence[float]) -> State:
    """Return a state with what the clock itself reads."""
    given_incidents = zeros(INCIDENT_DTYPE, len(incidents))
    given_contacts = zeros(CONTACT_DTYPE, len(contacts))
    given_incidents["time"], given_contacts["time"] = incidents, contacts
    now = zeros(SCALARS, 1)
    now["horizon"] = now["stage_ends"] = HORIZON
    arrays = {
        "incidents": given_incidents,
        "contacts": given_contacts,
        "now": now,
        "agenda": zeros(EVENT, POSTED_AT_MOST),
        "assignments": zeros(ASSIGNMENT, 8),
        "pairs": zeros(PAIR, 8),
        "acquaintances": zeros(ACQUAINTANCE, 8 * POSTED_AT_MOST),
    }
    return State(**{name: arrays.get(name) for name in State._fields})


@given(
    st.lists(moments, max_size=8).map(sorted), st.lists(moments, max_size=4).map(sorted), scripts
)
def test_the_clock_takes_events_by_time_and_at_equal_times_as_they_were_posted(
    incidents: list[float], contacts: list[float], script: list[list[float]]
) -> None:
    assert by_the_clock(incidents, contacts, script) == by_the_rule(incidents, contacts, script)


def test_what_is_just_posted_comes_after_what_waits_for_the_same_time() -> None:
    """The first need posts an event for day 3; at day 1 the second posts another for day 3."""
    happened = by_the_clock([0.0, 1.0], [], [[3.0], [2.0]])
    assert [subject for kind, subject, _ in happened if kind == OWN_END] == [0, 1]
    assert happened == by_the_rule([0.0, 1.0], [], [[3.0], [2.0]])
