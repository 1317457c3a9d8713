"""What must hold at every event, whatever the conditions: people, end states, ranges, time."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.codes import END_STATES, HELD, SUPPORTED
from sim.model import CollaborationModel, Happening
from sim.process.contacts import NO_REQUEST
from sim.records import State
from tests.settings_at_random import random_setting

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class WatchedModel(CollaborationModel):
    """A model that checks itself after every event."""

    def happen(self, happening: Happening) -> None:
        before = self.state.now[0].time
        super().happen(happening)
        assert self.state.now[0].time >= before, "time runs back"
        units = self.state.units
        assert (units["busy"] >= 0).all(), "somebody came home twice"
        assert (units["busy"] <= np.ceil(units["persons"])).all(), "people in two places"
        assert (units["busy"] == np.round(units["busy"])).all(), "half a person is busy"


def people_away(state: State) -> np.ndarray:
    """Persons per unit that the log says are away: own people out, and people held."""
    away = np.zeros(len(state.units))
    for i in range(int(state.now[0].assignments)):
        assignment = state.assignments[i]
        if assignment.end >= 0 or assignment.start > state.now[0].time:
            continue
        if assignment.request == NO_REQUEST:
            away[assignment.unit] += assignment.persons
            continue
        request = state.requests[assignment.request]
        booked_own = assignment.own == 1 and (
            state.classes[request.request_class].planned == 1
            and assignment.start < request.time + request.deadline
        )
        if (assignment.own == 1 and not booked_own) or (
            assignment.own == 0 and request.people == HELD
        ):
            away[assignment.unit] += assignment.persons
    return away


@FEW
@given(number=st.integers(0, 10_000))
def test_persons_are_conserved_at_every_event(number: int) -> None:
    model = WatchedModel(rng=number, days=390, warm_up_days=0, **random_setting(number))
    model.run_until(model.horizon)
    np.testing.assert_array_equal(people_away(model.state), model.state.units["busy"])


@FEW
@given(number=st.integers(0, 10_000))
def test_every_need_ends_once_and_states_stay_in_range(number: int) -> None:
    model = CollaborationModel(rng=number, days=390, warm_up_days=0, **random_setting(number))
    model.run_until(model.horizon)
    log = model.requests()
    assert set(log.end_state) <= set(END_STATES)
    assert (log.y0 >= 0).all() and (log.y0 <= log.y1).all() and (log.y1 <= 1 + 1e-12).all()
    assert (log.y1[log.gap <= 0] == log.y0[log.gap <= 0]).all()
    ended = log[~log.end_state.isin(["supported", "support_withdrawn"])]
    assert (ended.y1 == ended.y0).all(), "something was achieved without support"
    supported = log[log.end_state == "supported"]
    assert (supported.want & supported.can & supported.may).all()
    assert (supported.lead_time_days >= 0).all() and (supported.persons > 0).all()
    pairs = model.state.pairs[model.state.pairs["known"] == 1]
    for name in ("expertise_requester", "expertise_provider", "understanding"):
        assert ((pairs[name] >= 0) & (pairs[name] <= 1)).all(), name
    assert (pairs["kept"] >= 0).all() and (pairs["broken"] >= 0).all()
    daily = model.daily()
    assert daily.aversion.between(0, 1).all() and daily.trust.between(0, 1).all()


@FEW
@given(number=st.integers(0, 10_000))
def test_nobody_is_deployed_before_approval(number: int) -> None:
    model = CollaborationModel(rng=number, days=390, warm_up_days=0, **random_setting(number))
    model.run_until(model.horizon)
    log = model.state.requests[: len(model.state.incidents)]
    started = log[log["end_state"] == SUPPORTED]
    assert (started["decided"] == 1).all()
    assert (started["start"] >= started["decided_time"]).all()
    formal = started[started["informal"] == 0]
    assert (formal["decided_time"] >= formal["filed_time"]).all()
    assert (formal["filed"] == 1).all()
