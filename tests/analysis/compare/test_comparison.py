"""Looking closely at few candidates finds the same as looking at all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks.worlds import replicated
from sim import Conditions, load_world
from sim.clock import run_clock
from sim.process.comparison import SEARCH_WILLINGNESS, best_of_rung, score
from sim.process.now.readings import limits_of
from sim.setting.setting import draw_tape, resolve
from sim.setting.start import start
from sim.state.compiled import compiled
from sim.state.shared import share

COPIES, DAYS = 24, 60


@compiled
def best_of_all(state: Any, request: Any, rung: Any) -> tuple[int, int]:
    """The rule of ``best_of_rung``, candidate by candidate."""
    limits = limits_of(state, request, SEARCH_WILLINGNESS, True, True, True)
    leading, true_best, top, true_top = -1, -1, 0.0, 0.0
    for place in range(rung.first, rung.end):
        real, seen = score(state, request, place, limits)
        if seen > top:
            top, leading = seen, place
        if real > true_top:
            true_top, true_best = real, place
    return leading, true_best


@compiled
def compared(state: Any, incident: int, keys: Any, found: Any) -> None:
    """Ask both ways with other luck each time, on all rungs; writes down what they find."""
    request = state.requests[incident]
    kind, row = state.classes[request.request_class], 0
    for key in keys:
        state.incidents[incident].key = key
        for i in range(kind.rungs):
            rung = state.rungs[kind.first_rung + i]
            found[row, 0], found[row, 1] = best_of_all(state, request, rung)
            found[row, 2], found[row, 3] = best_of_rung(state, request, rung)
            row += 1


@pytest.mark.parametrize(
    ("conditions", "ideal"),
    [
        ({}, ""),
        ({"understanding_gain": 0.5, "contact_meeting": 1.0, "meeting_rate": 12.0}, ""),
        ({"understanding_decay": 0.01, "shared_values": 0.0, "liaison_cover": 0.0}, ""),
        # Strangers look better with much luck than acquaintances do.
        ({"understanding_start": 0.75, "understanding_gain": 0.5, "meeting_rate": 12.0}, ""),
        # All has faded so far that differences from strangers are too large by the books.
        ({"understanding_decay": 2.0}, ""),
        (
            {
                "understanding_decay": 2.0,
                "understanding_gain": 1.0,
                "shared_values": 1.0,
                "shared_values_floor": 0.8,
            },
            "",
        ),
        ({"own_load_defence": 0.9, "shortage_defence": 0.5}, ""),
        ({}, "can"),
    ],
)
def test_the_best_of_a_rung_is_the_best_of_all_its_candidates(
    conditions: dict[str, float], ideal: str
) -> None:
    setting = resolve(
        world=replicated(load_world(), COPIES, float(COPIES)),
        conditions=Conditions(conditions, limits="possible"),
        days=DAYS,
        warm_up_days=0,
        ideal=ideal,
    )
    state, _ = run_clock(start(setting, draw_tape(setting, 1)), daily=False)
    given, kinds = share(state), state.classes
    with_choice = state.requests[kinds["candidates"][state.requests["request_class"]] > 1]
    chance = np.random.default_rng(1)
    keys = chance.integers(0, 2**63, 20, dtype=np.uint64)
    others = 0
    for incident in with_choice["incident"][:: max(1, len(with_choice) // 400)]:
        rungs = kinds[state.requests[incident].request_class].rungs
        # Some units have nobody away, some everybody.
        away = np.clip(chance.uniform(-0.2, 1.1, len(state.units)), 0.0, 1.0)
        state.units["busy"] = np.floor(away * state.strengths[-1])
        found = np.full((len(keys) * rungs, 4), -2, np.int64)
        compared(given, int(incident), keys, found)
        assert np.array_equal(found[:, :2], found[:, 2:]), (incident, found)
        others += int((found[:, 0] != found[:, 1]).sum())
    if not ideal:
        assert others > 100, "who looks best is often another than who is best"
