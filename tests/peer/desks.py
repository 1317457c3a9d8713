"""Desks as Mesa agents: officers, waiting lines, and how long a request takes there (E10)."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

import mesa

from sim.streams import chance

if TYPE_CHECKING:
    from sim.world import Desk as Row
    from tests.peer.marks import Marks
    from tests.peer.model import PeerModel
    from tests.peer.needs import Need

EMERGENCY_QUICKER = 0.25
PLACES_PER_ATTEMPT = 1024


class Line:
    """A waiting line and its officers."""

    def __init__(self, officers: int) -> None:
        """Begin with nobody waiting."""
        self.free = officers
        self.waiting: deque[Visit] = deque()


class Desk(mesa.Agent):
    """An approval body, with a line for each region where it is regional."""

    def __init__(self, model: PeerModel, row: Row) -> None:
        """Open the desk."""
        super().__init__(model)
        self.row = row
        self.queues = row.officers > 0
        officers = (1 if row.regional else row.officers) + int(model.conditions.extra_officers)
        regions = model.setting.world.regions if row.regional else ()
        self.common = Line(officers)
        self.by_region = {unit: Line(officers) for unit in regions}

    def line_of(self, need: Need) -> Line:
        """Return the line in which a need waits."""
        return self.by_region.get(need.requester.index, self.common)

    def mean_days(self, need: Marks, emergency: bool) -> float:
        """Mean service time of a need now."""
        c = self.model.conditions
        mean = self.row.mean_days * c.desk_time_scale
        mean *= 1.0 - c.transparency_effect * c.transparency
        mean *= 1.0 + c.barrier_delay * need.barrier()
        mean *= 1.0 - c.urgency_speed * self.model.urgency * need.severity
        return mean * EMERGENCY_QUICKER if emergency else mean

    def receive(self, visit: Visit) -> None:
        """Serve a visit, or let it wait."""
        line = self.line_of(visit.need)
        if not self.queues:
            visit.begin()
        elif line.free > 0:
            line.free -= 1
            visit.begin()
        else:
            line.waiting.append(visit)

    def release_officer(self, need: Need) -> None:
        """An officer is done: the next one in the line."""
        if not self.queues:
            return
        line = self.line_of(need)
        if line.waiting:
            line.waiting.popleft().begin()
        else:
            line.free += 1


class Visit:
    """A need at a desk."""

    def __init__(self, need: Need, desk: Desk, stage: int) -> None:
        """Not yet received."""
        self.need, self.desk, self.stage = need, desk, stage

    def begin(self) -> None:
        """An officer takes it up."""
        need = self.need
        luck = -math.log1p(-need.luck(chance.DESK, need.attempts * PLACES_PER_ATTEMPT + self.stage))
        days = self.desk.mean_days(need, need.emergency) * luck
        need.model.later(self.end, need.model.time + days)

    def end(self) -> None:
        """The officer is done with it."""
        self.desk.release_officer(self.need)
        self.need.leave_desk(self)

    def give_up(self) -> None:
        """Leave the line, if still in it."""
        waiting = self.desk.line_of(self.need).waiting
        if self in waiting:
            waiting.remove(self)
