"""The compiled clock and Mesa's event list give the same numbers to the last bit."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from sim import simulate
from sim.agents import MilitaryUnit
from sim.model import CollaborationModel
from sim.setting.scenarios.scenario import load_scenario
from tests.made.settings_at_random import random_setting


def assert_same_run(**arguments: Any) -> None:
    seed = arguments.pop("seed")
    run = simulate(seed=seed, **arguments)
    model = CollaborationModel(rng=seed, **arguments)
    model.run_until(model.horizon)
    for key, value in model.outcomes().items():
        other = run.outcomes[key]
        assert value == other or (math.isnan(value) and math.isnan(other)), key
    pd.testing.assert_frame_equal(run.requests, model.requests(), check_exact=True)
    pd.testing.assert_frame_equal(run.daily, model.daily(), check_exact=True)


def test_the_clocks_agree_on_the_full_baseline() -> None:
    assert_same_run(seed=1)


def days_of(setting: dict[str, Any]) -> int:
    """Return a length with which every window and single need of its scenario begins in the run."""
    scenario = load_scenario(setting["scenario"])
    begins = [part.start or 0.0 for part in scenario.windows] + [x.day for x in scenario.needs]
    return 400 if max(begins, default=0.0) > 150 else 200


@pytest.mark.parametrize("number", range(40))
def test_the_clocks_agree_on_random_settings(number: int) -> None:
    setting = random_setting(number)
    assert_same_run(seed=1000 + number, days=days_of(setting), warm_up_days=20, **setting)


def test_a_subclass_can_override_what_a_unit_wants() -> None:
    """A unit of Defensie that never wants to give supports nothing that needs its consent."""

    class Unwilling(MilitaryUnit):
        def willingness_to_give(self, incident: int) -> float:
            request = self.model.state.requests[incident]
            return 1.0 if request.consented == 1 else 0.0

    model = CollaborationModel(
        rng=1,
        days=120,
        warm_up_days=0,
        agent_classes={"defensie": Unwilling},
        conditions={"informal_tendency": 0.0},
    )
    model.run_until(model.horizon)
    requests = model.requests()
    asked_of_defence = requests[requests.provider.str.startswith(("def_", "kmar_", "natres_"))]
    without_consent = ~asked_of_defence["class"].isin(["eod_legacy", "eod_improvised", "cbrn"])
    assert without_consent.sum() > 20
    assert not (asked_of_defence[without_consent].end_state == "supported").any()
    assert (asked_of_defence[~without_consent].end_state == "supported").any()
