"""A surrogate judged on points that it was not fitted on, and what those tell of each factor.

The points are cut into folds; each fold is predicted by a surrogate of the others. What such a
prediction leaves over, without the parts of one factor, depends on that factor as the outcome does
and was not fitted to its own noise. So a regression of it on the factor's functions is unbiased
whatever the surrogate, and chance can be told from effect by moving the factor's values between
points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import KFold

from analysis.intervals.several import benjamini_hochberg
from analysis.sensitivity.given.basis import Basis, Columns
from analysis.sensitivity.given.fitting import fitted, penalty_for
from analysis.sensitivity.given.surrogate import Surrogate

FOLDS = 5
PERMUTED = 20_000
LEAST_PERMUTATIONS = 200
"""Permutations: together over all factors at least the first, of each factor the second."""
FALSE_DISCOVERIES = 0.05
"""The share of what is told that may be false (Benjamini & Hochberg 1995)."""
PAIRED_COLUMNS = 64
"""The strongest functions with whose products it is tested that a factor does nothing."""
TINY = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """A surrogate of all points, and what it comes to on points that it did not see.

    Attributes:
        surrogate: Fitted on all points.
        penalty: The penalty that predicts best.
        predicted: Shape (points,): by the surrogate of the other folds.
        slopes: Shape (points, functions): what each function is multiplied by there.
    """

    surrogate: Surrogate
    penalty: float
    predicted: Columns
    slopes: Columns

    def q2(self, values: Columns) -> float:
        """Return the share of the variance that it predicts on points that it did not see."""
        return 1.0 - float(np.mean((values - self.predicted) ** 2) / np.var(values))


def crossed(basis: Basis, values: Columns, seed: int = 1) -> Crossed:
    """Fit a surrogate and judge it fold by fold.

    Args:
        basis: The functions at the points.
        values: The outcome there.
        seed: Seed of the folds.
    """
    folds = _folds(len(values), seed)
    penalty = best_penalty(basis, values, seed)
    predicted, slopes = np.empty(len(values)), np.empty_like(basis.columns)
    for test in folds:
        found = fitted(basis.at(~test), values[~test], penalty)
        predicted[test] = found.predict(basis.columns[test])
        slopes[test] = found.slopes(basis.columns[test])
    return Crossed(fitted(basis, values, penalty), penalty, predicted, slopes)


def _folds(points: int, seed: int) -> list[npt.NDArray[np.bool_]]:
    cut = KFold(FOLDS, shuffle=True, random_state=seed).split(np.empty((points, 1)))
    return [np.isin(np.arange(points), test) for _, test in cut]


def best_penalty(basis: Basis, values: Columns, seed: int = 1) -> float:
    """Return the penalty of those tried that predicts a fold best from the others."""
    return penalty_for(basis, values, _folds(len(values), seed)[0])


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What predictions leave over without the parts of each factor.

    Attributes:
        rest: Shape (points, factors), centred.
        basis: The functions at the points.
        slopes: As ``Crossed``.
    """

    rest: Columns
    basis: Basis
    slopes: Columns

    def at(self, rows: npt.NDArray[np.bool_]) -> Left:
        """Return the same at some of the points, centred there."""
        rest = self.rest[rows]
        return Left(rest - rest.mean(axis=0), self.basis.at(rows), self.slopes[rows])


def left_over(basis: Basis, values: Columns, judged: Crossed) -> Left:
    """Take all but one factor's parts out of the outcome, for each factor."""
    member = np.eye(int(basis.owner.max()) + 1)[basis.owner]
    own = (basis.columns * judged.slopes) @ member
    rest = (values - judged.predicted)[:, None] + own
    return Left(rest - rest.mean(axis=0), basis, judged.slopes)


def effects(left: Left, moved: Columns) -> tuple[Columns, Columns]:
    """Estimate what the outcome gains where a factor moves, averaged over all others.

    Args:
        left: From ``left_over``.
        moved: Shape (functions,): what each function gains by the move.

    Returns:
        The effect of each factor and its standard error, robust to unequal noise (HC1).
    """
    owner = left.basis.owner
    effect, error = np.empty(left.rest.shape[1]), np.empty(left.rest.shape[1])
    for factor in range(len(effect)):
        own = owner == factor
        columns = left.basis.columns[:, own] - left.basis.columns[:, own].mean(axis=0)
        inverse = np.linalg.pinv(columns.T @ columns)
        weights = inverse @ columns.T @ left.rest[:, factor]
        missed = left.rest[:, factor] - columns @ weights
        count, used = columns.shape
        pulls = columns @ inverse @ moved[own] * missed
        effect[factor] = moved[own] @ weights
        error[factor] = np.sqrt((pulls**2).sum() * count / max(1, count - used - 1))
    return effect, error


def chance(left: Left, weight: Columns, seed: int = 1) -> Columns:
    """Test that a factor does nothing, by itself or with others.

    Two statistics: how well the factor's functions fit what is left over without the factor, and
    how well their products with the strongest functions of other factors do. Under the hypothesis
    the factor's values may change places between points. The permutations of all factors with as
    many functions, each brought to mean 0 and spread 1, make one distribution of chance.

    Args:
        left: From ``left_over``.
        weight: Shape (functions,): the share of each function in the surrogate's variance.
        seed: Seed of the permutations.

    Returns:
        Shape (factors,): the share of chance, corrected for two statistics and for how many factors
        are tested: of those at or below 0.05 about a twentieth is false (Benjamini & Hochberg
        1995).
    """
    # Single precision: some hundred permutations read all of it again.
    columns, owner = left.basis.columns.astype(np.float32), left.basis.owner
    factors = left.rest.shape[1]
    member = np.eye(factors)[owner]
    rest = (left.rest / np.maximum(left.rest.std(axis=0), TINY)).astype(np.float32)[:, owner]
    strong = np.argsort(-weight, kind="stable")[:PAIRED_COLUMNS]
    among = (owner[:, None] != owner[strong]) * (weight[strong] + TINY)
    others = columns[:, strong]

    def statistics(order: npt.NDArray[np.int64]) -> Columns:
        pulled = columns[order] * rest
        alone = pulled.sum(axis=0) ** 2
        together = ((pulled.T @ others) ** 2 * among).sum(axis=1)
        return np.stack([alone, together]) @ member

    rng, points = np.random.default_rng(seed), len(columns)
    count = max(LEAST_PERMUTATIONS, -(-PERMUTED // factors))
    found = statistics(np.arange(points))
    by_luck = np.array([statistics(rng.permutation(points)) for _ in range(count)])
    middle, spread = by_luck.mean(axis=0), np.maximum(by_luck.std(axis=0), TINY)
    share = np.empty_like(found)
    functions = np.bincount(owner)
    for alike in (functions == number for number in np.unique(functions)):
        for place in range(len(found)):
            scaled = (by_luck[:, place] - middle[place]) / spread[place]
            pooled = np.sort(scaled[:, alike].ravel())
            own = ((found - middle) / spread)[place, alike]
            above = len(pooled) - np.searchsorted(pooled, own)
            share[place, alike] = (1.0 + above) / (1.0 + len(pooled))
    smaller = np.minimum(1.0, len(share) * share.min(axis=0))
    return np.asarray(benjamini_hochberg(smaller))
