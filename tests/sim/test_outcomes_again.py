"""Every outcome and every column of the daily course, worked out again by other code.

The second implementation (``outcomes_again``, ``references_again``) is written from the description
and the peer. Equal up to rounding, in random settings and in worlds of other sizes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.worlds import replicated
from sim.batches.many import run_many
from sim.conditions import Conditions
from sim.outcomes import DECLARED, OUTCOMES, REFERENCES
from sim.run import run_setting
from sim.setting.setting import Setting, draw_tape, resolve
from sim.state.codes import END_STATES
from sim.world import load_world
from tests.again.outcomes import ENDS, course_of, days_of, from_log, from_peer
from tests.again.references import references_of
from tests.made.settings_at_random import random_setting
from tests.peer.model import PeerModel
from tests.sim.test_peer import setting_of
from tests.verification.small_worlds import SmallWorld

ROUNDING = 1e-9
WARM_UP = 20
SMALL = SmallWorld(
    units=[{"id": "first", "persons": 9}, {"id": "second", "persons": 30, "rung": 1}],
    regions=[{"persons": 5}, {"id": "other_region", "persons": 20}],
    classes=[
        {
            "id": "often",
            "needs_per_year": 400,
            "size_median": 4,
            "complexity": 0.9,
            "rungs": "1;2",
            "requester_own_share": 0.5,
            "information_sensitivity": 0.8,
        },
        {"id": "urgent", "needs_per_year": 60, "deadline_median_days": 0.1, "severity": 0.9},
        {"id": "agreed", "needs_per_year": 90, "pre_authorised": 1},
    ],
)
AGREED = SmallWorld(units=[{}], classes=[{"needs_per_year": 50, "pre_authorised": 1}])

GIVEN: dict[str, dict[str, Any]] = {
    "baseline": {},
    "levers": {"scenario": "mega_event", "policy": "fusion_doctrine+liaisons"},
    "powers not clear": {
        "scenario": "riots",
        "conditions": {
            "loss_powers": 1.0,
            "agreements_effect": 0.0,
            "blocking": 0.0,
            "veto_level": 0.0,
            "willingness_threshold": 0.2,
        },
    },
    "partnership": {"scenario": "crisis", "policy": "mit"},
    "no from the law": {
        "scenario": "flood",
        "conditions": {"blocking": 1.0, "consultation": 0.0, "desk_time_scale": 3.0},
    },
    # Many of the rare: vetoes, unlawful acts, informal work, withdrawals, work at a loss.
    "no from politics": {
        "scenario": "riots",
        "conditions": {
            "veto_level": 1.0,
            "urgency": 0.0,
            "aversion_sensitivity": 0.5,
            "consultation": 0.0,
            "loss_powers": 0.8,
        },
    },
    "informal and not paid": {
        "theory": "informal_ties",
        "conditions": {
            "informal_tendency": 1.0,
            "unit_cost": 0.9,
            "compensation": 0.0,
            "withdrawal_hazard": 0.03,
            "sharing_limit": 0.5,
            "agreements": 0.9,
        },
    },
}


NAMES = (*GIVEN, *(f"random {number}" for number in range(300, 312)), "twice as large")
PAIRED = (
    "baseline",
    "crisis",
    "flood",
    "riots",
    "from the warm-up",
    "random 203",
    "random 208",
    "random 210",
)


def setting_named(name: str) -> Setting:
    if name == "twice as large":
        return replace(setting_named("baseline"), world=replicated(load_world(), 2, 1.5))
    if name.startswith("random "):
        return setting_of(random_setting(int(name.split()[1])), days=40)
    given = dict(GIVEN[name])
    possible = Conditions(given.pop("conditions", {}), limits="possible")
    return setting_of({**given, "conditions": possible}, days=40)


def small(world: SmallWorld, folder: Path, **conditions: float) -> Setting:
    return resolve(world=world.write(folder), conditions=conditions, days=200, warm_up_days=WARM_UP)


def different(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, tuple]:
    """What differs by more than rounding, with both values."""
    assert set(one) == set(other)
    return {
        name: (value, other[name])
        for name, value in one.items()
        if not np.isclose(value, other[name], ROUNDING, ROUNDING, equal_nan=True)
    }


@cache
def again(name: str) -> tuple[Setting, dict[str, float], dict[str, list[float]]]:
    """The outcomes and the daily course of a setting, by the second implementation."""
    return worked_out(setting_named(name), seed=len(name))


def worked_out(
    setting: Setting, seed: int
) -> tuple[Setting, dict[str, float], dict[str, list[float]]]:
    model = PeerModel(setting, draw_tape(setting, seed))
    course = course_of(model, setting.warm_up_days + setting.days)
    log, days = run_setting(setting, seed).requests, setting.days
    found = from_log(log, setting) | from_peer(model)
    return setting, found, days_of(log, setting.world, days) | course


def assert_same(setting: Setting, seed: int, found: Any, course: Any) -> None:
    run = run_setting(setting, seed, daily=True)
    assert different(run.outcomes, found) == {}
    batch = run_many(setting, [seed + 1, seed])
    assert different({name: float(values[1]) for name, values in batch.items()}, found) == {}
    assert set(run.daily) == set(course)
    for name, values in course.items():
        np.testing.assert_allclose(
            run.daily[name], values, ROUNDING, ROUNDING, equal_nan=True, err_msg=name
        )


@pytest.mark.parametrize("name", NAMES)
def test_outcomes_and_daily_course_are_those_of_the_second_implementation(name: str) -> None:
    setting, found, course = again(name)
    assert_same(setting, len(name), found, course)


@pytest.mark.parametrize("conditions", [{}, {"willingness_threshold": 0.2, "sharing_limit": 0.9}])
def test_they_are_in_a_small_world(tmp_path: Path, conditions: dict[str, float]) -> None:
    setting = small(SMALL, tmp_path, **conditions)
    assert_same(setting, 1, *worked_out(setting, 1)[1:])


def test_where_all_needs_have_consent_next_to_nothing_exists(tmp_path: Path) -> None:
    setting, found, course = worked_out(small(AGREED, tmp_path), 1)
    assert_same(setting, 1, found, course)
    exist = {name for name, value in found.items() if not math.isnan(value)}
    assert exist == {
        "gap_closed_all",
        "added_value",
        "net_added_value",
        "active_pairs",
        "aversion_end",
        "vetoes",
        "unlawful_acts",
        "understanding_end",
        "trust_end",
    }


def test_each_outcome_takes_more_than_trivial_values() -> None:
    """Else the comparisons above would compare nothing with nothing."""
    found = [again(name)[1] for name in NAMES]
    for name in OUTCOMES:
        values = {round(values[name], 6) for values in found if not math.isnan(values[name])}
        real = values - {0.0, 1.0} if DECLARED[name].unit in ("share", "level") else values - {0.0}
        assert len(real) > 1 or name == "learning_dividend", name
    course = [again(name)[2] for name in NAMES]
    for column in course[0]:
        assert len({x for days in course for x in days[column] if not math.isnan(x)}) > 2, column


@pytest.mark.parametrize(("days", "warm_up"), [(729, 15), (730, 15), (800, 0), (1100, 40)])
def test_long_runs_have_what_the_log_says(days: int, warm_up: int) -> None:
    """The learning dividend takes two years; first and last year differ where days are more."""
    arguments = random_setting(days) | {"scenario": "crisis"}
    setting = resolve(**arguments, days=days, warm_up_days=warm_up)
    run = run_setting(setting, 5, daily=True)
    found = from_log(run.requests, setting)
    assert different({name: run.outcomes[name] for name in found}, found) == {}
    assert math.isnan(found["learning_dividend"]) == (days < 730)
    course = days_of(run.requests, setting.world, days)
    for name, values in course.items():
        np.testing.assert_allclose(run.daily[name], values, ROUNDING, ROUNDING, equal_nan=True)


def paired_setting(name: str) -> Setting:
    """A scenario moved to the first days, with a crisis that ends before the run does."""
    short = {"crisis_length": 14.0}
    if name.startswith("random "):
        given = random_setting(int(name.split()[1]))
        given |= {"scenario": "crisis_and_shortage", "conditions": given["conditions"] | short}
        return setting_of(given, days=45)
    if name == "from the warm-up":
        crisis = paired_setting("crisis")
        before = replace(crisis.scenario.windows[0], start=-6.0)
        windows = (before, replace(before, start=500.0))
        return replace(crisis, scenario=replace(crisis.scenario, windows=windows))
    return setting_of({"scenario": name, "conditions": short}, days=45)


@cache
def paired_again(name: str) -> tuple[dict[str, float], dict[str, float]]:
    run = run_setting(paired_setting(name), seed=7, references=True)
    return {key: run.outcomes[key] for key in REFERENCES}, references_of(run)


@pytest.mark.parametrize("name", PAIRED)
def test_outcomes_of_paired_runs_are_those_of_the_second_implementation(name: str) -> None:
    ours, found = paired_again(name)
    assert different(ours, found) == {}


def test_outcomes_of_paired_runs_take_more_than_trivial_values() -> None:
    found = [paired_again(name)[1] for name in PAIRED]
    for name in REFERENCES:
        values = [v[name] for v in found if not math.isnan(v[name]) and v[name] != 0.0]
        assert len(set(values)) > 1, name


def test_end_states_are_these() -> None:
    assert END_STATES == ENDS
