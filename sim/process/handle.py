"""From the kind of an event to its handler: the one list of what can happen.

Both clocks come here. The compiled clock calls ``handle``; the agents of the Mesa model call the
same handlers one by one, so that a subclass can replace a reading or a handler.
"""

from __future__ import annotations

from typing import Any

from sim.codes import (
    ASKS_AGAIN,
    CALL_ANSWERED,
    CONTACT,
    DESK_DONE,
    DROPPED,
    END,
    INCIDENT,
    OWN_END,
    OWN_START,
    START,
    WITHDRAWAL,
)
from sim.compiled import compiled
from sim.process import decision, deployment, desks, gates, learning, need


@compiled
def handle(state: Any, kind: int, subject: int) -> None:
    """Let one event happen at the state's present time.

    Args:
        state: The state of the run; ``state.now[0].time`` is the event's time.
        kind: One of the codes of ``sim.codes.EVENTS``.
        subject: Incident, contact, assignment, or visit, by kind.
    """
    if kind == INCIDENT:
        if need.raise_need(state, subject):
            seek_and_ask(state, subject)
    elif kind == CONTACT:
        learning.contact(state, subject)
    elif kind == OWN_START:
        need.start_own(state, subject)
    elif kind == OWN_END:
        need.end_own(state, subject)
    elif kind == CALL_ANSWERED:
        decide_now(state, subject)
    elif kind == DESK_DONE:
        if desks.leave(state, subject):
            decide_now(state, subject // state.now[0].longest_chain)
    elif kind == DROPPED:
        request = state.requests[subject]
        if request.decided == 0:
            willing_provider = gates.willing_to_give(state, request)
            decision.drop(state, subject, willing_provider, gates.permitted(state, request))
    elif kind == ASKS_AGAIN:
        state.requests[subject].decided = 0
        seek_and_ask(state, subject)
    elif kind == START:
        deployment.start(state, subject)
    elif kind == END:
        willing_provider = gates.willing_to_give(state, state.requests[subject])
        deployment.finish(state, subject, willing_provider)
    elif kind == WITHDRAWAL:
        deployment.withdraw(state, subject)


@compiled
def seek_and_ask(state: Any, incident: int) -> None:
    """Find a partner, read the three gates, and ask or not."""
    if not need.seek(state, incident):
        return
    request = state.requests[incident]
    willing_requester = request.willing_requester
    if request.attempts == 0:
        willing_requester = gates.willing_to_ask(state, request)
    willing_provider = gates.willing_to_give(state, request)
    permission = gates.permitted(state, request)
    need.ask(state, incident, willing_requester, willing_provider, permission)


@compiled
def decide_now(state: Any, incident: int) -> None:
    """Read the gates and decide."""
    request = state.requests[incident]
    willing_provider = gates.willing_to_give(state, request)
    permission = gates.permitted(state, request)
    decision.decide(state, incident, willing_provider, permission)
