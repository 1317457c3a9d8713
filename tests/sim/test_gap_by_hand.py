"""How much of the gap is closed, of whom and when, by hand from docs/ODD.md (7.10)."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sim.setting.scenarios.scenario import scenario_from
from sim.state.codes import ALONE
from sim.world import load_world
from tests.made.planted_logs import (
    AGREED,
    CAME,
    HARDLY,
    PLAIN,
    REVERSE,
    SEEN,
    WORLD,
    assert_found,
    outcomes_of,
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_world(WORLD.write(tmp_path_factory.mktemp("world")))


def test_the_gap_is_weighted_by_severity_and_by_person_days_and_with_consent_apart(
    world: Any,
) -> None:
    needs = [
        CAME | {"severity": 1.0, "y0": 0.0, "y1": 1.0, "size": 2.0, "duration": 1.0},
        {"severity": 0.5, "y0": 0.5, "y1": 0.5, "size": 6.0, "duration": 2.0},
        {"end_state": ALONE, "severity": 0.5, "y0": 1.0, "y1": 1.0, "size": 50.0},
        CAME | {"request_class": AGREED, "severity": 0.75, "y0": 0.0, "y1": 0.5},
    ]
    assert_found(
        outcomes_of(world, needs),
        {
            "gap_closed": 1.0 / 1.25,
            "gap_closed_all": (1.0 + 0.375) / (1.25 + 0.75),
            "gap_closed_person_days": 2.0 / (2.0 + 3.0),
            "alone": (0.25 + 0.5) / 2.0,
            "together": (1.0 + 0.25 + 0.5) / 2.0,
            "added_value": 1.0,
            "share_supported": 1 / 3,
            "share_refused": 1 / 3,
            "share_alone": 1 / 3,
        },
    )


def test_the_gap_of_each_stratum(world: Any) -> None:
    """Those with consent in advance are in none; of what is seen, half is the bound."""
    needs = [
        CAME | {"request_class": PLAIN, "y1": 1.0},
        CAME | {"request_class": REVERSE, "y1": 0.25, "severity": 0.5},
        CAME | {"request_class": SEEN, "y0": 0.5, "y1": 0.6},
        CAME | {"request_class": HARDLY, "y1": 0.2},
        CAME | {"request_class": AGREED, "y1": 0.9},
    ]
    assert_found(
        outcomes_of(world, needs),
        {
            "gap_closed_police": 1.3 / 2.5,
            "gap_closed_defence": 0.25,
            "gap_closed_visible": 0.2,
            "gap_closed_other": (1.0 + 0.125 + 0.2) / 2.5,
            "gap_closed_window": math.nan,
        },
    )
    whole = [
        {"end_state": ALONE, "y0": 1.0, "y1": 1.0, "request_class": kind}
        for kind in (REVERSE, SEEN)
    ]
    assert_found(
        outcomes_of(world, whole),
        {
            f"gap_closed_{stratum}": math.nan
            for stratum in ("police", "defence", "visible", "other", "window")
        },
    )


def windows(*spans: tuple[float | None, float | None], needs: tuple[float, ...] = ()) -> Any:
    """A scenario with windows that set nothing, and single needs."""
    entries = [{"start": start, "length": length} for start, length in spans]
    single = [{"day": day, "class": "plain", "region": "region", "size": 1} for day in needs]
    return scenario_from("own", {"windows": entries, "needs": single})


def test_the_gap_during_the_crisis_is_of_what_passes(world: Any) -> None:
    """Two windows apart, one that lasts and a single need: what lies between counts for nothing."""
    scenario = windows((5.0, 10.0), (12.0, 8.0), (40.0, 10.0), (60.0, None), needs=(30.0,))
    closed = {
        4.9: 1.0,
        5.0: 0.5,
        13.0: 0.5,
        20.0: 0.25,
        20.1: 1.0,
        30.0: 0.25,
        35.0: 1.0,
        45.0: 0.0,
        51.0: 1.0,
        70.0: 1.0,
    }
    needs = [CAME | {"time": time, "y1": y1} for time, y1 in closed.items()]
    needs += [CAME | {"time": 6.0, "y1": 1.0, "request_class": AGREED}]
    found = outcomes_of(world, needs, scenario=scenario)
    assert_found(found, {"gap_closed_window": (0.5 + 0.5 + 0.25 + 0.25 + 0.0) / 5})
    for quiet in (windows((60.0, None)), windows((100.0, 5.0)), windows((-20.0, 10.0))):
        found = outcomes_of(world, needs, scenario=quiet)
        assert_found(found, {"gap_closed_window": math.nan})
