"""Policies and theories: what levers and switches do, and how a wrong one is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.conditions import Conditions
from sim.run import simulate
from sim.setting.layout.pairs import contact_pairs
from sim.setting.policies.lever import ClassEffect
from sim.setting.policies.policy import Policy, load_policy, policy_from, strongest
from sim.setting.setting import resolve
from sim.world import load_world
from tests.reading.refusals import refusal

WORLD = load_world()


def policy(**content: Any) -> Policy:
    return policy_from("own", content)


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that policies are read from."""
    monkeypatch.setattr("sim.setting.configuration.CONFIGURATION", tmp_path)
    folder = tmp_path / "policy"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("default", "current", "lever", "expected"),
    [
        (0.2, 0.2, 0.8, 0.8),
        (0.2, 0.5, 0.8, 0.8),
        (0.2, 0.9, 0.8, 0.9),  # the world is already further
        (1.0, 1.0, 0.5, 0.5),
        (1.0, 0.8, 0.5, 0.5),
        (1.0, 0.4, 0.5, 0.4),
    ],
)
def test_a_lever_brings_a_condition_to_its_value_and_never_back(
    default: float, current: float, lever: float, expected: float
) -> None:
    assert strongest(default, current, lever) == expected


def test_a_policy_moves_its_own_conditions_only() -> None:
    moved = load_policy("liaisons").apply(Conditions(exercise_rate=6, trust_start=0.7))
    assert moved.changed() == {"liaison_cover": 0.8, "exercise_rate": 6.0, "trust_start": 0.7}


def test_of_several_levers_on_one_condition_the_strongest_counts_in_any_order(
    policies: Path,
) -> None:
    (policies / "weak.yaml").write_text(
        "conditions: {agreements: 0.5, desk_time_scale: 0.6}\nclasses: {flood: {agreements: 0.8}}"
    )
    (policies / "strong.yaml").write_text(
        "conditions: {agreements: 0.7, desk_time_scale: 0.4}\nclasses: {flood: {agreements: 0.6}}"
    )
    for names in ("weak+strong", "strong+weak"):
        together = load_policy(names)
        assert together.conditions == {"agreements": 0.7, "desk_time_scale": 0.4}
        assert together.for_class("flood", "agreements", 0.35, 0.0) == 0.8
        assert together.for_class("cbrn", "agreements", 0.35, 0.0) == 0.35


def test_people_are_held_out_of_every_unit_that_all_selectors_match() -> None:
    held = policy(
        people=[
            {"organisation": "politie", "service": "regional_unit", "persons": 3},
            {"unit": "pol_limburg", "persons": 2},
        ]
    ).held_out(WORLD)
    for unit, persons in zip(WORLD.units, held, strict=True):
        regional = unit.organisation == "politie" and unit.service == "regional_unit"
        assert persons == (3 if regional else 0) + (2 if unit.id == "pol_limburg" else 0)
    assert sum(held) == 3 * 10 + 2


def test_the_people_of_policies_together_add_up() -> None:
    # Liaisons 44 and the framework 17, as their files say.
    assert sum(load_policy("liaisons").held_out(WORLD)) == 44
    assert sum(load_policy("joint_framework").held_out(WORLD)) == 17
    assert sum(load_policy("liaisons+joint_framework").held_out(WORLD)) == 61


def test_a_share_of_a_unit_may_be_held_out() -> None:
    held = policy(people=[{"organisation": "defensie", "capability": "hands", "share": 0.1}])
    hands = [u.persons for u in WORLD.units if u.capability == "hands"]
    assert held.cost(WORLD).persons == pytest.approx(0.1 * sum(hands))


MONEY = {"amount": 2.5, "unit": "million euro a year", "source": "judgement", "grade": "J"}


def test_a_policy_costs_its_people_and_its_money_together() -> None:
    people = [{"unit": "pol_limburg", "persons": 3}]
    assert policy(people=people, cost={"money": MONEY}).cost(WORLD) == (3.0, 2.5)
    one, two = load_policy("liaisons").cost(WORLD), load_policy("joint_framework").cost(WORLD)
    both = load_policy("liaisons+joint_framework").cost(WORLD)
    assert both.persons == pytest.approx(one.persons + two.persons)
    assert both.money == pytest.approx(one.money + two.money)


def test_people_at_contacts_that_a_policy_adds_are_a_part_of_its_cost() -> None:
    pairs = len(contact_pairs(WORLD))
    # four sessions a year of four persons a side for half a day; three who lead them
    sessions = load_policy("working_sessions").cost(WORLD).persons
    assert sessions == pytest.approx(3 + pairs * 2 * 4 * 4 * 0.5 / 365)
    # who is lent is away 180 days, and one in five leaves a post empty for two years more
    lent = policy(conditions={"exchange_rate": 0.5}).cost(WORLD).persons
    assert lent == pytest.approx(pairs * 2 * 0.5 * (180 + 0.2 * 730) / 365)
    # an exercise more is counted once, whoever asks for it
    both = load_policy("liaisons+joint_exercises")
    assert both.cost(WORLD).persons - sum(both.held_out(WORLD)) == pytest.approx(
        pairs * 2 * (6 - 2) * 6 / 365
    )


def test_money_that_is_not_declared_is_unknown_and_not_nothing() -> None:
    assert math.isnan(policy(people=[{"unit": "pol_limburg", "persons": 1}]).cost(WORLD).money)


def test_a_class_lever_with_a_lag_works_from_its_day_on() -> None:
    lever = policy(classes={"flood": {"agreements": 0.8, "from_day": 30}})
    values = [lever.for_class("flood", "agreements", 0.35, day) for day in (-1e9, 29.9, 30, 31)]
    assert values == [0.35, 0.35, 0.8, 0.8]
    tables = resolve(policy=lever).tables
    flood, count = WORLD.class_index("flood"), len(WORLD.classes)
    assert tables.lever_days.tolist() == [-math.inf, 30.0]
    assert tables.levers.agreements[[flood, count + flood]].tolist() == [0.35, 0.8]
    assert np.all(np.delete(tables.levers.agreements, count + flood) == 0.35)


def test_levers_with_different_lags_come_one_after_the_other() -> None:
    late = ClassEffect("flood", {"agreements": 0.8}, 60.0)
    early = ClassEffect("flood", {"agreements": 0.6, "joint_goal": 0.9}, 20.0)
    lever = replace(policy(), classes=(late, early))
    assert lever.lever_days() == [20.0, 60.0]
    days = (0.0, 20.0, 60.0)
    assert [lever.for_class("flood", "agreements", 0.35, d) for d in days] == [0.35, 0.6, 0.8]
    assert [lever.for_class("flood", "joint_goal", 0.3, d) for d in days] == [0.3, 0.9, 0.9]


def searches(lever: Policy | str, seed: int = 3) -> pd.DataFrame:
    run = simulate(policy=lever, seed=seed, days=300, warm_up_days=100, daily=False)
    return run.requests[run.requests["class"] == "search_property"]


def test_before_its_day_a_lag_is_as_no_lever_and_after_it_as_one_at_once() -> None:
    effect = {"barrier_shift": -0.3, "agreements": 0.95, "extra_pre_authorised": 0.8}
    none = searches(policy())
    lagged = searches(policy(classes={"search_property": {**effect, "from_day": 150}}))
    before = none.time < 145  # what arises just before the day may be decided after it
    assert before.sum() > 50 and (~before).sum() > 50
    columns = ["end_state", "lead_time_days", "y1"]
    pd.testing.assert_frame_equal(none[before][columns], lagged[before][columns])
    after = none.time >= 150
    assert lagged[after].lead_time_days.median() < 0.5 * none[after].lead_time_days.median()


def test_a_class_lever_can_be_pulled_for_a_class_that_the_user_chooses() -> None:
    chosen = load_policy("adapted_powers@search_property+liaisons")
    assert [effect.request_class for effect in chosen.classes] == ["search_property"]
    assert chosen.classes[0].values == load_policy("adapted_powers").classes[0].values
    assert chosen.cost(WORLD) == load_policy("adapted_powers+liaisons").cost(WORLD)
    two = load_policy("adapted_powers@flood+adapted_powers@armed_guard")
    assert [effect.request_class for effect in two.classes] == ["flood", "armed_guard"]
    assert two.cost(WORLD).persons == 2 * load_policy("adapted_powers").cost(WORLD).persons


def test_adapted_powers_work_for_their_own_kind_of_need() -> None:
    """Permission and speed of searches change; what little else moves shares the same people."""
    plain, adapted = searches("none"), searches("adapted_powers@search_property")
    assert adapted.lead_time_days.median() < 0.8 * plain.lead_time_days.median()
    shifts = [
        (
            searches("adapted_powers@search_property", seed).may_margin
            - searches("none", seed).may_margin
        ).mean()
        for seed in range(1, 25)
    ]
    error = stats.sem(shifts)
    assert np.mean(shifts) - 2.0 * error > 0.05, "beyond what is too small to matter"
    assert np.mean(shifts) + 2.0 * error < 0.12, "the lever moves a threshold, it opens no gate"
    other = searches("adapted_powers@flood")
    # Not 0: both kinds of need share people, and what these learn.
    assert 0.0 < abs(other.may_margin - plain.may_margin).mean() < 0.001


def test_a_match_of_training_keeps_support_worth_its_while_for_the_provider() -> None:
    plain = simulate(seed=2, days=365, warm_up_days=100, daily=False).requests
    matched = simulate(
        seed=2, days=365, warm_up_days=100, daily=False, conditions={"training_match": 1.0}
    ).requests
    searched = plain["class"] == "search_property"
    gain = (matched.want_margin - plain.want_margin)[searched].mean()
    assert 0.001 < gain < 0.2


def test_a_policy_may_set_a_switch() -> None:
    setting = resolve(policy=policy(theory={"informal": "seed"}), theory={"trust": "driver"})
    assert setting.theory.choices["informal"] == "seed"
    assert setting.theory.choices["trust"] == "driver"


def test_policies_that_contradict_each_other_on_a_switch_are_refused(policies: Path) -> None:
    (policies / "one.yaml").write_text("theory: {trust: driver}")
    (policies / "two.yaml").write_text("theory: {trust: moderator}")
    message = refusal(lambda: load_policy("one+two"))
    assert all(word in message for word in ("theory.trust", "'driver'", "'moderator'"))


CROWD = [{"organisation": "politie", "persons": 100_000}]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: load_policy("liaison"), ["policy 'liaison'", "did you mean 'liaisons'"]),
        (lambda: policy(condition={}), ["'condition'", "did you mean 'conditions'"]),
        (lambda: policy(conditions={"agreement": 0.5}), ["own", "did you mean 'agreements'"]),
        (lambda: policy(conditions={"agreements": 3}), ["policy 'own'", "agreements", "0.95"]),
        (lambda: policy(conditions={"agreements": "high"}), ["agreements", "'high'"]),
        (
            lambda: policy(classes={"flood": {"agrements": 0.5}}),
            ["class lever 'agrements'", "flood", "did you mean 'agreements'"],
        ),
        (lambda: policy(classes={"flood": {"urgency": 0.5}}), ["class lever 'urgency'"]),
        (
            lambda: resolve(policy=policy(classes={"flod": {"agreements": 0.5}})).tables,
            ["'flod'", "did you mean 'flood'"],
        ),
        (lambda: policy(people=[{"organization": "x", "persons": 1}]), ["'organisation'"]),
        (lambda: policy(people=[{"unit": "x", "persons": -1}]), ["persons is -1", "0 or more"]),
        (lambda: policy(people=[{"unit": "x", "persons": "all"}]), ["persons is 'all'"]),
        (lambda: policy(people=[{"unit": "x"}]), ["persons is None"]),
        (lambda: policy(people=[{"unit": "x", "share": 1.5}]), ["share is 1.5", "from 0 to 1"]),
        (lambda: policy(people=[{"unit": "x", "share": 0.1, "persons": 1}]), ["one of the two"]),
        (lambda: policy(classes={"flood": {"from_day": -3}}), ["flood: from_day is -3"]),
        (lambda: policy(classes={"flood": {"top_priority": 2}}), ["flood", "top_priority", "0 to"]),
        (lambda: policy(cost={"monney": 1}), ["'monney'", "did you mean 'money'"]),
        (lambda: policy(cost={"money": {**MONEY, "unit": "euro"}}), ["'euro'", "million euro"]),
        (lambda: policy(cost={"money": {**MONEY, "grade": "Z"}}), ["grade of money 'Z'", "J"]),
        (lambda: policy(cost={"money": {**MONEY, "source": " "}}), ["has no source"]),
        (lambda: policy(cost={"money": {**MONEY, "amount": -1}}), ["amount is -1", "0 or more"]),
        (lambda: load_policy("liaisons@flood"), ["'liaisons'", "0 classes", "exactly one"]),
        (lambda: load_policy("liaison@flood"), ["did you mean 'liaisons'"]),
        (
            lambda: resolve(policy="adapted_powers@flod").tables,
            ["'flod'", "did you mean 'flood'"],
        ),
        (lambda: policy(people=CROWD).held_out(WORLD), ["'own'", "100000 persons", "pol_"]),
        (lambda: resolve(policy=policy(people=CROWD)).tables, ["'own'", "persons"]),
        (lambda: resolve(policy=policy(theory={"trust": "drive"})), ["did you mean 'driver'"]),
    ],
)
def test_a_wrong_policy_is_refused_in_one_line(
    call: Callable[[], object], words: list[str]
) -> None:
    message = refusal(call)
    assert all(word in message for word in words), message
