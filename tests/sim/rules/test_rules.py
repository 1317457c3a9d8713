"""Willen: each driver, and willingness under each theory (E4, E5), against numbers by hand."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest
from pytest import approx

from sim.rules import willing
from tests.made.rule_records import conditions, theory

# Set in the process that runs these files without compilation, so that it does not start another.
PLAIN_RUN = "BIJSTAND_RULES_IN_PLAIN_PYTHON"

DRIVERS = {
    "commitment": 0.66,
    "benefit": 0.4,
    "dependence": 1.0,
    "effect": 0.45,
    "cost_benefit": 0.3,
    "role": 0.75,
    "understanding": 0.5,
}
# Weights .75 for five drivers, .15 for cost and .5 for role: 4.4 together.
INDEX = (0.75 * (0.66 + 0.4 + 1.0 + 0.45 + 0.5) + 0.15 * 0.3 + 0.5 * 0.75) / 4.4


def index_of(willingness: float) -> float:
    """Undo slope 10 and threshold .25."""
    return math.log(willingness / (1.0 - willingness)) / 10.0 + 0.25


def willingness(
    record: Any = None,
    switches: Any = None,
    trust: float = 0.6,
    deterrence: float = 0.0,
    shift: float = 0.0,
    **drivers: float,
) -> float:
    """Return willingness with the drivers above, some of them otherwise."""
    record = conditions() if record is None else record
    switches = theory() if switches is None else switches
    index = willing.index(record, switches, tuple({**DRIVERS, **drivers}.values()), trust)
    return willing.willingness(record, switches, index, trust, deterrence, shift)


def test_sigmoid_has_its_known_values() -> None:
    assert willing.sigmoid(0.0) == 0.5
    assert willing.sigmoid(math.log(3.0)) == approx(3.0 / 4.0)
    assert willing.sigmoid(-math.log(3.0)) == approx(1.0 / 4.0)


def test_clip_keeps_a_number_between_its_bounds() -> None:
    assert [willing.clip(x, 0.0, 1.0) for x in (-0.2, 0.3, 1.7)] == [0.0, 0.3, 1.0]


def test_a_joint_goal_adds_to_the_commitment_that_expertise_gives() -> None:
    record = conditions(joint_goal_effect=0.3)
    assert willing.commitment(record, 0.6, 0.0) == 0.6
    assert willing.commitment(record, 0.6, 0.5) == approx(0.6 + 0.3 * 0.5 * 0.4)


def test_a_benefit_is_seen_as_far_as_one_knows_the_other() -> None:
    record = conditions(sees_options=0.3)
    assert willing.recognised(record, 0.0) == approx(0.3)
    assert willing.recognised(record, 0.5) == approx(0.3 + 0.7 * 0.5)
    assert willing.recognised(record, 1.0) == approx(1.0)


def test_urgency_raises_the_visible_effect_up_to_one() -> None:
    assert willing.visible_effect(0.5, 0.0) == approx(0.25)
    assert willing.visible_effect(0.5, 0.4) == approx(0.5 * 0.9)
    assert willing.visible_effect(1.0, 0.9) == 1.0


def test_compensation_takes_cost_out_of_the_balance() -> None:
    record = conditions(unit_cost=0.5)
    assert willing.cost_and_benefit(record, 0.5, 0.4, 0.0) == approx(0.2 / (0.2 + 0.5))
    assert willing.cost_and_benefit(record, 0.5, 0.4, 0.3) == approx(0.2 / (0.2 + 0.5 * 0.7))
    assert willing.cost_and_benefit(record, 0.5, 0.4, 1.0) == 1.0


def test_full_compensation_makes_the_unit_cost_irrelevant() -> None:
    cheap, dear = conditions(unit_cost=0.1), conditions(unit_cost=1.0)
    assert willing.cost_and_benefit(cheap, 0.5, 0.4, 1.0) == 1.0
    assert willing.cost_and_benefit(dear, 0.5, 0.4, 1.0) == 1.0


def test_nothing_to_gain_at_no_cost_is_no_benefit_and_no_error() -> None:
    assert willing.cost_and_benefit(conditions(unit_cost=0.0), 0.5, 0.0, 0.0) == 0.0


def test_an_equal_role_counts_for_both_sides_and_the_core_task_for_the_provider() -> None:
    assert willing.requester_role(conditions(equal_role=0.0)) == 0.5
    assert willing.requester_role(conditions(equal_role=0.6)) == approx(0.5 + 0.5 * 0.6)
    record = conditions(equal_role=0.5, equal_role_weight=0.3)
    assert willing.provider_role(record, 0.8) == approx(0.7 * 0.8 + 0.3 * 0.5)


def test_willingness_is_the_sigmoid_of_the_weighted_mean_of_seven_drivers() -> None:
    expected = 1.0 / (1.0 + math.exp(-10.0 * (INDEX + 0.05 - 0.1 - 0.25)))
    assert willingness(deterrence=0.1, shift=0.05) == approx(expected)


def test_weights_are_relative() -> None:
    names = ["commitment", "benefit", "dependence", "effect", "cost", "role", "understanding"]
    even = conditions(**{f"weight_{name}": 0.5 for name in names})
    mean = (0.66 + 0.4 + 1.0 + 0.45 + 0.3 + 0.75 + 0.5) / 7.0
    assert index_of(willingness(even)) == approx(mean)


@pytest.mark.parametrize(
    ("driver", "weight"),
    [
        ("commitment", 0.75),
        ("benefit", 0.75),
        ("dependence", 0.75),
        ("effect", 0.75),
        ("cost_benefit", 0.15),
        ("role", 0.5),
        ("understanding", 0.75),
    ],
)
def test_each_driver_moves_the_index_by_its_share_of_the_weights(
    driver: str, weight: float
) -> None:
    moved = willingness(**{driver: DRIVERS[driver] - 0.2})
    assert index_of(moved) == approx(INDEX - 0.2 * weight / 4.4)


def test_slope_and_threshold_are_those_of_the_conditions() -> None:
    record = conditions(willingness_slope=6.0, willingness_threshold=0.4)
    assert willingness(record) == approx(1.0 / (1.0 + math.exp(-6.0 * (INDEX - 0.4))))


def test_trust_does_nothing_to_willingness_by_default() -> None:
    assert willingness(trust=0.05) == willingness(trust=0.95)


def test_trust_as_driver_is_the_eighth_with_its_own_weight() -> None:
    driver = theory(trust="driver")
    expected = (INDEX * 4.4 + 0.75 * 0.8) / (4.4 + 0.75)
    assert index_of(willingness(None, driver, trust=0.8)) == approx(expected)


def test_trust_as_moderator_turns_the_slope_and_not_the_level() -> None:
    moderator = theory(trust="moderator")
    level = 1.0 / (1.0 + math.exp(-10.0 * (INDEX - 0.3 - 0.25)))
    for trust in (0.35, 0.75, 0.95):
        factor = math.sqrt(1.0 + 0.6 * (trust - 0.75))
        moderated = willingness(None, moderator, trust=trust, deterrence=0.3)
        assert moderated == approx(level * factor)


def test_both_sides_together_carry_the_whole_moderation_by_trust() -> None:
    side = willing.trust_factor(conditions(trust_moderation=0.6), 0.95)
    assert side * side == approx(1.0 + 0.6 * 0.2)


def test_moderated_willingness_stays_a_probability() -> None:
    moderator = theory(trust="moderator")
    strong = conditions(trust_moderation=1.0)
    assert willingness(strong, moderator, trust=1.0, shift=5.0) == 1.0


def test_the_weakest_driver_decides_where_drivers_do_not_add_up() -> None:
    weakest = theory(drivers="weakest")
    assert index_of(willingness(None, weakest)) == approx(0.3)
    assert willingness(None, weakest, commitment=0.9) == willingness(None, weakest)
    for driver in DRIVERS:
        assert index_of(willingness(None, weakest, **{driver: 0.1})) == approx(0.1)


def test_balanced_drivers_have_a_geometric_mean_with_the_same_weights() -> None:
    balanced = theory(drivers="balanced")
    logs = {name: math.log(value) for name, value in DRIVERS.items()}
    heavy = sum(logs[name] for name in DRIVERS if name not in ("cost_benefit", "role"))
    mean = (0.75 * heavy + 0.15 * logs["cost_benefit"] + 0.5 * logs["role"]) / 4.4
    assert index_of(willingness(None, balanced)) == approx(math.exp(mean))
    assert 0.3 < index_of(willingness(None, balanced)) < INDEX


def test_a_lack_is_partly_made_up_for_where_drivers_must_be_in_balance() -> None:
    """Between the two others: one driver lost costs more than in the sum, less than all of it."""
    lost = {
        answer: index_of(willingness(None, theory(drivers=answer), effect=0.1))
        / index_of(willingness(None, theory(drivers=answer)))
        for answer in ("sum", "balanced", "weakest")
    }
    assert lost["weakest"] < lost["balanced"] < lost["sum"] < 1.0


def test_a_driver_at_zero_does_not_settle_a_balance() -> None:
    balanced = theory(drivers="balanced")
    none, floor = (willingness(None, balanced, benefit=value) for value in (0.0, 0.02))
    assert none == floor < willingness(None, balanced, benefit=0.03)
    assert index_of(willingness(None, theory(drivers="weakest"), benefit=0.0)) == approx(0.0)


def test_trust_is_an_eighth_driver_in_a_balance_too() -> None:
    both = theory(drivers="balanced", trust="driver")
    seven = math.log(index_of(willingness(None, theory(drivers="balanced"))))
    expected = math.exp((4.4 * seven + 0.75 * math.log(0.8)) / (4.4 + 0.75))
    assert index_of(willingness(None, both, trust=0.8)) == approx(expected)


def test_without_a_level_an_index_stays_as_it_is_to_the_last_bit() -> None:
    index = willing.index(conditions(), theory(), tuple(DRIVERS.values()), 0.6)
    assert willing.levelled(index, 0.0, 1.0) == index
    assert willing.levelled(0.5, 0.3, 0.7) == approx(0.3 + 0.7 * 0.5)


def test_trust_can_be_the_weakest_driver_only_where_it_is_a_driver() -> None:
    both = theory(drivers="weakest", trust="driver")
    assert index_of(willingness(None, both, trust=0.2)) == approx(0.2)
    assert index_of(willingness(None, theory(drivers="weakest"), trust=0.2)) == approx(0.3)


def test_the_weakest_driver_still_feels_procedure_and_shift() -> None:
    index = index_of(willingness(None, theory(drivers="weakest"), deterrence=0.1, shift=0.04))
    assert index == approx(0.3 - 0.1 + 0.04)


def test_a_long_procedure_deters_up_to_a_limit() -> None:
    record = conditions(procedure_deterrence=0.2)
    assert willing.deterrence(record, 5.0, 10.0) == approx(0.2 * 0.5)
    assert willing.deterrence(record, 30.0, 10.0) == approx(0.2)


@pytest.mark.skipif(PLAIN_RUN not in os.environ, reason="only the run in plain Python")
def test_the_plain_run_is_not_compiled() -> None:
    assert isfunction(willing.willingness)


@pytest.mark.skipif(PLAIN_RUN in os.environ, reason="this is the run in plain Python")
def test_the_rules_say_the_same_in_plain_python() -> None:
    """Without compilation, as in a debugger, every test of the rules passes too."""
    folder = Path(__file__).parent
    files = [str(path) for path in sorted(folder.glob("test_rules*.py"))]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    outcome = subprocess.run(
        command,
        cwd=folder.parent,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", PLAIN_RUN: "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert outcome.returncode == 0, outcome.stdout[-3000:]
