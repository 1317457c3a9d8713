"""Outcomes that take paired runs, on numbers by hand and on their own definitions."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from bijstand.command_line.main import main
from sim import UserError, simulate
from sim.measures import work
from sim.measures.references import crisis_window, recovery_days
from sim.model import CollaborationModel
from sim.outcomes import DECLARED, OUTCOMES, REFERENCES
from sim.run import Run
from sim.setting.scenarios.passing import without_what_passes
from sim.setting.setting import resolve
from sim.setting.theories.ideal import FRICTIONLESS
from sim.state.codes import CIVIL, END_STATES, MILITARY, REASONS

pytestmark = pytest.mark.usefixtures("unrendered")

SHORT = {"days": 200, "warm_up_days": 20}


@pytest.fixture(scope="module")
def baseline() -> Run:
    return simulate(seed=1, daily=False, references=True, **SHORT)


@pytest.fixture(scope="module")
def crisis() -> Run:
    """A crisis of sixty days that begins on day 365 and is over before the end."""
    return simulate("crisis", seed=1, days=730, warm_up_days=20, daily=False, references=True)


def test_references_are_beside_the_other_outcomes_only_where_asked(baseline: Run) -> None:
    assert tuple(baseline.outcomes) == (*OUTCOMES, *REFERENCES) == tuple(DECLARED)
    plain = simulate(seed=1, daily=False, **SHORT).outcomes
    assert tuple(plain) == OUTCOMES
    assert {key: baseline.outcomes[key] for key in plain} == pytest.approx(plain, nan_ok=True)
    assert {name for name, outcome in DECLARED.items() if outcome.paired} == set(REFERENCES)


def test_frictionless_is_the_run_with_the_gates_open(baseline: Run) -> None:
    open_gates = simulate(seed=1, daily=False, ideal=FRICTIONLESS, **SHORT)
    assert baseline.outcomes["frictionless"] == open_gates.outcomes["gap_closed"]
    assert baseline.outcomes["frictionless"] > baseline.outcomes["gap_closed"]


def test_missed_own_tasks_by_hand() -> None:
    """Ten people, half at own tasks, a fifth of the rest committed: four are left for needs.

    Six are at needs from noon to a quarter past the next midnight: two too many, for 0.75 days.
    """
    times, changes = np.array([0.5, 1.25]), np.array([6.0, -6.0])
    strength, loads, nato = np.full(2, 10.0), np.full(2, 0.5), np.full(2, 0.2)
    missed = work._missed(times, changes, strength, 0.0, loads, nato, 0)
    assert missed == pytest.approx(2.0 * 0.75)
    by_e16 = 6.0 + 0.5 * 10 + 0.2 * 10 * (1 - 0.5) - 10
    assert by_e16 == pytest.approx(2.0)
    assert work._missed(times, changes, strength, 0.0, loads, nato, 1) == pytest.approx(0.5)
    assert work._missed(times, changes, strength, 1.0, loads, nato, 0) == 0.0


def test_without_support_no_own_tasks_are_lost() -> None:
    run = simulate(seed=1, daily=False, ideal="alone", references=True, **SHORT)
    assert run.outcomes["own_task_loss"] == 0.0
    assert run.outcomes["net_value_after_own_tasks"] == run.outcomes["net_added_value"] == 0.0


def test_net_value_weighs_the_lost_person_days(baseline: Run) -> None:
    """Without weight it is the net added value; the difference is proportional to the weight."""
    values = {}
    for weight in (0.0, 2.0):
        run = simulate(
            seed=1, daily=False, references=True, conditions={"own_task_weight": weight}, **SHORT
        )
        values[weight] = run.outcomes
        assert run.outcomes["own_task_loss"] == baseline.outcomes["own_task_loss"]
    net = baseline.outcomes["net_added_value"]
    assert values[0.0]["net_value_after_own_tasks"] == net
    once = net - baseline.outcomes["net_value_after_own_tasks"]
    assert net - values[2.0]["net_value_after_own_tasks"] == pytest.approx(2.0 * once)
    wanted = work.own_tasks(baseline.state, baseline.setting).wanted
    assert once == pytest.approx(baseline.outcomes["own_task_loss"] * wanted / 100.0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stays_tell_who_is_busy_at_the_end(seed: int) -> None:
    """The people who have not come home by the log are those whom the units miss."""
    state = simulate(seed=seed, daily=False, **SHORT).state
    of = work.stays(state)
    still = of.end == state.now[0].horizon
    busy = np.bincount(of.unit[still], of.persons[still], len(state.units))
    np.testing.assert_array_equal(busy, state.units["busy"])
    everybody = work.busy_at(of, np.array([np.nextafter(state.now[0].horizon, 0.0)]))
    assert everybody == pytest.approx(state.units["busy"].sum())


def test_the_daily_course_and_the_stays_count_the_same_people() -> None:
    run = simulate(seed=3, **SHORT)
    of, ends = work.stays(run.state), np.arange(1.0, 220.0)
    daily = run.snapshots["busy_police"] + run.snapshots["busy_defence"]
    np.testing.assert_allclose(work.busy_at(of, ends), daily[:-1])


def test_busy_people_by_hand() -> None:
    of = work.Stays(
        unit=np.array([0, 1]),
        requester=np.array([CIVIL, MILITARY]),
        start=np.array([1.0, 2.0]),
        end=np.array([3.0, 2.5]),
        persons=np.array([5.0, 7.0]),
    )
    times = np.array([0.5, 1.0, 2.25, 2.5, 3.0])
    np.testing.assert_array_equal(work.busy_at(of, times), [0.0, 5.0, 12.0, 5.0, 0.0])


def test_a_pool_saves_nothing_where_peaks_coincide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sides with 6 and 4 people at peak: at the same time 0 is saved, apart 4 of 10."""
    run = simulate(seed=1, days=10, warm_up_days=0, daily=False)
    monkeypatch.setattr(work, "_own_work", lambda state, organisation: np.zeros(10))

    def gain(second_start: float) -> float:
        of = work.Stays(
            np.array([0, 1]),
            np.array([CIVIL, MILITARY]),
            np.array([1.0, second_start]),
            np.array([2.0, second_start + 1.0]),
            np.array([6.0, 4.0]),
        )
        monkeypatch.setattr(work, "stays", lambda state: of)
        return work.pooling_gain(run.state, run.setting)

    assert gain(1.5) == 0.0
    assert gain(5.0) == pytest.approx(0.4)


def test_pooling_saves_a_share(baseline: Run) -> None:
    assert 0.0 <= baseline.outcomes["pooling_gain"] < 0.5


def test_recovery_by_hand() -> None:
    days = np.arange(10.0, 16.0)
    assert recovery_days(days, np.array([0.0, 100.0, 80.0, 40.0, 9.0, 50.0]), 12.0) == 2.0
    assert math.isnan(recovery_days(days, np.array([0.0, 100.0, 80.0, 40.0, 30.0, 50.0]), 12.0))
    assert math.isnan(recovery_days(days, np.zeros(6), 12.0))


def test_the_crisis_window_is_what_passes_in_the_scenario() -> None:
    assert crisis_window(resolve("baseline")) is None
    assert crisis_window(resolve("personnel_shortage")) is None
    assert crisis_window(resolve("crisis")) == (365.0, 425.0)
    assert crisis_window(resolve("crisis", days=400)) == (365.0, 400.0)
    assert crisis_window(resolve("crisis", days=300)) is None
    both = resolve("crisis_and_shortage").scenario
    assert len(without_what_passes(both).windows) < len(both.windows)
    assert resolve("flood").calm.scenario.needs == ()


def test_a_crisis_costs_service_and_takes_time_to_recover_from(crisis: Run) -> None:
    # Demand rises by more than people can, so that a third of the service of those days is lost.
    assert crisis.outcomes["crisis_service_lost"] == pytest.approx(0.33, abs=0.05)
    assert 0.0 <= crisis.outcomes["crisis_recovery_days"] < 730 - 425


def test_a_crisis_that_is_none_costs_nothing() -> None:
    """With demand at its normal height and no shock the two runs of the pair are the same."""
    plain = resolve("crisis", days=450, warm_up_days=0)
    window = replace(plain.scenario.windows[0], demand=1.0, values={}, common_shock=False)
    scenario = replace(plain.scenario, windows=(window,))
    run = simulate(scenario, seed=1, days=450, warm_up_days=0, daily=False, references=True)
    assert run.outcomes["crisis_service_lost"] == 0.0
    assert math.isnan(run.outcomes["crisis_recovery_days"])


def test_without_a_crisis_its_measures_do_not_exist(baseline: Run) -> None:
    assert math.isnan(baseline.outcomes["crisis_service_lost"])
    assert math.isnan(baseline.outcomes["crisis_recovery_days"])


def test_the_mesa_model_gives_the_same_references(baseline: Run) -> None:
    model = CollaborationModel(rng=1, **SHORT)
    model.run_until(50)
    with pytest.raises(UserError, match="needs a run to its horizon"):
        model.outcomes(references=True)
    model.run_until(model.horizon)
    values: dict[str, Any] = model.outcomes(references=True)
    assert values == pytest.approx(baseline.outcomes, rel=0, abs=0, nan_ok=True)


def test_vetoes_are_of_requests_that_were_made() -> None:
    """Where politics always says no: no veto without a request, and some where all ask."""
    conditions = {"veto_level": 1.0, "veto_intercept": 0.3, "urgency": 0.0}
    alone = simulate(seed=1, daily=False, ideal="alone", conditions=conditions, **SHORT)
    asked = simulate(seed=1, daily=False, ideal="want", conditions=conditions, **SHORT)
    assert alone.outcomes["vetoes"] == 0.0
    # Each is a measured need that was asked, and that politics would have stopped.
    found = 0
    for need in asked.state.requests[: len(asked.state.incidents)]:
        kind = asked.setting.world.classes[need.request_class]
        counts = need.time >= SHORT["warm_up_days"] and not kind.pre_authorised
        was_asked = END_STATES[need.end_state] not in ("alone", "not_asked")
        found += counts and was_asked and REASONS[need.may_cause] == "veto"
    assert asked.outcomes["vetoes"] == found > 5


def test_active_pairs_are_counted_from_support(baseline: Run) -> None:
    consented = [c.id for c in baseline.setting.world.classes if c.pre_authorised]
    log = baseline.requests
    supported = log[log["lead_time_days"].notna() & ~log["class"].isin(consented)]
    pairs = supported[["requester", "provider"]].drop_duplicates()
    assert baseline.outcomes["active_pairs"] == len(pairs) > 5


def test_every_outcome_is_declared_with_words_in_both_languages() -> None:
    for name, outcome in DECLARED.items():
        words = (outcome.title_en, outcome.title_nl, outcome.meaning_en, outcome.meaning_nl)
        assert all(words) and outcome.title_en != outcome.title_nl, name
        assert outcome.title("nl") == outcome.title_nl
        assert outcome.meaning("en") == outcome.meaning_en


def test_the_command_line_asks_for_references(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["run", "run.seeds=2", "run.days=40", "run.warm_up_days=5", "references=true"]
    assert main([*words, "output.name=paired"]) == 0
    assert "Gap closed without friction" in capsys.readouterr().out
    runs = pd.read_parquet(tmp_path / "outputs/run/paired/runs/runs.parquet")
    assert list(runs.columns[3:]) == [*OUTCOMES, *REFERENCES]
    assert main([*words[:-1], "references=maybe"]) == 2
    assert "references is 'maybe'; allowed: true, false" in capsys.readouterr().err


@pytest.mark.parametrize("trust", ["moderator", "driver"])
def test_distrust_is_a_reason_only_where_trust_counts(trust: str) -> None:
    """It is recorded where want failed and full trust would have opened it; never under none."""
    low = {"trust_start": 0.3}
    without = simulate(seed=1, conditions=low, **SHORT).requests
    assert not without["distrust"].any()
    log = simulate(seed=1, theory={"trust": trust}, conditions=low, **SHORT).requests
    assert log["distrust"].any()
    assert not log.loc[log["distrust"], "want"].any()
    trusting = simulate(
        seed=1, theory={"trust": trust}, conditions={"trust_start": 0.9}, **SHORT
    ).requests
    assert trusting["distrust"].sum() < log["distrust"].sum()
