"""Boosted trees beside the surrogate: another kind of surrogate, which jumps and bends anywhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from SALib.sample import latin
from scipy.stats import rankdata
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.model_selection import KFold
from threadpoolctl import threadpool_limits

from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.given.basis import Columns
from analysis.sensitivity.given.crossed import FOLDS

PREDICTED, SLICES = 8192, 16
TREES, LEAVES, LEAST_IN_LEAF, PACE = 200, 8, 20, 0.1


def boosted(sample: Sample, seed: int = 1) -> tuple[float, Columns]:
    """Fit boosted trees, and read off them how much each factor makes by itself.

    Args:
        sample: A sample of independent draws with the outcome.
        seed: Seed of the folds and of the points that are predicted.

    Returns:
        The share of the variance that they predict on points that they did not see; and what each
        factor makes by itself of the outcome's variance, the chance in it counted: the spread of
        the mean prediction over sixteen slices of its range.
    """
    inputs, values = _used(sample), sample.values
    fresh = _used(replace(sample, raw=latin.sample(dict(sample.problem), PREDICTED, seed=seed)))
    predicted, means = np.empty(len(values)), np.zeros(len(fresh))
    # Its many small sums are slower, not faster, on several threads of a busy machine.
    with threadpool_limits(1):
        for train, test in KFold(FOLDS, shuffle=True, random_state=seed).split(inputs):
            trees = _trees(seed).fit(inputs[train], values[train])
            predicted[test] = trees.predict(inputs[test])
            means += trees.predict(fresh) / FOLDS
    variance = float(np.var(values))
    q2 = 1.0 - float(np.mean((values - predicted) ** 2)) / variance
    return q2, np.array([_between(column, means) for column in fresh.T]) / variance


def _trees(seed: int) -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        max_iter=TREES,
        learning_rate=PACE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_LEAF,
        random_state=seed,
        early_stopping=False,
    )


def _used(sample: Sample) -> Columns:
    """Return what runs use: words and whole numbers floored."""
    floored = np.isin(sample.problem["names"], [*sample.words, *sample.whole])
    return np.where(floored, np.floor(sample.raw), sample.raw)


def _between(column: Columns, means: Columns) -> float:
    """Return the variance that lies between slices of a factor, without what chance puts there."""
    values, slices = np.unique(column, return_inverse=True)
    if len(values) > SLICES:
        slices = rankdata(column, method="ordinal").astype(int) * SLICES // (len(column) + 1)
    sizes = np.bincount(slices)
    middles = np.bincount(slices, weights=means) / sizes
    between = float(sizes @ (middles - means.mean()) ** 2) / len(means)
    within = float(np.var(means)) - between
    return between - (len(sizes) - 1) * within / (len(means) - len(sizes))
