"""Regret, reversals and the frontier by hand; a planted box; what the data rule out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.discovery.discovery import columns_of, discover, inside
from analysis.plausible.plausible import fit_emulator, verdict
from analysis.plausible.seen import Seen, distances
from analysis.plausible.targets import Target, load_targets
from analysis.robustness.apart import apart_table
from analysis.robustness.robustness import (
    frontier,
    outcome_grid,
    rank_reversals,
    regret,
    robustness_table,
)
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.world import load_world
from tests.reading.refusals import refusal

# Three policies in four futures: "steady" never wins, "bold" wins often and fails once.
GRID = pd.DataFrame(
    {"none": [0.3, 0.3, 0.3, 0.3], "bold": [0.7, 0.7, 0.7, 0.0], "steady": [0.5, 0.5, 0.5, 0.5]},
    index=["a", "b", "c", "d"],
)


def runs_of(grid: pd.DataFrame, seeds: int = 2) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"future": future, "policy": policy, "seed": seed, "gap_closed": value}
            for future, row in grid.iterrows()
            for policy, value in row.items()
            for seed in range(seeds)
        ]
    )


def test_regret_by_hand() -> None:
    grid = outcome_grid(runs_of(GRID), "gap_closed")
    pd.testing.assert_frame_equal(grid, GRID, check_names=False)
    left = regret(grid, "gap_closed")
    assert left["bold"].tolist() == pytest.approx([0, 0, 0, 0.5])
    assert left["steady"].tolist() == pytest.approx([0.2, 0.2, 0.2, 0])
    table = robustness_table(grid, "gap_closed", good_enough=0.5)
    values = table.pivot(index="policy", columns="metric", values="value")
    assert values.loc["bold"].to_dict() == pytest.approx(
        {
            "mean": 0.525,
            "mean_regret": 0.125,
            "max_regret": 0.5,
            "p90_regret": 0.35,
            "good_enough": 0.75,
        }
    )
    ranks = table.pivot(index="policy", columns="metric", values="rank")
    assert ranks["mean"].to_dict() == {"bold": 1, "steady": 2, "none": 3}
    assert ranks["max_regret"].to_dict() == {"steady": 1, "none": 2, "bold": 3}


def test_metrics_that_disagree_are_named() -> None:
    reversed_pairs = rank_reversals(
        robustness_table(GRID, "gap_closed", 0.5), apart_table(GRID, "gap_closed", 0.5)
    )
    named = set(reversed_pairs.drop(columns="told").itertuples(index=False, name=None))
    assert ("mean", "max_regret", "bold", "steady") in named
    assert not any({a, b} == {"none", "steady"} for _, _, a, b in named)


def test_less_is_better_where_it_is() -> None:
    left = regret(GRID, "vetoes")
    assert left["none"].tolist() == pytest.approx([0, 0, 0, 0.3])
    table = robustness_table(GRID, "vetoes", good_enough=0.4)
    values = table.pivot(index="policy", columns="metric", values="value")
    assert values["good_enough"].to_dict() == pytest.approx({"none": 1, "bold": 0.25, "steady": 0})
    ranks = table.pivot(index="policy", columns="metric", values="rank")
    assert ranks["mean"].to_dict() == {"none": 1, "steady": 2, "bold": 3}


def test_frontier_leaves_out_who_is_beaten() -> None:
    grid = GRID.assign(dear=0.45)
    costs = {"none": 0, "bold": 30, "steady": 10, "dear": 20}
    table = frontier(grid, "gap_closed", costs, "none").set_index("policy")
    assert table["on_frontier"].to_dict() == {
        "none": True,
        "steady": True,
        "dear": False,
        "bold": True,
    }
    assert table.loc["steady", "gain"] == pytest.approx(0.2)


def test_policies_on_other_luck_are_refused() -> None:
    runs = runs_of(GRID)
    uneven = runs.drop(index=runs[(runs["policy"] == "bold") & (runs["seed"] == 1)].index[2])
    assert "different runs in future 'c'" in refusal(lambda: outcome_grid(uneven, "gap_closed"))
    holes = runs.assign(gap_closed=runs["gap_closed"].where(runs.index != 5))
    assert "1 of 24 runs" in refusal(lambda: outcome_grid(holes, "gap_closed"))


def planted(points: int = 900) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(3)
    values = pd.DataFrame(rng.random((points, 6)), columns=[f"conditions.c{i}" for i in range(6)])
    values["theory.trust"] = rng.choice(["none", "moderator", "driver"], points)
    table = columns_of(values, {"theory.trust": ["none", "moderator", "driver"]})
    failed = (table["conditions.c1"] > 0.6) & (values["theory.trust"] == "driver")
    return table, failed.to_numpy() | (rng.random(points) < 0.02)


def test_planted_box_is_found_and_holds_on_other_points() -> None:
    table, failed = planted()
    box = discover(table, failed)
    limits = box.limits.set_index("factor")
    assert set(limits.index) == {"conditions.c1", "theory.trust = driver"}
    assert limits.loc["conditions.c1", "low"] == pytest.approx(0.6, abs=0.05)
    assert limits.loc["conditions.c1", "high"] == table["conditions.c1"].max()
    assert 0 < limits.loc["theory.trust = driver", "low"] <= 1
    assert (limits["resampled"] >= 0.8).all()
    held = box.check.set_index("part").loc["held_out"]
    # A third of two fifths fails inside, and one in fifty of the rest: 13.3 + 1.7 in a hundred.
    assert held["base_rate"] == pytest.approx(0.15, abs=0.04)
    assert held["density"] == pytest.approx(0.95, abs=0.05)
    assert held["coverage"] == pytest.approx(0.133 / 0.15, abs=0.1)
    assert box.trajectory["chosen"].sum() == 1
    assert inside(table, box.limits).sum() == box.check["in_box"].sum()


def test_box_of_nothing_is_refused() -> None:
    table, failed = planted()
    said = refusal(lambda: discover(table, failed & (table["conditions.c1"] > 0.99).to_numpy()))
    assert "discover.threshold" in said
    luck = np.random.default_rng(9).random(len(table)) < 0.3
    assert "no condition limits a box" in refusal(lambda: discover(table.iloc[:, :2], luck))


TARGETS = [
    Target("often", ("flood",), "supported_per_year", 10.0, 0.2, "made up", "J"),
    Target("soon", ("flood",), "lead_time_median_days", 1.0, 0.5, "made up", "J"),
]


def test_what_lies_far_from_what_was_seen_is_ruled_out() -> None:
    seen = pd.DataFrame(
        {
            "point": [0, 0, 1, 1, 2, 2],
            "often": [10.0, 10.0, 10.0, 10.0, 30.0, 30.0],
            "soon": [1.0, 1.0, 20.0, 20.0, np.nan, np.nan],
        }
    )
    found = distances(seen, TARGETS, days=730)
    assert found.loc[0].to_list() == pytest.approx([0, 0])
    assert found.loc[1, "soon"] == pytest.approx(np.log(20) / 0.5)
    assert np.isnan(found.loc[2, "soon"])
    spread = np.sqrt(0.2**2 + 1 / 120)
    assert found.loc[2, "often"] == pytest.approx(np.log(30.25 / 10.25) / spread)
    judged = verdict(found, 3.0)
    assert judged["plausible"].to_list() == [True, False, False]
    assert judged["worst_target"].to_list()[1:] == ["soon", "often"]


def test_emulator_guesses_a_line_and_grants_doubt() -> None:
    rng = np.random.default_rng(8)
    raw = rng.random((400, 5))
    signed = pd.DataFrame({"often": 10 * raw[:, 0] - 5 + rng.normal(0, 0.5, 400)})
    guess = fit_emulator(raw, signed).guess(np.array([[0.0] + [0.5] * 4, [0.5] * 5]))
    assert guess[0] == pytest.approx(5 - 0.5, abs=0.3)
    assert guess[1] == 0.0


def test_targets_of_the_netherlands_are_read_off_a_run() -> None:
    targets, limit = load_targets(load_world(None))
    assert limit == 3.0 and len(targets) >= 8
    run = run_setting(resolve(days=200, warm_up_days=30), 1)
    seen = Seen(targets)(run)
    requests = run.requests
    ours = requests[(requests["class"] == "intervention") & (requests["end_state"] == "supported")]
    assert seen["special_interventions"] == pytest.approx(len(ours) * 365 / 200, rel=0.01)
    assert seen["intervention_time"] == pytest.approx(ours["lead_time_days"].median(), rel=0.05)
