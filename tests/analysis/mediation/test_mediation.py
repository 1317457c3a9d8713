"""Mediation, moderation and necessity against worlds in which the answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.mediation.mediation import interval, mediation_table, moderation_table
from analysis.mediation.necessity import effect_size, necessity_table
from sim.run import run_setting
from sim.setting.setting import resolve

LUCK = np.random.default_rng(6).normal(0, 0.01, 40)


def test_effect_is_split_as_the_world_was_made() -> None:
    # Y = 0.2 w + 0.5 a, offers a = 0.4 w: of 0.4 in all, 0.2 runs through the offers.
    def world(w: float, offered_as: float) -> np.ndarray:
        return 0.2 * w + 0.5 * 0.4 * offered_as + LUCK

    found = mediation_table(
        {
            "high": world(1, 1),
            "low": world(0, 0),
            "high_with_low": world(1, 0),
            "low_with_high": world(0, 1),
        }
    ).set_index("effect")
    expected = {
        "total": 0.4,
        "indirect": 0.2,
        "direct": 0.2,
        "indirect_from_low": 0.2,
        "share": 0.5,
    }
    assert found["estimate"].to_dict() == pytest.approx(expected)
    assert (found["high"] - found["low"]).max() < 1e-9, "the same luck cancels in every pair"


def test_each_part_is_taken_from_its_own_transplant() -> None:
    """Willingness and offers that also work together: where offers are put decides what is lost."""
    outcomes = {"high": 0.6, "low": 0.1, "high_with_low": 0.4, "low_with_high": 0.15}
    found = mediation_table({name: y + LUCK for name, y in outcomes.items()}).set_index("effect")
    assert found["estimate"].to_dict() == pytest.approx(
        {"total": 0.5, "indirect": 0.2, "direct": 0.3, "indirect_from_low": 0.05, "share": 0.4}
    )


def test_what_multiplies_moderates_on_the_raw_scale_only() -> None:
    willing = {"low": 0.2, "middle": 0.4, "high": 0.8}
    outcomes = {
        (level, end): w * m + 0 * LUCK
        for level, w in willing.items()
        for end, m in (("low", 0.5), ("high", 1.0))
    }
    found = moderation_table(outcomes).set_index(["span", "scale"])
    assert found.loc[("low_middle", "raw"), "difference"] == pytest.approx(0.2 * 0.5)
    assert found.loc[("middle_high", "raw"), "difference"] == pytest.approx(0.4 * 0.5)
    assert found.loc[("low_high", "raw"), ["effect_low", "effect_high"]].to_list() == (
        pytest.approx([0.3, 0.6])
    )
    assert found.xs("log", level="scale")["difference"].to_numpy() == pytest.approx(0, abs=1e-12)


def test_interval_covers_and_leaves_missing_seeds_out() -> None:
    values = np.random.default_rng(1).normal(2, 1, 400)
    _, low, high = interval(lambda mean: mean, values)
    assert low < 2 < high and high - low == pytest.approx(2 * 1.96 / 20, rel=0.15)
    assert interval(lambda mean: mean, np.array([1.0, np.nan, 3.0]))[0] == 2.0
    assert np.isnan(interval(lambda mean: mean, np.array([np.nan]))).all()


@pytest.mark.parametrize("count", [5, 8, 20])
def test_the_jackknife_interval_of_a_mean_is_students(count: int) -> None:
    """By how much a value moves a mean is the value itself: nothing is narrower or wider."""
    values = np.random.default_rng(count).normal(2, 1, count)
    mean, low, high = interval(lambda mean: mean, values)
    known = stats.t.interval(0.95, count - 1, values.mean(), stats.sem(values))
    assert (mean, low, high) == pytest.approx((values.mean(), *known), rel=1e-12)


def test_transplant_of_a_run_into_itself_changes_nothing() -> None:
    setting = resolve(days=60, warm_up_days=10)
    run = run_setting(setting, 3)
    assert run_setting(setting, 3, offered=run.offered()).outcomes == pytest.approx(
        run.outcomes, abs=0.0, nan_ok=True
    )


def test_space_above_the_ceiling_by_hand() -> None:
    # Points (0, 0), (1, 1), (2, 4), (4, 4): above the steps 4·1 + 3·1 of 16 is empty.
    condition, outcome = np.array([0.0, 1.0, 2.0, 4.0]), np.array([0.0, 1.0, 4.0, 4.0])
    assert effect_size(condition, outcome) == pytest.approx(7 / 16)
    mixed = [2, 0, 3, 1]
    assert effect_size(condition[mixed], outcome[mixed]) == pytest.approx(7 / 16)
    assert np.isnan(effect_size(np.ones(3), np.arange(3.0)))


def test_what_is_necessary_is_told_from_what_is_not() -> None:
    rng = np.random.default_rng(7)
    needed, idle = rng.random(300), rng.random(300)
    outcome = needed * rng.random(300)
    table = necessity_table({"needed": needed, "idle": idle}, outcome).set_index("condition")
    assert table.loc["needed", "above_bound"] and not table.loc["idle", "above_bound"]
    assert table.loc["needed", "effect_size"] == pytest.approx(0.5, abs=0.1)
