"""Idealised gates and transplanted offers: what they open, what they leave, and both clocks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import UserError, simulate
from sim.model import CollaborationModel
from sim.setting.theories.ideal import FRICTIONLESS
from tests.made.settings_at_random import random_setting

SHORT = {"days": 300, "warm_up_days": 30}
MET_BY_NONE = ("not_asked", "alone")


def same_run(one: Any, other: Any) -> None:
    """Both runs are the same to the last bit: outcomes, log and daily course."""
    assert one.outcomes == pytest.approx(other.outcomes, rel=0, abs=0, nan_ok=True)
    pd.testing.assert_frame_equal(one.requests, other.requests, check_exact=True)
    pd.testing.assert_frame_equal(one.daily, other.daily, check_exact=True)


def test_alone_nobody_gets_support_and_nothing_is_learned_from_it() -> None:
    run = simulate(ideal="alone", seed=3, **SHORT)
    assert run.outcomes["gap_closed"] == 0.0
    assert run.outcomes["gap_closed_all"] == 0.0
    assert run.requests["end_state"].isin(MET_BY_NONE).all()
    assert (run.requests["y1"] == run.requests["y0"]).all()
    assert (run.requests["persons"] == 0).all()
    assert np.isnan(run.outcomes["trust_end"])


def test_alone_wins_over_open_gates() -> None:
    run = simulate(ideal=("want", "can", "may", "alone"), seed=3, **SHORT)
    assert run.outcomes["gap_closed"] == 0.0


def test_with_all_gates_open_every_gap_is_met_at_once_but_for_the_weather() -> None:
    run = simulate(ideal="want+can+may", seed=3, conditions={"withdrawal_hazard": 0.0}, **SHORT)
    gaps = run.requests[run.requests["gap"] > 0]
    assert gaps["end_state"].isin(["supported", "no_go", "open"]).all()
    assert gaps[["want", "can", "may"]].all().all()
    assert not gaps["informal"].any()
    met = gaps[gaps["end_state"] == "supported"]
    at_once = met["lead_time_days"] == 0.0
    on_its_date = np.isclose(met["lead_time_days"], met["deadline_days"])
    assert (at_once | on_its_date).all()
    assert at_once.any()
    assert (on_its_date & ~at_once).any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_subset_of_open_gates_beats_all_three(seed: int) -> None:
    """With all three open nothing but the quality of the work is lost: that is the most."""
    subsets = ["", "want", "can", "may", "want+can", "want+may", "can+may"]
    best = simulate(ideal="want+can+may", seed=seed, **SHORT).outcomes["gap_closed"]
    for subset in subsets:
        assert simulate(ideal=subset, seed=seed, **SHORT).outcomes["gap_closed"] < best


def test_unlimited_people_leave_the_own_response_as_it_is_without_support() -> None:
    """Idealised people are beside the units' own, so nobody's own people are missed."""
    alone = simulate(ideal="alone", seed=5, **SHORT).requests
    unlimited = simulate(ideal="want+can+may", seed=5, **SHORT).requests
    for column in ("y0", "gap", "size"):
        np.testing.assert_array_equal(alone[column], unlimited[column])
    sent = unlimited[unlimited["end_state"] == "supported"]
    assert (sent["persons"] >= sent["gap"]).all()


def test_present_people_are_limited_and_idealised_ones_are_not() -> None:
    """No reserve and no short notice: more is offered, and never beyond the strength."""
    plain = simulate(seed=1, **SHORT)
    present = simulate(ideal="present", seed=1, **SHORT)
    reasons = set(present.requests["true_reason"])
    assert not reasons & {"reserved", "short_notice"}
    assert {"reserved", "short_notice"} & set(plain.requests["true_reason"])
    assert present.outcomes["gap_closed"] > plain.outcomes["gap_closed"]
    assert (present.state.units["busy"] <= present.setting.tables.units["persons"]).all()


def test_open_permission_ends_desks_vetoes_and_barriers() -> None:
    run = simulate(ideal="may", seed=1, **SHORT)
    assert run.requests["may"].all()
    assert run.outcomes["vetoes"] == 0
    assert run.outcomes["unlawful_acts"] == 0
    assert run.outcomes["share_too_late"] == 0
    assert run.outcomes["informal_share"] == 0
    assert run.daily["waiting"].max() == 0


def test_idealised_wanting_asks_always_and_refuses_never() -> None:
    run = simulate(ideal="want", seed=1, **SHORT)
    assert run.requests["want"].all()
    assert run.outcomes["share_not_asked"] == run.outcomes["share_refused"] == 0


def test_the_default_idealises_nothing() -> None:
    same_run(simulate(seed=2, **SHORT), simulate(seed=2, ideal=(), **SHORT))


@pytest.mark.parametrize("number", range(8))
def test_a_transplant_of_a_runs_own_offers_gives_the_run_back(number: int) -> None:
    """Over random conditions and theories, needs that ask again among them."""
    setting = random_setting(200 + number)
    setting["conditions"] |= {"ask_again": float(number % 3), "consultation_accuracy": 0.6}
    run = simulate(seed=number, **SHORT, **setting)
    offers = run.offered()
    assert len(offers) == len(run.state.incidents)
    again = simulate(seed=number, offered=offers, **SHORT, **setting)
    same_run(run, again)
    np.testing.assert_array_equal(again.offered(), offers)


def test_a_transplant_replaces_the_offer_and_leaves_the_rest() -> None:
    """All is offered: nobody lacks people. Nothing is offered: nobody gets support."""
    plain = simulate(seed=4, **SHORT)
    count = len(plain.state.incidents)
    full = simulate(seed=4, offered=np.ones(count), **SHORT)
    assert full.requests["can"].all()
    asked = full.requests["end_state"] == "supported"
    assert asked.sum() > 100
    assert (full.requests["persons"] >= full.requests["gap"])[asked].all()
    none = simulate(seed=4, offered=np.zeros(count), **SHORT)
    assert none.outcomes["gap_closed_all"] == 0.0
    np.testing.assert_array_equal(
        none.requests["y0"], simulate(seed=4, ideal="alone", **SHORT).requests["y0"]
    )


def test_a_transplanted_part_of_the_gap_is_what_is_sent() -> None:
    plain = simulate(seed=4, **SHORT)
    half = simulate(seed=4, offered=np.full(len(plain.state.incidents), 0.5), **SHORT)
    log = half.state.requests
    sent = log[
        (log["started"] == 1) & (half.setting.tables.classes["planned"][log["request_class"]] == 0)
    ]
    assert len(sent) > 20
    np.testing.assert_allclose(sent["offered"], 0.5 * sent["gap"], rtol=1e-12)


@pytest.mark.parametrize("ideal", ["want", "can", "may", "alone", "want+may+present", "want+can"])
def test_the_clocks_agree_with_idealised_gates(ideal: str) -> None:
    setting = random_setting(len(ideal))
    run = simulate(seed=7, ideal=ideal, **SHORT, **setting)
    model = CollaborationModel(rng=7, ideal=ideal, **SHORT, **setting)
    model.run_until(model.horizon)
    assert model.outcomes() == pytest.approx(run.outcomes, rel=0, abs=0, nan_ok=True)
    pd.testing.assert_frame_equal(run.requests, model.requests(), check_exact=True)


def test_the_clocks_agree_with_transplanted_offers() -> None:
    offers = simulate(seed=7, scenario="crisis", **SHORT).offered()[:, 0]
    shares = np.where(np.arange(len(offers)) % 2 == 0, np.nan, 0.7 * offers)
    run = simulate(seed=7, scenario="crisis", offered=shares, **SHORT)
    model = CollaborationModel(rng=7, scenario="crisis", offered=shares, **SHORT)
    model.run_until(model.horizon)
    pd.testing.assert_frame_equal(run.requests, model.requests(), check_exact=True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"ideal": "wants"}, "unknown ideal 'wants'; did you mean 'want'?"),
        ({"ideal": 3}, "ideal is 3; allowed: any of want, can, may, present, alone"),
        ({"offered": np.ones(3)}, "needed: a row per incident of the tape"),
        ({"offered": "all"}, "offered is not an array of numbers"),
    ],
)
def test_refused_in_one_line(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError) as error:
        simulate(seed=1, days=30, warm_up_days=0, **arguments)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_share_outside_its_range_is_refused() -> None:
    count = len(simulate(seed=1, days=30, warm_up_days=0).state.incidents)
    with pytest.raises(UserError, match="a share that is not allowed; allowed: 0 to 1, or NaN"):
        simulate(seed=1, days=30, warm_up_days=0, offered=np.full(count, 1.5))


def test_frictionless_is_willing_allowed_and_present() -> None:
    assert FRICTIONLESS == ("want", "may", "present")
