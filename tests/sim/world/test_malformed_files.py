"""Files of a user's own that are not of the right form are refused in one line."""

from __future__ import annotations

from typing import Any

import pytest

from sim.setting.policies.policy import policy_from
from sim.setting.scenarios.scenario import scenario_from
from sim.world import load_world
from tests.reading.refusals import refusal


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"windows": 5}, "windows is 5; a list is needed"),
        ({"windows": [5]}, "window 1 is 5; keys with values are needed"),
        ({"needs": 5}, "needs is 5; a list is needed"),
        ({"windows": [{"demand_classes": 5}]}, "demand_classes is 5; a list is needed"),
        ({"windows": [{"common_shock": "no"}]}, "common_shock is 'no'; allowed: true, false"),
    ],
)
def test_malformed_scenario_is_one_line(content: dict[str, Any], words: str) -> None:
    assert words in refusal(lambda: scenario_from("own", content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"conditions": ["a"]}, "conditions is ['a']; keys with values are needed"),
        ({"people": 5}, "people is 5; a list is needed"),
        ({"classes": {"armed_guard": 5}}, "armed_guard is 5; keys with values are needed"),
    ],
)
def test_malformed_policy_is_one_line(content: dict[str, Any], words: str) -> None:
    assert words in refusal(lambda: policy_from("own", content))


def test_people_of_units_that_do_not_exist_are_refused() -> None:
    policy = policy_from(
        "own", {"people": [{"service": "regional_unit", "capability": "diving", "persons": 1}]}
    )
    assert "which no unit of the world matches" in refusal(lambda: policy.held_out(load_world()))
