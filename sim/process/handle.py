"""From the kind of an event to its handler: the one list of what can happen.

Both clocks come here. The compiled clock calls ``handle``; the agents of the Mesa model call the
same handlers one by one, so that a subclass can replace a reading or a handler.
"""

from __future__ import annotations

from sim.process import contacts, decision, deployment, desks, gates, need, stages
from sim.process.now import wanting
from sim.state.codes import (
    ASKS_AGAIN,
    CALL_ANSWERED,
    CONTACT,
    DESK_DONE,
    DROPPED,
    END,
    INCIDENT,
    OWN_END,
    OWN_START,
    STAGE,
    START,
    WITHDRAWAL,
)
from sim.state.compiled import compiled
from sim.state.records import State


@compiled
def willingness_to_ask(state: State, incident: int) -> float:
    """W_R of an incident now; read once, at the need, and kept when it asks again."""
    request = state.requests[incident]
    if request.attempts > 0:
        return request.willing_requester
    return wanting.willing_to_ask(state, request)


@compiled
def willingness_to_give(state: State, incident: int) -> float:
    """W_P of an incident now."""
    return wanting.willing_to_give(state, state.requests[incident])


@compiled
def permission(state: State, incident: int) -> float:
    """P(mogen) of an incident now."""
    return gates.permitted(state, state.requests[incident])


@compiled
def reopen(state: State, incident: int) -> None:
    """A need that asks again is undecided again, and may take another channel."""
    state.requests[incident].decided = 0
    state.requests[incident].informal = 0


@compiled
def seek_and_ask(state: State, incident: int) -> None:
    """Find a partner, read the three gates, and ask or not."""
    if need.seek(state, incident):
        asking = willingness_to_ask(state, incident)
        giving = willingness_to_give(state, incident)
        need.ask(state, incident, asking, giving, permission(state, incident))


@compiled
def decide_now(state: State, incident: int) -> None:
    """Read the gates and decide."""
    giving = willingness_to_give(state, incident)
    decision.decide(state, incident, giving, permission(state, incident))


@compiled
def handle(state: State, kind: int, subject: int) -> None:  # noqa: PLR0912 - a branch per kind
    """Let one event happen at the state's present time.

    Args:
        state: The state of the run; ``state.now[0].time`` is the event's time.
        kind: One of the codes of ``sim.state.codes.EVENTS``.
        subject: Incident, contact, assignment, visit, or stage, by kind.
    """
    if kind == INCIDENT:
        if need.raise_need(state, subject):
            seek_and_ask(state, subject)
    elif kind == CONTACT:
        contacts.take_place(state, subject)
    elif kind == OWN_START:
        need.start_own(state, subject)
    elif kind == OWN_END:
        need.end_own(state, subject)
    elif kind == CALL_ANSWERED:
        decide_now(state, subject)
    elif kind == DESK_DONE:
        if desks.leave(state, subject):
            decide_now(state, desks.incident_of(state, subject))
    elif kind == DROPPED:
        giving = willingness_to_give(state, subject)
        decision.drop(state, subject, giving, permission(state, subject))
    elif kind == ASKS_AGAIN:
        reopen(state, subject)
        seek_and_ask(state, subject)
    elif kind == START:
        deployment.start(state, subject)
    elif kind == END:
        deployment.finish(state, subject, willingness_to_give(state, subject))
    elif kind == WITHDRAWAL:
        deployment.withdraw(state, subject)
    elif kind == STAGE:
        stages.begin(state, subject)
