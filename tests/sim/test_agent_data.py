"""Data of single agents: Mesa's collector on the Mesa clock, ``keep=`` on the compiled one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

from experiments.design import list_design
from experiments.design.frame import Frame
from experiments.study.study import run_study
from sim import simulate
from sim.agents import DeskAgent, UnitAgent
from sim.measures.work import busy_of_units
from sim.model import CollaborationModel
from sim.run import Run

SHORT: dict[str, Any] = {"scenario": "flood", "days": 40, "warm_up_days": 5}
WEEKS = np.arange(7.0, 45.0, 7.0)


class Watched(CollaborationModel):
    """Asks its agents at the end of each week."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.datacollector = mesa.DataCollector(
            model_reporters={"waiting": lambda m: int(np.asarray(m.state.queues["waiting"]).sum())},
            agenttype_reporters={
                UnitAgent: {"unit": lambda agent: agent.unit.id, "busy": "busy"},
                DeskAgent: {"waiting": "waiting"},
            },
        )

    def step(self) -> None:
        super().step()
        if self.time % 7 == 0:
            self.datacollector.collect(self)


@pytest.fixture(scope="module")
def watched() -> Watched:
    model = Watched(rng=3, **SHORT)
    model.run_model()
    return model


def test_the_collector_asks_units_of_every_class_when_it_is_told_to(watched: Watched) -> None:
    table = watched.datacollector.get_agenttype_vars_dataframe(UnitAgent)
    assert list(table.index.get_level_values("Step").unique()) == list(WEEKS)
    ids = [unit.id for unit in watched.setting.world.units]
    for _, week in table.groupby("Step"):
        assert list(week["unit"]) == ids
    assert len({type(unit) for unit in watched.units}) > 1


def test_what_desks_say_adds_up_to_what_the_model_says(watched: Watched) -> None:
    desks = watched.datacollector.get_agenttype_vars_dataframe(DeskAgent)
    at_desks = desks.groupby("Step")["waiting"].sum()
    assert list(at_desks) == watched.datacollector.model_vars["waiting"]


def test_collecting_changes_nothing(watched: Watched) -> None:
    np.testing.assert_equal(watched.outcomes(), simulate(seed=3, daily=False, **SHORT).outcomes)


def test_the_compiled_clock_knows_of_each_unit_what_agents_say(watched: Watched) -> None:
    table = watched.datacollector.get_agenttype_vars_dataframe(UnitAgent)
    said = table["busy"].unstack("AgentID").to_numpy()
    assert (said > 0).sum() > 20, "nobody was busy: any two would be equal"
    np.testing.assert_array_equal(
        busy_of_units(simulate(seed=3, daily=False, **SHORT).state, WEEKS), said
    )


def weekly(run: Run) -> dict[str, Any]:
    """What a study keeps: arrays of numbers and of texts, and a number."""
    supported = run.requests[run.requests["end_state"] == "supported"]
    return {
        "busy": busy_of_units(run.state, WEEKS).ravel(),
        "provider": supported["provider"].to_numpy(str),
        "saturation": float(np.asarray(run.state.units["saturation"]).max()),
    }


def test_a_study_keeps_it_for_each_run(tmp_path: Path) -> None:
    points = list_design(pd.DataFrame({"conditions.trust_start": [0.3, 0.9]}))
    study = run_study(points, Frame(**SHORT), tmp_path / "study", seeds=[3, 4], keep=weekly)
    kept = study.kept()
    assert len(kept) == 4
    of_low = simulate(seed=3, daily=False, conditions={"trust_start": 0.3}, **SHORT)
    first = kept[(kept["point"] == 0) & (kept["seed"] == 3)].iloc[0]
    np.testing.assert_array_equal(first["busy"], busy_of_units(of_low.state, WEEKS).ravel())
    assert set(first["provider"]) <= {unit.id for unit in of_low.setting.world.units}
    assert kept["saturation"].gt(0).all()
