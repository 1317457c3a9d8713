"""What a reader chooses is checked in one place, whichever way it comes to the page."""

from pathlib import Path

import pytest

from bijstand.page.budgets import HIGHEST_SEED
from bijstand.page.case.choices import KEYS, Choices, changed_keys, from_file, from_pairs
from bijstand.verbs.looking.ui import configuration_in
from experiments.configuration.settings import read_job
from experiments.study.output import saved_text
from sim.conditions import CONDITIONS
from sim.errors import UserError
from sim.setting.theories.theory import SWITCHES

FULL = from_pairs(
    Choices(),
    [
        ("scenario", "flood+personnel_shortage"),
        ("policy", "liaisons+adapted_powers@search_property"),
        ("theory", "figure_1"),
        ("theory.trust", "driver"),
        ("conditions.trust_start", "0,4"),
        ("conditions.reserve_response", 0.25),
        ("seed", "17"),
        ("days", "90"),
        ("warm_up_days", 30),
    ],
)


def test_texts_and_numbers_become_the_same_choice() -> None:
    assert FULL.conditions == {"trust_start": 0.4, "reserve_response": 0.25}
    assert FULL.seed == 17
    assert FULL.the_theory.choices["trust"] == "driver"
    assert from_pairs(FULL, [("conditions.trust_start", CONDITIONS["trust_start"].default)]) == (
        FULL.with_value("conditions.trust_start", None)
    )


def test_what_a_theory_fixes_is_its_own_default() -> None:
    figure_1 = Choices(theory="figure_1")
    assert figure_1.plain_value("reserve_response") == 0.0
    default = CONDITIONS["reserve_response"].default
    assert figure_1.with_value("conditions.reserve_response", default).conditions == {
        "reserve_response": default
    }
    assert not figure_1.with_value("conditions.reserve_response", 0).conditions


def test_the_plain_name_gives_way_to_others() -> None:
    assert Choices().with_value("scenario", "baseline+crisis").scenario == "crisis"
    assert Choices(scenario="crisis").with_value("scenario", "baseline").scenario == "baseline"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_saved_configuration_comes_back_as_it_was(language: str) -> None:
    assert from_file(configuration_in(None)(FULL, language)) == (FULL, language)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("seed", "seven", "seed is 'seven'; allowed: a whole number from 0"),
        ("seed", HIGHEST_SEED + 1, "allowed: a whole number from 0"),
        ("seed", -1, "allowed"),
        ("seed", "nan", "allowed"),
        ("days", "1e9", "days is"),
        ("days", True, "days is True"),
        ("scenario", "flod", "did you mean 'flood'"),
        ("policy", "liaisons+", "an empty name"),
        ("theory", None, "unknown theory"),
        ("theory.trust", "much", "unknown value of theory.trust"),
        ("theory.luck", "much", "unknown switch"),
        ("conditions.trust_start", "much", "the text 'much'"),
        ("conditions.trust_start", "7", "allowed 0.3 to 0.9"),
        ("conditions.trust_start", "inf", "is the text 'inf'"),
        ("conditions.trust_strat", "0.5", "did you mean 'trust_start'"),
        ("world.path", "/", "unknown key"),
        ("__class__", "1", "unknown key"),
    ],
)
def test_bad_values_are_refused_in_one_line(key: str, value: object, said: str) -> None:
    with pytest.raises(UserError) as refused:
        Choices().with_value(key, value)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


TAMPERED = {
    "a list": "- 1\n- 2\n",
    "no YAML": "choices: {a: [}",
    "an object of Python": "choices: !!python/object/apply:os.getcwd []",
    "no choices": "conditions: {trust_start: 0.5}",
    "a condition out of range": "choices: {scenario: baseline, policy: none, theory: figure_2}\n"
    "conditions: {trust_start: 40}",
    "a condition of text": "choices: {scenario: baseline, policy: none, theory: figure_2}\n"
    "conditions: {trust_start: '${oc.env:HOME}'}",
    "conditions that are a list": "choices: {theory: figure_2}\nconditions: [1]",
    "a seed out of range": "choices: {theory: figure_2}\nrun: {first_seed: -4}",
    "a world": "choices: {theory: figure_2}\nworld: {path: /etc}",
    "no theory": "choices: {scenario: baseline}",
    "a name of a file": "choices: {scenario: ../../secret, policy: none, theory: figure_2}",
    "too much": "choices: " + "x" * 300_000,
}


@pytest.mark.parametrize("text", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_tampered_file_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UserError) as refused:
        from_file(text)
    assert "\n" not in str(refused.value)


def test_changes_are_named() -> None:
    assert changed_keys(Choices(), Choices()) == []
    assert set(changed_keys(Choices(), FULL)) == {
        "scenario",
        "policy",
        "theory",
        "seed",
        "days",
        "warm_up_days",
        "theory.trust",
        "conditions.trust_start",
        "conditions.reserve_response",
    }


def test_every_key_can_be_given() -> None:
    for key in KEYS:
        assert key == "language" or getattr(Choices(), key) is not None
    for name in SWITCHES:
        Choices().with_value(f"theory.{name}", SWITCHES[name].values[-1])


def test_a_file_of_a_run_is_read(tmp_path: Path) -> None:
    job = read_job(["scenario=crisis", "conditions.agreements=0.5", "run.first_seed=5"])
    choices, language = from_file(saved_text(job, "run", "x"))
    assert (choices.scenario, choices.conditions, choices.seed, language) == (
        "crisis",
        {"agreements": 0.5},
        5,
        "en",
    )
