"""SALib's estimators under one roof: an index per factor with a 95 % interval from a bootstrap.

What is resampled is always the base row or trajectory: the runs of one share a seed.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from SALib.analyze import morris as salib_morris
from SALib.analyze import pawn as salib_pawn
from SALib.analyze import shapley as salib_shapley
from SALib.analyze import sobol as salib_sobol
from SALib.analyze.delta import calc_delta
from scipy.stats import norm
from threadpoolctl import threadpool_limits

from analysis.sensitivity.estimation.sample import Sample, draws_of
from analysis.sensitivity.estimation.steps import total_index
from experiments.design.factors import DUMMY, LUCK

COLUMNS = ("factor", "index", "estimate", "low", "high")
TAIL = 0.025
RESAMPLES = 200
SMALLEST = 2
NEED_TWO = ("shapley", "pawn", "delta")
PAWN_SLICES, PAWN_RESAMPLES = 10, 20
DELTA_RESAMPLES, DELTA_FEWEST = 20, 4
DELTA_GRID, DELTA_MOST_CLASSES = 100, 48
# Columns of random numbers beside the dummy: one interval is too few to tell many factors from.
DELTA_DUMMIES = 10
MORRIS_LEVELS = 4
"""The levels of a Morris design that says nothing of them, as ``experiments.design`` makes it."""
# Trajectories in a block: what is estimated and resampled together. SALib needs two, and larger
# blocks of a large design take less time; small ones keep its memory flat.
SMALL_BLOCK, LARGE_BLOCK, LARGE_DESIGN = 2, 8, 512

Draws = npt.NDArray[np.float64]


def indices(sample: Sample, method: str, seed: int = 1, sure: bool = True) -> pd.DataFrame:
    """Estimate the indices of a method.

    Args:
        sample: The design with its values; all must be finite.
        method: "morris", "shapley", "sobol", "pawn" or "delta".
        seed: Seed of the bootstrap, 1 or more.
        sure: Whether intervals are worth the time: without, "pawn" gives none and "delta" rough
            ones. The others have theirs for next to nothing.

    Returns:
        A row per factor and index: factor, index, estimate, low, high. Where the outcome is the
        same in every run there is nothing to explain and every index is NaN. One base row has no
        interval. See ``fewest`` for how many are needed before anything is said.
    """
    alone = sample.size < SMALLEST
    if np.ptp(sample.values) == 0.0 or (alone and method in NEED_TWO):
        names = draws_of(sample).names if method in GIVEN_DATA else sample.names
        return pd.DataFrame(
            [(name, MAIN_INDEX[method], *[np.nan] * 3) for name in names], columns=COLUMNS
        )
    found = ESTIMATORS[method](sample, np.random.default_rng(seed), sure)
    return found.assign(low=np.nan, high=np.nan) if alone else found


def rank(table: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the rows of one index, the largest first, ranked from 1; luck, a yardstick, last."""
    rows = table[table["index"] == index].sort_values("estimate", ascending=False, kind="stable")
    rows = rows.iloc[np.argsort(rows["factor"] == LUCK, kind="stable")].reset_index(drop=True)
    return rows.assign(rank=np.arange(1, len(rows) + 1))


def _table(names: list[str], index: str, estimate: Draws, draws: Draws) -> pd.DataFrame:
    """Build a table from estimates and their bootstrap draws, shape (draws, factors)."""
    low, high = np.quantile(draws, (TAIL, 1 - TAIL), axis=0)
    columns = (names, index, estimate, low, high)
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def _shapley(sample: Sample, rng: np.random.Generator, sure: bool) -> pd.DataFrame:
    effects, weights = [], []
    for block in _blocks(sample):
        # An exactly constant block has no share of the variance, and SALib divides by none.
        with np.errstate(invalid="ignore", divide="ignore"):
            found = salib_shapley.analyze(dict(sample.problem), block.raw, block.values)
        effects.append(found["shapley"])
        weights.append(block.size)
    draws = _resampled(np.array(effects), np.array(weights, np.float64), rng)
    mean = np.average(effects, axis=0, weights=weights)
    shares = _table(sample.names, "shapley", mean / mean.sum(), _shares(draws))
    return pd.concat([shares, total_index(sample, rng)], ignore_index=True)


def _shares(effects: Draws) -> Draws:
    return np.asarray(effects / effects.sum(axis=1, keepdims=True))


def _resampled(effects: Draws, weights: Draws, rng: np.random.Generator) -> Draws:
    """Bootstrap the weighted mean over blocks; effects in the shape (blocks, factors)."""
    drawn = rng.integers(len(effects), size=(RESAMPLES, len(effects)))
    counts = np.array([np.bincount(places, minlength=len(effects)) for places in drawn]) * weights
    return np.asarray((counts / counts.sum(axis=1, keepdims=True)) @ effects)


def _blocks(sample: Sample) -> Iterator[Sample]:
    """Split a design into blocks of whole trajectories, the last of at least two."""
    length = LARGE_BLOCK if sample.size >= LARGE_DESIGN else SMALL_BLOCK
    ends = list(range(length, sample.size - 1, length))
    for start, end in zip([0, *ends], [*ends, sample.size], strict=True):
        rows = slice(start * sample.block, end * sample.block)
        raw, values = sample.raw[rows], sample.values[rows]
        yield replace(sample, raw=raw, base_rows=sample.base_rows[rows] - start, values=values)


def _morris(sample: Sample, rng: np.random.Generator, sure: bool) -> pd.DataFrame:
    effects = _elementary_effects(sample)
    drawn = effects[rng.integers(sample.size, size=(RESAMPLES, sample.size))]
    size, names = np.abs(effects), sample.names
    with warnings.catch_warnings():
        # One trajectory has no spread, and that is what its sigma then says.
        warnings.simplefilter("ignore")
        return pd.concat(
            [
                _table(names, "mu_star", size.mean(axis=0), np.abs(drawn).mean(axis=1)),
                _table(names, "mu", effects.mean(axis=0), drawn.mean(axis=1)),
                _table(names, "sigma", effects.std(axis=0, ddof=1), drawn.std(axis=1, ddof=1)),
            ],
            ignore_index=True,
        )


def _elementary_effects(sample: Sample) -> Draws:
    """Return the effect of each factor over its whole range, by trajectory.

    SALib divides by the step between the levels of a number. Whole numbers and words are floored,
    so that what a run uses moves by another step, by which their effects are divided instead.

    Returns:
        Shape (trajectories, factors).
    """
    levels = int(sample.options.get("levels", MORRIS_LEVELS))
    step = levels / (2 * (levels - 1))
    bounds = np.array(sample.problem["bounds"], np.float64)
    # Effects over the whole range of a factor, whatever its unit: sampled values as shares of it.
    unit = (sample.raw - bounds[:, 0]) / (bounds[:, 1] - bounds[:, 0])
    problem = {**sample.problem, "bounds": [[0.0, 1.0]] * len(bounds)}
    found = np.array(
        [
            _morris_of(problem, unit[rows], sample.values[rows], levels)
            for rows in np.split(np.arange(len(unit)), sample.size)
        ]
    )
    floored = np.isin(sample.problem["names"], [*sample.words, *sample.whole])
    moved = np.where(floored, sample.moved(), step)
    return np.asarray(np.where(moved > 0, found * step / np.where(moved > 0, moved, 1.0), 0.0))


def _morris_of(problem: dict[str, Any], raw: Draws, values: Draws, levels: int) -> Draws:
    with warnings.catch_warnings():
        # One trajectory has no spread, which is worked out over all of them instead.
        warnings.simplefilter("ignore")
        found = salib_morris.analyze(
            dict(problem), raw, values, num_resamples=2, num_levels=levels, seed=1
        )
    return np.array(found["mu"], np.float64)


def _sobol(sample: Sample, rng: np.random.Generator, sure: bool) -> pd.DataFrame:
    second_order = bool(sample.options.get("second_order"))
    found = salib_sobol.analyze(
        dict(sample.problem),
        sample.values,
        calc_second_order=second_order,
        num_resamples=RESAMPLES,
        keep_resamples=True,
        seed=int(rng.integers(1, 2**31)),
    )
    names = sample.names
    tables = [
        _table(names, "first", found["S1"], found["S1_conf_all"]),
        _table(names, "total", found["ST"], found["ST_conf_all"]),
    ]
    if second_order:
        above = np.triu_indices(len(names), 1)
        middle, half = found["S2"][above], found["S2_conf"][above]
        pairs = [f"{names[i]} × {names[j]}" for i, j in zip(*above, strict=True)]
        columns = (pairs, "second", middle, middle - half, middle + half)
        tables.append(pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))))
    return pd.concat(tables, ignore_index=True)


def _pawn(sample: Sample, rng: np.random.Generator, sure: bool) -> pd.DataFrame:
    # Halves instead of a bootstrap: a point that stands twice would sharpen every slice.
    draws = draws_of(sample)
    raw, values, rows = _places(draws.raw, rng), draws.values, draws.values
    names = draws.names
    problem = {"num_vars": len(names), "names": names, "bounds": draws.problem["bounds"]}

    def median(places: npt.NDArray[np.int64]) -> Draws:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a slice of few points may have none
            found = salib_pawn.analyze(problem, raw[places], values[places], S=PAWN_SLICES)
        return np.array(found["median"])

    estimate = median(np.arange(len(rows)))
    if not sure:
        unknown = np.full((1, len(estimate)), np.nan)
        return _table(names, "pawn", estimate, unknown)
    half = len(rows) // 2
    halves = np.array([median(rng.permutation(len(rows))[:half]) for _ in range(PAWN_RESAMPLES)])
    # Halves drawn without putting back vary as much around their mean as the whole does.
    centred = estimate + (halves - halves.mean(axis=0))
    return _table(names, "pawn", estimate, centred)


def _places(raw: Draws, rng: np.random.Generator) -> Draws:
    """Return ranks from 0 in the place of values, those of equal values at random.

    SALib cuts a factor into slices at its quantiles, between which values that many points share
    leave slices empty, and the points with the highest of them in none at all.
    """
    mixed = rng.permutation(len(raw))
    ranks = np.empty_like(raw)
    order = np.argsort(raw[mixed], axis=0, kind="stable")
    for factor in range(raw.shape[1]):
        ranks[mixed[order[:, factor]], factor] = np.arange(len(raw))
    return ranks


def _delta(sample: Sample, rng: np.random.Generator, sure: bool) -> pd.DataFrame:
    drawn = draws_of(sample)
    names, values, count = drawn.names, drawn.values, len(drawn.values)
    raw = np.column_stack([drawn.raw, rng.random((count, DELTA_DUMMIES))])
    grid = np.linspace(values.min(), values.max(), DELTA_GRID)
    classes = np.linspace(0, count, delta_classes(count) + 1)

    def deltas(places: npt.NDArray[np.int64]) -> Draws:
        y = values[places]
        return np.array([_distance(y, grid, x, classes) for x in raw[places].T])

    # Its many small products are slower, not faster, on several threads of a busy machine.
    with warnings.catch_warnings(record=True), threadpool_limits(1):
        whole = deltas(np.arange(count))
        resamples = DELTA_RESAMPLES if sure else DELTA_FEWEST
        draws = np.array([deltas(rng.integers(count, size=count)) for _ in range(resamples)])
    # What resamples have too much the sample has too (Plischke et al. 2013, eqn 30). SALib's own
    # analysis takes a resample for the sample, and its estimates vary twice as much as it says.
    middle = 2.0 * whole - draws.mean(axis=0)
    half = norm.ppf(1.0 - TAIL) * draws.std(axis=0, ddof=1)
    low, high, dummy = middle - half, middle + half, names.index(DUMMY)
    random = [dummy, *range(len(names), len(middle))]
    low[dummy], high[dummy] = low[random].min(), high[random].max()
    columns = (names, "delta", *(part[: len(names)] for part in (middle, low, high)))
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def _distance(y: Draws, grid: Draws, x: Draws, classes: Draws) -> float:
    """Return SALib's delta; NaN where the outcomes of a class, or all, have no spread."""
    try:
        return float(calc_delta(y, grid, x, classes))
    except np.linalg.LinAlgError:
        return math.nan


def delta_classes(count: int) -> int:
    """Return into how many classes of a factor so many points are divided, as SALib does."""
    power = 2.0 / (7.0 + np.tanh((1500.0 - count) / 500.0))
    return int(min(np.ceil(count**power), DELTA_MOST_CLASSES))


ESTIMATORS: dict[str, Callable[[Sample, np.random.Generator, bool], pd.DataFrame]] = {
    "morris": _morris,
    "shapley": _shapley,
    "sobol": _sobol,
    "pawn": _pawn,
    "delta": _delta,
}
MAIN_INDEX = {
    "ofat": "swing",
    "morris": "mu_star",
    "shapley": "shapley",
    "sobol": "total",
    "pawn": "pawn",
    "delta": "delta",
    "surrogate": "surrogate",
}
"""The index by which a method ranks factors."""
GIVEN_DATA = ("pawn", "delta")
"""Methods that work on any sample of independent draws."""
OF_VARIANCE = ("surrogate", "shapley", "sobol")
"""Methods whose main index is a share of a variance."""
OF_OUTCOME = ("ofat", "morris")
"""Methods whose main index is in the unit of the outcome."""
