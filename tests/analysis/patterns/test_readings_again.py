"""What patterns read off runs is what their definitions say, over unlike settings."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.codebook import readings as code
from analysis.patterns.declared.read_off import READINGS, Readings, Seen
from sim.run import Run, run_setting
from sim.setting.setting import resolve
from sim.state.codes import REASONS
from sim.streams import chance
from tests.again.readings import code_readings, readings, supported_of_the_severest

SETTINGS: dict[str, dict[str, Any]] = {
    "forceful": {
        "days": 1500,
        "conditions": {
            "loss_powers": 0.6,
            "veto_level": 0.0,
            "aversion_start": 0.1,
            "civil_training": 0.0,
        },
    },
    # Much informal work, much of it found; slow desks, many pretexts.
    "informal": {
        "days": 500,
        "conditions": {
            "informal_tendency": 1.0,
            "informal_detection": 0.5,
            "desk_time_scale": 2.0,
            "trust_start": 0.9,
            "understanding_start": 0.3,
            "pretext": 0.6,
        },
        "theory": {"trust": "moderator", "gates": "product"},
    },
    "crisis": {
        "days": 450,
        "scenario": "crisis+personnel_shortage",
        "conditions": {
            "pretext": 0.6,
            "least_useful_share": 0.5,
            "sharing_limit": 0.9,
        },
    },
}


def ran(name: str) -> Run:
    """Run a setting; what is too rare to tell readings apart is put in, as an own world has it.

    Unlawful acts, needs that no unit could answer, and severities that differ within a class:
    those of the Netherlands are so few that two thirds of needs can share one.
    """
    run = run_setting(resolve(**{"warm_up_days": 60, **SETTINGS[name]}), 3, daily=True)
    run.state.requests["unlawful"][::3] = 1
    run.state.requests["provider"][1::9] = -1
    severity = run.state.requests["severity"]
    severity += 0.002 * (np.arange(len(severity)) % 97)
    return run


@pytest.fixture(scope="module", params=SETTINGS)
def run(request: pytest.FixtureRequest) -> Run:
    return ran(request.param)


def test_readings_are_those_of_the_definitions(run: Run) -> None:
    found, again = Readings()(run), readings(run)
    assert set(found) == set(again) == set(READINGS)
    assert found == pytest.approx(again, rel=1e-9, abs=1e-12, nan_ok=True)


def test_readings_of_the_codebook_are_those_of_the_definitions(run: Run) -> None:
    again = code_readings(run)
    assert len(again) == 16
    for name, value in again.items():
        found = code.reading(f"mean {name}")(run)
        assert found == pytest.approx(value, rel=1e-9, abs=1e-12, nan_ok=True), name
    severest = code.reading("mean supported of severest_third")(run)
    assert severest == pytest.approx(supported_of_the_severest(run), rel=1e-9)


def test_readings_vary_so_that_a_wrong_one_shows() -> None:
    """Over these settings each reading exists, and nearly all differ from 0 and 1."""
    table = [readings(ran(name)) for name in SETTINGS]
    for name in READINGS:
        values = [row[name] for row in table if not math.isnan(row[name])]
        if name != "reversed":  # which is 0 or 1, and has tests of its own
            assert values and np.ptp([*values, 0.0]) > 0, name
            assert any(value not in (0.0, 1.0) for value in values), name


REASON = {"want": "unwilling", "can": "absent", "may": "veto"}


@pytest.mark.parametrize(
    ("true", "stated", "turned"),
    [
        ((5, 3, 2), (1, 5, 4), 1.0),
        ((5, 3, 2), (3, 5, 2), 0.0),  # stated in the middle
        ((3, 5, 2), (1, 5, 4), 0.0),  # true in the middle
    ],
)
def test_a_ranking_is_turned_round_from_first_to_last_only(
    true: tuple[int, ...], stated: tuple[int, ...], turned: float
) -> None:
    """How often each gate was the true and the stated reason of ten requests."""
    codes = [
        [
            REASONS.index(REASON[gate])
            for gate, n in zip(REASON, counts, strict=True)
            for _ in range(n)
        ]
        for counts in (true, stated)
    ]
    log = pd.DataFrame({"true_reason": codes[0], "stated_reason": codes[1]}).to_records(index=False)
    seen = Seen.__new__(Seen)
    seen.log, seen.asked = log, np.ones(10, bool)
    assert READINGS["reversed"](seen) == turned


@pytest.mark.parametrize("gates", ["product", "minimum", "compensatory"])
def test_what_is_read_off_a_gate_is_a_probability_under_every_answer(gates: str) -> None:
    """The uniform that a gate was compared with is the common one, by the odds of S1's level."""
    setting = resolve(days=300, warm_up_days=0, theory={"gates": gates})
    run = run_setting(setting, 3)
    assert (run.state.theory[0].odds == 1.0) == (gates == "product")
    log = pd.DataFrame(run.state.requests)
    passed = {"want": code._willing_provider, "may": code._permission}
    for gate, read in passed.items():
        with np.errstate(divide="ignore", invalid="ignore"):
            value = read(run, run.state.requests)
        known = np.isfinite(value)
        assert known.sum() > 100
        assert value[known].min() >= -1e-12 and value[known].max() <= 1.0 + 1e-12, gate
        margin = log[f"{gate}_margin"].to_numpy()[known]
        luck = luck_again(run, gate, gates)[known]
        both = value * (run.state.requests["willing_requester"] if gate == "want" else 1.0)
        assert both[known] - luck == pytest.approx(margin, abs=1e-12)


def luck_again(run: Run, gate: str, gates: str) -> Any:
    """What a gate was compared with, from the text of E12."""
    purpose = chance.PERMISSION if (gate, gates) == ("may", "product") else chance.WILLING
    odds = float(run.state.theory[0].odds)
    drawn = [chance.uniform(key, purpose, 0) for key in run.state.incidents.key]
    return np.array([u / (u + odds * (1.0 - u)) for u in drawn])
