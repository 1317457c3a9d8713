"""Little's law on every queue: the number there on average is the rate times the mean stay."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from sim import Conditions
from sim.model import CollaborationModel, Happening
from sim.process.desks import queue_of
from sim.state.codes import DESK_DONE, DROPPED, TOO_LATE
from tests.made.settings_at_random import random_setting


class WatchedQueues(CollaborationModel):
    """A model that keeps, per queue, the integral of its numbers, and each visit's times.

    The numbers are the model's own counters. The times are those of events: a request joins a desk
    when it is filed or leaves the desk before, its officer takes it up when the end of its service
    is put on the agenda, and it gives up when it is dropped.
    """

    def __init__(self, **arguments: Any) -> None:
        self.joined: dict[int, float] = {}
        self.taken_up: dict[int, float] = {}
        self.waited: dict[int, float] = defaultdict(float)
        self.served: dict[int, float] = defaultdict(float)
        super().__init__(**arguments)
        self.last = 0.0
        self.waiting_area = np.zeros(len(self.state.queues))
        self.busy_area = np.zeros(len(self.state.queues))
        self.away_area = np.zeros(len(self.state.units))
        self.officers = self.state.queues["free_officers"].copy()
        for desk in self.state.desks[self.state.desks["officers"] == 0]:
            self.officers[desk.first_queue : desk.first_queue + desk.queues] = 0

    def happen(self, happening: Happening) -> None:
        self.pass_time(self.time)
        subject = happening.subject
        if happening.kind == DESK_DONE:
            self.served[self.place(subject)] += self.time - self.taken_up.pop(subject)
        super().happen(happening)
        if happening.kind == DESK_DONE and self.goes_on(subject):
            self.join(subject + 1)
        if happening.kind == DROPPED and self.state.requests[subject].end_state == TOO_LATE:
            for waiting in [v for v in self.joined if v // self.chain == subject]:
                self.waited[self.place(waiting)] += self.time - self.joined.pop(waiting)

    def goes_on(self, visit: int) -> bool:
        request = self.state.requests[visit // self.chain]
        kind = self.state.classes[request.request_class]
        after = visit % self.chain + 1
        return bool(request.decided == 0 and request.emergency == 0 and after < kind.desks)

    def pass_time(self, now: float) -> None:
        queues, passed = self.state.queues, now - self.last
        self.waiting_area += queues["waiting"] * passed
        self.busy_area += (self.officers - queues["free_officers"]) * passed
        self.away_area += self.state.units["busy"] * passed
        self.last = now

    @property
    def chain(self) -> int:
        return int(self.state.now[0].longest_chain)

    def place(self, visit: int) -> int:
        return int(queue_of(self.shared, visit // self.chain, visit % self.chain))

    def join(self, visit: int) -> None:
        """A request stands at a desk; where it was taken up at once it has not waited."""
        if visit not in self.taken_up:
            self.joined[visit] = self.time

    def _schedule(self, time: float, kind: int, subject: int) -> None:
        super()._schedule(time, kind, subject)
        if kind == DESK_DONE:
            now = self.time
            self.taken_up[subject] = now
            if subject in self.joined:
                self.waited[self.place(subject)] += now - self.joined.pop(subject)
        if kind == DROPPED:
            request = self.state.requests[subject]
            stages = int(self.state.classes[request.request_class].desks)
            for stage in range(stages if request.emergency == 1 else 1):
                self.join(subject * self.chain + stage)

    def close(self) -> None:
        """Count what still stands in a queue at the horizon until then."""
        self.pass_time(self.horizon)
        for visit, since in self.joined.items():
            self.waited[self.place(visit)] += self.horizon - since
        for visit, since in self.taken_up.items():
            self.served[self.place(visit)] += self.horizon - since


def watched(**arguments: Any) -> WatchedQueues:
    model = WatchedQueues(warm_up_days=0, **arguments)
    model.run_until(model.horizon)
    model.close()
    return model


CROWDED: dict[str, Any] = {
    "scenario": "crisis",
    "conditions": Conditions({"desk_time_scale": 4.0, "crisis_size": 10.0}, limits="possible"),
    "days": 440,
    "rng": 3,
}


@pytest.fixture(scope="module")
def crowded() -> WatchedQueues:
    return watched(**CROWDED)


def assert_areas_are_stays(model: WatchedQueues) -> None:
    for area, stays in ((model.waiting_area, model.waited), (model.busy_area, model.served)):
        of_queue = [stays.get(place, 0.0) for place in range(len(area))]
        with_officers = model.officers > 0
        np.testing.assert_allclose(
            area[with_officers], np.array(of_queue)[with_officers], rtol=1e-9, atol=1e-9
        )


def test_requests_at_desks(crowded: WatchedQueues) -> None:
    """L = λW in each queue of each desk, for those who wait (dropped ones until they are dropped)
    and for those with an officer, in a crisis with slow desks."""
    assert max(crowded.waiting_area) > 10.0, "nobody waited: the law would hold of itself"
    dropped = crowded.state.requests["end_state"] == TOO_LATE
    assert dropped.sum() > 10
    assert_areas_are_stays(crowded)


@pytest.mark.parametrize("number", range(2))
def test_requests_at_desks_in_random_settings(number: int) -> None:
    """The same whatever the scenario, policy, theory and conditions."""
    assert_areas_are_stays(watched(rng=number, days=380, **random_setting(number)))


def test_people_of_units(crowded: WatchedQueues) -> None:
    """The integral of a unit's people away is the person-days of its assignments."""
    state = crowded.state
    stays = np.zeros(len(state.units))
    for assignment in state.assignments[: int(state.now[0].assignments)]:
        if math.isfinite(assignment.start):
            end = crowded.horizon if assignment.end < 0.0 else float(assignment.end)
            stays[assignment.unit] += assignment.persons * (end - assignment.start)
    assert stays.sum() > 0.0
    np.testing.assert_allclose(crowded.away_area, stays, rtol=1e-9, atol=1e-6)
