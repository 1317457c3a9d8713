"""Known answers through runner and store: a function in the place of the model's outcome.

The model's part is one day; what is tested is that design, seeds, chunks and store bring every
value back to the point whose conditions the run itself told.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.discovery.discovery import columns_of, discover
from analysis.robustness.robustness import outcome_grid, regret, robustness_table
from analysis.sensitivity.findings import findings_of
from bijstand.verbs.study.robust import _points
from experiments.design import Design, list_design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.study.study import run_study
from sim.conditions import CONDITIONS
from sim.setting.theories.theory import SWITCHES
from tests.analysis.sensitivity.test_sensitivity_designs import through_the_store

G = np.array([0.0, 1.0, 9.0])
POLICIES = ("none", "liaisons", "joint_exercises")
# What the planted table says each policy closes in each scenario.
WORTH = {
    "baseline": {"none": 0.3, "liaisons": 0.6, "joint_exercises": 0.5},
    "crisis": {"none": 0.3, "liaisons": 0.1, "joint_exercises": 0.4},
}


def told(run: object) -> dict[str, float]:
    """What a run itself says that it was run with."""
    setting = run.setting  # type: ignore[attr-defined]
    values = {f"conditions.{name}": float(setting.conditions[name]) for name in CONDITIONS}
    values["driver"] = float(setting.theory.choices["trust"] == "driver")
    values["crisis"] = float(setting.scenario.name == "crisis")
    return values


def runs_of(design: Design, folder: Path, seeds: Seeds) -> pd.DataFrame:
    """Run a design for a day; what the runs told stands beside their keys."""
    study = run_study(design, Frame(days=1, warm_up_days=0), folder, seeds=seeds, keep=told)
    keys = ["point", "replication", "seed"]
    return study.runs()[keys].merge(study.kept(), on=keys, validate="one_to_one")


@pytest.mark.parametrize(("kind", "index"), [("sobol", "total"), ("shapley", "shapley")])
def test_sobol_g_through_runner_and_store(kind: str, index: str, tmp_path: Path) -> None:
    def g(*x: np.ndarray) -> np.ndarray:
        unit = (np.array(x) + np.pi) / (2 * np.pi)
        return np.asarray(np.prod((np.abs(4 * unit.T - 2) + G) / (1 + G), axis=1))

    part = 1 / 3 / (1 + G) ** 2
    whole = np.prod(1 + part) - 1
    total = part * np.prod(1 + part) / (1 + part) / whole
    sample = through_the_store(tmp_path, kind, 128, g)
    found = findings_of(sample, kind, "gap_closed", {}).indices
    rows = found[found["index"] == index].iloc[:3]
    if index == "total":
        assert rows["estimate"].to_numpy() == pytest.approx(total, abs=0.12)
    else:
        # Each share lies between the first order and the total.
        assert (rows["estimate"] > part / whole - 0.12).all()
        assert (rows["estimate"] < total + 0.12).all()
        assert found.loc[found["index"] == index, "estimate"].sum() == pytest.approx(1.0)
    assert ((rows["low"] <= total + 0.05) & (rows["high"] >= part / whole - 0.05)).all()


def test_a_planted_box_through_runner_and_store(tmp_path: Path) -> None:
    factors = declared_factors(["agreements", "blocking", "urgency", "theory.trust"])
    design = make_design("lhs", factors, 600, seed=4)
    runs = runs_of(design, tmp_path / "box", Seeds(1, 1, "base_row")).sort_values("point")
    failed = (runs["conditions.agreements"] > 0.5) & (runs["driver"] == 1.0)
    names = [factor.name for factor in design.factors if factor.name != "conditions.dummy"]
    words = {"theory.trust": SWITCHES["trust"].values}
    box = discover(columns_of(design.table[names], words), failed.to_numpy())
    limits = box.limits.set_index("factor")
    assert set(limits.index) == {"conditions.agreements", "theory.trust = driver"}
    assert limits.loc["conditions.agreements", "low"] == pytest.approx(0.5, abs=0.05)
    # All that fail lie in the planted box; the found limit may take in a few points below 0.5.
    held = box.check.set_index("part").loc["held_out"]
    assert held["coverage"] == 1.0 and 0.93 <= held["density"] <= 1.0


def test_a_planted_regret_table_through_runner_and_store(tmp_path: Path) -> None:
    draws = make_design("lhs", declared_factors(["exercise_rate", "liaison_cover"]), 4, seed=2)
    columns = [factor.name for factor in draws.factors]
    table = _points(POLICIES, list(WORTH), ["figure_2"], draws.table[columns])
    design = list_design(table)
    runs = runs_of(design, tmp_path / "regret", Seeds(2, 1, "base_row"))
    runs = runs.merge(design.table[["point", "base_row", "policy", "scenario"]], on="point")
    scenario = np.where(runs["crisis"] == 1.0, "crisis", "baseline")
    runs["gap_closed"] = [WORTH[s][p] for s, p in zip(scenario, runs["policy"], strict=True)]
    # Every policy meets every future on the same seeds, or it is refused.
    grid = outcome_grid(runs.rename(columns={"base_row": "future"}), "gap_closed")
    assert grid.shape == (4, len(POLICIES))
    left = regret(grid, "gap_closed")
    assert sorted(left["liaisons"]) == pytest.approx([0.0, 0.0, 0.3, 0.3])
    values = robustness_table(grid, "gap_closed", 0.4).pivot(
        index="policy", columns="metric", values="value"
    )
    assert values["max_regret"].to_dict() == pytest.approx(
        {"none": 0.3, "liaisons": 0.3, "joint_exercises": 0.1}
    )
    assert values["mean"].to_dict() == pytest.approx(
        {"none": 0.3, "liaisons": 0.35, "joint_exercises": 0.45}
    )
    assert values["good_enough"].to_dict() == pytest.approx(
        {"none": 0.0, "liaisons": 0.5, "joint_exercises": 1.0}
    )
