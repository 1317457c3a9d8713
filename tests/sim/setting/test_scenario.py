"""Scenarios: what they come to day by day, and how a wrong one is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from pytest import approx

from sim.run import run_setting
from sim.setting.scenarios.scenario import Scenario, load_scenario, scenario_from
from sim.setting.setting import draw_tape, resolve
from sim.setting.start import start
from tests.made.scenarios import DAYS, NEED, WARM_UP, WORLD, own, paths
from tests.reading.refusals import refusal

CONSENT = np.array([bool(c.pre_authorised) for c in WORLD.classes])


def together(*scenarios: Scenario) -> Scenario:
    """Return scenarios of a test's own as ``+`` joins named ones."""
    parts = [scenario_from(f"own{i}", {}) for i in range(len(scenarios))]
    windows = [
        replace(window, origin=part.name)
        for part, scenario in zip(parts, scenarios, strict=True)
        for window in scenario.windows
    ]
    return Scenario("together", tuple(windows), ())


def test_without_a_scenario_every_day_is_as_the_conditions_say() -> None:
    calm = paths("baseline", urgency=0.3, own_load_police=0.7)
    assert len(calm.days) == WARM_UP + DAYS
    assert np.all(calm.days.urgency == 0.3)
    assert np.all(calm.days.own_load_police == 0.7)
    assert np.all(calm.demand == 1.0)
    assert not calm.days.crisis.any()


def test_a_crisis_lasts_its_length_from_a_year_after_the_warm_up() -> None:
    crisis = paths("crisis", crisis_length=60)
    inside = np.zeros(WARM_UP + DAYS, bool)
    inside[180 + 365 : 180 + 425] = True
    assert np.array_equal(crisis.days.crisis == 1.0, inside)
    assert np.array_equal(crisis.days.urgency, np.where(inside, 0.9, 0.4))
    assert paths("crisis", crisis_length=30).days.crisis.sum() == 30


def test_a_crisis_multiplies_the_needs_without_consent_in_advance_only() -> None:
    demand = paths("crisis", crisis_size=5).demand
    assert 0 < CONSENT.sum() < len(CONSENT)
    assert np.all(demand[~CONSENT, 545:605] == 5.0)
    assert np.all(demand[CONSENT] == 1.0)
    assert np.all(np.delete(demand, np.s_[545:605], axis=1) == 1.0)


def test_the_common_shock_loads_defence_in_the_crisis_and_not_the_police() -> None:
    days = paths("crisis", crisis_size=5, common_shock=0.5).days
    # .60 (1 + .5 (1 - 1/5)) = .60 * 1.4
    assert days.own_load_defence[545:605] == approx(0.84)
    assert days.own_load_defence[544] == days.own_load_defence[605] == 0.6
    assert np.all(days.own_load_police == 0.85)


def test_the_common_shock_never_loads_more_than_all_people() -> None:
    # .70 (1 + 1 (1 - 1/5)) = 1.26
    days = paths("crisis", crisis_size=5, common_shock=1.0, own_load_defence=0.7).days
    assert np.all(days.own_load_defence[545:605] == 1.0)


def test_demand_that_does_not_rise_is_no_crisis_and_no_shock() -> None:
    quiet = paths(own({"start": 10, "length": 5, "demand": 0.5, "common_shock": True}))
    assert np.all(quiet.demand[:, 190:195] == 0.5)
    assert not quiet.days.crisis.any()
    assert np.all(quiet.days.own_load_defence == 0.6)


def test_a_window_without_start_holds_in_the_warm_up_too() -> None:
    days = paths("personnel_shortage").days
    assert np.all(days.shortage_police == 0.35)
    assert np.all(days.shortage_defence == 0.35)


def test_a_window_without_length_holds_to_the_end() -> None:
    days = paths("eastern_flank").days
    assert np.all(days.nato_commitment[:280] == 0.2)
    assert np.all(days.nato_commitment[280:] == 0.3)
    assert np.all(days.own_load_defence[280:] == 0.7)


def test_a_window_that_starts_before_the_run_or_ends_after_it_is_cut() -> None:
    early = paths(own({"start": -200, "length": 50, "urgency": 0.9})).days.urgency
    assert np.flatnonzero(early == 0.9).tolist() == list(range(30))
    late = paths(own({"start": 725, "length": 50, "urgency": 0.9})).days.urgency
    assert np.flatnonzero(late == 0.9).tolist() == [905, 906, 907, 908, 909]


def test_demand_for_named_classes_leaves_the_other_classes_alone() -> None:
    demand = paths(own({"demand": 3, "demand_classes": ["flood", "armed_guard"]})).demand
    raised = {WORLD.classes[i].id for i in np.flatnonzero(demand[:, 0] == 3.0)}
    assert raised == {"flood", "armed_guard"}
    assert demand.sum() == approx(demand.size + 2 * 2 * (WARM_UP + DAYS))


def test_scenarios_together_are_what_each_is() -> None:
    both = paths("crisis+personnel_shortage")
    assert np.array_equal(both.demand, paths("crisis").demand)
    assert np.all(both.days.shortage_defence == 0.35)
    assert np.array_equal(both.days, paths("crisis_and_shortage").days)
    assert len(paths("flood+crisis").needs) == 4


def test_of_two_scenarios_on_one_quantity_the_later_named_wins_and_demand_multiplies() -> None:
    high, low = {"urgency": 0.9, "demand": 2}, {"urgency": 0.1, "demand": 3, "length": 200}
    one = paths(together(own(high), own(low)))
    other = paths(together(own(low), own(high)))
    assert np.all(one.days.urgency[:200] == 0.1)
    assert np.all(one.days.urgency[200:] == 0.9)
    assert np.all(other.days.urgency == 0.9)
    for composed in (one, other):
        assert np.all(composed.demand[:, :200] == 6.0)
        assert np.all(composed.demand[:, 200:] == 2.0)


def test_a_ramp_moves_in_a_straight_line_from_what_holds_to_the_value_and_stays() -> None:
    days = paths(own({"start": 10, "ramp": 4, "shortage_police": 0.26}), shortage_police=0.16).days
    # noons of the four days: an eighth, three, five and seven eighths of the way
    reached = 0.16 + 0.1 * np.array([0.125, 0.375, 0.625, 0.875])
    assert days.shortage_police[189] == 0.16
    assert days.shortage_police[190:194] == approx(reached)
    assert np.all(days.shortage_police[194:] == 0.26)


def test_demand_may_grow_along_a_ramp_without_being_a_crisis() -> None:
    window = {"start": 0, "ramp": 100, "demand": 3, "common_shock": True}
    grown = paths(own({**window, "crisis": False}), common_shock=1.0)
    assert grown.demand[0, WARM_UP + 49] == approx(1 + 2 * 0.495)
    assert np.all(grown.demand[0, WARM_UP + 100 :] == 3.0)
    assert np.all(np.diff(grown.demand[0]) >= 0)
    assert not grown.days.crisis.any()
    # the shock follows the demand of the day: .60 (1 + 1 - 1/1.99), and in the end .60 (1 + 2/3)
    assert grown.days.own_load_defence[WARM_UP + 49] == approx(0.6 * (2 - 1 / 1.99))
    assert grown.days.own_load_defence[-1] == approx(1.0)
    assert paths(own(window)).days.crisis.sum() == DAYS


def test_windows_of_one_scenario_may_touch_and_may_overlap_on_other_quantities() -> None:
    first = {"start": 0, "length": 10, "urgency": 0.9, "demand": 2, "demand_classes": ["flood"]}
    then = {"start": 10, "length": 10, "urgency": 0.8}
    beside = {"start": 5, "length": 10, "demand": 3, "demand_classes": ["cbrn"], "aversion": 0.6}
    days = paths(own(first, then, beside)).days
    assert np.all(days.urgency[180:190] == 0.9) and np.all(days.urgency[190:200] == 0.8)


def test_a_fixed_need_may_say_how_long_and_how_soon() -> None:
    need = {"day": 5, "class": "armed_guard", "region": "pol_amsterdam", "size": 300}
    given = own(needs=[{**need, "duration": 125, "deadline": 45}, need])
    setting = resolve(given, days=20, warm_up_days=0, conditions={"duration_scale": 0.8})
    state = start(setting, draw_tape(setting, 1))
    fixed = state.incidents[state.incidents.fixed_size > 0]
    assert fixed.fixed_duration.tolist() == [100.0, 0.0]
    assert fixed.fixed_deadline.tolist() == [45.0, 0.0]
    requests = run_setting(setting, 1).requests
    guards = requests[(requests["class"] == "armed_guard") & (requests["size"] == 300)]
    assert guards.duration_days.iloc[0] == 100.0 and guards.deadline_days.iloc[0] == 45.0
    assert guards.duration_days.iloc[1] not in (100.0, 0.0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: load_scenario("floood"), ["scenario 'floood'", "did you mean 'flood'"]),
        (lambda: load_scenario("flood+"), ["flood+", "empty name"]),
        (lambda: load_scenario("flood+flood"), ["stands twice"]),
        (lambda: scenario_from("own", {"window": []}), ["'window'", "did you mean 'windows'"]),
        (lambda: own({}, {"lenght": 5}), ["'lenght'", "window 2", "did you mean 'length'"]),
        (lambda: own({"length": -5}), ["window 1", "-5", "more than 0 days"]),
        (lambda: own({"length": 0}), ["more than 0 days"]),
        (lambda: own({"length": "crisis_lenght"}), ["did you mean 'crisis_length'"]),
        (lambda: own({"start": "soon"}), ["window 1: start", "'soon'", "a number is needed"]),
        (lambda: own({"urgency": True}), ["urgency", "True", "a number is needed"]),
        (lambda: own({"demand": float("nan")}), ["demand", "nan", "a number is needed"]),
        (lambda: own(needs=[{**NEED, "size": "many"}]), ["need 1: size", "'many'"]),
        (lambda: own(needs=[{**NEED, "size": 0}]), ["size is 0", "1 or more"]),
        (lambda: own(needs=[{**NEED, "place": 1}]), ["'place'", "need 1"]),
        (lambda: own(needs=[{"day": 1, "class": "flood", "size": 5}]), ["'region' is missing"]),
        (lambda: own({"start": 1, "ramp": 0}), ["window 1: ramp is 0", "more than 0 days"]),
        (lambda: own({"ramp": 5}), ["ramp needs a start"]),
        (lambda: own({"crisis": "no"}), ["crisis is 'no'", "true, false"]),
        (lambda: own(needs=[{**NEED, "duration": -4}]), ["need 1: duration is -4", "more than 0"]),
        (
            lambda: paths(own({"urgency": 0.5}, {"start": 5, "length": 5, "urgency": 0.9})),
            ["window 2 overlaps window 1", "urgency", "day 5 to day 10"],
        ),
        (
            lambda: paths(
                own(
                    {"start": 0, "demand": 2, "demand_classes": ["flood", "cbrn"]},
                    {"start": 9, "demand": 3, "demand_classes": "all"},
                )
            ),
            ["window 2 overlaps window 1", "demand for cbrn", "day 9 to the end"],
        ),
        (lambda: paths(own({"urgency": 1.5})), ["urgency is 1.5", "0 to 1"]),
        (lambda: paths(own({"demand": -1})), ["demand is -1", "0 or more"]),
        (
            lambda: paths(own({"demand": 2, "demand_classes": ["flod"]})),
            ["'flod'", "did you mean 'flood'"],
        ),
        (
            lambda: paths(own({"demand": 2, "demand_classes": "without"})),
            ["'without'", "did you mean 'without_consent'"],
        ),
        (
            lambda: paths(own(needs=[{**NEED, "class": "flod"}])),
            ["'flod'", "did you mean 'flood'"],
        ),
        (
            lambda: paths(own(needs=[{**NEED, "region": "pol_limburgh"}])),
            ["'pol_limburgh'", "did you mean 'pol_limburg'"],
        ),
    ],
)
def test_a_wrong_scenario_is_refused_in_one_line(
    call: Callable[[], object], words: list[str]
) -> None:
    message = refusal(call)
    assert all(word in message for word in words), message
