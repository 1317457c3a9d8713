"""Requests on their way, as they stand now: what the map draws a line for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bijstand.page.run.watched import WatchedModel
from sim.state.codes import (
    ALONE,
    END_STATES,
    HELD,
    NO_CAPACITY,
    NO_GO,
    NOBODY,
    NOT_ASKED,
    NOT_PERMITTED,
    OPEN,
    REFUSED,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
    TOO_LATE,
    WITHDRAWN_IN_CONSULTATION,
)

# How long a request that came to nothing stays on the map.
SHOWN_DAYS = 3.0
STAGES = ("waiting", "granted", "deployed", "ended")
GATES = ("want", "can", "may")
NO_GATE = ""

_GATE_OF_STATE = {
    NOT_ASKED: "want",
    REFUSED: "want",
    NO_CAPACITY: "can",
    NOT_PERMITTED: "may",
    TOO_LATE: "may",
}


@dataclass(frozen=True, slots=True)
class Trip:
    """A request on its way.

    Attributes:
        incident: Its number.
        stage: One of ``STAGES``.
        requester: The unit in which the need arose.
        providers: The units that were asked, or whose people go.
        end_state: Its end state so far ("open" while it waits).
        gate: The first gate that was shut, for those that ended so.
        age: Days since it ended, for those that ended.
        consented: Whether consent had been given in advance.
    """

    incident: int
    stage: str
    requester: int
    providers: tuple[int, ...]
    end_state: str
    gate: str
    age: float
    consented: bool


def first_shut_gate(request: Any) -> str:
    """Return the first gate that stopped a request; "" where none did."""
    state = int(request["end_state"])
    if state == WITHDRAWN_IN_CONSULTATION:
        return next((gate for gate in GATES if request[gate] == 0), NO_GATE)
    return _GATE_OF_STATE.get(state, NO_GATE)


def log_of(model: WatchedModel) -> Any:
    """Return the records of the requests that have arisen, in the order of time."""
    log = np.asarray(model.state.requests)[: len(model.state.incidents)]
    arisen = int(np.searchsorted(np.asarray(model.state.incidents)["time"], model.time, "right"))
    return log[:arisen]


def trips(model: WatchedModel, with_consented: bool) -> list[Trip]:
    """Return the requests that are on their way or came to nothing in the last days.

    Args:
        model: The model at its present time.
        with_consented: Whether those with consent in advance are wanted too.
    """
    log = log_of(model)
    now = float(model.time)
    waiting = (log["end_state"] == OPEN) & (log["decided"] == 0) & (log["filed"] == 1)
    granted = (log["end_state"] == OPEN) & (log["decided"] == 1) & (log["people"] != NOBODY)
    deployed = (log["end_state"] == SUPPORTED) & (log["people"] == HELD)
    came_to_nothing = ~np.isin(log["end_state"], (OPEN, ALONE, SUPPORTED))
    ended_at = end_times(log)
    ended = came_to_nothing & (ended_at > now - SHOWN_DAYS)
    shown = waiting | granted | deployed | ended
    if not with_consented:
        shown &= log["consented"] == 0
    found = []
    for place in np.flatnonzero(shown & (log["provider"] >= 0)):
        request = log[place]
        stage = STAGES[
            int(np.argmax([waiting[place], granted[place], deployed[place], ended[place]]))
        ]
        found.append(
            Trip(
                incident=int(place),
                stage=stage,
                requester=int(request["requester"]),
                providers=providers_of(model, request) or (int(request["provider"]),),
                end_state=END_STATES[int(request["end_state"])],
                gate=first_shut_gate(request) if stage == "ended" else NO_GATE,
                age=now - float(ended_at[place]) if stage == "ended" else 0.0,
                consented=bool(request["consented"]),
            )
        )
    return found


def end_times(log: Any) -> Any:
    """Return when each request that came to nothing did so, in days from the warm-up's start."""
    times = np.where(log["decided_time"] > 0.0, log["decided_time"], log["time"])
    late = log["end_state"] == TOO_LATE
    times = np.where(late, log["filed_time"] + 3.0 * log["deadline"], times)
    times = np.where(log["end_state"] == NO_GO, log["start"], times)
    return np.where(log["end_state"] == SUPPORT_WITHDRAWN, log["withdrawal_time"], times)


def providers_of(model: WatchedModel, request: Any) -> tuple[int, ...]:
    """Return the units whose people are held or booked for a request; none where nobody is."""
    units = []
    place = int(request["first_assignment"]) if request["people"] != NOBODY else -1
    while place >= 0:
        units.append(int(model.state.assignments[place].unit))
        place = int(model.state.assignments[place].next)
    return tuple(reversed(units))


def desk_now(model: WatchedModel, incident: int) -> tuple[int, bool] | None:
    """Return the desk at which a filed request is, and whether it waits there in the queue."""
    request = model.state.requests[incident]
    kind = model.state.classes[request.request_class]
    if request.filed == 0 or request.decided == 1 or kind.desks == 0:
        return None
    visits = [
        visit
        for visit in model.journal.visits.get(incident, [])
        if visit.attempt == request.attempts
    ]
    done = {visit.stage for visit in visits if visit.done <= model.time}
    taken_up = {visit.stage for visit in visits} - done
    left = [stage for stage in range(int(kind.desks)) if stage not in done]
    if not left:
        return None
    stage = min(taken_up) if taken_up else left[0]
    return int(model.state.chain[kind.first_desk + stage]), stage not in taken_up


def taken_shares(model: WatchedModel) -> list[tuple[float, float]]:
    """Return for each unit the shares of its people on needs and support, and on own tasks."""
    shares = []
    for unit in model.units:
        strength = unit.strength
        if strength <= 0.0:
            shares.append((0.0, 1.0))
            continue
        busy = min(1.0, unit.busy / strength)
        free = min(1.0 - busy, unit.free / strength)
        shares.append((busy, max(0.0, 1.0 - busy - free)))
    return shares
