"""Scenarios of tests, and a run of the usual length for them."""

from __future__ import annotations

from typing import Any

from sim.conditions import Conditions
from sim.setting.environment import Environment, environment
from sim.setting.scenarios.scenario import Scenario, load_scenario, scenario_from
from sim.world import load_world

WORLD = load_world()
WARM_UP, DAYS = 180, 730
NEED = {"day": 3, "class": "flood", "region": "pol_limburg", "size": 70}


def paths(scenario: str | Scenario, **values: float) -> Environment:
    """Return what a scenario comes to day by day."""
    return environment(load_scenario(scenario), Conditions(values), WORLD, DAYS, WARM_UP)


def own(*windows: dict[str, Any], needs: Any = ()) -> Scenario:
    """Return a scenario of a test's own."""
    return scenario_from("own", {"windows": list(windows), "needs": list(needs)})
