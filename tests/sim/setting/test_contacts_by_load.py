"""Joint training told by its load: the share of all person-days of both organisations it takes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design import list_design, make_design
from experiments.design.factors import declared_factors, factors_but
from sim import simulate
from sim.conditions import CONDITIONS, Conditions
from sim.errors import UserError
from sim.setting.layout.contacts import KIND_OF_LOAD, MOST_A_YEAR, as_rate, person_days, with_rates
from sim.setting.layout.pairs import contact_pairs
from sim.setting.policies.policy import policy_from
from sim.setting.setting import resolve
from sim.state.codes import CONTACTS
from sim.world import load_world

WORLD = load_world()
PAIRS = len(contact_pairs(WORLD))
PEOPLE = sum(unit.persons for unit in WORLD.units if unit.organisation != "partnership")
SIZES = ("exercise_persons", "exercise_days", "session_persons", "session_days", "exchange_days")


def of(name: str) -> st.SearchStrategy[float]:
    """Return values from the range of a condition."""
    c = CONDITIONS[name]
    whole = c.distribution == "integer"
    return st.integers(int(c.low), int(c.high)).map(float) if whole else st.floats(c.low, c.high)


def taken(conditions: Conditions, kind: str) -> float:
    """Return the share of all person-days that contacts of a kind take, from what holds."""
    days = conditions[f"{kind}_rate"] * person_days(kind, conditions)
    return 2.0 * PAIRS * days / (365.0 * PEOPLE)


@given(values=st.fixed_dictionaries({name: of(name) for name in (*KIND_OF_LOAD, *SIZES)}))
def test_what_is_drawn_never_takes_more_than_its_load(values: dict[str, float]) -> None:
    """And as much, where nobody would have to meet more than twelve times a year for it."""
    settled = resolve(conditions=values).conditions
    for load, kind in KIND_OF_LOAD.items():
        assert taken(settled, kind) <= values[load] * (1 + 1e-9)
        assert settled[f"{kind}_rate"] <= MOST_A_YEAR
        if settled[f"{kind}_rate"] < MOST_A_YEAR:
            assert taken(settled, kind) == pytest.approx(values[load], rel=1e-9)


@given(values=st.fixed_dictionaries({name: of(name) for name in (*KIND_OF_LOAD, *SIZES)}))
def test_only_rates_are_checked_and_the_conditions_are_those_of_all_checked(
    values: dict[str, float],
) -> None:
    conditions = Conditions(values)
    plain = dict(as_rate(n, v, conditions, WORLD) for n, v in conditions.given().items())
    quick, slow = with_rates(conditions, WORLD), Conditions(plain, limits="possible")
    assert quick == slow and quick.given() == slow.given() and quick.limits == slow.limits


def test_rates_drawn_apart_took_what_no_load_can() -> None:
    """The reason: a rate, a size and a length, each in its range, come to a hundred days a pair."""
    rate, persons, days = np.random.default_rng(1).random((3, 20000))
    apart = 12.0 * rate * np.floor(31 * persons) * (0.25 + 4.75 * days)
    assert np.median(apart) > 100 and apart.max() > 1400
    at_most = CONDITIONS["exercise_load"].high * 365 * PEOPLE / (2 * PAIRS)
    assert at_most < 60, "a load takes this of a side, whatever size and length are"


def test_the_default_told_as_a_load_is_the_same_run() -> None:
    default = CONDITIONS["exercise_load"].default
    assert taken(Conditions(), "exercise") == pytest.approx(default, rel=1e-12)
    plain, told = (
        simulate(conditions=given, days=200, warm_up_days=20, daily=False).outcomes
        for given in ({}, {"exercise_load": default})
    )
    assert plain == pytest.approx(told, abs=0, nan_ok=True)


def test_without_a_load_the_rate_holds_whatever_one_contact_takes() -> None:
    assert resolve(conditions={"exercise_persons": 30}).contact_rates == (2.0, 0.0, 0.0, 0.0)
    assert resolve(conditions={"exercise_load": 0.0}).contact_rates == (0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(("load", "rate"), [(0.0, 6.0), (0.01, 9.4)])
def test_a_lever_is_held_against_the_rate_that_a_load_is_worth(load: float, rate: float) -> None:
    """Six exercises a year are more than a small load is worth, and less than a large one."""
    setting = resolve(policy="joint_exercises", conditions={"exercise_load": load})
    assert setting.contact_rates[0] == pytest.approx(rate, abs=0.01)


def test_a_lever_may_be_told_as_a_load_and_costs_what_it_takes() -> None:
    lever = policy_from("mine", {"conditions": {"session_load": 0.004}})
    setting = resolve(policy=lever)
    assert taken(setting.conditions, "session") == pytest.approx(0.004)
    assert lever.cost(WORLD).persons == pytest.approx(0.004 * PEOPLE)


def test_what_a_theory_fixes_gives_way_to_what_is_told_in_other_words() -> None:
    names = [factor.name for factor in factors_but(["exercise_rate", "conditions.session_load"])]
    assert "conditions.exercise_load" not in names and "conditions.session_load" not in names
    assert "conditions.exchange_load" in names


def test_designs_vary_loads_and_no_rates() -> None:
    names = {factor.name for factor in declared_factors(["conditions", "group.understanding"])}
    assert {f"conditions.{kind}_load" for kind in CONTACTS} <= names
    assert not {f"conditions.{kind}_rate" for kind in CONTACTS} & names


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_design("lhs", declared_factors(["conditions", "exercise_rate"]), 4),
        lambda: list_design(pd.DataFrame({"exercise_rate": [1.0], "exercise_load": [0.001]})),
        lambda: resolve(conditions={"exercise_rate": 1.0, "exercise_load": 0.001}),
        lambda: policy_from("mine", {"conditions": {"exercise_rate": 4, "exercise_load": 0.001}}),
    ],
)
def test_a_rate_and_its_load_in_one_design_or_setting_are_refused(make: Any) -> None:
    with pytest.raises(UserError, match="'exercise_rate' and 'exercise_load' say the same"):
        make()
