"""Kunnen (E2, E11, E13) and mogen (E6 to E10), equation by equation, against numbers by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from sim.rules import able, allowed
from tests.made.rule_records import conditions


def test_shortage_takes_its_share_of_the_people() -> None:
    assert able.strength(100.0, 0.16) == approx(84.0)


def test_the_ceiling_is_what_own_tasks_and_nato_leave_beside_dedicated_people() -> None:
    # A quarter dedicated; of the rest .4 is not in own tasks and .8 of that not abroad.
    expected = 84.0 * (0.25 + 0.75 * 0.4 * 0.8) - 10.0
    assert able.physically_free(84.0, 0.25, 0.6, 0.2, 10.0) == approx(expected)


def test_nobody_is_free_where_more_are_busy_than_there_are() -> None:
    assert able.physically_free(84.0, 0.25, 0.6, 0.2, 60.0) == 0.0
    assert able.free_to_offer(84.0, 0.25, 0.6, 0.2, 0.4, 0.6, 60.0) == 0.0


@pytest.mark.parametrize(("willing", "expected"), [(0.0, 0.6), (0.5, 0.4), (0.9, 0.24), (1.0, 0.2)])
def test_a_willing_provider_keeps_a_smaller_reserve(willing: float, expected: float) -> None:
    # .4 (1 + .5 (1 - 2W))
    assert able.reserve(conditions(), willing) == approx(expected)


def test_in_figure_1_willingness_leaves_the_reserve_alone() -> None:
    record = conditions(reserve_response=0.0)
    assert [able.reserve(record, willing) for willing in (0.0, 0.3, 1.0)] == [0.4, 0.4, 0.4]


def test_the_reserve_is_never_more_than_all_free_people() -> None:
    assert able.reserve(conditions(reserve_neutral=0.9, reserve_response=1.0), 0.0) == 1.0


def test_longer_notice_brings_more_of_the_planned_people() -> None:
    record = conditions(quick_reaction_share=0.2, planning_lead_time=10.0)
    assert able.planning_factor(record, 0.0) == approx(0.2)
    assert able.planning_factor(record, 5.0) == approx(0.2 + 0.8 * 0.5)
    assert able.planning_factor(record, 25.0) == 1.0


def test_without_a_planning_culture_notice_does_not_matter() -> None:
    assert able.planning_factor(conditions(planning_lead_time=0.0), 0.01) == 1.0


def test_the_offer_is_what_reserve_and_notice_leave_of_the_ceiling() -> None:
    expected = 84.0 * (0.25 + 0.75 * 0.4 * 0.8 * 0.6 * 0.7) - 10.0
    assert able.free_to_offer(84.0, 0.25, 0.6, 0.2, 0.4, 0.7, 10.0) == approx(expected)


def test_without_reserve_and_with_full_notice_the_offer_reaches_the_ceiling() -> None:
    assert able.free_to_offer(84.0, 0.25, 0.6, 0.2, 0.0, 1.0, 10.0) == approx(84.0 * 0.49 - 10.0)


def test_dedicated_people_are_free_whatever_the_other_tasks() -> None:
    assert able.free_to_offer(84.0, 1.0, 0.9, 0.3, 0.5, 0.2, 10.0) == approx(74.0)


def test_people_are_whole_and_rounding_costs_nobody() -> None:
    assert able.whole_persons(7.0, 0.8) == 9  # 8.75
    assert able.whole_persons(7.2, 0.8) == 9
    assert able.whole_persons(7.21, 0.8) == 10
    assert 2.1 / 0.3 > 7.0, "the case in which the plain quotient lies a hair above a whole number"
    assert able.whole_persons(2.1, 0.3) == 7


def test_a_platoon_is_useful_whatever_the_size_of_the_need() -> None:
    record = conditions(least_useful_share=0.5)
    assert able.least_useful(record, 20.0) == approx(10.0)
    assert able.least_useful(record, 400.0) == 30.0


def withdrawal(crisis: float = 0.0, paid: float = 0.3, **values: float) -> float:
    return able.withdrawal_probability(conditions(**values), paid, crisis, 3.0, 7.0)


def test_a_promise_is_withdrawn_by_the_hazard_over_lead_time_and_duration() -> None:
    kept = (1.0 - 0.4) * (1.0 - 0.5 * 0.3)
    assert withdrawal() == approx(kept * (1.0 - math.exp(-0.002 * 10.0)))


def test_a_crisis_multiplies_the_hazard_of_withdrawal() -> None:
    kept = (1.0 - 0.4) * (1.0 - 0.5 * 0.3)
    assert withdrawal(crisis=1.0) == approx(kept * (1.0 - math.exp(-0.002 * 3.0 * 10.0)))


def test_binding_agreements_and_full_payment_keep_a_promise() -> None:
    assert withdrawal(binding_agreements=1.0) == 0.0
    assert withdrawal(paid=1.0, compensation_effect=1.0) == 0.0
    assert withdrawal(withdrawal_hazard=0.0) == 0.0


@given(
    hazard=st.floats(0.0, 1e-6) | st.floats(0.0, 0.5),
    lead_time=st.floats(0.0, 200.0),
    duration=st.floats(1e-3, 400.0),
    crisis=st.sampled_from([0.0, 1.0]),
    binding=st.just(0.0) | st.floats(0.0, 1.0),
    beside=st.floats(-1e-14, 1e-14),
    luck=st.floats(0.0, 1.0, exclude_max=True),
)
def test_a_promise_is_withdrawn_where_luck_is_below_the_probability_also_without_exponential(
    hazard: float,
    lead_time: float,
    duration: float,
    crisis: float,
    binding: float,
    beside: float,
    luck: float,
) -> None:
    record = conditions(
        withdrawal_hazard=hazard, binding_agreements=binding, compensation_effect=0.0
    )
    breaks = able.withdrawal_probability(record, 0.3, crisis, lead_time, duration)
    for drawn in (luck, max(0.0, breaks + beside)):
        withdrawn = able.is_withdrawn(record, 0.3, crisis, lead_time, duration, drawn)
        assert withdrawn == (drawn < breaks)


def test_clarity_comes_by_agreements_or_by_knowing_the_procedures() -> None:
    assert allowed.clarity(0.35, 0.6) == approx(1.0 - 0.65 * 0.4)
    assert allowed.clarity(1.0, 0.0) == 1.0
    assert allowed.clarity(0.0, 1.0) == 1.0
    assert allowed.clarity(0.0, 0.0) == 0.0


def test_agreements_shrink_the_barrier() -> None:
    record = conditions(agreements_effect=0.8)
    assert allowed.barrier(record, 0.7, 0.0, 0.0) == approx(0.7)
    assert allowed.barrier(record, 0.7, 0.74, 0.0) == approx(0.7 * (1.0 - 0.8 * 0.74))


def test_where_agreements_have_no_effect_clarity_leaves_the_barrier_alone() -> None:
    record = conditions(agreements_effect=0.0)
    assert allowed.barrier(record, 0.7, 0.9, 0.0) == approx(0.7)


def test_what_the_top_has_arranged_meets_no_barrier() -> None:
    assert allowed.barrier(conditions(), 0.7, 0.2, 1.0) == 0.0
    assert allowed.barrier(conditions(), 0.7, 0.0, 0.5) == approx(0.35)


def test_a_barrier_blocks_a_share_of_what_is_asked() -> None:
    assert allowed.unblocked(conditions(blocking=0.5), 0.3) == approx(0.85)
    assert allowed.unblocked(conditions(blocking=0.5), 0.0) == 1.0


def veto(
    political: float = 1.0,
    priority: float = 0.0,
    aversion: float = 0.35,
    force: float = 0.8,
    urgency: float = 0.4,
    severity: float = 0.5,
) -> float:
    record = conditions(veto_level=0.5, veto_slope=6.0, veto_intercept=0.15)
    return allowed.veto(record, political, priority, aversion, force, urgency, severity)


def test_a_veto_weighs_visible_force_against_urgency() -> None:
    reluctance = 0.35 * 0.8 - 0.4 * 0.5 + 0.15
    assert veto() == approx(0.5 / (1.0 + math.exp(-6.0 * reluctance)))
    assert veto(force=0.3) < veto() < veto(aversion=0.6)
    assert veto(urgency=0.9) < veto() < veto(severity=0.2)


def test_without_visible_force_aversion_does_not_matter() -> None:
    assert veto(force=0.0, aversion=0.1) == veto(force=0.0, aversion=0.7)


def test_only_a_political_desk_vetoes_and_not_what_the_top_has_arranged() -> None:
    assert veto(political=0.0) == 0.0
    assert veto(priority=1.0) == 0.0


def test_permission_needs_a_basis_no_block_and_no_veto() -> None:
    assert allowed.permission(1.0, 0.85, 0.2) == approx(0.85 * 0.8)
    assert allowed.permission(0.0, 0.85, 0.2) == 0.0
    assert allowed.permission(1.0, 0.85, 1.0) == 0.0


def desk_days(barrier: float = 0.0, urgency: float = 0.0, **values: float) -> float:
    record = conditions(**{"transparency": 0.0, **values})
    return allowed.desk_days(record, 2.0, barrier, urgency, 0.5)


def test_barriers_lengthen_and_transparency_and_urgency_shorten_the_work_of_a_desk() -> None:
    assert desk_days() == approx(2.0)
    assert desk_days(desk_time_scale=1.5) == approx(3.0)
    assert desk_days(transparency=0.4, transparency_effect=0.5) == approx(2.0 * 0.8)
    assert desk_days(barrier=0.3, barrier_delay=2.0) == approx(2.0 * 1.6)
    assert desk_days(urgency=0.4, urgency_speed=0.5) == approx(2.0 * (1.0 - 0.5 * 0.4 * 0.5))
    assert desk_days(0.3, 0.4, transparency=0.4) == approx(2.0 * 0.8 * 1.6 * 0.9)


def informal(days: float = 5.0, **otherwise: Any) -> float:
    given = {"force": 0.1, "size": 8.0, "banned": False, "tie": 0.45, "trust": 0.6, **otherwise}
    return allowed.informal_probability(conditions(), *given.values(), days, 10.0)


def test_the_way_around_takes_a_tie_trust_and_procedural_pressure() -> None:
    assert informal() == approx(0.5 * 0.45 * 0.6 * 0.5)
    assert informal(days=40.0) == approx(0.5 * 0.45 * 0.6)
    assert informal(tie=0.0) == informal(trust=0.0) == informal(days=0.0) == 0.0


def test_only_small_needs_without_visible_force_go_around_and_none_under_a_ban() -> None:
    assert informal(size=12.0) == informal()
    assert informal(size=12.5) == 0.0
    assert informal(force=0.29) == informal()
    assert informal(force=0.3) == 0.0
    assert informal(banned=True) == 0.0


@pytest.mark.parametrize(
    ("deadline", "severity", "expected"),
    [(1.0, 0.75, True), (0.2, 0.9, True), (1.1, 0.9, False), (0.2, 0.7, False)],
)
def test_an_emergency_has_little_time_and_much_at_stake(
    deadline: float, severity: float, expected: bool
) -> None:
    assert bool(allowed.is_emergency(conditions(), deadline, severity)) is expected
