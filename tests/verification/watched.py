"""A model that checks itself after every event: what must hold whatever the setting."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model import CollaborationModel, Happening
from sim.process.now import readings
from sim.process.now.meetings import place_if_met
from sim.state.codes import (
    CONTACT,
    DESK_DONE,
    OPEN,
    OWN_END,
    OWN_START,
    START,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
)

ROUNDING = 1e-12
# One end per need; only support that has begun can still be withdrawn.
MAY_BECOME = {(SUPPORTED, SUPPORT_WITHDRAWN)}
# What is done between two units, or by one, is looked at where it happened.
SHARES_OF_PAIR = ("expertise_requester", "expertise_provider", "understanding", "agreements_gain")
SHARES_OF_UNIT = ("saturation", "familiarity")


class WatchedModel(CollaborationModel):
    """A model in which every event is followed by a look at all that it may have touched."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.away: list[int] = []
        self.seen_assignments = 0
        self.ends = np.full(len(self.state.incidents), OPEN)
        # A whole person may go where a share of one can be spared; shortages move from day to day.
        self.most = np.ceil(self.state.strengths.max(axis=0))
        self.events = 0
        self.needs = columns(self.state.requests)
        self.of_units = columns(self.state.units)
        self.now = columns(self.state.now)
        self.chain = int(self.now["longest_chain"][0])

    def happen(self, happening: Happening) -> None:
        before = self.now["time"][0]
        super().happen(happening)
        self.events += 1
        assert self.now["time"][0] >= before, "time runs back"
        self.check_people()
        incident = self.incident_of(happening)
        if incident is not None:
            self.check_need(incident, happening.kind)
            self.check_relations(incident)
        assert 0.0 <= readings.aversion(self.shared) <= 1.0

    def incident_of(self, happening: Happening) -> int | None:
        if happening.kind == CONTACT:
            return None
        if happening.kind == DESK_DONE:
            return happening.subject // self.chain
        if happening.kind in (OWN_START, OWN_END):
            request = int(self.state.assignments["request"][happening.subject])
            return request if request >= 0 else None
        return happening.subject

    def check_people(self) -> None:
        """Busy people are those whom the log says are away, whole, and no more than exist."""
        log, count, now = self.state.assignments, int(self.now["assignments"][0]), self.now["time"]
        self.away += range(self.seen_assignments, count)
        self.seen_assignments = count
        start, end = np.asarray(log["start"]), np.asarray(log["end"])
        self.away = [i for i in self.away if end.item(i) < 0.0]
        there = np.array([i for i in self.away if start.item(i) <= now[0]], np.int64)
        busy = self.of_units["busy"]
        who, persons = np.asarray(log["unit"])[there], np.asarray(log["persons"])[there]
        by_log = np.bincount(who, weights=persons, minlength=len(busy))
        assert (busy == by_log).all(), "busy people are not those who are away"
        assert (busy >= 0).all(), "somebody came home twice"
        assert (busy <= self.most).all(), "people in two places"
        assert (busy == np.round(busy)).all(), "half a person is busy"

    def check_need(self, incident: int, kind: int) -> None:
        need = {name: column.item(incident) for name, column in self.needs.items()}
        was, now = int(self.ends[incident]), need["end_state"]
        assert was in (OPEN, now) or (was, now) in MAY_BECOME, "a need ends twice"
        self.ends[incident] = now
        assert 0.0 <= need["y0"] <= need["y1"] + ROUNDING
        assert need["y1"] <= 1.0 + ROUNDING
        if need["started"] == 0:
            assert need["y1"] == need["y0"], "something was achieved without support"
        for share in ("willing_requester", "shared_information"):
            assert 0.0 <= need[share] <= 1.0, share
        if kind == START and need["started"] == 1 and now == SUPPORTED:
            self.check_deployment(need)

    def check_deployment(self, need: dict[str, Any]) -> None:
        """Who is deployed was approved before, unless the two worked it out among themselves."""
        assert need["want"] == need["can"] == need["may"] == 1
        assert need["decided"] == 1 and need["decided_time"] <= need["start"]
        assert need["start"] <= self.now["time"][0]
        assert need["persons"] > 0.0 and need["offered"] > 0.0
        if need["informal"] == 0:
            assert need["filed"] == 1, "formal work that was never filed"
            assert need["time"] <= need["filed_time"] <= need["decided_time"]

    def check_relations(self, incident: int) -> None:
        requester, provider = (int(self.needs[w][incident]) for w in ("requester", "provider"))
        for unit in {requester, provider} - {-1}:
            for name in SHARES_OF_UNIT:
                assert 0.0 <= self.of_units[name].item(unit) <= 1.0, name
        met = place_if_met(self.shared, requester, provider) if provider >= 0 else 0
        if met > 0:
            pair = self.state.pairs[met]
            for name in SHARES_OF_PAIR:
                assert 0.0 <= pair[name] <= 1.0, name
            for name in ("kept", "broken"):
                assert pair[name] >= 0.0, name


def columns(records: Any) -> dict[str, np.ndarray]:
    """Return the fields of records as plain arrays on the same memory, quick to look into."""
    return {name: np.asarray(records[name]) for name in records.dtype.names}
