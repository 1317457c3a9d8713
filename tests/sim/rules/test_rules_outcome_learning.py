"""What joint work achieves (E14 to E16) and teaches (E17 to E22), against numbers by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pytest import approx

from sim.rules import learning, outcome
from tests.made.rule_records import conditions, theory


def test_the_law_limits_what_is_shared_where_trust_suffices() -> None:
    record = conditions(sharing_limit=0.6, sharing_benefit=0.6)
    # The owner would dare .6 / (2 * .4) = .75; the law admits .6 * .74.
    assert outcome.shared_information(record, theory(), 0.74, 0.6) == approx(0.6 * 0.74)


def test_distrust_limits_what_is_shared_where_the_law_admits_more() -> None:
    record = conditions(sharing_limit=0.6, sharing_benefit=0.6)
    assert outcome.shared_information(record, theory(), 0.74, 0.2) == approx(0.6 / (2.0 * 0.8))


def test_distrust_withholds_nothing_where_sharing_is_a_benefit_only() -> None:
    record = conditions(sharing_limit=0.6, sharing_benefit=0.6)
    benefit = theory(information="benefit")
    assert outcome.shared_information(record, benefit, 0.74, 0.2) == approx(0.6 * 0.74)


def test_full_trust_shares_what_the_law_admits() -> None:
    record = conditions(sharing_limit=0.6, sharing_benefit=0.0)
    assert outcome.shared_information(record, theory(), 0.5, 1.0) == approx(0.3)


def test_support_in_time_loses_nothing_and_late_support_decays_with_the_deadline() -> None:
    assert outcome.lateness(3.0, 10.0) == 1.0
    assert outcome.lateness(10.0, 10.0) == 1.0
    assert outcome.lateness(15.0, 10.0) == approx(math.exp(-0.5))
    assert outcome.lateness(30.0, 10.0) == approx(math.exp(-2.0))


def test_a_rounding_error_is_not_late() -> None:
    assert not outcome.is_late(0.1 + 0.2, 0.3)
    assert outcome.is_late(0.3001, 0.3)


def test_training_for_the_civil_domain_takes_away_the_conflict_of_powers() -> None:
    record = conditions(loss_powers=0.3)
    assert outcome.exposure(record, 0.4, 0.5, 0.0) == approx(0.06)
    assert outcome.exposure(record, 0.4, 0.5, 0.2) == approx(0.06 * 0.8)
    assert outcome.exposure(record, 0.4, 0.5, 1.0) == 0.0


# Nothing is lost and nothing gained: full understanding, clear roles, all shared, no joint goal.
PERFECT = {
    "complexity": 0.5,
    "understanding": 1.0,
    "clarity": 0.0,
    "exposure": 0.0,
    "sensitivity": 0.5,
    "shared": 1.0,
    "late": 1.0,
    "joint_goal": 0.0,
    "systems_fit": 1.0,
}


def quality(switches: Any = None, role_clarity: float = 1.0, **otherwise: float) -> float:
    record = conditions(role_clarity=role_clarity)
    chosen = theory() if switches is None else switches
    return outcome.quality(record, chosen, *({**PERFECT, **otherwise}.values()))


def test_without_losses_and_joint_goal_support_counts_in_full() -> None:
    assert quality() == 1.0


def test_parties_that_do_not_understand_each_other_lose_in_complex_work() -> None:
    assert quality(understanding=0.4) == approx(1.0 - 0.5 * 0.35 * 0.6)
    assert quality(understanding=0.4, complexity=0.0) == 1.0


def test_unclear_roles_lose_in_complex_work() -> None:
    assert quality(role_clarity=0.5) == approx(1.0 - 0.5 * 0.2 * 0.5)


def test_systems_that_do_not_connect_lose_in_complex_work_however_well_the_parties_know() -> None:
    """E26: the loss is the same at full understanding and at little, and adds to the others."""
    assert quality(systems_fit=0.2) == approx(1.0 - 0.5 * 0.35 * 0.8)
    assert quality(systems_fit=0.2, complexity=0.0) == 1.0
    strange = 1.0 - 0.5 * (0.35 * 0.6 + 0.35 * 0.8)
    assert quality(systems_fit=0.2, understanding=0.4) == approx(strange)


def test_clarity_clears_roles_too_only_where_it_works_in_general() -> None:
    general = theory(clarity="general")
    assert quality(role_clarity=0.5, clarity=0.74) == quality(role_clarity=0.5)
    roles = 0.5 + 0.5 * 0.74
    cleared = quality(general, role_clarity=0.5, clarity=0.74)
    assert cleared == approx(1.0 - 0.5 * 0.2 * (1.0 - roles))


def test_conflicting_powers_missing_information_and_lateness_each_take_their_share() -> None:
    assert quality(exposure=0.048) == approx(0.952)
    assert quality(shared=0.4) == approx(1.0 - 0.4 * 0.5 * 0.6)
    assert quality(shared=0.4, sensitivity=0.0) == 1.0
    assert quality(late=0.7) == approx(0.7)


def test_a_joint_goal_gives_synergy_in_complex_work() -> None:
    assert quality(joint_goal=0.3) == approx(1.0 + 0.25 * 0.5 * 0.3)
    assert quality(joint_goal=0.3, complexity=0.0) == 1.0


def test_a_shared_definition_or_plural_perspectives_give_the_synergy() -> None:
    plural = theory(definition="plural")
    known = 1.0 - 0.5 * 0.35 * 0.6  # the loss at M = .4
    shared_gain = 1.0 + 0.25 * 0.5 * 0.3 * (0.5 + 0.5 * 0.4)
    plural_gain = 1.0 + 0.25 * 0.5 * 0.3 * (1.0 - 0.5 * 0.4)
    assert quality(understanding=0.4, joint_goal=0.3) == approx(known * shared_gain)
    assert quality(plural, understanding=0.4, joint_goal=0.3) == approx(known * plural_gain)
    # At full understanding perspectives are one: the plural gain is half the shared one.
    assert quality(plural, joint_goal=0.3) == approx(1.0 + 0.25 * 0.5 * 0.3 * 0.5)


def test_five_losses_and_one_gain_multiply() -> None:
    together = 1.0 - 0.5 * (0.35 * 0.6 + 0.2 * 0.5)
    informed = 1.0 - 0.4 * 0.5 * (1.0 - 0.444)
    synergy = 1.0 + 0.25 * 0.5 * 0.3 * (0.5 + 0.5 * 0.4)
    given = {"understanding": 0.4, "exposure": 0.048, "shared": 0.444, "late": 0.9}
    expected = together * 0.952 * informed * 0.9 * synergy
    assert quality(role_clarity=0.5, joint_goal=0.3, **given) == approx(expected)


def test_support_costs_per_hundred_person_days() -> None:
    assert outcome.support_cost(conditions(unit_cost=0.5), 20.0, 10.0) == approx(0.5 * 200 / 100)


def test_added_value_is_what_is_better_together_than_alone_less_the_cost() -> None:
    assert outcome.added_value(0.8, 0.5, 0.9, 0.1) == approx(0.8 * 0.4 - 0.1)
    assert outcome.added_value(0.8, 0.5, 0.5, 0.1) == approx(-0.1)


def test_a_state_decays_exponentially_and_in_parts_as_in_whole() -> None:
    assert learning.relax(0.8, 0.2, 0.01, 100.0) == approx(0.2 + 0.6 / math.e)
    assert learning.relax(0.8, 0.2, 0.01, 0.0) == 0.8
    halfway = 0.2 + 0.6 * math.exp(-0.4)
    assert learning.relax(halfway, 0.2, 0.01, 60.0) == approx(0.2 + 0.6 / math.e)


@pytest.mark.parametrize(
    ("value", "gain", "expected"), [(0.6, 0.08, 0.632), (0.0, 0.05, 0.05), (1.0, 0.3, 1.0)]
)
def test_familiarity_and_saturation_learn_a_share_of_what_is_left(
    value: float, gain: float, expected: float
) -> None:
    assert learning.approach(value, 1.0, gain) == approx(expected)


def test_trust_is_the_share_of_kept_promises() -> None:
    assert learning.trust(3.0, 1.0) == 0.75


def test_trust_starts_at_its_prior_less_historic_damage() -> None:
    record = conditions(trust_prior_weight=6.0, trust_start=0.6, historic_damage=0.25)
    assert learning.kept_at_start(record) == approx(6.0 * 0.6 * 0.75)
    assert learning.broken_at_start(record) == approx(6.0 * (1.0 - 0.6 * 0.75))
    assert learning.trust(6.0 * 0.45, 6.0 * 0.55) == approx(0.45)


def test_a_broken_promise_weighs_more_than_a_kept_one_and_a_leak_the_most() -> None:
    record = conditions(trust_asymmetry=2.0)
    assert learning.broken_step(record, learning.WEIGHT_OF_CAPACITY_REFUSAL) == approx(2.0 * 0.3)
    assert learning.broken_step(record, learning.WEIGHT_OF_WITHDRAWAL) == approx(2.0 * 1.0)
    assert learning.broken_step(record, learning.WEIGHT_OF_LEAK) == approx(2.0 * 3.0)


def test_experience_is_the_share_of_the_gap_that_support_closed() -> None:
    assert learning.gain_share(0.5, 0.8) == approx(0.3 / 0.5)
    assert learning.gain_share(1.0, 1.0) == 0.0


def test_appraised_expertise_moves_towards_what_was_seen() -> None:
    record = conditions(expertise_gain=0.1)
    assert learning.expertise(record, 0.6, 0.9) == approx(0.6 + 0.1 * 0.3)
    assert learning.expertise(record, 0.6, 0.1) == approx(0.6 - 0.1 * 0.5)
    assert learning.expertise(conditions(expertise_gain=1.0), 0.6, -0.5) == 0.0


def test_shared_values_and_liaisons_hold_understanding_up() -> None:
    record = conditions(
        shared_values=0.7, shared_values_floor=0.3, liaison_cover=0.2, liaison_floor=0.3
    )
    assert learning.understanding_floor(record) == approx(0.3 * 0.7 + 0.3 * 0.2)
    full = dict.fromkeys(
        ("shared_values", "shared_values_floor", "liaison_cover", "liaison_floor"), 1.0
    )
    assert learning.understanding_floor(conditions(**full)) == 1.0


def test_contact_teaches_a_share_of_what_is_not_yet_understood() -> None:
    record = conditions(understanding_gain=0.12)
    after = learning.understanding_after_contact(record, 0.45, 0.5)
    assert after == approx(0.45 + 0.12 * 0.5 * 0.55)
    assert learning.understanding_after_contact(record, 0.45, 0.0) == 0.45


def aversion(switch: str, force: float = 0.5, effective: float = 200.0, **values: float) -> float:
    return learning.aversion_step(conditions(**values), theory(aversion=switch), force, effective)


def test_visible_deployment_sensitises_habituates_or_does_nothing() -> None:
    step = 0.02 * 0.5 * (200.0 / 100.0) * (1.0 - 0.7 * 0.2)
    assert aversion("sensitises") == approx(step)
    assert aversion("habituates") == approx(-step)
    assert aversion("neutral") == 0.0


def test_explanation_takes_the_edge_off_and_what_is_not_seen_has_none() -> None:
    assert aversion("sensitises", explanation=1.0, explanation_effect=1.0) == 0.0
    assert aversion("sensitises", force=0.0) == 0.0
