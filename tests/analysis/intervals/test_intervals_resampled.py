"""Intervals from resampling: as wide as they must be, from both sides.

Where the estimate is a mean, a bootstrap of the 95 % has a half-width of 1.96 standard errors; the
ends of one bootstrap have noise of their own, so widths are averaged over bootstraps with other
seeds. A tail of 5 % instead of 2.5 % makes them 16 % narrower. Where there is no formula, either
the same is done again by brute force with the estimate alone, or the truth is covered as often as
is told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from analysis.claims.declare import RATIO, Ask, Part
from analysis.claims.judge import found_of
from analysis.mediation.mediation import interval, mediation_table
from analysis.mediation.necessity import effect_size, necessity_table
from analysis.patterns.declared.wanting import beyond_chance
from analysis.plausible.plausible import narrowing
from analysis.robustness.robustness import frontier, robustness_table
from analysis.sensitivity.estimation import estimators, screened
from analysis.sensitivity.estimation.noise import noise_share
from analysis.sensitivity.estimation.ofat import swings
from analysis.sensitivity.estimation.screened import what_is_left
from tests.reading.half_widths import NEAR, Z, error_of

Numbers = npt.NDArray[np.float64]


SEEDS = range(1, 41)


def half_widths(of: Callable[[int], pd.DataFrame]) -> Numbers:
    """Half the widths of the rows of a table, averaged over seeds of its bootstrap."""
    tables = [of(seed) for seed in SEEDS]
    return np.mean([(t["high"] - t["low"]).to_numpy(np.float64) / 2 for t in tables], axis=0)


def planted(count: int = 40, seed: int = 3) -> Numbers:
    return np.random.default_rng(seed).normal(0.4, 0.1, count)


def test_a_table_of_draws_has_its_ends_where_one_in_forty_lies_beyond() -> None:
    draws = np.arange(1001.0)[:, None] + np.array([0.0, 5000.0])
    found = estimators._table(["a", "b"], "x", np.array([500.0, 5500.0]), draws[::-1])
    assert found["low"].tolist() == pytest.approx([25.0, 5025.0])
    assert found["high"].tolist() == pytest.approx([975.0, 5975.0])


def test_contrasts_that_are_not_linear_have_the_width_of_their_error() -> None:
    values, other = planted(), planted(seed=4)

    def of(_seed: int) -> pd.DataFrame:
        found = [interval(lambda a, b: b - a, values, other)]
        return pd.DataFrame(found, columns=["estimate", "low", "high"])

    assert half_widths(of) == pytest.approx([Z * error_of(other - values)], rel=NEAR)
    # A ratio of means, by the delta method.
    ratio = other.mean() / values.mean()
    error = error_of(other - ratio * values) / values.mean()
    asks = (Ask("gap_closed"), Ask("gap_closed"))
    found = found_of(Part("", "", asks, None, RATIO), [values, other])  # type: ignore[arg-type]
    assert found.value == pytest.approx(ratio)
    assert (found.high - found.low) / 2 == pytest.approx(Z * error, rel=NEAR)


def test_seeds_stay_together_in_mediations() -> None:
    """The worlds share their luck: what all four have in common widens no difference."""
    rng = np.random.default_rng(5)
    luck, own = rng.normal(0, 1.0, 50), rng.normal(0, 0.01, (4, 50))
    levels = {"high": 3.0, "low": 1.0, "high_with_low": 2.0, "low_with_high": 2.5}
    worlds = {
        name: level + luck + noise for (name, level), noise in zip(levels.items(), own, strict=True)
    }
    found = mediation_table(worlds).set_index("effect")
    assert found.loc["indirect", "estimate"] == pytest.approx(1.0, abs=0.01)
    width = float(found.loc["indirect", "high"] - found.loc["indirect", "low"]) / 2
    assert width == pytest.approx(Z * error_of(worlds["high"] - worlds["high_with_low"]), rel=0.1)


def test_statistics_over_runs_have_the_width_of_their_error() -> None:
    """One bootstrap of 400: its ends have a noise of a twelfth of the width, a tail of a sixth."""
    widths = []
    for seed in range(30):
        values = planted(60, seed)
        part = Part(
            "",
            "",
            (Ask("want"),),
            None,  # type: ignore[arg-type]
            of_runs=lambda x: float(np.mean(x)),
        )
        found = found_of(part, [values])
        widths.append((found.high - found.low) / 2 / error_of(values))
    assert np.mean(widths) == pytest.approx(Z, rel=NEAR)


def test_swings_resample_seeds_that_all_levels_share() -> None:
    luck, effect = planted(30), planted(30, 4) + 5.0
    runs = pd.DataFrame(
        [
            {
                "point": point,
                "replication": seed,
                "seed": seed,
                "y": luck[seed] + point * effect[seed],
            }
            for point in (0, 1)
            for seed in range(30)
        ]
    )
    levels = pd.DataFrame({"factor": "conditions.a", "value": [0.0, 1.0], "point": [0, 1]})

    def of(seed: int) -> pd.DataFrame:
        return swings(runs, levels, "y", seed).query("index == 'swing'")

    assert half_widths(of) == pytest.approx([Z * error_of(effect)], rel=NEAR)


def test_shifts_of_screened_out_factors_resample_points_with_both_values() -> None:
    varied = planted(80)
    held = varied + np.random.default_rng(6).normal(0.0, 0.02, 80)
    points = np.arange(80)

    def of(seed: int) -> pd.DataFrame:
        both = (pd.DataFrame({"point": points, "y": values}) for values in (varied, held))
        return what_is_left(*both, "y", seed).query("measure == 'shift'")

    assert screened.TAIL == 0.025
    tables = [of(seed) for seed in range(1, 5)]
    width = np.mean([(t["high"] - t["low"]).iloc[0] / 2 for t in tables])
    assert width == pytest.approx(Z * error_of(held - varied), rel=NEAR)


def test_what_follows_is_told_by_pairs_of_runs() -> None:
    """The squared correlation of points that follow each other, and its error (delta method)."""
    varied = planted(80)
    held = varied + np.random.default_rng(6).normal(0.0, 0.02, 80)
    both = (pd.DataFrame({"point": np.arange(80), "y": values}) for values in (varied, held))
    row = what_is_left(*both, "y").set_index("measure").loc["followed"]
    r = float(np.corrcoef(varied, held)[0, 1])
    assert row["estimate"] == pytest.approx(r**2)
    half = Z * 2 * r * (1 - r**2) / np.sqrt(80)
    assert (row["high"] - row["low"]) / 2 == pytest.approx(half, rel=0.3)


def test_metrics_of_policies_resample_futures() -> None:
    rng = np.random.default_rng(7)
    common = rng.normal(0.4, 0.2, 60)
    grid = pd.DataFrame({"none": common, "liaisons": common + rng.normal(0.1, 0.03, 60)})
    policies = list(grid)

    def of(seed: int) -> pd.DataFrame:
        return robustness_table(grid, "gap_closed", 0.5)

    found = of(1).assign(half=half_widths(of)).set_index(["metric", "policy"])
    enough = (grid >= 0.5).astype(float)
    for policy in policies:
        assert found.loc[("mean", policy), "half"] == pytest.approx(
            Z * error_of(grid[policy].to_numpy()), rel=NEAR
        )
        assert found.loc[("good_enough", policy), "half"] == pytest.approx(
            Z * error_of(enough[policy].to_numpy()), rel=NEAR
        )
    left = grid.max(axis=1) - grid["none"]
    assert found.loc[("mean_regret", "none"), "half"] == pytest.approx(
        Z * error_of(left.to_numpy()), rel=NEAR
    )
    costs = dict.fromkeys(policies, 1.0)
    gain = half_widths(lambda _seed: frontier(grid, "gap_closed", costs, "none"))
    assert gain == pytest.approx(
        [0.0, Z * error_of((grid["liaisons"] - grid["none"]).to_numpy())], rel=NEAR
    )


def noisy_points(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    values = rng.normal(0, 2.0, (50, 1)) + rng.normal(0, 1.0, (50, 3))
    points, seeds = np.indices(values.shape)
    return pd.DataFrame(
        {
            "point": points.ravel(),
            "replication": seeds.ravel(),
            "seed": seeds.ravel(),
            "y": values.ravel(),
        }
    )


def test_the_noise_share_covers_the_truth_as_often_as_it_says() -> None:
    """Of 300 studies; a binomial of .95 lies within .912 and .988 but in three of a thousand.

    Intervals of percentiles are a little short for a ratio from fifty points: .93 is theirs.
    """
    found = [noise_share(noisy_points(seed), "y", seed + 1) for seed in range(300)]
    covered = np.mean([each.low <= 0.2 <= each.high for each in found])
    assert 0.91 <= covered <= 0.975
    below = np.mean([each.high < 0.2 for each in found])
    assert 0.005 < below < 0.07, "neither end is the other's"


def test_the_noise_share_by_hand() -> None:
    """Within: 2, 8 and 2, on average 4; means 1, 6 and 11 vary by 25, of which 4 / 2 is noise."""
    table = pd.DataFrame(
        {
            "point": [0, 0, 1, 1, 2, 2],
            "replication": [0, 1] * 3,
            "seed": [1, 2] * 3,
            "y": [0.0, 2.0, 4.0, 8.0, 10.0, 12.0],
        }
    )
    found = noise_share(table, "y")
    assert (found.within, found.between) == pytest.approx((4.0, 23.0))
    assert found.share == pytest.approx(4.0 / 27.0)
    assert (found.points, found.seeds) == (3, 2)


def test_the_bound_of_chance_is_exceeded_by_one_in_twenty() -> None:
    rng = np.random.default_rng(12)
    condition, outcome = rng.random(25), rng.random(25)
    many = np.array([effect_size(condition, rng.permutation(outcome)) for _ in range(20_000)])
    expected, lower, higher = np.quantile(many, (0.95, 0.93, 0.97))
    row = necessity_table({"a": condition}, outcome).iloc[0]
    assert lower < row["bound"] < higher
    assert row["bound"] == pytest.approx(expected, rel=0.06)
    assert bool(row["above_bound"]) == (row["effect_size"] > row["bound"])
    beyond = float(effect_size(condition, outcome)) - beyond_chance(condition, outcome)
    assert lower < beyond < higher


def test_what_is_left_is_told_by_its_middle_nine_tenths() -> None:
    values = pd.DataFrame({"conditions.a": np.arange(201.0), "conditions.b": np.arange(201.0)})
    row = narrowing(values, values["conditions.a"].to_numpy() <= 100).set_index("factor")
    found = row.loc["conditions.a"]
    assert list(found[["mean", "low", "high", "prior_mean"]]) == [50.0, 5.0, 95.0, 100.0]
    error = np.arange(201.0).std(ddof=1) / np.sqrt(101)
    assert found["shift"] == pytest.approx(-50.0 / error)
