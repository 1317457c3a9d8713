"""The control of luck: 0 is the run as it is, 1 to 3 draw anew who is willing, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from analysis.codebook.readings import uniform_of
from sim import simulate
from sim.errors import UserError
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.streams import chance
from tests.sim.test_peer import assert_peers, setting_of
from tests.sim.test_two_clocks import assert_same_run

SHORT: dict[str, Any] = {"days": 60, "warm_up_days": 5, "daily": False}
OTHERS = (1, 2, 3)
SEEDS = 400


def gaps_closed(luck: int) -> np.ndarray[Any, Any]:
    """Y of short runs on many seeds."""
    setting = resolve(conditions={"luck": luck}, days=60, warm_up_days=5)
    return np.array([run_setting(setting, seed).outcomes["gap_closed"] for seed in range(SEEDS)])


def test_nought_is_the_run_as_it_is() -> None:
    """What the pinned outcomes are of, to the bit: the default, and the same said aloud."""
    plain, told = simulate(seed=4, **SHORT), simulate(seed=4, conditions={"luck": 0}, **SHORT)
    assert plain.outcomes == pytest.approx(told.outcomes, rel=0, abs=0, nan_ok=True)
    assert plain.requests.equals(told.requests)


def test_every_other_value_moves_outcomes_and_none_as_another() -> None:
    found = {
        simulate(seed=4, conditions={"luck": n}, **SHORT).outcomes["gap_closed"]
        for n in (0, *OTHERS)
    }
    assert len(found) == 4


@pytest.mark.parametrize("luck", OTHERS)
def test_it_salts_the_uniform_of_want_and_of_nothing_else(luck: int) -> None:
    """Needs arise as they did; of what gates are compared with only that of want is another."""
    plain, salted = (
        run_setting(resolve(conditions={"luck": n}, days=60, warm_up_days=5), 4) for n in (0, luck)
    )
    assert (plain.state.incidents == salted.state.incidents).all()
    want, law = (
        [uniform_of(run, purpose) for run in (plain, salted)]
        for purpose in (chance.WILLING, chance.PERMISSION)
    )
    np.testing.assert_array_equal(*law)
    known = np.isfinite(want[0])
    assert known.sum() > 80 and (want[0] != want[1])[known].all()
    assert abs(np.corrcoef(want[0][known], want[1][known])[0, 1]) < 3.0 / np.sqrt(known.sum())


def test_in_the_mean_it_is_nothing() -> None:
    """Over many seeds runs with and without it are of one distribution, told in pairs."""
    plain, salted = gaps_closed(0), gaps_closed(1)
    assert (plain != salted).mean() > 0.9
    interval = ttest_1samp(salted - plain, 0.0).confidence_interval(0.99)
    assert interval.low < 0.0 < interval.high
    assert interval.high - interval.low < 0.02, "so narrow that two points would be told"
    assert salted.std() == pytest.approx(plain.std(), rel=0.2)


@pytest.mark.parametrize("luck", OTHERS)
def test_both_clocks_and_the_peer_agree(luck: int) -> None:
    given = {"policy": "liaisons", "conditions": {"luck": luck}}
    assert_same_run(seed=6, days=60, warm_up_days=10, **given)
    assert_peers(setting_of(given, days=40), seed=6)
    common = {"theory": {"gates": "compensatory"}, "conditions": {"luck": luck}}
    assert_same_run(seed=7, days=60, warm_up_days=10, **common)
    assert_peers(setting_of(common, days=40), seed=7)


def test_it_stays_what_it_is_where_levers_begin_and_end() -> None:
    setting = setting_of({"policy": "liaisons@5..30", "conditions": {"luck": 2}}, days=40)
    assert len(setting.stages) == 3
    assert {stage.conditions["luck"] for stage in setting.stages} == {2.0}
    assert_peers(replace(setting), seed=3)


@pytest.mark.parametrize("value", [-1, 4, 1.5])
def test_anything_but_a_whole_number_of_nought_to_three_is_refused(value: float) -> None:
    with pytest.raises(UserError) as refused:
        resolve(conditions={"luck": value})
    assert "allowed whole numbers from 0 to 3" in str(refused.value)
    dutch = refused.value.in_language("nl")
    assert "toegestaan: gehele getallen van 0 tot en met 3" in dutch and "\n" not in dutch
