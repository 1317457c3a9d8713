"""Intervals of indices resample whole base rows, never single runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.sensitivity.estimation.estimators import delta_classes, indices
from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.estimation.steps import total_index
from tests.made.known_functions import NAMES, sample_of
from tests.reading.half_widths import NEAR, Z, error_of


def uneven(kind: str, size: int) -> Sample:
    """A sample in which base rows differ much more from each other than runs within them."""
    sample = sample_of(kind, size=size)
    strength = np.random.default_rng(8).choice([0.2, 2.0], size)
    return replace(sample, values=sample.values * strength[sample.base_rows])


def resampled(sample: Sample, rng: np.random.Generator) -> Sample:
    """Another sample of whole base rows, drawn with putting back."""
    block, places = sample.block, rng.integers(sample.size, size=sample.size)
    rows = np.concatenate([np.arange(place * block, (place + 1) * block) for place in places])
    return replace(sample, raw=sample.raw[rows], values=sample.values[rows])


def by_brute_force(
    sample: Sample, estimate: Callable[[Sample], pd.DataFrame], draws: int = 300
) -> pd.Series:
    """Half-widths of each index of each factor, from estimates of resampled base rows alone."""
    rng = np.random.default_rng(9)
    tables = [estimate(resampled(sample, rng)) for _ in range(draws)]
    values = np.array([table["estimate"].to_numpy(np.float64) for table in tables])
    low, high = np.quantile(values, (0.025, 0.975), axis=0)
    keys = pd.MultiIndex.from_frame(tables[0][["index", "factor"]])
    return pd.Series((high - low) / 2, keys)


def told(of: Callable[[int], pd.DataFrame], seeds: int) -> pd.Series:
    tables = [of(seed).set_index(["index", "factor"]) for seed in range(1, seeds + 1)]
    return sum((t["high"] - t["low"]) / 2 for t in tables) / seeds


@pytest.mark.parametrize(
    ("kind", "size", "shown"),
    [
        ("morris", 14, ("mu_star", "mu", "sigma")),
        ("sobol", 64, ("first", "total")),
        ("shapley", 48, ("shapley", "total")),
    ],
)
def test_indices_have_intervals_of_whole_base_rows(
    kind: str, size: int, shown: tuple[str, ...]
) -> None:
    sample = uneven(kind, size)
    again = by_brute_force(
        sample,
        lambda drawn: indices(drawn, kind, 1, sure=False),
        draws=60 if kind in ("shapley", "morris") else 200,
    )
    found = told(lambda seed: indices(sample, kind, seed), 5)
    assert len(shown) > 0
    for index in shown:
        real = again[index][again[index] > 1e-9].index
        ratio = (found[index][real] / again[index][real]).mean()
        assert len(real) >= 2 and ratio == pytest.approx(1.0, abs=0.12), index


def test_total_effects_of_pairs_have_intervals_of_whole_base_rows() -> None:
    sample = uneven("shapley", 96)
    again = by_brute_force(sample, lambda s: total_index(s, np.random.default_rng(1)), draws=200)
    found = told(lambda seed: total_index(sample, np.random.default_rng(seed)), 8)
    real = again[again > 1e-9].index
    assert (found[real] / again[real]).mean() == pytest.approx(1.0, abs=0.08)


def test_effects_and_variance_are_resampled_together() -> None:
    """Of a factor that makes all of the variance the share hardly varies, whatever is drawn."""
    strength = np.random.default_rng(8).choice([0.2, 2.0], 96)
    sample = sample_of("shapley", lambda x: x[:, 0], size=96)
    sample = replace(sample, values=sample.values * strength[sample.base_rows])
    again = by_brute_force(sample, lambda s: total_index(s, np.random.default_rng(1)), draws=200)
    found = told(lambda seed: total_index(sample, np.random.default_rng(seed)), 8)
    assert found["total", NAMES[0]] == pytest.approx(again["total", NAMES[0]], rel=0.15)


def test_effects_of_trajectories_by_hand() -> None:
    """Slopes differ between trajectories: mean, mean size and spread are of those."""
    sample = sample_of("morris", lambda x: np.zeros(len(x)), size=24)
    slopes = np.random.default_rng(10).normal(1.0, 2.0, 24)
    unit = (sample.raw[:, 1] + np.pi) / (2 * np.pi)
    sample = replace(sample, values=slopes[sample.base_rows] * unit)
    found = indices(sample, "morris").set_index(["index", "factor"])
    assert found.loc[("mu", NAMES[1]), "estimate"] == pytest.approx(slopes.mean())
    assert found.loc[("mu_star", NAMES[1]), "estimate"] == pytest.approx(np.abs(slopes).mean())
    assert found.loc[("sigma", NAMES[1]), "estimate"] == pytest.approx(slopes.std(ddof=1))
    halves = told(lambda seed: indices(sample, "morris", seed), 40)
    assert halves["mu", NAMES[1]] == pytest.approx(Z * error_of(slopes), rel=NEAR)
    assert halves["mu_star", NAMES[1]] == pytest.approx(Z * error_of(np.abs(slopes)), rel=NEAR)


@pytest.mark.parametrize("method", ["pawn", "delta"])
def test_indices_of_given_data_vary_as_much_as_they_say(method: str) -> None:
    """Over ten designs the estimates of three factors alike spread as their widths tell."""
    rng = np.random.default_rng(11)
    problem = {"num_vars": 3, "names": NAMES[:3], "bounds": [[0.0, 1.0]] * 3}
    tables = []
    for draw in range(10):
        raw = rng.random((300, 3))
        values = raw.sum(axis=1) + rng.normal(0, 0.1, 300)
        sample = Sample("lhs", problem, raw, np.arange(300), values)
        tables.append(indices(sample, method, draw + 1))
    table = pd.concat(tables).query("factor in @NAMES[:3]")
    told_half = float((table["high"] - table["low"]).mean()) / 2
    assert told_half / (Z * table["estimate"].std()) == pytest.approx(1.0, abs=0.3)


def test_delta_is_half_of_what_a_factor_moves_of_the_distribution() -> None:
    """Of the sum of two normal factors, by integration; of a factor that is not in it nothing.

    Within the estimator's eight classes a factor still varies, which loses it about a sixth.
    """
    raw = np.random.default_rng(13).normal(size=(800, 3))
    problem = {"num_vars": 3, "names": NAMES[:3], "bounds": [[-4.0, 4.0]] * 3}
    sample = Sample("lhs", problem, raw, np.arange(800), raw[:, 0] + raw[:, 1])
    found = indices(sample, "delta").set_index("factor")
    y, x = np.meshgrid(np.linspace(-9.0, 9.0, 1201), np.linspace(-5.0, 5.0, 401))
    moved = np.abs(stats.norm.pdf(y, 0.0, np.sqrt(2.0)) - stats.norm.pdf(y, x, 1.0))
    of_x = np.trapezoid(moved, y, axis=1) * stats.norm.pdf(x[:, 0])
    truth = float(np.trapezoid(of_x, x[:, 0])) / 2.0
    assert found["estimate"].to_numpy() == pytest.approx([truth, truth, 0.0, 0.0], abs=0.055)
    assert [delta_classes(count) for count in (100, 250, 1500, 5000)] == [4, 4, 9, 18]
