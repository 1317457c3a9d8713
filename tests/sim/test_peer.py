"""The compiled clock against the peer: a second implementation, written from the description alone.

Both read the same setting and tape. Words, flags and whole numbers must be equal row by row;
real numbers to 1e-9 of their size, since the order of operations differs.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.errors import UserError
from sim.run import run_setting
from sim.setting.scenarios.scenario import Scenario, load_scenario
from sim.setting.setting import Setting, draw_tape, resolve
from sim.world import load_world
from sim.world.spread import COLUMNS, drawn_world
from tests.made.settings_at_random import random_setting
from tests.peer import run_peer

PRECISION = 1e-9
FIRST_DAY = 10.0
KNOWN_AT_THE_END = ("gap_closed", "aversion_end", "understanding_end", "trust_end")

GIVEN: dict[str, dict[str, Any]] = {
    "baseline": {},
    "crisis": {"scenario": "crisis"},
    "worst case": {"scenario": "crisis_and_shortage"},
    "flood": {"scenario": "flood"},
    "many planned needs": {"scenario": "mega_event", "conditions": {"needs_scale": 1.3}},
    "partnership": {"policy": "mit"},
    "levers for a time": {
        "policy": "fusion_doctrine@10..40+liaisons*0.5@-10..20+bottom_up@15..+exchange*0.8@6..30"
        "+core_task@5..+adapted_powers@search_property*0.9@3..50+capacity_priority_crisis@30.."
        "+training_match@..9",
        "scenario": "crisis",
        "conditions": {"retention": 0.02},
    },
    "decay under levers for a time": {
        "policy": "liaisons@0..25+joint_exercises@25..+powers_briefing@10..",
        "conditions": {"understanding_decay": 0.01, "familiarity_decay": 0.01},
        "theory": {"trust": "driver", "trust_level": "organisation"},
    },
    "a partnership for a time": {"policy": "mit@5..35+joint_exercises@15.."},
    "levers": {"policy": "fusion_doctrine+working_groups+exchange+capacity_priority_crisis"},
    "figure 1": {"theory": "figure_1"},
    "triade": {"theory": "triade"},
    "triade as it stands": {"theory": {"gates": "minimum", "drivers": "weakest", "level": "raw"}},
    "balanced and compensatory": {"theory": {"gates": "compensatory", "drivers": "balanced"}},
    "balanced, at one level only": {
        "theory": {"trust": "driver", "drivers": "balanced", "level": "level"},
        "conditions": {"trust_start": 0.3},
    },
    "contacts by load": {
        "conditions": {
            "exercise_load": 0.009,
            "session_load": 0.004,
            "meeting_load": 0.003,
            "exchange_load": 0.008,
        }
    },
    "trust matters": {"theory": "trust_matters"},
    "informal ties": {"theory": "informal_ties"},
    "a shock founds a team": {
        "scenario": "undermining_wave",
        "conditions": {"founding": 1.0, "founding_delay": 30.0, "return_probability": 0.5},
    },
    "a shock founds a guard": {
        "scenario": "terror_attack",
        "policy": "liaisons",
        "conditions": {"founding": 1.0, "founding_delay": 30.0},
    },
    "success shows": {"scenario": "visible_success", "policy": "exchange"},
    "success shows in a crisis": {
        "scenario": "visible_success+crisis",
        "conditions": {"retention": 0.05, "shortage_defence": 0.3},
    },
    "both fill their posts": {
        "scenario": "recruitment_race",
        "conditions": {"shortage_defence": 0.05, "recruit_competition": 0.8},
    },
    "systems apart, narrow core tasks": {
        "scenario": "separate_systems",
        "conditions": {"core_task_reading": -0.25, "loss_systems": 0.5},
    },
    "formal ties, asking again": {
        "theory": "formal_ties",
        "conditions": {"ask_again": 2.0, "consultation": 0.5, "consultation_accuracy": 0.6},
    },
}


def sooner(scenario: str) -> Scenario:
    """Return a scenario with what happens in it moved to the first days of a short run."""
    given = load_scenario(scenario)
    starts = [w.start for w in given.windows if w.start is not None]
    earlier = min([*starts, *(need.day for need in given.needs)], default=0.0) - FIRST_DAY
    windows = tuple(
        w if w.start is None else replace(w, start=w.start - earlier) for w in given.windows
    )
    needs = tuple(replace(need, day=need.day - earlier) for need in given.needs)
    shocks = tuple(replace(shock, day=shock.day - earlier) for shock in given.shocks)
    return replace(given, windows=windows, needs=needs, shocks=shocks)


def setting_of(arguments: dict[str, Any], days: int = 60) -> Setting:
    scenario = sooner(arguments.get("scenario", "baseline"))
    return resolve(**{**arguments, "scenario": scenario}, days=days, warm_up_days=20)


def assert_peers(setting: Setting, seed: int) -> None:
    setting = setting.of_seed(seed)
    run, peer = run_setting(setting, seed), run_peer(setting, draw_tape(setting, seed))
    ours, theirs = run.requests, peer.requests
    assert list(ours.columns) == list(theirs.columns)
    assert len(ours) == len(theirs) > 100
    for name in ours.columns:
        one, other = ours[name].to_numpy(), theirs[name].to_numpy()
        if ours[name].dtype == np.float64:
            np.testing.assert_allclose(other, one, PRECISION, PRECISION, err_msg=name)
        else:
            differ = np.flatnonzero(one != other)
            assert len(differ) == 0, f"{name}, row {differ[0]}: {theirs.iloc[differ[0]].to_dict()}"
    for name in KNOWN_AT_THE_END:
        assert peer.outcomes[name] == pytest.approx(run.outcomes[name], PRECISION, nan_ok=True)


@pytest.mark.parametrize("name", GIVEN)
def test_the_peer_gives_the_same_log(name: str) -> None:
    assert_peers(setting_of(GIVEN[name]), seed=len(name))


@pytest.mark.parametrize("policy", ["none", "mit+liaisons"])
@pytest.mark.parametrize("value", [0.3, 0.9])
def test_the_peer_gives_the_same_log_in_a_draw_of_the_tables(value: float, policy: str) -> None:
    world = drawn_world(load_world(), dict.fromkeys(COLUMNS, value))
    assert_peers(setting_of({"world": world, "policy": policy}), seed=5)


@pytest.mark.parametrize("number", range(8))
def test_the_peer_gives_the_same_log_in_random_settings(number: int) -> None:
    assert_peers(setting_of(random_setting(number)), seed=number)


def test_the_peer_takes_nothing_from_what_it_verifies() -> None:
    files = list((Path(__file__).parents[1] / "peer").glob("*.py"))
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        for name in (
            "sim.rules",
            "sim.process",
            "sim.clock",
            "sim.state.records",
            "numba",
            "compiled",
        ):
            assert f"from {name}" not in text, file
            assert f"import {name}" not in text, file


def test_the_peer_says_what_it_does_not_have() -> None:
    setting = resolve(ideal="want", days=1, warm_up_days=0)
    with pytest.raises(UserError, match="no idealised gates"):
        run_peer(setting, draw_tape(setting, 1))
