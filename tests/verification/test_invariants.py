"""Invariants, after every event of runs with random settings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.state.codes import END_STATES, INCIDENT, NOT_ASKED, OPEN, SUPPORTED
from tests.made.settings_at_random import random_setting
from tests.verification.watched import WatchedModel

FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(number=st.integers(0, 10_000))
def test_what_must_hold_at_every_event(number: int) -> None:
    """Whatever the scenario, policy, theory and conditions: persons are conserved in each unit and
    nobody is in two places; a need ends once, and nothing is achieved without support; 0 ≤ y0 ≤ y1
    ≤ 1, also after a leak; states stay in [0, 1]; time never runs back; no formal deployment
    without filing and approval before it."""
    model = WatchedModel(rng=number, days=390, warm_up_days=0, **random_setting(number))
    model.run_until(model.horizon)
    assert model.events > 2 * len(model.state.incidents)
    log = model.state.requests[: len(model.state.incidents)]
    np.testing.assert_array_equal(log["end_state"], model.ends, "a need ended without an event")
    assert set(np.unique(log["end_state"])) <= set(range(len(END_STATES)))
    waits = log[log["end_state"] == OPEN]
    assert (waits["started"] == 0).all() and (waits["y1"] == waits["y0"]).all()
    daily = model.daily()
    for state in ("aversion", "trust", "understanding"):
        assert daily[state].between(0.0, 1.0).all(), state


def test_a_breach_is_seen() -> None:
    """The watch itself notices a person who is away without an assignment, and a second end."""
    model = WatchedModel(rng=1, days=30, warm_up_days=0)
    model.run_until(20.0)
    model.check_people()
    ended = int(np.flatnonzero(model.ends == NOT_ASKED)[0])
    model.check_need(ended, INCIDENT)
    model.state.units["busy"][3] += 1.0
    model.state.requests["end_state"][ended] = SUPPORTED
    with pytest.raises(AssertionError, match="busy people are not those"):
        model.check_people()
    with pytest.raises(AssertionError, match="a need ends twice"):
        model.check_need(ended, INCIDENT)
