"""E24: where needs were met well in the past year fewer of them arise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.batches.many import run_many
from sim.model import CollaborationModel
from sim.run import Run, run_setting
from sim.setting.scenarios.scenario import FixedNeed, scenario_from
from sim.setting.setting import Setting, draw_tape, resolve
from sim.streams import chance
from tests.verification.small_worlds import SmallWorld

FEEDBACK = 0.3
SOMETIMES_MET = SmallWorld(
    units=[{"persons": 4, "dedicated_share": 1}],
    classes=[
        {"id": "often", "needs_per_year": 200, "size_median": 2, "duration_median_days": 2},
        {"id": "alone", "needs_per_year": 50, "requester_own_share": 1.0, "size_median": 1},
    ],
    regions=[{"persons": 40}],
)


def run_of(folder: Path, feedback: float, **more: Any) -> Run:
    conditions = {"success_feedback": feedback, "own_load_police": 0.5, "withdrawal_hazard": 0.0}
    given = {"days": 700, "warm_up_days": 60} | more
    setting = resolve(world=SOMETIMES_MET.write(folder), conditions=conditions, **given)
    return run_setting(setting, 3, daily=True)


def by_the_log(run: Run, feedback: float) -> set[int]:
    """Which incidents of the tape arise, where nothing that was met ever changes afterwards.

    Written from the definition; ends of support are too short here to change y1 a year later.
    """
    tape = draw_tape(run.setting, run.seed)
    log = run.requests.set_index("incident").to_dict("index")
    incidents = tape.incidents.tolist()
    columns = tape.incidents.dtype.names
    kind, time = (columns.index(name) for name in ("request_class", "time"))
    keys = tape.incidents["key"]
    arisen: list[int] = []
    for number, incident in enumerate(incidents):
        like = [i for i in arisen if incidents[i][kind] == incident[kind]]
        recent = [log[i] for i in like if i in log and incidents[i][time] > incident[time] - 365.0]
        met = [row["y1" if known(row, incident[time]) else "y0"] for row in recent]
        share = sum(met) / len(met) if met else 0.0
        if chance.uniform(keys[number], chance.SUCCESS, 0) >= feedback * share:
            arisen.append(number)
    return set(arisen)


def known(row: dict[str, Any], now: float) -> bool:
    """Whether support had started by then; times of the log count from the end of the warm-up."""
    return bool(row["time"] + row["lead_time_days"] < now)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Run:
    busier = scenario_from("busier", {"windows": [{"start": 365, "demand": 4}]})
    folder = tmp_path_factory.mktemp("world")
    return run_of(folder, FEEDBACK, scenario=busier, warm_up_days=0)


def test_what_arises_is_what_the_definition_says(shown: Run) -> None:
    """In the second year many more arise than the unit can meet, so that the two differ.

    Support that is withdrawn would count less from then on: here promises are kept.
    """
    log = shown.requests[shown.requests["class"] == "often"]
    assert not (log.end_state == "support_withdrawn").any()
    assert 0.2 < log.y1.mean() < 0.9 and (log.y0 == 0.0).all(), "support meets a part of them"
    tape = draw_tape(shown.setting, shown.seed)
    assert set(shown.requests.incident) == by_the_log(shown, FEEDBACK)
    assert 0.75 < len(shown.requests) / len(tape.incidents) < 0.95


def test_off_it_changes_nothing_and_every_incident_happens(tmp_path: Path) -> None:
    run = run_of(tmp_path, 0.0)
    tape = draw_tape(run.setting, run.seed)
    assert len(run.requests) == int((tape.incidents["time"] >= 60).sum())


def test_a_need_that_does_not_arise_leaves_no_trace(shown: Run) -> None:
    log = np.asarray(shown.state.requests)[: len(shown.state.incidents)]
    prevented = set(range(len(log))) - set(shown.requests.incident)
    assert len(prevented) > 20
    assert len(shown.daily) == 700 and int(shown.daily.needs.sum()) == len(shown.requests)
    taken = {int(a.request) for a in shown.state.assignments[: int(shown.state.now[0].assignments)]}
    assert not taken & prevented
    ends = sum(v for k, v in shown.outcomes.items() if k.startswith("share_"))
    assert ends == pytest.approx(1.0)


def test_of_what_nobody_meets_nothing_is_prevented(tmp_path: Path) -> None:
    run = run_of(tmp_path, FEEDBACK, warm_up_days=0, ideal="alone")
    tape = draw_tape(run.setting, run.seed)
    classes = run.requests["class"].value_counts()
    of_tape = np.bincount(tape.incidents["request_class"])
    assert classes["often"] == of_tape[0]
    assert classes["alone"] < of_tape[1]


def with_fixed_needs(setting: Setting) -> Setting:
    needs = tuple(FixedNeed(300.0 + i, "alone", "region", 1.0) for i in range(100))
    return replace(setting, scenario=replace(setting.scenario, needs=needs))


def test_what_a_scenario_puts_on_a_day_happens(shown: Run) -> None:
    run = run_setting(with_fixed_needs(shown.setting), 3)
    assert sum(run.requests["class"] == "alone") >= 100
    fixed = run.state.incidents[run.requests.incident.to_numpy()]["fixed_region"] >= 0
    assert fixed.sum() == 100


@pytest.mark.parametrize("scenario", ["visible_success", "visible_success+crisis"])
def test_batches_and_the_mesa_clock_prevent_the_same(scenario: str) -> None:
    """In a batch the arrays of a setting without it are used again for one with it."""
    plain = resolve(days=420, warm_up_days=60)
    setting = resolve(scenario, days=420, warm_up_days=60)
    expected = {s: run_setting(s, 5).outcomes for s in (plain, setting)}
    for each in (plain, setting, plain):
        found = {name: float(values[0]) for name, values in run_many(each, [5]).items()}
        assert found == pytest.approx(expected[each], rel=0, abs=0, nan_ok=True)
    model = CollaborationModel(scenario=scenario, rng=5, days=420, warm_up_days=60)
    model.run_until(model.horizon)
    assert model.outcomes() == pytest.approx(expected[setting], rel=0, abs=0, nan_ok=True)
    assert len(model.requests()) < len(run_setting(plain, 5).requests)
