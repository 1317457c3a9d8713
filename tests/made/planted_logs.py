"""Small planted logs of a small world, and the outcomes that the product finds in them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.measures import measures
from sim.setting.setting import Setting, draw_tape, resolve
from sim.setting.start import start
from sim.state.codes import REFUSED, SUPPORTED
from sim.state.records import REQUEST, zeros
from sim.streams.tape import INCIDENT_DTYPE
from tests.verification.small_worlds import SmallWorld

WARM_UP = 10
WORLD = SmallWorld(
    units=[{"id": "near"}, {"id": "far"}],
    classes=[
        # Exactly half is not yet complex.
        {"id": "plain", "complexity": 0.5, "information_sensitivity": 0.2},
        {"id": "knotty", "complexity": 0.6, "information_sensitivity": 0.8},
        {"id": "agreed", "pre_authorised": 1},
        {"id": "reverse", "requester": "defensie", "information_sensitivity": 0.4},
        # Exactly half is visible.
        {"id": "seen", "visible_force": 0.5},
        {"id": "hardly", "visible_force": 0.49},
    ],
)
PLAIN, KNOTTY, AGREED, REVERSE, SEEN, HARDLY = range(6)
NEAR, FAR = 1, 2
NEED: dict[str, Any] = {
    "request_class": PLAIN,
    "time": 0.0,
    "severity": 1.0,
    "size": 10.0,
    "duration": 2.0,
    "deadline": 4.0,
    "requester": 0,
    "provider": NEAR,
    "lead_time": math.nan,
    "y0": 0.0,
    "y1": 0.0,
    "end_state": REFUSED,
}
CAME: dict[str, Any] = {
    "end_state": SUPPORTED,
    "started": 1,
    "filed": 1,
    "lead_time": 1.0,
    "y1": 0.5,
    "offered": 5.0,
    "requester_profit": 0.5,
    "provider_profit": 0.1,
}


def planted(setting: Setting, needs: list[dict[str, Any]]) -> Any:
    """Return a state at the horizon whose log is these needs; times count from the warm-up."""
    state = start(setting, draw_tape(setting, 1))
    requests = zeros(REQUEST, max(1, len(needs)))
    for place, need in enumerate(needs):
        for name, value in {**NEED, **need}.items():
            requests[name][place] = value
        requests["time"][place] += setting.warm_up_days
    state.now[0]["time"] = setting.days + setting.warm_up_days
    incidents = np.zeros(len(needs), INCIDENT_DTYPE).view(np.recarray)
    return state._replace(requests=requests, incidents=incidents)


def outcomes_of(
    world: Any, needs: list[dict[str, Any]], days: int = 100, scenario: Any = "baseline"
) -> dict[str, float]:
    """Return the outcomes of planted needs."""
    setting = resolve(scenario, world=world, days=days, warm_up_days=WARM_UP)
    return measures.outcomes(planted(setting, needs), setting)


def assert_found(found: dict[str, float], expected: dict[str, float]) -> None:
    """Hold outcomes against what they are by hand."""
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-12, nan_ok=True), name
