"""How a surrogate is fitted: ridge regression, with a prior that the points themselves suggest.

How much a function may weigh follows from how much it weighs by itself: a first ridge over single
functions says how large each factor is. Of the tens of thousands of products of two those are taken
in that promise most: by what they show in what single functions leave over, above what chance
shows, and by the sizes of their functions. A second ridge takes all that for its prior, a third
what the second found; products of three are looked for in what that leaves over. So a hundred idle
factors and all their products cost the surrogate next to nothing, and a product of two factors that
do little by themselves is found as well.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.linalg.lapack import dposv
from sklearn.linear_model import Ridge

from analysis.sensitivity.given.basis import Basis, Columns
from analysis.sensitivity.given.surrogate import Places, Products, Surrogate, product

FIRST_PENALTY = 0.05
"""The penalty of the first ridge, as a share of the number of points."""
FLOOR = 0.1
"""What is shared by all functions before their sizes are known, as a share of all sizes."""
PENALTIES = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""The penalties of the later ridges that are tried; the last ones suit mere chance."""
POINTS_A_PRODUCT, MOST_PRODUCTS = 4, 2500
"""So many points for each product of two that is taken in, and most of these."""
PROMISE_OF_SIZES = 10.0
"""What the sizes of two functions promise of their product, beside what it shows by itself."""
KEPT_PRIOR = 0.2
"""What the third ridge keeps of the prior of the second, as a share."""
PAIRS_A_TRIPLE, EXTENDED = 4, 300
"""So many products of two for one of three, which are the strongest of these with one more."""
PRIOR_OF_TRIPLES = 0.03
"""What all products of three are thought to make of the variance."""
STRONGEST = 64
"""The functions of whose products a surrogate that is fitted plainly has all."""
SMALLEST = 1e-12


class Regression:
    """A ridge regression whose penalty and prior may change: sums over points are made once.

    Args:
        columns: Shape (points, functions).
        places: The products of each order.
        values: Shape (points,).
    """

    def __init__(self, columns: Columns, places: Sequence[Places], values: Columns) -> None:
        # Single precision halves time and memory, and what it rounds the penalty outweighs.
        single = np.ascontiguousarray(columns.T, np.float32)
        design = np.concatenate([single, *(product(single, each) for each in places)])
        self._means = design.mean(axis=1, dtype=np.float64)
        design -= self._means.astype(np.float32)[:, None]
        self._mean = float(values.mean())
        self._centred = values - self._mean
        self._places, self._design = places, design
        self._among = (design @ design.T).astype(np.float64)
        self._outcome = (design @ self._centred.astype(np.float32)).astype(np.float64)

    def weights(self, prior: Columns, penalty: float) -> Columns:
        """Return the coefficients of functions, then products.

        Args:
            prior: What each is thought to make of the variance.
            penalty: The penalty.
        """
        scale = np.sqrt(np.maximum(prior, SMALLEST))
        among = self._among * np.outer(scale, scale)
        among[np.diag_indices(len(scale))] += penalty
        # By LAPACK itself: what SciPy puts around it takes as long again.
        _, found, failed = dposv(among, scale * self._outcome, lower=1, overwrite_a=1)
        if failed:
            raise np.linalg.LinAlgError("the columns of a surrogate have no regression")
        return np.asarray(scale * found)

    def left_over(self, weights: Columns) -> Columns:
        """Return what coefficients leave over of the outcome."""
        return np.asarray(self._centred - weights.astype(np.float32) @ self._design)

    def surrogate(self, basis: Basis, weights: Columns) -> Surrogate:
        """Return coefficients as a surrogate."""
        ends = np.cumsum([len(basis.owner), *(each.shape[1] for each in self._places)])
        single, *products = np.split(weights, ends[:-1])
        found = [Products(*each) for each in zip(self._places, products, strict=True)]
        mean = self._mean - float(self._means @ weights)
        return Surrogate(mean, single, found, basis.owner, int(basis.owner.max()) + 1)


def fitted(basis: Basis, values: Columns, penalty: float) -> Surrogate:
    """Fit a surrogate.

    Args:
        basis: The functions at the points.
        values: The outcome there.
        penalty: That of the later ridges.
    """
    size, left = _first(basis.columns, values)
    pairs, promise = _pairs(basis, left, size, float(np.var(values)))
    two = Regression(basis.columns, [pairs], values)
    weights, prior = _second_and_third(two, size, promise, penalty)
    triples, promise = _triples(basis, two.left_over(weights), pairs, weights)
    if not triples.shape[1]:
        return two.surrogate(basis, weights)
    three = Regression(basis.columns, [pairs, triples], values)
    return three.surrogate(basis, three.weights(np.concatenate([prior, promise]), penalty))


def fitted_plainly(basis: Basis, values: Columns, penalty: float) -> Surrogate:
    """Fit a surrogate in one step, with all products of its strongest functions.

    For outcomes of which much is chance, and factors that were chosen because they matter: to look
    among all products for those that show most would be to look at chance.

    Args:
        basis: The functions at the points.
        values: The outcome there.
        penalty: Of the ridge; 1 suits an outcome of which half is chance.
    """
    columns, owner = basis.columns, basis.owner
    size, _ = _first(columns, values)
    strong = np.sort(np.argsort(-size, kind="stable")[:STRONGEST])
    first, second = np.triu_indices(len(strong), 1)
    apart = owner[strong[first]] != owner[strong[second]]
    pairs = np.stack([strong[first[apart]], strong[second[apart]]])
    scale = np.sqrt(np.concatenate([size, size[pairs[0]] * size[pairs[1]]]))
    design = np.column_stack([columns, product(columns.T, pairs).T]) * scale
    found = Ridge(alpha=penalty, solver="cholesky").fit(design, values)
    single, of_pairs = np.split(found.coef_ * scale, [len(owner)])
    products = [Products(pairs, of_pairs)]
    return Surrogate(float(found.intercept_), single, products, owner, int(owner.max()) + 1)


def penalty_for(basis: Basis, values: Columns, test: npt.NDArray[np.bool_]) -> float:
    """Return the penalty of those tried that predicts some points best from the others.

    Products of three are left out of it.
    """
    rest, known = basis.at(~test), values[~test]
    size, left = _first(rest.columns, known)
    pairs, promise = _pairs(rest, left, size, float(np.var(known)))
    two = Regression(rest.columns, [pairs], known)

    def missed(penalty: float) -> float:
        found = two.surrogate(rest, _second_and_third(two, size, promise, penalty)[0])
        return float(np.mean((values[test] - found.predict(basis.columns[test])) ** 2))

    return min(PENALTIES, key=missed)


def _first(columns: Columns, values: Columns) -> tuple[Columns, Columns]:
    """Return how much each function weighs by itself, as shares, and what all leave over."""
    count = len(values)
    found = Ridge(alpha=FIRST_PENALTY * count, solver="cholesky").fit(columns, values)
    left = values - found.predict(columns)
    squared = np.maximum(found.coef_**2 - float(np.var(left)) / count, 0.0)
    total = squared.sum()
    share = squared / total if total > 0 else np.zeros(len(squared))
    return (1.0 - FLOOR) * share + FLOOR / len(share), left


def _pairs(basis: Basis, left: Columns, size: Columns, variance: float) -> tuple[Places, Columns]:
    """Return the products of two functions that promise most, and what each promises.

    The promises add up to those of the functions' sizes alone.
    """
    columns, owner = basis.columns, basis.owner
    first, second = np.nonzero(np.triu(owner[:, None] != owner[None, :], 1))
    shown = ((columns * left[:, None]).T @ columns)[first, second] / len(left)
    by_sizes = size[first] * size[second]
    promise = _above_chance(shown, left) / max(variance, SMALLEST) + PROMISE_OF_SIZES * by_sizes
    most = np.argsort(-promise, kind="stable")[: min(MOST_PRODUCTS, len(left) // POINTS_A_PRODUCT)]
    most = np.sort(most)
    of_sizes = by_sizes[most].sum() / max(promise[most].sum(), SMALLEST)
    return np.stack([first[most], second[most]]), promise[most] * of_sizes


def _above_chance(shown: Columns, left: Columns) -> Columns:
    """Return squared coefficients as far as they are larger than chance makes them on average."""
    return np.maximum(shown**2 - float(np.var(left)) / len(left), 0.0)


def _second_and_third(
    two: Regression, size: Columns, promise: Columns, penalty: float
) -> tuple[Columns, Columns]:
    """Return the coefficients of the third ridge, and the prior that they had."""
    first = np.concatenate([size, promise])
    found = two.weights(first, penalty) ** 2
    total = max(float(found.sum()), SMALLEST)
    parts = []
    for squared, before in zip(np.split(found, [len(size)]), (size, promise), strict=True):
        even = before * squared.sum() / max(float(before.sum()), SMALLEST)
        parts.append(((1.0 - KEPT_PRIOR) * squared + KEPT_PRIOR * even) / total)
    prior = np.concatenate(parts)
    return two.weights(prior, penalty), prior


def _triples(
    basis: Basis, left: Columns, pairs: Places, weights: Columns
) -> tuple[Places, Columns]:
    """Return the products of three that promise most, and what each promises.

    They are the strongest products of two, with one function more.

    Args:
        basis: The functions at the points.
        left: What functions and products of two leave over.
        pairs: The products of two.
        weights: The coefficients of functions, then products.
    """
    columns, owner = basis.columns, basis.owner
    single, of_pairs = np.split(weights**2, [len(owner)])
    strong = np.argsort(-of_pairs, kind="stable")[:EXTENDED]
    places = pairs[:, strong]
    shown = (product(columns.T, places) * left) @ columns / len(left)
    size = single / max(float(single.sum()), SMALLEST)
    by_sizes = np.outer(of_pairs[strong], size)
    promise = _above_chance(shown, left) + PROMISE_OF_SIZES * by_sizes
    its_own = (owner[places][:, :, None] == owner[None, None, :]).any(axis=0)
    promise[its_own] = -1.0
    pair, third = np.nonzero(promise > 0.0)
    best = np.argsort(-promise[pair, third], kind="stable")
    found = np.sort(np.vstack([places[:, pair[best]], third[best]]), axis=0)
    _, where = np.unique(found, axis=1, return_index=True)
    most = min(MOST_PRODUCTS, len(left) // POINTS_A_PRODUCT) // PAIRS_A_TRIPLE
    best, where = best[np.sort(where)[:most]], np.sort(where)[:most]
    of_best = promise[pair[best], third[best]]
    return found[:, where], PRIOR_OF_TRIPLES * of_best / max(float(of_best.sum()), SMALLEST)
