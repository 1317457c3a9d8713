"""Points of a design, run one after the other, are the runs of ``simulate`` to the last bit.

What one point has in common with the one before it is not made again, and never shows.
"""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from experiments.design import Design, make_design
from experiments.design.factors import declared_factors, read_ideal_word
from experiments.design.frame import Frame
from experiments.design.seeds import seeds_for
from experiments.running.chunk import Rows, Task, run_chunk
from experiments.running.plan import Plan
from experiments.study.study import run_study
from sim import simulate
from sim.batches import many
from sim.conditions import Conditions
from sim.run import run_setting
from sim.setting.remembered import remembered
from sim.setting.setting import resolve
from tests.made.studies import final_tables

# The court's guards are needed on day 60.
FRAME = Frame(days=65, warm_up_days=5)
# Whatever may change between points: demand, contacts, people, levers, helpers, desks, the gates.
FACTORS = (
    "needs_scale",
    "size_scale",
    "session_rate",
    "exercise_rate",
    "own_fit_min",
    "load_memory",
    "shortage_police",
    "extra_officers",
    "return_probability",
    "agreements",
    "ask_again",
    "familiarity_start",
    "trust_start",
    "theory.trust",
    "scenario",
    "policy",
    "ideal",
)
WORDS = {
    "scenario": ["baseline", "flood", "mega_event", "health_crisis+court_security"],
    "policy": ["none", "liaisons", "joint_framework+mit"],
    "ideal": ["none", "want", "may+present"],
}


def design(kind: str = "shapley", points: int = 3) -> Design:
    return make_design(kind, declared_factors(FACTORS, WORDS), points, 5)


def plan(made: Design) -> Plan:
    return Plan(made, FRAME, seeds_for(made.kind))


def by_itself(values: dict[str, float | str], seed: int) -> list[float]:
    """Run a point with nothing that was worked out before: each thread remembers only its own."""
    point, ideal = FRAME.point(values), read_ideal_word(str(values["ideal"]))

    def run() -> list[float]:
        found = simulate(
            point.scenario,
            point.policy,
            point.theory,
            point.conditions,
            seed,
            FRAME.days,
            FRAME.warm_up_days,
            daily=False,
            ideal=ideal,
        )
        return list(found.outcomes.values())

    with ThreadPoolExecutor(1) as fresh:
        return fresh.submit(run).result()


@pytest.fixture(scope="module")
def task() -> Task:
    made = plan(design())
    return made.task(0, len(made))


@pytest.fixture(scope="module")
def expected(task: Task) -> npt.NDArray[np.float64]:
    """Return the outcomes of all points, each run by itself."""
    runs = zip(task.places, task.seeds, strict=True)
    return np.array([by_itself(task.values[place], int(seed)) for place, seed in runs])


def in_order(task: Task, order: npt.NDArray[np.int64]) -> Task:
    return Task(task.frame, task.values, task.places[order], task.seeds[order])


def assert_rows(rows: Rows, expected: npt.NDArray[np.float64]) -> None:
    assert not rows.failures and len(rows) == len(expected)
    assert np.array_equal(rows.outcomes, expected, equal_nan=True)


def test_points_in_their_order_are_those_of_simulate(
    task: Task, expected: npt.NDArray[np.float64]
) -> None:
    assert_rows(run_chunk(task), expected)


def test_points_in_any_order_are_those_of_simulate(
    task: Task, expected: npt.NDArray[np.float64]
) -> None:
    orders = [np.random.default_rng(number).permutation(len(expected)) for number in range(3)]
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(run_chunk, [in_order(task, order) for order in orders]))
    for order, rows in zip(orders, found, strict=True):
        assert_rows(rows, expected[order])


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_executors_give_the_same_bytes(executor: str, tmp_path: Path) -> None:
    made = design("shapley", 2)
    for kind in ("serial", executor):
        run_study(made, FRAME, tmp_path / kind, executor=kind)
    assert final_tables(tmp_path / executor) == final_tables(tmp_path / "serial")


def test_a_point_that_fails_leaves_nothing_to_the_next(
    task: Task, expected: npt.NDArray[np.float64], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has no setting, one no seed, and one breaks down after its run was written."""
    run, calls = many.run_keys, []

    def breaks(*given: Any) -> int:
        done = run(*given)
        calls.append(done)
        if len(calls) in (5, 12):
            raise ArithmeticError("broken")
        return done

    values = [dict(of) for of in task.values]
    values[3]["conditions.trust_start"] = 2.0
    seeds = task.seeds.copy()
    seeds[7] = -1
    monkeypatch.setattr(many, "run_keys", breaks)
    rows = run_chunk(Task(FRAME, tuple(values), task.places, seeds))
    assert {place: stage for place, (stage, _) in rows.failures.items()} == {3: "setting", 7: "run"}
    sound = [place for place in range(len(seeds)) if place not in rows.failures]
    assert np.array_equal(rows.outcomes[sound], expected[sound], equal_nan=True)
    assert len(calls) > 12, "both broke down"


def test_neighbours_share_what_they_have_in_common(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Points of a base row share luck: only what hangs on the factor that changed is drawn anew."""
    run = many.run_keys
    drawn: list[tuple[bool, ...]] = []

    def watched(*given: Any) -> int:
        drawn.extend(map(tuple, given[7].tolist()))
        return run(*given)

    monkeypatch.setattr(many, "run_keys", watched)
    run_chunk(task)
    # A new base row, or a new world: all. More or other needs, more contacts: these alone.
    assert set(drawn) == {
        (True, True, True),
        (True, False, False),
        (False, True, False),
        (False, False, False),
    }
    assert drawn.count((False, False, False)) > len(drawn) / 2


def test_a_sweep_of_points_keeps_nothing_of_those_behind_it() -> None:
    made = plan(make_design("lhs", declared_factors(FACTORS[:14]), 300, 1))
    run_chunk(made.task(0, 100))  # settings that are kept by name are then as many as there may be
    tracemalloc.start()
    try:
        run_chunk(made.task(100, 200))
        before = tracemalloc.get_traced_memory()[0]
        run_chunk(made.task(200, 300))
        assert tracemalloc.get_traced_memory()[0] - before < 200_000
    finally:
        tracemalloc.stop()


def test_only_conditions_that_are_read_make_a_result_anew() -> None:
    called = []

    @remembered
    def read(conditions: Conditions, days: int) -> list[float]:
        called.append(days)
        # Which condition comes second hangs on the first.
        second = "trust_memory" if conditions["trust_start"] > 0.5 else "agreements"
        return [conditions[second] * days]

    low = Conditions(trust_start=0.3)
    first = read(low, 10)
    assert read(low.replace(trust_memory=0.99), 10) is first
    assert read(low, 11) == [0.35 * 11]
    assert read(low.replace(agreements=0.5), 11) == [5.5]
    high = low.replace(agreements=0.5, trust_start=0.7)
    assert read(high, 11) == read(high.replace(agreements=0.1), 11)
    assert called == [10, 11, 11, 11]


def test_a_call_that_fails_is_not_remembered() -> None:
    @remembered
    def read(conditions: Conditions) -> float:
        return 1.0 / (conditions["agreements"] - 0.5)

    assert read(Conditions(agreements=0.25)) == -4.0
    with pytest.raises(ZeroDivisionError):
        read(Conditions(agreements=0.5))
    assert read(Conditions(agreements=0.25)) == -4.0
    assert read(Conditions(agreements=0.75)) == 4.0


def test_settings_of_equal_parts_share_their_tables() -> None:
    one = resolve(days=30, conditions={"trust_start": 0.4})
    other = resolve(one.scenario, one.policy, days=30, conditions={"trust_start": 0.9})
    assert other.tables is one.tables and other.environment is one.environment
    assert other.strengths is one.strengths and other.demand is one.demand
    assert run_setting(one, 1).outcomes != run_setting(other, 1).outcomes
