"""Policies and theories: what levers and switches do, and how a wrong one is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.conditions import Conditions
from sim.policy import Policy, load_policy, policy_from, strongest
from sim.setting import resolve
from sim.theory import Theory, load_theory
from sim.world import load_world
from tests.refusals import refusal

WORLD = load_world()


def policy(**content: Any) -> Policy:
    return policy_from("own", content)


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that policies are read from."""
    monkeypatch.setattr("sim.configuration.CONFIGURATION", tmp_path)
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
        assert together.classes == {"flood": {"agreements": 0.8}}


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


def test_a_theory_fills_in_the_defaults_and_codes_values_by_their_place() -> None:
    record = Theory({"trust": "driver", "aversion": "neutral"}, {}).to_record()[0]
    assert (record.trust, record.aversion) == (2, 1)
    assert sum(record.tolist()) == 3


def test_figure_1_has_given_capacity_general_clarity_and_no_deterrence() -> None:
    setting = resolve(theory="figure_1")
    changed = {k: v for k, v in setting.theory.choices.items() if v != Theory({}, {}).choices[k]}
    assert changed == {"clarity": "general", "procedure": "no"}
    assert setting.conditions.changed() == {"reserve_response": 0.0}


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: load_theory("figure_3"), ["theory 'figure_3'", "figure_1", "figure_2"]),
        (lambda: Theory({"trst": "none"}, {}), ["'trst'", "did you mean 'trust'"]),
        (lambda: Theory({"trust": "moderate"}, {}), ["theory.trust", "did you mean 'moderator'"]),
        (lambda: load_theory({"gates": "sum"}), ["theory.gates", "product"]),
        (lambda: load_theory({"procedure": False}), ["'procedure'", "False", "in quotes"]),
    ],
)
def test_a_wrong_theory_is_refused_in_one_line(
    call: Callable[[], object], words: list[str]
) -> None:
    message = refusal(call)
    assert all(word in message for word in words), message
