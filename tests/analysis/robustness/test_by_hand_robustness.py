"""Regret, ranks, intervals and the frontier by hand, where more is better and where less is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.intervals.several import apart
from analysis.robustness import words as robustness_text
from analysis.robustness.apart import apart_table, firsts
from analysis.robustness.found import Robustness, found_over
from analysis.robustness.robustness import (
    ends_of_quantile,
    frontier,
    group_table,
    outcome_grid,
    rank_reversals,
    regret,
    robustness_table,
)
from analysis.stored.summary import paired_difference

NAN = float("nan")


# Robustness: five futures, in which medians and means are in opposite order.
GRID = pd.DataFrame(
    {
        "none": [0.2, 0.2, 0.2, 0.2, 0.2],
        "often": [0.4, 0.4, 0.4, 0.0, 0.0],
        "once": [0.1, 0.1, 0.1, 0.1, 1.0],
    }
)


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
    turned = rank_reversals(table, apart_table(grid, outcome, 0.15)).drop(columns="told")
    pairs = set(turned.itertuples(index=False, name=None))
    assert ("mean", "good_enough", "once", "none") in pairs
    assert ("good_enough", "mean", "none", "once") not in pairs
    # Of none and often, the mean and its regret prefer often, all else prefers none.
    metrics = {row[:2] for row in pairs if {row[2], row[3]} == {"none", "often"}}
    assert metrics == {
        (first, second)
        for first in ("mean", "mean_regret")
        for second in ("max_regret", "p90_regret", "good_enough")
    }


def test_intervals_of_robustness_are_those_of_means_shares_and_ordered_values() -> None:
    """One of five futures: 0.2, with an error of 0.2, of which Student's t takes 2.776."""
    coin = np.eye(5)[0]
    grid = pd.DataFrame({"none": np.zeros(5), "coin": coin})
    rows = robustness_table(grid, "gap_closed", 0.5).set_index(["policy", "metric"])
    ends = rows.loc[("coin", "mean"), ["low", "high"]].tolist()
    assert ends == pytest.approx([0.2 - 2.776 * 0.2, 0.2 + 2.776 * 0.2], abs=1e-3)
    # Wilson: (1 + 1.92) / (5 + 3.84), and 1.96 times the root of 1 * 4 / 5 + 0.96 over the same.
    middle, half = 2.9207 / 8.8415, 1.96 * np.sqrt(0.8 + 0.9604) / 8.8415
    ends = rows.loc[("coin", "good_enough"), ["low", "high"]].tolist()
    assert ends == pytest.approx([middle - half, middle + half], abs=1e-3)
    # No draw of futures tells how much larger the regret of another may be.
    assert rows.xs("max_regret", level="metric")[["low", "high"]].isna().all(axis=None)
    # Of 48 below the 90th percentile: 39 to 47 in nineteen of twenty, so from the 39th on.
    assert ends_of_quantile(np.arange(1.0, 49.0), 0.9, 0.95) == (39.0, 48.0)
    steps = pd.DataFrame({"best": np.zeros(48), "behind": -np.arange(1.0, 49.0)})
    table = robustness_table(steps, "gap_closed", 0.5).set_index(["metric", "policy"])
    row = table.loc[("p90_regret", "behind")]
    assert (row["low"], row["high"]) == (39.0, 48.0)
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
        [
            {"future": f, "policy": p, "seed": s, "gap_closed": [0.0, 0.1, 0.8][s] + f * (p == "a")}
            for f in (0, 1)
            for p in ("a", "b")
            for s in (2, 0, 1)
        ]
    )
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
    gains = {
        "none": 0.0,
        "cheap": 0.1,
        "same": 0.1,
        "dear": 0.1,
        "more": 0.2,
        "harm": -0.3,
        "less": 0.05,
    }
    costs = {"none": 1, "cheap": 2, "same": 2, "dear": 3, "more": 4, "harm": 0, "less": 2}
    sign = -1 if less else 1
    grid = pd.DataFrame({name: [0.5 + sign * gain] * 3 for name, gain in gains.items()})
    outcome = "vetoes" if less else "gap_closed"
    table = frontier(grid, outcome, costs, "none").set_index("policy")
    assert table["gain"].to_dict() == pytest.approx(gains)
    assert table["cost"].to_list() == sorted(costs.values())
    assert table["on_frontier"].to_dict() == {
        "none": True,
        "cheap": True,
        "same": True,
        "dear": False,
        "more": True,
        "harm": True,
        "less": False,
    }


def robustness(grid: pd.DataFrame, outcome: str = "gap_closed") -> Robustness:
    costs = {name: 10.0 * place for place, name in enumerate(grid.columns)}
    return found_over(grid, outcome, 0.15, costs, pd.Series("x", grid.index))


def futures(seed: int = 0, count: int = 40, **means: float) -> pd.DataFrame:
    """Futures that policies share, each a little better or worse by its mean, and by own luck."""
    rng = np.random.default_rng(seed)
    common = rng.normal(0.4, 0.1, count)
    return pd.DataFrame({p: common + m + rng.normal(0.0, 0.01, count) for p, m in means.items()})


def test_a_first_that_is_not_told_is_no_winner() -> None:
    """Five futures in which medians and means are in opposite order: nothing is told of them."""
    said = robustness_text.sentences(robustness(GRID), "en")
    assert said[0].startswith("Over 5 futures no policy is told from any other on any metric")
    assert not any("comes first" in line or "first on" in line for line in said)
    assert any("Gains that cannot be told from 0: often and once" in line for line in said)
    dutch = robustness_text.sentences(robustness(GRID), "nl")
    assert "geen beleid op enige maat" in dutch[0]


def test_a_first_that_is_told_from_all_is_the_winner_by_name() -> None:
    found = robustness(futures(none=0.0, good=0.1, best=0.2, twin=0.1), "gap_closed")
    said = robustness_text.sentences(found, "en")
    assert said[0].startswith(
        "Over 40 futures best comes first on the mean and the 90th percentile of regret, and is"
        " told from every other policy on each"
    )
    assert said[1] == "By the share that is good enough no policy is told from the first."
    assert said[2].startswith("best misses the best policy of a future by 0.0 percentage points")
    first = firsts(found.metrics, found.apart)
    assert first["mean"] == ["best"] and len(first["good_enough"]) == 4
    rows = found.apart.set_index(["metric", "policy", "other_policy"])
    assert not rows.loc[("mean", "good", "twin"), "told"]
    assert rows.loc[("mean", "good", "best"), "told"]
    # Twice the persons for as much: not told to add more.
    assert "Costs more, and is not told to add more on average" not in " ".join(said)


def test_metrics_with_other_winners_are_told_side_by_side() -> None:
    base = futures(none=0.0, steady=0.05, bold=0.05, count=150)
    base["bold"] += np.tile([0.1, 0.1, 0.1, 0.1, -0.4], 30)
    said = robustness_text.sentences(robustness(base), "en")
    assert "no policy comes first by itself on every metric" in said[0]
    assert "steady on the 90th percentile of regret" in said[0]
    assert "on the mean bold or steady, which these futures do not tell apart" in said[0]


def test_few_pairs_of_chance_are_told_over_many_studies() -> None:
    """Holm: where nothing differs, any pair of five policies is told in one study of twenty."""
    told = 0
    for seed in range(200):
        grid = futures(seed, 20, **dict.fromkeys("abcde", 0.0))
        pairs = apart(
            list(grid), lambda one, other, g=grid: paired_difference(g[one], g[other]).chance
        )
        told += any(pairs.values())
    assert told <= 20, "a tenth: without a correction it is a quarter"
    assert told >= 1


def test_what_robustness_says_where_less_is_better() -> None:
    grid = pd.DataFrame({"none": [2.0, 3.0] * 3, "fast": [1.25, 2.25] * 3, "slow": [4.0] * 6})
    said = " ".join(robustness_text.sentences(robustness(grid, "lead_time_median_days"), "en"))
    assert "fast comes first on the mean and the 90th percentile of regret" in said
    assert "fast, +0.75 (0.75 to 0.75) for 10.0" in said and "slow, " not in said
