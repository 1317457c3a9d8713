"""How a surrogate is fitted and what is read off it, beside known functions and scikit-learn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from sklearn.linear_model import Ridge

from analysis.sensitivity.given.basis import Basis
from analysis.sensitivity.given.crossed import crossed
from analysis.sensitivity.given.fitting import Regression, fitted, fitted_plainly
from analysis.sensitivity.given.surrogate import Products, Surrogate, product

Numbers = npt.NDArray[np.float64]
ROOT = np.sqrt(3.0)


def lines(factors: int, points: int, seed: int = 1) -> Basis:
    """One function of each factor: a line over its range, of mean 0 and variance 1."""
    unit = np.random.default_rng(seed).uniform(-1.0, 1.0, (points, factors))
    return Basis(ROOT * unit, np.arange(factors), 1)


# Two functions of each of three factors, with products of two and of three.
OWNER = np.array([0, 0, 1, 1, 2, 2])
MADE = Surrogate(
    2.0,
    np.array([1.0, -0.5, 0.7, 0.0, 0.3, 0.2]),
    [
        Products(np.array([[0, 1, 2], [2, 3, 5]]), np.array([0.6, -0.4, 0.9])),
        Products(np.array([[0, 1, 1], [2, 2, 3], [4, 4, 5]]), np.array([0.5, -0.8, 0.3])),
    ],
    OWNER,
    3,
)


@pytest.fixture(scope="module")
def points() -> Numbers:
    return np.random.default_rng(4).normal(size=(50, 6))


def by_hand(c: Numbers) -> Numbers:
    return np.asarray(
        2.0
        + c @ MADE.single
        + 0.6 * c[:, 0] * c[:, 2]
        - 0.4 * c[:, 1] * c[:, 3]
        + 0.9 * c[:, 2] * c[:, 5]
        + 0.5 * c[:, 0] * c[:, 2] * c[:, 4]
        - 0.8 * c[:, 1] * c[:, 2] * c[:, 4]
        + 0.3 * c[:, 1] * c[:, 3] * c[:, 5]
    )


def test_a_surrogate_is_the_sum_of_its_functions_and_products(points: Numbers) -> None:
    assert MADE.predict(points) == pytest.approx(by_hand(points), abs=1e-12)


def test_a_slope_is_what_the_outcome_gains_where_its_function_gains_one(points: Numbers) -> None:
    slopes = MADE.slopes(points)
    for function in range(6):
        more = points.copy()
        more[:, function] += 1.0
        gained = by_hand(more) - by_hand(points)
        assert slopes[:, function] == pytest.approx(gained, abs=1e-12)


@pytest.mark.parametrize("factor", range(3))
def test_where_a_factor_stands_still_its_products_are_products_of_the_others(
    factor: int, points: Numbers
) -> None:
    own = factor == OWNER
    value = np.array([0.4, -1.1])
    still = points.copy()
    still[:, own] = value
    held = MADE.held(value, factor)
    assert held.predict(points) == pytest.approx(by_hand(still), abs=1e-12)
    assert (held.parts()[1][factor], held.parts()[0][factor]) == (0.0, 0.0)
    # Products that became alike are one: their squares alone would be too little.
    for each in held.products:
        assert len(np.unique(each.places, axis=1).T) == each.places.shape[1]


def test_parts_share_each_product_evenly_and_add_up_to_all_variance() -> None:
    alone, fair = MADE.parts()
    assert alone == pytest.approx([1.25, 0.49, 0.13])
    two = [0.36 / 2 + 0.16 / 2, 0.36 / 2 + 0.16 / 2 + 0.81 / 2, 0.81 / 2]
    three = (0.25 + 0.64 + 0.09) / 3
    assert fair == pytest.approx([a + b + three for a, b in zip(alone, two, strict=True)])
    rng = np.random.default_rng(2)
    even = ROOT * rng.uniform(-1.0, 1.0, (400_000, 6))
    assert fair.sum() == pytest.approx(np.var(by_hand(even)), rel=0.02)


def test_a_regression_is_that_of_scikit_learn_on_columns_scaled_by_the_prior() -> None:
    basis = lines(6, 200)
    values = np.random.default_rng(3).normal(size=200) + basis.columns[:, 0]
    pairs = np.array([[0, 1, 2], [1, 3, 5]])
    prior = np.linspace(0.1, 0.9, 9)
    ours = Regression(basis.columns, [pairs], values)
    weights = ours.weights(prior, 0.7)
    design = np.column_stack([basis.columns, product(basis.columns.T, pairs).T]) * np.sqrt(prior)
    theirs = Ridge(alpha=0.7).fit(design, values)
    assert weights == pytest.approx(theirs.coef_ * np.sqrt(prior), abs=1e-4)
    found = ours.surrogate(basis, weights).predict(basis.columns)
    assert found == pytest.approx(theirs.predict(design), abs=1e-3)
    assert ours.left_over(weights) == pytest.approx(values - theirs.predict(design), abs=1e-3)


def test_a_product_of_two_that_do_nothing_by_themselves_is_found_among_a_hundred() -> None:
    basis = lines(100, 1200)
    values = basis.columns[:, 70] * basis.columns[:, 90] + basis.columns[:, 0]
    found = fitted(basis, values, 0.3)
    pairs = found.products[0]
    largest = np.argmax(np.abs(pairs.weights))
    assert pairs.places[:, largest].tolist() == [70, 90]
    assert pairs.weights[largest] == pytest.approx(1.0, abs=0.1)
    alone, fair = found.parts()
    assert fair[[70, 90]] == pytest.approx(0.5, abs=0.1)
    assert alone[[70, 90]] == pytest.approx(0.0, abs=0.02)


def test_products_of_three_are_found_beside_those_of_two() -> None:
    basis = lines(12, 1500)
    x = basis.columns
    values = x[:, 0] + x[:, 1] * x[:, 2] + 0.8 * x[:, 1] * x[:, 2] * x[:, 5]
    found = fitted(basis, values, 0.1)
    triples = found.products[1]
    largest = np.argmax(np.abs(triples.weights))
    assert triples.places[:, largest].tolist() == [1, 2, 5]
    assert triples.weights[largest] == pytest.approx(0.8, abs=0.1)
    fresh = lines(12, 2000, seed=9).columns
    truth = fresh[:, 0] + fresh[:, 1] * fresh[:, 2] * (1 + 0.8 * fresh[:, 5])
    assert np.var(found.predict(fresh) - truth) < 0.05 * np.var(truth)


def test_of_luck_alone_a_surrogate_predicts_nothing() -> None:
    basis = lines(60, 800)
    values = np.random.default_rng(5).normal(size=800)
    assert crossed(basis, values).q2(values) == pytest.approx(0.0, abs=0.1)


def test_no_product_holds_a_factor_twice() -> None:
    unit = np.random.default_rng(6).uniform(-1.0, 1.0, (600, 8))
    curved = (3.0 * unit**2 - 1.0) * np.sqrt(5.0) / 2.0
    basis = Basis(np.column_stack([ROOT * unit, curved]), np.tile(np.arange(8), 2), 2)
    x = basis.columns
    # What a product with a factor twice would suit best.
    found = fitted(basis, x[:, 0] * x[:, 1] * x[:, 8] + x[:, 0] * x[:, 1], 0.1)
    assert [each.order for each in found.products] == [2, 3]
    for each in found.products:
        owners = np.sort(basis.owner[each.places], axis=0)
        assert each.places.shape[1] > 20 and (np.diff(owners, axis=0) > 0).all()


def test_a_plain_fit_is_one_ridge_with_all_products_of_the_strongest_functions() -> None:
    basis = lines(5, 300)
    x = basis.columns
    luck = np.random.default_rng(7).normal(size=300)
    values = 2.0 + x[:, 0] + x[:, 1] + 0.5 * x[:, 0] * x[:, 1] + luck
    found = fitted_plainly(basis, values, 1.0)
    (pairs,) = found.products
    assert sorted(map(tuple, pairs.places.T.tolist())) == [
        (one, other) for one in range(5) for other in range(one + 1, 5)
    ]
    weight = dict(zip(map(tuple, pairs.places.T.tolist()), pairs.weights, strict=True))
    assert [found.mean, *found.single[:2], weight[0, 1]] == pytest.approx([2, 1, 1, 0.5], abs=0.2)
    assert np.abs(found.single[2:]).max() < 0.2
