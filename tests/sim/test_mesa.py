"""What Mesa's own tools do with the model: it ends, and Mesa's scenario is told from ours."""

from __future__ import annotations

import math
from typing import Any

import mesa
import numpy as np
import pytest
from mesa.experimental.scenarios import Scenario

from sim import simulate
from sim.errors import UserError
from sim.model import CollaborationModel
from sim.outcomes import OUTCOMES

SHORT: dict[str, Any] = {"days": 40, "warm_up_days": 5}


def expected(seed: int = 1, **arguments: Any) -> dict[str, float]:
    return simulate(seed=seed, **SHORT, **arguments).outcomes


def assert_equal(found: dict[str, float], wanted: dict[str, float]) -> None:
    np.testing.assert_equal({name: found[name] for name in wanted}, wanted)


def by_steps(model: CollaborationModel) -> None:
    while model.running:
        model.step()


RUNS = {
    "run_model": lambda model: model.run_model(),
    "steps": by_steps,
    "run_until the horizon": lambda model: model.run_until(model.horizon),
    "run_until, far too long": lambda model: model.run_until(1e9),
    "run_until infinity": lambda model: model.run_until(math.inf),
    "run_for parts of days": lambda model: [model.run_for(0.37) for _ in range(200)],
    "more steps than days": lambda model: [model.step() for _ in range(60)],
}


@pytest.mark.parametrize("name", RUNS)
def test_however_it_is_run_it_ends_at_the_horizon(name: str) -> None:
    model = CollaborationModel(rng=3, **SHORT)
    assert model.running
    RUNS[name](model)
    assert (model.running, model.time, model.steps) == (False, 45.0, 45)
    assert_equal(model.outcomes(), expected(3))


def test_it_runs_on_up_to_the_horizon_and_not_before() -> None:
    model = CollaborationModel(**SHORT)
    model.run_until(44.99)
    assert model.running and model.datacollector.model_vars["gap_closed"] == []
    model.run_model()
    assert model.time == 45.0


def test_time_that_is_no_number_is_refused() -> None:
    model = CollaborationModel(**SHORT)
    with pytest.raises(UserError, match="the time to run until is nan"):
        model.run_until(math.nan)
    model.run_model()
    assert_equal(model.outcomes(), expected())


def test_mesas_batch_run_gives_the_outcomes_of_each_setting_and_seed() -> None:
    rows = mesa.batch_run(
        CollaborationModel,
        {"scenario": ["baseline", "flood"], **SHORT},
        rng=[1, 2],
        display_progress=False,
    )
    assert len(rows) == 4
    for row in rows:
        wanted = expected(row["rng"], scenario=row["scenario"])
        assert list(wanted) == list(OUTCOMES)
        assert_equal(row, wanted)


def test_a_user_may_collect_what_he_wants() -> None:
    class Own(CollaborationModel):
        def __init__(self, **arguments: Any) -> None:
            super().__init__(**arguments)
            self.datacollector = mesa.DataCollector({"time": "time"})

        def step(self) -> None:
            super().step()
            self.datacollector.collect(self)

    model = Own(**SHORT)
    model.run_model()
    assert model.datacollector.model_vars["time"] == [float(day) for day in range(1, 46)]


def test_mesas_scenario_holds_what_the_model_was_made_of() -> None:
    model = CollaborationModel(scenario="flood", policy="liaisons", rng=7, **SHORT)
    assert isinstance(model.scenario, Scenario)
    assert model.units[0].scenario is model.scenario
    given = dict(model.scenario)
    assert (given["scenario"], given["policy"], given["rng"]) == ("flood", "liaisons", 7)
    again = CollaborationModel(**given)
    again.run_model()
    assert_equal(again.outcomes(), expected(7, scenario="flood", policy="liaisons"))


def test_mesas_controls_hand_on_our_scenario_by_its_name() -> None:
    """Reset in Mesa's page makes a scenario of Mesa's own where the model has one that is true."""
    from mesa.visualization.solara_viz import _build_model_init_kwargs  # noqa: PLC0415

    model = CollaborationModel(scenario="flood", **SHORT)
    kwargs = _build_model_init_kwargs(
        model,
        {"scenario": "flood", **SHORT},
        add_scenario_when_empty=True,
        require_model_accepts_scenario=True,
    )
    assert kwargs == {"scenario": "flood", **SHORT}


def test_mesas_scenario_in_the_place_of_ours_is_refused() -> None:
    with pytest.raises(UserError, match=r"CollaborationModel\(\*\*dict\(scenario\)\)"):
        CollaborationModel(scenario=Scenario(rng=1, days=40))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [None, 1.5, "1", np.random.default_rng(1)])
def test_a_seed_that_is_no_whole_number_is_refused(seed: Any) -> None:
    with pytest.raises(UserError, match="seed is"):
        CollaborationModel(rng=seed, **SHORT)
