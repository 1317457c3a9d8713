"""The model as plain data for other tools: what they draw is run, and gives simulate's numbers."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import morris as morris_analysis
from SALib.sample import morris

import bijstand
from bijstand.made import Policy, Scenario
from bijstand.tools import ema_model, frame, problem
from sim import UserError, simulate
from sim.conditions import CONDITIONS, VARIED
from sim.setting.policies.policy import load_policy
from sim.world import load_world

ROOT = Path(__file__).parents[3]
SHORT = {"days": 60, "warm_up_days": 20}
NAMES = ["trust_start", "agreements", "theory.trust"]


def test_a_problem_has_the_declared_ranges() -> None:
    found = problem(NAMES)
    assert found["names"] == ["conditions.trust_start", "conditions.agreements", "theory.trust"]
    assert found["num_vars"] == 3
    trust = CONDITIONS["trust_start"]
    assert found["bounds"][0] == [trust.low, trust.high]
    assert problem()["num_vars"] == len(VARIED)


def test_a_sample_of_salib_with_repeated_rows_gives_a_row_of_outcomes_each() -> None:
    sample = morris.sample(problem(NAMES), N=3, num_levels=4, seed=2)
    twice = np.vstack([sample, sample[:2]])
    runs = frame(twice, NAMES, **SHORT)
    assert runs["point"].tolist() == list(range(len(twice)))
    first, again = runs.iloc[:2], runs.iloc[-2:]
    assert first["gap_closed"].tolist() == again["gap_closed"].tolist()
    effects = morris_analysis.analyze(problem(NAMES), sample, runs["gap_closed"].to_numpy()[:-2])
    assert np.isfinite(effects["mu_star"]).all()


def test_a_frame_of_points_gives_the_numbers_of_simulate() -> None:
    points = [
        {"trust_start": 0.7, "theory.trust": "moderator"},
        {"trust_start": 0.3, "theory.trust": "driver"},
    ]
    runs = frame(points, scenario="crisis", seeds=[3, 4], **SHORT)
    assert len(runs) == 4
    for row in runs.itertuples():
        point = points[row.point]
        run = simulate(
            scenario="crisis",
            theory={"trust": point["theory.trust"]},
            conditions={"trust_start": point["trust_start"]},
            seed=row.seed,
            **SHORT,
        )
        assert row.gap_closed == run.outcomes["gap_closed"]


def test_the_workbench_runs_the_model_and_gets_its_numbers() -> None:
    model = ema_model(["trust_start", "theory.trust"], ["none", "liaisons"], **SHORT)
    assert {lever.name for lever in model.levers} == {"policy_name"}
    assert {each.name for each in model.uncertainties} == {
        "scenario_name",
        "seed",
        "conditions__trust_start",
        "theory__trust",
    }
    found = model.function(
        scenario_name="flood",
        seed=5,
        conditions__trust_start=0.7,
        theory__trust="none",
        policy_name="liaisons",
    )
    run = simulate(
        scenario="flood",
        policy="liaisons",
        theory={"trust": "none"},
        conditions={"trust_start": 0.7},
        seed=5,
        **SHORT,
    )
    assert found["gap_closed"] == run.outcomes["gap_closed"]


def test_the_workbench_experiments_with_it() -> None:
    # Six seconds to import, which every process that collects tests would take.
    from ema_workbench import perform_experiments  # noqa: PLC0415

    model = ema_model(["trust_start"], ["none", "liaisons"], **SHORT)
    experiments, outcomes = perform_experiments(model, scenarios=3, policies=2)
    assert len(experiments) == 6
    assert np.isfinite(outcomes["gap_closed"]).all()


def test_a_policy_made_in_python_is_the_policy_of_its_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    duty = Policy("duty", conditions={"quick_reaction_share": 0.4}, persons=24, euro=1.5)
    cost = load_policy(str(duty)).cost(load_world())
    assert cost.persons == pytest.approx(24)
    assert cost.money == 1.5
    runs = frame([{"trust_start": 0.5}], policy=duty, seeds=[2], **SHORT)
    plain = frame([{"trust_start": 0.5}], seeds=[2], **SHORT)
    assert runs["gap_closed"].item() != plain["gap_closed"].item()


def test_an_object_changed_in_python_is_another_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    window = {"start": 10, "length": 14, "urgency": 0.9}
    first, second = Scenario("surge", [window]), Scenario("surge", [window | {"length": 15}])
    assert str(first) != str(second)
    assert str(first) == str(Scenario("surge", [window]))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Policy("duty", conditions={"quick_reaction_shar": 0.4}), "quick_reaction_share"),
        (lambda: Policy("duty", conditions={"quick_reaction_share": 4}), "0.1 to 0.6"),
        (lambda: Policy("duty", classes={"flod": {"barrier_shift": -0.1}}), "'flood'"),
        (lambda: Policy("duty", persons=1e9), "0 to 7814"),
        (lambda: Policy("a/../b"), "letters, digits"),
        (lambda: Scenario("surge", [{"strat": 1}]), "'start'"),
        (lambda: Scenario("surge", needs=[{"day": 1}]), "missing"),
    ],
)
def test_a_mistake_in_python_is_one_line_and_leaves_no_file(
    make, said, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=said):
        make()
    assert list(tmp_path.iterdir()) == []


def test_a_point_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(UserError, match="trust_start"):
        frame(pd.DataFrame({"trust_start": [7.0]}), **SHORT)


def test_a_folder_of_the_users_that_hides_ours_is_told_in_one_line(tmp_path) -> None:
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "__init__.py").touch()
    code = f"import sys; sys.path.insert(1, {str(ROOT)!r}); import bijstand"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "hides bijstand's own package 'analysis'" in last


def test_every_public_name_is_there_and_explains_itself() -> None:
    assert set(bijstand.__all__) == set(dir(bijstand))
    for name in bijstand.__all__:
        assert getattr(bijstand, name).__doc__, name


def test_the_workbench_is_told_ranges_and_which_way_is_better() -> None:
    model = ema_model(["trust_start", "meeting_rate"])
    ranges = {u.name: (u.lower_bound, u.upper_bound) for u in model.uncertainties if "__" in u.name}
    declared = {
        f"conditions__{n}": (CONDITIONS[n].low, CONDITIONS[n].high)
        for n in ("trust_start", "meeting_rate")
    }
    assert ranges == declared and declared["conditions__trust_start"][0] > 0
    kinds = {outcome.name: outcome.kind for outcome in model.outcomes}
    assert kinds["gap_closed"] == 1 and kinds["vetoes"] == -1 and kinds["active_pairs"] == 0
