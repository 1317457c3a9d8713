"""The Mesa model with a journal: what a reader wants to see and the model does not keep.

Watching changes nothing: the same seed gives the same numbers as ``sim.simulate``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bijstand.page.run.reading import READING, read
from sim.agents import CivilUnit, MilitaryUnit, PartnershipUnit, UnitAgent
from sim.model import CollaborationModel
from sim.process.desks import incident_of
from sim.process.now import readings
from sim.state.codes import CIVIL, DESK_DONE, JOINT, MILITARY, OPEN
from sim.state.records import zeros


@dataclass(frozen=True, slots=True)
class Visit:
    """A request at a desk: which stage of its chain, and from when to when an officer had it."""

    attempt: int
    stage: int
    taken_up: float
    done: float


@dataclass(slots=True)
class Journal:
    """What was seen on the way.

    Attributes:
        visits: The visits to desks of each request that went through desks.
        readings: The readings of the gates of each request without consent in advance, the first
            at its asking, the last at its decision.
        queues: Requests that waited at each desk, a list per day.
    """

    visits: dict[int, list[Visit]] = field(default_factory=dict)
    readings: dict[int, list[Any]] = field(default_factory=dict)
    queues: list[list[int]] = field(default_factory=list)


class WatchedUnit(UnitAgent):
    """A unit whose readings of the gates are written down."""

    model: WatchedModel

    @property
    def free(self) -> float:
        """Persons that neither needs nor own tasks nor NATO have taken."""
        return float(readings.free_at_home(self.model.shared, self.index))

    def permission(self, incident: int) -> float:
        """P(mogen), read last of the three: here the whole reading is taken."""
        self.model.note_gates(incident)
        return super().permission(incident)


class _WatchedCivil(WatchedUnit, CivilUnit):
    """A unit of the civil side, watched."""


class _WatchedMilitary(WatchedUnit, MilitaryUnit):
    """A unit of the military side, watched."""


class _WatchedPartnership(WatchedUnit, PartnershipUnit):
    """A partnership, watched."""


_WATCHED: dict[int, type[UnitAgent]] = {
    CIVIL: _WatchedCivil,
    MILITARY: _WatchedMilitary,
    JOINT: _WatchedPartnership,
}


class WatchedModel(CollaborationModel):
    """The model, with a journal of its requests and desks."""

    units: list[WatchedUnit]
    agent_of = _WATCHED

    def __init__(self, **arguments: Any) -> None:
        """Set up the model; the arguments are those of ``CollaborationModel``.

        Raises:
            UserError: For any name or value that is not allowed.
        """
        self.journal = Journal()
        super().__init__(**arguments)

    def step(self) -> None:
        """A day has passed: note the queues beside the snapshot."""
        super().step()
        self.journal.queues.append([desk.waiting for desk in self.desks])

    def note_gates(self, incident: int) -> None:
        """Write down what the gates of a request rest on now."""
        # As a plain array: a field of a record takes ten times as long to find.
        request = np.asarray(self.state.requests)[incident]
        # A request that is decided is read once more when it would have been dropped.
        if request["consented"] == 1 or request["decided"] == 1 or request["end_state"] != OPEN:
            return
        reading = zeros(READING, 1)
        read(self.shared, incident, reading[0])
        self.journal.readings.setdefault(incident, []).append(reading[0])

    def _schedule(self, time: float, kind: int, subject: int) -> None:
        """Schedule an event; the end of a visit is scheduled when an officer takes it up."""
        if kind == DESK_DONE:
            incident = int(incident_of(self.shared, subject))
            stage = subject - incident * int(np.asarray(self.state.now)["longest_chain"][0])
            attempt = int(np.asarray(self.state.requests)["attempts"][incident])
            visit = Visit(attempt, stage, float(self.time), time)
            self.journal.visits.setdefault(incident, []).append(visit)
        super()._schedule(time, kind, subject)
