"""Scenarios, policies, theories, partnerships and targets with anything in them: one line each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.plausible.targets import load_targets
from experiments.design.point import Point
from sim.conditions import Conditions
from sim.errors import UserError
from sim.setting.partnerships.partnership_file import PARTNERSHIP_KEYS
from sim.setting.policies.lever import POLICY_KEYS
from sim.setting.policies.policy import load_policy
from sim.setting.scenarios.scenario import NEED_KEYS, OPTIONAL_NEED_KEYS, SCENARIO_KEYS, WINDOW_KEYS
from sim.setting.setting import resolve
from sim.setting.theories.theory import SWITCHES, load_theory
from sim.world import load_world

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats()
    | st.sampled_from(["flood", "no", "1:30", "trust_start", "\x1b[31m", "x" * 3_000, "", "all"])
    | st.text(max_size=6)
)
ANYTHING = st.recursive(
    SCALARS,
    lambda some: (
        st.lists(some, max_size=2) | st.dictionaries(st.text(max_size=4), some, max_size=2)
    ),
    max_leaves=4,
)


def some_of(keys: tuple[str, ...], values: Any = ANYTHING) -> Any:
    """Return mappings with some of the right keys, and at times a wrong one."""
    return st.dictionaries(st.sampled_from(keys) | st.text(max_size=4), values, max_size=5)


def whole(low: int, high: int) -> Any:
    return st.integers(low, high) | ANYTHING


WINDOW = st.fixed_dictionaries({}, optional={key: whole(1, 30) for key in WINDOW_KEYS})
NEED = st.fixed_dictionaries(
    {
        "day": whole(0, 20),
        "class": st.just("flood") | ANYTHING,
        "size": whole(1, 50),
        "region": st.just("pol_amsterdam") | ANYTHING,
    },
    optional={key: whole(1, 9) for key in OPTIONAL_NEED_KEYS},
)
SCENARIO = some_of(SCENARIO_KEYS) | st.fixed_dictionaries(
    {
        "windows": st.lists(WINDOW, max_size=2),
        "needs": st.lists(NEED | some_of(NEED_KEYS), max_size=2),
    }
)
PEOPLE = some_of(("organisation", "service", "capability", "unit", "persons", "share"))
POLICY = some_of(POLICY_KEYS) | st.fixed_dictionaries(
    {
        "people": st.lists(PEOPLE, max_size=2),
        "classes": st.dictionaries(st.just("flood") | st.text(max_size=3), ANYTHING, max_size=2),
        "theory": some_of(tuple(SWITCHES)),
        "cost": some_of(("people", "money", "source")),
    }
)
PARTNERSHIP = st.fixed_dictionaries(
    {"members": st.lists(PEOPLE, max_size=2), "term_years": whole(1, 9)},
    optional=dict.fromkeys(PARTNERSHIP_KEYS[:6] + PARTNERSHIP_KEYS[8:13], ANYTHING),
)
AT_RANDOM = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def own_file(folder: Path, content: Any) -> str:
    file = folder / "own.yaml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return str(file)


def made_ready(**given: Any) -> None:
    """Make a setting ready to run, or see it refused in one line."""
    try:
        setting = resolve(
            given.get("scenario", "baseline"),
            given.get("policy", "none"),
            load_theory(given.get("theory", "figure_2")),
            Conditions(),
            20,
            2,
        )
        _ = setting.environment, setting.tables, setting.demand
        Point(**{k: v for k, v in given.items() if k != "theory"}).title("nl")
    except UserError as error:
        assert str(error).isprintable() and len(str(error)) < 2_100


@AT_RANDOM
@given(content=SCENARIO)
def test_any_scenario(tmp_path: Path, content: Any) -> None:
    made_ready(scenario=own_file(tmp_path, content))


@AT_RANDOM
@given(content=POLICY | PARTNERSHIP)
def test_any_policy_or_partnership(tmp_path: Path, content: Any) -> None:
    made_ready(policy=own_file(tmp_path, content))


@AT_RANDOM
@given(content=some_of((*SWITCHES, "conditions", "title_en", "section")))
def test_any_theory(tmp_path: Path, content: Any) -> None:
    made_ready(theory=own_file(tmp_path, content))


@AT_RANDOM
@given(
    content=some_of(("limit", "targets"))
    | st.fixed_dictionaries(
        {
            "limit": whole(1, 5),
            "targets": st.lists(
                some_of(("name", "classes", "statistic", "value", "spread", "source", "grade")),
                max_size=2,
            ),
        }
    )
)
def test_any_targets(tmp_path: Path, content: Any) -> None:
    with pytest.raises(UserError) as refused:
        load_targets(load_world(), own_file(tmp_path, content))
    assert str(refused.value).isprintable()


def test_huge_numbers_from_python_are_refused_too() -> None:
    for call in (
        lambda: Conditions({"trust_start": 10**400}),
        lambda: load_policy("none").apply(Conditions({"ask_again": -(10**400)})),
    ):
        with pytest.raises(UserError):
            call()
