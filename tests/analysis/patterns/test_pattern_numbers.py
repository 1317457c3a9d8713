"""Numbers of patterns: how they are judged, and statistics and settings on planted cases."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from analysis.claims.declare import ANY, CHANGE, DOWN, RATIO, UP, Ask, Part, Region, within
from analysis.claims.judge import (
    FAILS,
    NOT_COMPUTED,
    OPEN,
    PASSES,
    Found,
    found_of,
    verdict_of,
    verdict_of_all,
)
from analysis.patterns.declared.able import gain_follows_scarcity, people_first, share_of_lowest
from analysis.patterns.declared.allowed import per_level, straightness
from analysis.patterns.declared.read_off import READINGS, STANDING, Seen
from analysis.patterns.declared.special import one_driver
from analysis.patterns.declared.wanting import highest_of_lowest
from analysis.patterns.declared.willingness_axis import on_the_axis, spread
from experiments.design import make_design
from experiments.design.factors import declared_factors
from sim import simulate
from sim.run import run_setting
from sim.setting.configuration import read_named
from sim.setting.setting import resolve

pytestmark = pytest.mark.usefixtures("unrendered")


@pytest.mark.parametrize(
    ("low", "high", "region", "verdict"),
    [
        (0.11, 0.3, Region(low=0.1), PASSES),
        (0.09, 0.3, Region(low=0.1), OPEN),
        (0.0, 0.1, Region(low=0.1), FAILS),
        (0.0, 0.0, UP, FAILS),
        (-0.2, -0.1, DOWN, PASSES),
        (-0.015, 0.019, within(0.02), PASSES),
        (-0.015, 0.021, within(0.02), OPEN),
        (0.021, 0.05, within(0.02), FAILS),
        (np.nan, np.nan, UP, OPEN),
        (0.1, 0.2, ANY, ""),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, region: Region, verdict: str) -> None:
    assert verdict_of(Found((low + high) / 2, low, high, 8), region) == verdict


def test_one_part_that_fails_fails_the_pattern() -> None:
    assert verdict_of_all([PASSES, "", PASSES]) == PASSES
    assert verdict_of_all([PASSES, OPEN]) == OPEN
    assert verdict_of_all([PASSES, OPEN, FAILS]) == FAILS
    assert verdict_of_all([FAILS, NOT_COMPUTED]) == NOT_COMPUTED
    assert verdict_of(Found(np.nan, np.nan, np.nan, 0), UP) == NOT_COMPUTED


def part(region: Region, contrast: object = CHANGE, equivalence: bool = False) -> Part:
    asks = (Ask("gap_closed"), Ask("gap_closed"))
    return Part("", "", asks, region, contrast, equivalence=equivalence)  # type: ignore[arg-type]


def test_planted_effects_are_found() -> None:
    rng = np.random.default_rng(3)
    luck = rng.normal(0.4, 0.1, 40)
    # The luck is common to both settings, so a small effect shows that a comparison of means hides.
    effect = luck + 0.03 + rng.normal(0.0, 0.005, 40)
    found = found_of(part(UP), [luck, effect])
    assert found.low < 0.03 < found.high
    # 2 t(39) / √40 standard deviations of 0.005, which the sample has to a tenth.
    assert found.high - found.low == pytest.approx(2 * 2.0227 * 0.005 / 40**0.5, rel=0.15)
    assert verdict_of(found, Region(low=0.02)) == PASSES
    assert verdict_of(found, Region(low=0.05)) == FAILS
    effect[5] = np.nan
    assert found_of(part(UP), [luck, effect]).runs == 39


def test_equivalence_is_two_one_sided_tests() -> None:
    rng = np.random.default_rng(5)
    values = [np.zeros(30), rng.normal(0.0, 0.02, 30)]
    ninety = found_of(part(within(0.02), equivalence=True), values)
    usual = found_of(part(within(0.02)), values)
    assert usual.low < ninety.low < ninety.high < usual.high
    assert (ninety.high - ninety.low) / (usual.high - usual.low) == pytest.approx(0.831, abs=0.002)


def test_a_ratio_is_of_means() -> None:
    values = [np.array([1.0, 3.0, 2.0, 2.0, 4.0]), np.array([2.0, 6.0, 4.0, 4.0, 8.0])]
    found = found_of(part(UP, RATIO), values)
    assert found.value == found.low == found.high == pytest.approx(2.0)


def test_statistics_over_draws_on_planted_numbers() -> None:
    want, can = np.array([0.1, 0.5, 0.1, 0.2]), np.array([0.6, 0.4, 0.7, 0.5])
    assert people_first(want, can, np.full(4, 0.3), None) == 0.75
    share = np.linspace(0.0, 1.0, 101)
    assert highest_of_lowest(share, share * 0.5) == pytest.approx(0.05)
    days = [np.full(3, d) for d in (1.0, 2.0, 3.0, 4.0)]
    assert per_level(*days) == pytest.approx(1.0) and straightness(*days) == pytest.approx(1.0)
    # Under the minimum only the narrowest gate brings anything; under the product all do.
    rates = np.random.default_rng(1).uniform(0.2, 0.9, (3, 60))
    y, eye = rates.min(axis=0), np.arange(3)[:, None]
    opened = [np.where(eye == g, 1.0, rates).min(axis=0) for g in range(3)]
    assert share_of_lowest(y, *opened, *rates) == pytest.approx(1.0)
    product = [np.where(eye == g, 1.0, rates).prod(axis=0) for g in range(3)]
    multiplied = (rates.prod(axis=0), *product, *rates)
    # By hand: opening a gate brings the product of the others, less that of all three.
    gains = np.array([rates.prod(axis=0) / rates[g] - rates.prod(axis=0) for g in range(3)])
    lowest = sum(gains[rates[:, n].argmin(), n] for n in range(60))
    assert share_of_lowest(*multiplied) == pytest.approx(lowest / gains.sum())
    assert gain_follows_scarcity(*multiplied) == pytest.approx(
        spearmanr(gains.ravel(), 1 / rates.ravel()).statistic
    )


def test_one_driver_alone_is_enough_where_drivers_add_up() -> None:
    found = one_driver(1, 0, 0)
    assert found["one_driver_weakest"] < 0.2 < found["one_driver_sum"]


def test_the_line_goes_from_hardly_anybody_willing_to_nearly_all() -> None:
    least, most = (
        simulate(conditions=on_the_axis(place), seed=1, days=200, warm_up_days=30).outcomes
        for place in (0.0, 1.0)
    )
    assert least["gap_closed"] == pytest.approx(0.04, abs=0.03)
    assert most["gap_closed"] == pytest.approx(0.47, abs=0.06)
    assert least["share_not_asked"] > 10 * most["share_not_asked"]
    design = make_design("lhs", declared_factors(["switches", "conditions"]), 16, seed=1)
    drawn = design.table[[factor.name for factor in design.factors]]
    table = spread(drawn)
    places = np.sort(table["conditions.willingness_threshold"].to_numpy())[::-1]
    assert np.allclose(places, on_the_axis((np.arange(16) + 0.5) / 16)["willingness_threshold"])
    assert (table["conditions.extra_pre_authorised"] == 0.0).all()
    same = [name for name in ("conditions.unit_cost", "theory.gates") if name in table]
    assert (table[same].to_numpy() == drawn[same].to_numpy()).all() and len(same) == 2


def test_what_the_standing_unit_answers_itself_is_left_out_elsewhere() -> None:
    assert tuple(read_named("partnership", "mit")["classes"]) == STANDING
    run = run_setting(resolve(days=100, warm_up_days=10), 1)
    seen = Seen(run)
    own = [n for n, c in enumerate(run.setting.world.classes) if c.id in STANDING]
    rest = seen.log[~np.isin(seen.log["request_class"], own)]
    assert 0 < len(rest) < len(seen.log)
    assert READINGS["can_elsewhere"](seen) == pytest.approx((rest["can"] == 1).mean())
