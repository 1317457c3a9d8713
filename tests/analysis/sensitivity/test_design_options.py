"""Every option of every design reaches the estimators: the answer is right whatever it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from analysis.sensitivity.designs import levels_of
from analysis.sensitivity.estimation.estimators import ESTIMATORS, GIVEN_DATA, MAIN_INDEX, indices
from analysis.sensitivity.estimation.ofat import swings
from analysis.sensitivity.estimation.sample import Sample, draws_of, sample_of
from analysis.sensitivity.findings import findings_of
from bijstand.verbs.study.sensitivity import METHODS, _refuse_other_design
from experiments.design import KINDS, Design, list_design, make_design
from experiments.design.factors import (
    DUMMY,
    condition_factor,
    named_factor,
    switch_factor,
)
from experiments.design.ranges import narrowed
from tests.reading.refusals import refusal

NUMBERS = ("conditions.agreements", "conditions.trust_start")
SWITCH = "theory.trust"
WHOLE = "conditions.extra_officers"
# What y = x1 + 2 x2 is worth, in shares of the variance: 1 and 4 of 5.
SHARES = {NUMBERS[0]: 0.2, NUMBERS[1]: 0.8, DUMMY: 0.0}
EFFECTS = {NUMBERS[0]: 1.0, NUMBERS[1]: 2.0, DUMMY: 0.0}


def factors(share: float = 1.0) -> list[Any]:
    return [narrowed(condition_factor(n.partition(".")[2]), share) for n in (*NUMBERS, DUMMY)]


def line(design: Design) -> npt.NDArray[np.float64]:
    """Return x1 + 2 x2, each a share of its range."""
    found = np.zeros(len(design))
    for weight, factor in zip((1.0, 2.0), design.factors, strict=False):
        value = design.table[factor.name].to_numpy(np.float64)
        found += weight * (value - factor.low) / (factor.high - factor.low)
    return found


def all_of(sample: Sample, method: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in indices(sample, method).itertuples():
        found.setdefault(row.index, {})[row.factor] = row.estimate
    return found


def of(sample: Sample, method: str) -> dict[str, float]:
    return all_of(sample, method)[MAIN_INDEX[method]]


# Each option of each kind of design that an estimator works on, with values of it.
OPTIONS: dict[tuple[str, str], tuple[object, ...]] = {
    ("morris", "levels"): (2, 4, 6, 8, 10, 20, 50),
    ("sobol", "second_order"): (False, True),
    ("sobol", "groups"): (False, True),
    ("morris", "groups"): (True,),
    ("ofat", "centre"): ({}, {NUMBERS[0]: 0.9, NUMBERS[1]: 0.2}),
}
SIZES = {"morris": (2, 8, 30), "sobol": (256, 1024), "shapley": (400, 1000), "ofat": (2, 5, 9)}
RANGES = (1.0, 0.5, 0.1)
SEEDS = (1, 2, 12345)


def test_no_option_of_a_design_is_forgotten_here() -> None:
    given = {(name, option) for name, kind in KINDS.items() for option in kind.options}
    assert given == set(OPTIONS)
    # The surrogate of given data takes any design: tests/analysis/sensitivity/test_given_data.py.
    assert set(METHODS) == {*ESTIMATORS, "ofat", "surrogate"}
    assert {METHODS[m] for m in METHODS} - set(SIZES) == {"lhs"}


@pytest.mark.parametrize("size", SIZES["morris"])
@pytest.mark.parametrize("levels", OPTIONS["morris", "levels"])
def test_effects_of_morris_are_right_at_any_number_of_levels(levels: int, size: int) -> None:
    for share in RANGES:
        for seed in SEEDS:
            design = make_design("morris", factors(share), size, seed, levels=levels)
            found = all_of(sample_of(design, -line(design)), "morris")
            assert found["mu_star"] == pytest.approx(EFFECTS, abs=1e-9)
            assert found["mu"] == pytest.approx({n: -v for n, v in EFFECTS.items()}, abs=1e-9)


@pytest.mark.parametrize("levels", OPTIONS["morris", "levels"])
def test_effects_of_words_and_whole_numbers_are_over_the_whole_range_too(levels: int) -> None:
    switch, whole = switch_factor("trust"), condition_factor(WHOLE.partition(".")[2])
    assert whole.whole and switch.words
    design = make_design("morris", [switch, whole, *factors()[2:]], 12, levels=levels)
    other = (design.table[SWITCH] == switch.words[-1]).to_numpy(float)
    part = (design.table[WHOLE] - whole.low) / (whole.high - whole.low)
    found = of(sample_of(design, part.to_numpy(np.float64)), "morris")
    assert found == pytest.approx({SWITCH: 0.0, WHOLE: 1.0, DUMMY: 0.0}, abs=1e-9)
    sample = sample_of(design, other)
    changes = np.abs(np.diff(other.reshape(sample.size, -1), axis=1)).sum(axis=1)
    assert of(sample, "morris")[SWITCH] == pytest.approx(changes.mean(), abs=1e-9)


def test_the_effect_of_a_switch_of_two_words_is_their_difference() -> None:
    two = named_factor("scenario", ["baseline", "flood"])
    for levels in (2, 4, 8):
        design = make_design("morris", [two, *factors()[2:]], 9, levels=levels)
        values = (design.table["scenario"] == "flood").to_numpy(float) * 3.0
        assert of(sample_of(design, values), "morris")["scenario"] == pytest.approx(3.0)


@pytest.mark.parametrize("second_order", OPTIONS["sobol", "second_order"])
@pytest.mark.parametrize("groups", OPTIONS["sobol", "groups"])
@pytest.mark.parametrize("size", SIZES["sobol"])
def test_shares_of_sobol_are_right_with_pairs_and_with_groups(
    second_order: bool, groups: bool, size: int
) -> None:
    assert len(RANGES) > 1
    for share in RANGES[:2]:
        design = make_design(
            "sobol", factors(share), size, 3, second_order=second_order, groups=groups
        )
        sample = sample_of(design, line(design))
        names = [factor.group if groups else factor.name for factor in design.factors]
        expected = dict(zip(names, SHARES.values(), strict=True))
        found = all_of(sample, "sobol")
        for index in ("first", "total"):
            assert found[index] == pytest.approx(expected, abs=0.03)
        pairs = found.get("second", {})
        assert bool(pairs) == second_order
        assert list(pairs.values()) == pytest.approx([0.0] * len(pairs), abs=0.03)


@pytest.mark.parametrize("size", SIZES["shapley"])
def test_shares_of_shapley_are_right_at_any_range_and_seed(size: int) -> None:
    for share in RANGES:
        for seed in SEEDS:
            design = make_design("shapley", factors(share), size, seed)
            sample = sample_of(design, line(design))
            found = all_of(sample, "shapley")
            assert found["shapley"] == pytest.approx(SHARES, abs=0.06)
            assert found["total"] == pytest.approx(SHARES, abs=0.09)


@pytest.mark.parametrize("centre", OPTIONS["ofat", "centre"])
@pytest.mark.parametrize("size", SIZES["ofat"])
def test_swings_are_right_wherever_the_others_stand(size: int, centre: dict[str, float]) -> None:
    design = make_design("ofat", factors(), size, centre=centre)
    runs = pd.concat(
        [design.table[["point"]].assign(seed=seed, y=line(design) + seed) for seed in range(6)]
    )
    table = swings(runs, levels_of(design), "y")
    for index in ("swing", "change"):
        rows = table[table["index"] == index]
        assert dict(zip(rows["factor"], rows["estimate"], strict=True)) == pytest.approx(EFFECTS)


def test_groups_are_refused_where_no_estimator_knows_them() -> None:
    design = make_design("morris", factors(), 4, groups=True)
    assert "method=sobol" in refusal(lambda: _refuse_other_design(design, "morris"))
    design = make_design("sobol", factors(), 4, groups=True)
    for method in GIVEN_DATA:
        assert f"method={method}" in refusal(lambda m=method: _refuse_other_design(design, m))


def grid_with_words() -> Design:
    """Return a list of points in order: a number, a switch of two scenarios, a whole number."""
    rows = [
        {"agreements": number, "scenario": word, WHOLE: float(whole)}
        for word in ("baseline", "flood")
        for whole in range(4)
        for number in np.linspace(0.0, 0.9, 60)
    ]
    return list_design(pd.DataFrame(rows))


@pytest.mark.parametrize("method", GIVEN_DATA)
def test_given_data_uses_every_point_of_a_list_and_takes_no_order_for_an_effect(
    method: str,
) -> None:
    design = grid_with_words()
    luck = np.random.default_rng(2).normal(size=len(design))
    switched = (design.table["scenario"] == "flood").to_numpy(float)
    sample = sample_of(design, 3 * switched + luck)
    drawn = draws_of(sample)
    assert drawn.size == len(design) == 480 and drawn.names[-1] == DUMMY
    found = findings_of(sample, method, "gap_closed", {})
    assert found.told() == ["scenario"], "and not what only stands in the same order"
    same = findings_of(sample_of(design, luck), method, "gap_closed", {})
    assert same.told() == []


def test_pawn_sees_a_switch_as_far_as_its_two_distributions_lie_apart() -> None:
    """With half of the points each, one answer's values lie half away from all of them."""
    design = grid_with_words()
    switched = (design.table["scenario"] == "flood").to_numpy(float)
    luck = np.random.default_rng(2).random(len(design)) * 0.1
    found = of(draws_of(sample_of(design, switched + luck)), "pawn")
    assert found["scenario"] == pytest.approx(0.5, abs=0.01)
