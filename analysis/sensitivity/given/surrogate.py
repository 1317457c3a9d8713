"""A surrogate: ridge regression on functions of single factors and their products.

How much a function may weigh follows from how much it weighs by itself: a first ridge over single
functions says how large each factor is, and the second takes these sizes for its prior, that of a
product being the product of them. So a hundred idle factors and their thousands of products cost
the surrogate next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import Ridge

from analysis.sensitivity.given.basis import Basis, Columns

PAIRED_COLUMNS = 64
"""The strongest functions of whose products the surrogate has a coefficient each."""
FIRST_PENALTY = 0.05
"""The penalty of the first ridge, as a share of the number of points."""
FLOOR = 0.1
"""What is shared by all functions before their sizes are known, as a share of all sizes."""
PENALTIES = (0.1, 0.3, 1.0, 3.0)
"""The penalties of the second ridge that are tried."""


@dataclass(frozen=True, slots=True, eq=False)
class Surrogate:
    """A fitted surrogate: mean, single functions, and products of two.

    Attributes:
        mean: The mean over the ranges.
        single: Shape (functions,): the coefficient of each function.
        pairs: Shape (functions, functions), symmetric: the coefficient of each product; 0 for two
            functions of one factor.
        owner: Shape (functions,): the place of the factor of each.
        factors: The number of factors.
    """

    mean: float
    single: Columns
    pairs: Columns
    owner: npt.NDArray[np.int64]
    factors: int

    def slopes(self, columns: Columns) -> Columns:
        """Return what each function is multiplied by, of shape (points, functions)."""
        return np.asarray(self.single + columns @ self.pairs)

    def predict(self, columns: Columns) -> Columns:
        """Return the expected outcome at some points, given the functions there."""
        return np.asarray(
            self.mean + (columns * (self.single + 0.5 * (columns @ self.pairs))).sum(axis=1)
        )

    def parts(self) -> tuple[Columns, Columns]:
        """Return the variance of each factor alone, and of each pair together.

        Returns:
            Shapes (factors,) and (factors, factors), the latter symmetric; all variance is the sum
            of the first and of half of the second.
        """
        member = np.eye(self.factors)[self.owner]
        return self.single**2 @ member, member.T @ self.pairs**2 @ member

    def held(self, columns: Columns, factor: int) -> Surrogate:
        """Return the surrogate where a factor stands still.

        Args:
            columns: The factor's functions at its value.
            factor: The place of the factor.
        """
        own = self.owner == factor
        single = np.where(own, 0.0, self.single + columns @ self.pairs[own])
        pairs = np.where(own[:, None] | own[None, :], 0.0, self.pairs)
        mean = self.mean + float(columns @ self.single[own])
        return Surrogate(mean, single, pairs, self.owner, self.factors)


def fitted(basis: Basis, values: Columns, penalty: float) -> Surrogate:
    """Fit a surrogate.

    Args:
        basis: The functions at the points.
        values: The outcome there.
        penalty: That of the second ridge; 1 fits an outcome of which half is chance.
    """
    columns, owner = basis.columns, basis.owner
    factors = int(owner.max()) + 1
    size = _sizes(columns, values)
    strong = np.sort(np.argsort(-size, kind="stable")[:PAIRED_COLUMNS])
    first, second = np.triu_indices(len(strong), 1)
    apart = owner[strong[first]] != owner[strong[second]]
    first, second = strong[first[apart]], strong[second[apart]]
    scale = np.sqrt(np.concatenate([size, size[first] * size[second]]))
    design = np.column_stack([columns, columns[:, first] * columns[:, second]]) * scale
    found = Ridge(alpha=penalty, solver="cholesky").fit(design, values)
    weights = found.coef_ * scale
    pairs = np.zeros((len(owner), len(owner)))
    pairs[first, second] = pairs[second, first] = weights[len(owner) :]
    return Surrogate(float(found.intercept_), weights[: len(owner)], pairs, owner, factors)


def _sizes(columns: Columns, values: Columns) -> Columns:
    """Return how much each function weighs by itself: shares of all that they do."""
    count = len(values)
    found = Ridge(alpha=FIRST_PENALTY * count, solver="cholesky").fit(columns, values)
    left = float(np.var(values - found.predict(columns)))
    squared = np.maximum(found.coef_**2 - left / count, 0.0)
    total = squared.sum()
    share = squared / total if total > 0 else np.zeros(len(squared))
    return (1.0 - FLOOR) * share + FLOOR / len(share)
