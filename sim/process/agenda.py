"""Posting events: a handler says what is to happen and when; a clock takes it from there."""

from __future__ import annotations

from sim.state.compiled import inlined
from sim.state.records import State


@inlined
def post(state: State, time: float, kind: int, subject: int) -> None:
    """Put an event on the agenda.

    Args:
        state: The state of the run.
        time: When, in days from the start of the warm-up.
        kind: One of the codes of ``sim.state.codes.EVENTS``.
        subject: The request, assignment, or visit that it is about.
    """
    now = state.now[0]
    event = state.agenda[now.posted]
    event.time = time
    event.kind = kind
    event.subject = subject
    now.posted += 1
