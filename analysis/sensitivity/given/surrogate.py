"""A surrogate: a sum of functions of single factors, and of products of two and of three of them.

The functions are orthonormal over their ranges (``basis``), and so are their products where factors
are independent: what each makes of the variance is its coefficient squared. How one is fitted is in
``fitting``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from analysis.sensitivity.given.basis import Columns

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Products:
    """Products of so many functions of different factors.

    Attributes:
        places: Shape (order, products): the functions of each.
        weights: Shape (products,): the coefficient of each.
    """

    places: Places
    weights: Columns

    @property
    def order(self) -> int:
        """Of how many functions each is the product."""
        return len(self.places)

    def at(self, columns: Columns) -> Columns:
        """Return the products at some points, of shape (products, points)."""
        return np.asarray(product(columns.T, self.places))

    def without(self, columns: Columns, left_out: int) -> Columns:
        """Return the products at some points, with one of their functions left out."""
        return np.asarray(product(columns.T, np.delete(self.places, left_out, axis=0)))


def product(rows: npt.NDArray[Any], places: Places) -> npt.NDArray[Any]:
    """Return products of functions.

    Args:
        rows: Shape (functions, points).
        places: Shape (order, products).

    Returns:
        Shape (products, points).
    """
    found = rows[places[0]]
    for other in places[1:]:
        found *= rows[other]
    return np.asarray(found)


@dataclass(frozen=True, slots=True, eq=False)
class Surrogate:
    """A fitted surrogate: mean, single functions, and products of two and of three.

    Attributes:
        mean: The mean over the ranges.
        single: Shape (functions,): the coefficient of each function.
        products: The products of each order; each once.
        owner: Shape (functions,): the place of the factor of each.
        factors: The number of factors.
    """

    mean: float
    single: Columns
    products: Sequence[Products]
    owner: npt.NDArray[np.int64]
    factors: int

    def predict(self, columns: Columns) -> Columns:
        """Return the expected outcome at some points, given the functions there."""
        found = self.mean + columns @ self.single
        for each in self.products:
            found = found + each.weights @ each.at(columns)
        return np.asarray(found)

    def slopes(self, columns: Columns) -> Columns:
        """Return what each function is multiplied by, of shape (points, functions)."""
        found = np.tile(self.single, (len(columns), 1))
        for each in self.products:
            for place in range(each.order):
                others = each.without(columns, place) * each.weights[:, None]
                found += (_sums_up(each.places[place], len(self.owner)) @ others).T
        return found

    def parts(self) -> tuple[Columns, Columns]:
        """Return what each factor makes of the variance.

        Returns:
            By itself, and with a fair part of each product (Shapley's): half of one of two, a third
            of one of three; the latter add up to all variance. Shapes (factors,).
        """
        alone = np.bincount(self.owner, self.single**2, self.factors)
        fair = alone.copy()
        for each in self.products:
            for functions in each.places:
                part = each.weights**2 / each.order
                fair += np.bincount(self.owner[functions], part, self.factors)
        return alone, fair

    def held(self, columns: Columns, factor: int) -> Surrogate:
        """Return the surrogate where a factor stands still.

        Args:
            columns: The factor's functions at its value.
            factor: The place of the factor.
        """
        value = np.ones(len(self.owner))
        value[self.owner == factor] = columns
        single = np.where(self.owner == factor, 0.0, self.single)
        mean = self.mean + float(columns @ self.single[self.owner == factor])
        left: dict[int, list[Products]] = {}
        for each in self.products:
            its = self.owner[each.places] == factor
            there = its.any(axis=0)
            left.setdefault(each.order, []).append(_at(each, ~there))
            shorter = _shorter(_at(each, there), its[:, there], value)
            if shorter.order == 1:
                np.add.at(single, shorter.places[0], shorter.weights)
            else:
                left.setdefault(shorter.order, []).append(shorter)
        products = [_once(each) for _, each in sorted(left.items())]
        return Surrogate(mean, single, products, self.owner, self.factors)


def _sums_up(places: Places, functions: int) -> csr_array:
    """Return what sums up, for each function, the products in which it stands at some place."""
    count = len(places)
    return csr_array((np.ones(count), (places, np.arange(count))), shape=(functions, count))


def _at(products: Products, rows: npt.NDArray[np.bool_]) -> Products:
    return Products(products.places[:, rows], products.weights[rows])


def _shorter(products: Products, its: npt.NDArray[np.bool_], value: Columns) -> Products:
    """Return products of which one function, marked in each, has a value."""
    held = products.places.T[its.T]
    others = products.places.T[~its.T].reshape(len(held), products.order - 1).T
    return Products(others, products.weights * value[held])


def _once(parts: Sequence[Products]) -> Products:
    """Put products together, the same ones as one."""
    places = np.sort(np.concatenate([part.places for part in parts], axis=1), axis=0)
    found, where = np.unique(places, axis=1, return_inverse=True)
    weights = np.concatenate([part.weights for part in parts])
    return Products(found, np.bincount(where.ravel(), weights, found.shape[1]))
