"""Regret, ranks, intervals and the frontier by hand, where more is better and where less is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.robustness import words as robustness_text
from analysis.robustness.robustness import (
    frontier,
    group_table,
    outcome_grid,
    rank_reversals,
    regret,
    robustness_table,
)

NAN = float("nan")


# Robustness: five futures, in which medians and means are in opposite order.
GRID = pd.DataFrame(
    {"none": [0.2, 0.2, 0.2, 0.2, 0.2], "often": [0.4, 0.4, 0.4, 0.0, 0.0],
     "once": [0.1, 0.1, 0.1, 0.1, 1.0]}
)  # fmt: skip


@pytest.mark.parametrize("less", [False, True])
def test_every_metric_of_robustness_by_hand(less: bool) -> None:
    """The same futures, once as an outcome of which more is better and once turned round."""
    outcome, grid = ("lead_time_median_days", 1 - GRID) if less else ("gap_closed", GRID)
    table = robustness_table(grid, outcome, 0.85 if less else 0.15)
    values = table.pivot(index="policy", columns="metric", values="value")
    mean = {"none": 0.2, "often": 0.24, "once": 0.28}
    assert values["mean"].to_dict() == pytest.approx(
        {name: 1 - value if less else value for name, value in mean.items()}
    )
    # The best are often, often, often, none and once.
    left = {
        "none": [0.2, 0.2, 0.2, 0, 0.8],
        "often": [0, 0, 0, 0.2, 1],
        "once": [0.3] * 3 + [0.1, 0],
    }
    assert regret(grid, outcome).to_dict("list") == pytest.approx(
        {name: pytest.approx(values) for name, values in left.items()}
    )
    assert values["mean_regret"].to_dict() == pytest.approx(
        {"none": 0.28, "often": 0.24, "once": 0.2}
    )
    assert values["max_regret"].to_dict() == pytest.approx({"none": 0.8, "often": 1, "once": 0.3})
    # The 90th percentile of five lies 0.6 of the way from the fourth to the fifth.
    assert values["p90_regret"].to_dict() == pytest.approx(
        {"none": 0.2 + 0.6 * 0.6, "often": 0.2 + 0.6 * 0.8, "once": 0.3}
    )
    assert values["good_enough"].to_dict() == pytest.approx(
        {"none": 1.0, "often": 0.6, "once": 0.2}
    )
    ranks = table.pivot(index="policy", columns="metric", values="rank")
    assert ranks["mean"].to_dict() == {"once": 1, "often": 2, "none": 3}, "by means, not medians"
    assert ranks["good_enough"].to_dict() == {"none": 1, "often": 2, "once": 3}
    for metric in ("mean_regret", "max_regret", "p90_regret"):
        order = ranks[metric].sort_values().index.tolist()
        assert order == values[metric].sort_values().index.tolist(), "the least regret first"
    pairs = {tuple(row) for row in rank_reversals(table).itertuples(index=False)}
    assert ("mean", "good_enough", "once", "none") in pairs
    assert ("good_enough", "mean", "none", "once") not in pairs
    # Of none and often, the mean and its regret prefer often, all else prefers none.
    turned = {row[:2] for row in pairs if {row[2], row[3]} == {"none", "often"}}
    assert turned == {
        (first, second)
        for first in ("mean", "mean_regret")
        for second in ("max_regret", "p90_regret", "good_enough")
    }


def test_intervals_of_robustness_are_those_of_resampled_futures() -> None:
    """One of five futures: a resample has it at most thrice but in 1 in 149, twice in 17 in 18."""
    coin = np.eye(5)[0]
    grid = pd.DataFrame({"none": np.zeros(5), "coin": coin})
    rows = robustness_table(grid, "gap_closed", 0.5).set_index(["policy", "metric"])
    assert rows.loc[("coin", "mean"), ["low", "high"]].tolist() == pytest.approx([0.0, 0.6])
    assert rows.loc[("coin", "max_regret"), ["low", "high"]].tolist() == [0.0, 0.0]
    few = robustness_table(grid.head(4), "gap_closed", 0.5)
    assert few[["low", "high"]].isna().all(axis=None) and few["value"].notna().all()
    many = pd.DataFrame({"none": np.zeros(400), "lever": np.tile([0.0, 0.2], 200)})
    row = frontier(many, "gap_closed", {"none": 0, "lever": 1}, "none").set_index("policy")
    # Deviation 0.1 over √400: ±1.96 × 0.005.
    low, high = row.loc["lever", ["low", "high"]]
    assert low == pytest.approx(0.1 - 0.0098, abs=0.0008)
    assert high == pytest.approx(0.1 + 0.0098, abs=0.0008)


def test_grid_is_a_mean_over_seeds_and_not_a_median() -> None:
    runs = pd.DataFrame(
        [{"future": f, "policy": p, "seed": s, "gap_closed": [0.0, 0.1, 0.8][s] + f * (p == "a")}
         for f in (0, 1) for p in ("a", "b") for s in (2, 0, 1)]
    )  # fmt: skip
    grid = outcome_grid(runs, "gap_closed")
    assert grid.loc[0, "a"] == pytest.approx(0.3) and grid.loc[1, "a"] == pytest.approx(1.3)
    assert grid.loc[1, "b"] == pytest.approx(0.3)
    table = group_table(GRID, "gap_closed", pd.Series(["x", "y", "x", "y", "y"]))
    rows = table.set_index(["group", "policy"])
    assert rows.loc[("y", "once"), ["mean", "mean_regret", "max_regret", "futures"]].tolist() == (
        pytest.approx([0.4, (0.3 + 0.1) / 3, 0.3, 3])
    )
    assert list(table["group"].unique()) == ["x", "y"]


@pytest.mark.parametrize("less", [False, True])
def test_frontier_by_hand(less: bool) -> None:
    gains = {"none": 0.0, "cheap": 0.1, "same": 0.1, "dear": 0.1, "more": 0.2, "harm": -0.3,
             "less": 0.05}  # fmt: skip
    costs = {"none": 1, "cheap": 2, "same": 2, "dear": 3, "more": 4, "harm": 0, "less": 2}
    sign = -1 if less else 1
    grid = pd.DataFrame({name: [0.5 + sign * gain] * 3 for name, gain in gains.items()})
    outcome = "vetoes" if less else "gap_closed"
    table = frontier(grid, outcome, costs, "none").set_index("policy")
    assert table["gain"].to_dict() == pytest.approx(gains)
    assert table["cost"].to_list() == sorted(costs.values())
    assert table["on_frontier"].to_dict() == {
        "none": True, "cheap": True, "same": True, "dear": False, "more": True, "harm": True,
        "less": False,
    }  # fmt: skip


def robustness(grid: pd.DataFrame, outcome: str = "gap_closed") -> robustness_text.Robustness:
    metrics = robustness_table(grid, outcome, 0.15)
    costs = {name: 10.0 * place for place, name in enumerate(grid.columns)}
    return robustness_text.Robustness(
        outcome, 0.15, metrics, rank_reversals(metrics),
        frontier(grid, outcome, costs, "none"),
        group_table(grid, outcome, pd.Series("x", grid.index)), grid,
    )  # fmt: skip


def test_what_robustness_says() -> None:
    said = robustness_text.sentences(robustness(GRID), "en")
    assert "no policy comes first" in said[0] and "once on the mean, mean regret" in said[0]
    assert "none on the share that is good enough" in said[0]
    sizes = [line for line in said if "misses the best" in line]
    assert sizes[0].startswith(
        "once misses the best policy of a future by 20.0 percentage points on average and by 30.0"
    )
    assert "(15.0%) in 20% of the futures" in sizes[0]
    assert any(line.startswith("3 pairs of policies") for line in said)
    # Over five such futures no mean can be told from another, and no gain from 0.
    assert any("On average once cannot be told from none and often" in line for line in said)
    assert any("Gains that cannot be told from 0: often and once" in line for line in said)
    sure = GRID.assign(best=[0.9] * 5)
    said = robustness_text.sentences(robustness(sure[["none", "best"]]), "nl")
    assert said[0].startswith("Over 5 toekomsten staat best op elke maat")
    assert "+70,0 procentpunt (70,0 tot 70,0) voor 10,0" in " ".join(said)
    assert not any("niet te onderscheiden" in line for line in said)
    twins = sure[["none", "best"]].assign(twin=sure["best"])
    said = robustness_text.sentences(robustness(twins), "en")
    assert "best and twin come first together" in said[0]
    assert [line.split(" ")[0] for line in said[1:3]] == ["best", "twin"]


def test_what_robustness_says_where_less_is_better() -> None:
    grid = pd.DataFrame({"none": [2.0, 3.0] * 3, "fast": [1.25, 2.25] * 3, "slow": [4.0] * 6})
    said = " ".join(robustness_text.sentences(robustness(grid, "lead_time_median_days"), "en"))
    assert "fast comes first on every metric" in said
    assert "fast, +0.75 (0.75 to 0.75) for 10.0" in said and "slow, " not in said
