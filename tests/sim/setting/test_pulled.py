"""How levers are pulled: for whom, how strongly, and from when to when."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from sim.conditions import CONDITIONS
from sim.errors import UserError
from sim.setting.configuration import names_in
from sim.setting.policies.policy import load_policy, policy_from
from sim.setting.policies.pulled import Pulled, read_pulled
from sim.setting.setting import resolve
from sim.setting.span import Span
from sim.world import load_world

WORLD = load_world()
HALF = 0.5


@pytest.mark.parametrize(
    ("word", "pulled"),
    [
        ("liaisons", ("liaisons", "", 1.0, Span())),
        ("liaisons*0.5", ("liaisons", "", 0.5, Span())),
        ("liaisons*.25@-30..", ("liaisons", "", 0.25, Span(-30, None))),
        ("liaisons@..540", ("liaisons", "", 1.0, Span(None, 540))),
        ("working_groups@flood*2@180..540", ("working_groups", "flood", 2.0, Span(180, 540))),
        ("working_groups@flood@180..540", ("working_groups", "flood", 1.0, Span(180, 540))),
        ("./a@b/my.yaml*0.5@180..", ("./a@b/my.yaml", "", 0.5, Span(180, None))),
        ("my.yaml@flood", ("my.yaml", "flood", 1.0, Span())),
        ("a/b*c", ("a/b*c", "", 1.0, Span())),
    ],
)
def test_a_word_says_for_whom_how_strongly_and_when(word: str, pulled: Any) -> None:
    assert read_pulled(word) == Pulled(word, *pulled)


def has_halves(name: str) -> bool:
    policy = load_policy(name)
    whole = {"top_priority"} & {key for effect in policy.classes for key in effect.values}
    return not (policy.theory or policy.partnerships or whole)


LEVERS = [name for name in names_in("policy") if has_halves(name)]
WITHOUT = [name for name in names_in("policy") if not has_halves(name)]


@pytest.mark.parametrize("name", LEVERS)
def test_half_a_lever_is_a_lever_with_half_the_way_and_half_the_cost(name: str) -> None:
    full, half = load_policy(name), load_policy(f"{name}*0.5")
    for condition, value in full.conditions.items():
        default = CONDITIONS[condition].default
        assert half.conditions[condition] == pytest.approx(default + HALF * (value - default))
    for effect, weaker in zip(full.classes, half.classes, strict=True):
        for lever, value in effect.values.items():
            default = CONDITIONS[lever].default
            assert weaker.values[lever] == pytest.approx(default + HALF * (value - default))
        assert (effect.request_class, effect.from_day) == (weaker.request_class, weaker.from_day)
    cost, less = full.cost(WORLD), half.cost(WORLD)
    assert less.persons == pytest.approx(HALF * cost.persons)
    assert less.money == pytest.approx(HALF * cost.money)
    held = [HALF * persons for persons in full.held_out(WORLD)]
    assert half.held_out(WORLD) == pytest.approx(held)


@pytest.mark.parametrize("name", [*LEVERS, *WITHOUT])
def test_at_strength_1_nothing_is_calculated(name: str) -> None:
    one, plain = load_policy(f"{name}*1.0"), load_policy(name)
    assert one.conditions == plain.conditions
    assert one.cost(WORLD) == plain.cost(WORLD)


@pytest.mark.parametrize("name", WITHOUT)
def test_what_is_there_or_not_has_no_halves(name: str) -> None:
    with pytest.raises(UserError, match="allowed: a strength of 1") as refused:
        load_policy(f"{name}*0.5")
    assert "toegestaan: een sterkte van 1" in refused.value.in_language("nl")


def test_a_strength_that_leads_out_of_a_range_is_refused_with_the_range() -> None:
    with pytest.raises(UserError, match=r"'liaisons\*1.5'.*liaison_cover.*allowed 0 to 1"):
        load_policy("liaisons*1.5")
    assert load_policy("joint_exercises*2").conditions == {"exercise_rate": 10.0}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("liaisons*0", "strength is '0'; allowed: a number above 0, at most 2"),
        ("liaisons*2.1", "strength is '2.1'"),
        ("liaisons*-1", "strength is '-1'"),
        ("liaisons*0,5", "strength is '0,5'"),
        ("liaisons*1e1", "strength is '1e1'"),
        ("liaisons*nan", "strength is 'nan'"),
        ("liaisons*", "not of the form of a pulled lever"),
        ("liaisons@", "not of the form of a pulled lever"),
        ("liaisons*0.5*0.5", "not of the form of a pulled lever"),
        ("liaisons@0..5*0.5", "not of the form of a pulled lever"),
        ("adapted_powers*0.5@flood", "not of the form of a pulled lever"),
        ("liaisons@180", "'180' is no time; allowed: start..end"),
        ("liaisons@2026-01-01", "'2026-01-01' is no time"),
        ("liaisons@..", "'..' is no time"),
        ("liaisons@1.5..9", "'1.5' is no day"),
        ("liaisons@2026-02-30..", "'2026-02-30' is no day"),
        ("liaisons@540..180", "starts on day 540 and ends on day 180"),
        ("liaisons@180..180", "allowed: an end after the start"),
        ("liaisons@2027-01-01..2026-01-01", "starts on 2027-01-01 and ends on 2026-01-01"),
        ("liaisons*0.5+liaisons", "the same lever at the same time"),
        ("liaisons@..200+liaisons*0.5@100..", "the same lever at the same time"),
        ("liaison*0.5@180..", "did you mean 'liaisons'"),
        ("liaisons*0.5@flood@3..", "not of the form"),
    ],
)
def test_what_is_no_way_to_pull_a_lever_is_refused_in_one_line(word: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        load_policy(word)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value) and "Traceback" not in str(refused.value)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("liaisons@730..", "outside of the run, which lasts from day -180 up to day 730"),
        ("liaisons@-300..-180", "outside of the run"),
        ("liaisons@2026-01-01..", "the run has no date; allowed: run.start_date="),
        ("adapted_powers@flod*0.5", "did you mean 'flood'"),
    ],
)
def test_what_cannot_be_in_a_run_is_refused_in_one_line(word: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        _ = resolve(policy=word).tables
    assert said in str(refused.value)


def test_a_lever_for_a_time_costs_in_that_time() -> None:
    full = load_policy("liaisons").cost(WORLD)
    # 365 of 730 measured days; the warm-up is not counted.
    for word in ("liaisons@365..", "liaisons@-100..365", "liaisons@100..465"):
        cost = load_policy(word).cost(WORLD)
        assert cost.persons == pytest.approx(full.persons / 2.0)
        assert cost.money == pytest.approx(full.money / 2.0)
    assert load_policy("liaisons@-180..").cost(WORLD) == pytest.approx(full)
    assert load_policy("liaisons@100..").cost(WORLD, days=200).money == pytest.approx(
        full.money / 2.0
    )
    steps = load_policy("liaisons*0.5@0..365+liaisons@365..730").cost(WORLD)
    assert steps.persons == pytest.approx(0.75 * full.persons)
    assert load_policy("mit@365..+liaisons").cost(WORLD).money == pytest.approx(9.5)


def test_of_two_levers_on_one_condition_the_stronger_is_paid_for_while_it_holds() -> None:
    both = load_policy("joint_exercises@365..+liaisons").cost(WORLD)
    alone = load_policy("liaisons").cost(WORLD)
    together = load_policy("joint_exercises+liaisons").cost(WORLD)
    assert both.persons == pytest.approx((alone.persons + together.persons) / 2.0)


def test_money_that_nobody_knows_stays_unknown_at_any_strength() -> None:
    content = {"conditions": {"agreements": 0.5}}
    assert math.isnan(policy_from("own", content).cost(WORLD).money)


def test_a_file_may_list_levers_in_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("conditions: {agreements: 0.5}\n")
    package = tmp_path / "package.yaml"
    package.write_text("levers: [liaisons*0.5, ./mine.yaml*0.5]\n")
    found, said = load_policy(str(package)), load_policy(f"liaisons*0.5+{tmp_path}/mine.yaml*0.5")
    assert found.conditions == said.conditions
    assert found.conditions["agreements"] == pytest.approx(0.425)
    assert found.people == said.people
    package.write_text("levers: [liaisons*0.5@180..]\nconditions: {agreements: 0.5}\n")
    assert load_policy(str(package)).conditions == {"agreements": 0.5}
    assert [str(pulled.span) for pulled, _ in load_policy(str(package)).timed] == ["..", "180.."]


@pytest.mark.parametrize(
    ("listed", "word", "said"),
    [
        ("[liaisons]", "package.yaml*0.5", "allowed: class, strength and time in that list"),
        ("[1]", "package.yaml", "allowed: levers, as liaisons*0.5@180..540"),
        ("liaisons", "package.yaml", "a list is needed"),
        ("[./package.yaml]", "package.yaml", "lists levers itself"),
        ("[liaisons*3]", "package.yaml", "strength is '3'"),
    ],
)
def test_a_list_of_levers_that_is_not_right_is_refused_in_one_line(
    tmp_path: Path, listed: str, word: str, said: str
) -> None:
    (tmp_path / "package.yaml").write_text(f"levers: {listed}\n")
    with pytest.raises(UserError) as refused:
        load_policy(f"{tmp_path}/{word}")
    assert said in str(refused.value)
