"""The value of information against closed forms, and what must hold of it whatever the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from analysis.voi.value import Numbers, basis_of_number, basis_of_word, partial, perfect


def worth(mean: float, spread: float) -> float:
    """EVPI of two acts, 0 and one with a normal benefit (Raiffa and Schlaifer 1961)."""
    return spread * norm.pdf(mean / spread) - abs(mean) * norm.cdf(-abs(mean) / spread)


def test_the_closed_form_gives_published_values() -> None:
    assert worth(0.0, 1.0) == pytest.approx(0.39894, abs=5e-6)
    assert worth(1.0, 2.0) == pytest.approx(0.39559, abs=5e-6)
    assert worth(-0.5, 1.0) == pytest.approx(0.19780, abs=5e-6)
    assert worth(0.5, 0.8) == pytest.approx(0.12954, abs=5e-6)
    assert worth(0.5, 0.6) == pytest.approx(0.06798, abs=5e-6)


@pytest.mark.parametrize(("mean", "spread"), [(0.0, 1.0), (1.0, 2.0), (-0.5, 1.0)])
def test_perfect_information_has_its_closed_form(mean: float, spread: float) -> None:
    benefit = np.random.default_rng(1).normal(mean, spread, 200_000)
    two = np.stack([np.zeros_like(benefit), benefit], axis=1)
    assert perfect(two) == pytest.approx(worth(mean, spread), abs=4 * spread / np.sqrt(200_000))


def parts(futures: int, seed: int, noise: float = 0.0) -> tuple[Numbers, Numbers, Numbers]:
    """Return an act beside 0 whose benefit is .5 + two parts, with spreads of .8 and .6."""
    generator = np.random.default_rng(seed)
    one, other = generator.normal(0, 0.8, futures), generator.normal(0, 0.6, futures)
    benefit = 0.5 + one + other + generator.normal(0, noise, futures)
    return np.stack([np.zeros(futures), benefit], axis=1), one, other


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_partial_information_has_its_closed_form_with_and_without_luck(noise: float) -> None:
    found = {"one": [], "other": [], "dummy": []}  # type: dict[str, list[float]]
    for seed in range(20):
        benefit, one, other = parts(600, seed, noise)
        dummy = np.random.default_rng(100 + seed).random(600)
        for name, values in (("one", one), ("other", other), ("dummy", dummy)):
            found[name].append(partial(benefit, basis_of_number(values), seed).value)
    for name, truth in (("one", 0.12954), ("other", 0.06798), ("dummy", 0.0)):
        error = np.std(found[name], ddof=1) / np.sqrt(20)
        assert np.mean(found[name]) == pytest.approx(truth, abs=3 * error + 0.004), name
        assert error < 0.01


def test_the_cross_fitted_floor_is_not_above_the_truth() -> None:
    floors = []
    for seed in range(30):
        benefit, one, _ = parts(600, seed, 1.0)
        floors.append(partial(benefit, basis_of_number(one), seed).floor)
    error = np.std(floors, ddof=1) / np.sqrt(len(floors))
    assert 0.12954 - 0.03 - 3 * error < np.mean(floors) < 0.12954 + 3 * error


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = 0
    for seed in range(60):
        benefit, one, _ = parts(400, seed, 0.5)
        found = partial(benefit, basis_of_number(one), seed)
        held += found.low <= 0.12954 <= found.high
    assert 51 <= held <= 60  # 95 % of 60 is 57; fewer than 51 or all had a chance below .01


def test_a_dummy_is_told_no_more_often_than_chance() -> None:
    told = 0
    for seed in range(60):
        benefit, _, _ = parts(300, seed, 1.0)
        dummy = np.random.default_rng(900 + seed).random(300)
        told += partial(benefit, basis_of_number(dummy), seed).chance <= 0.05
    assert told <= 8  # 3 expected; 9 or more has a chance below .005


def test_a_word_that_decides_is_worth_what_it_decides() -> None:
    word = np.array(["sum", "weakest"] * 200)
    benefit = np.stack([np.zeros(400), np.where(word == "sum", 2.0, -1.0)], axis=1)
    found = partial(benefit, basis_of_word(word))
    # Without knowing: the act, .5 on average. Knowing: 2 or 0, 1 on average.
    assert found.value == pytest.approx(0.5, abs=0.05) and found.chance == 0.01
    assert found.floor == pytest.approx(0.5, abs=0.02)


def test_what_turns_no_choice_is_worth_nothing() -> None:
    x = np.linspace(0.0, 1.0, 200)
    benefit = np.stack([np.zeros(200), 1.0 + x], axis=1)
    assert partial(benefit, basis_of_number(x)).value == pytest.approx(0.0, abs=1e-12)
    alike = np.ones((200, 2))
    assert partial(alike, basis_of_number(x)).value == 0.0
    assert partial(benefit, basis_of_number(np.ones(200))).value == 0.0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_more_is_worth_no_less_and_all_of_it_no_more_than_perfect_information(seed: int) -> None:
    benefit, one, other = parts(400, seed)
    alone = partial(benefit, basis_of_number(one), seed)
    both = partial(benefit, np.hstack([basis_of_number(one), basis_of_number(other)]), seed)
    assert both.value > alone.value - 0.02
    assert both.value < perfect(benefit) + 0.02


def test_less_is_better_where_the_benefit_is_turned_round() -> None:
    benefit, one, _ = parts(500, 3)
    less = partial(-benefit, basis_of_number(one), 1).value
    more = partial(benefit, basis_of_number(one), 1).value
    # The same distances, the other way round: the choice without knowing is then the act 0.
    assert less == pytest.approx(more, abs=0.06) and less > 0.05
