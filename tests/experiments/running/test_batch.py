"""Runs in a batch are the runs of ``simulate``, to the last bit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design.frame import Frame
from experiments.running import chunk
from experiments.running.chunk import Task, run_chunk
from sim.batches import many, ready
from sim.batches.many import Batch, run_many
from sim.batches.ready import make_ready
from sim.measures import tally
from sim.measures.portrait import portrait_of
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.world import load_world
from sim.world.spread import COLUMNS, drawn_world
from tests.made.settings_at_random import random_setting

FRAME = Frame(days=40, warm_up_days=5)
SEEDS = [0, 3, 1, 2, 3, 2**40]


def assert_same(setting: Any, seeds: list[int]) -> None:
    found = run_many(setting, seeds)
    for place, seed in enumerate(seeds):
        single = run_setting(setting, seed).outcomes
        assert list(single) == list(found)
        assert np.array_equal(
            [values[place] for values in found.values()], list(single.values()), equal_nan=True
        )


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"scenario": "flood+crisis", "policy": "liaisons+joint_framework"},
        {"theory": "figure_1", "ideal": "want+present"},
        {"conditions": {"session_rate": 6.0, "ask_again": 2}, "days": 900},
        {"days": 1, "warm_up_days": 0},
        {"conditions": {"needs_scale": 0.7}, "days": 30, "warm_up_days": 3},
    ],
)
def test_a_batch_gives_the_runs_of_simulate(given: dict[str, Any]) -> None:
    assert_same(resolve(**{"days": 120, "warm_up_days": 20, **given}), SEEDS)


def test_settings_at_random_give_the_same_in_a_batch() -> None:
    for number in range(12):
        assert_same(resolve(**random_setting(number), days=60, warm_up_days=5), SEEDS[:3])


def too_little(expected: float) -> int:
    return int(0.8 * expected)


@pytest.mark.parametrize(
    ("where", "name", "small"), [(many, "FIRST_ENTRIES", 1), (ready, "room_for", too_little)]
)
def test_arrays_grow_where_a_seed_needs_more_room(
    where: Any, name: str, small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting, laid_out = resolve(days=200, warm_up_days=20), []
    real = Batch._lay_out

    def lay_out(self: Batch, *given: Any) -> Any:
        laid_out.append(self._factor)
        return real(self, *given)

    monkeypatch.setattr(where, name, small)
    monkeypatch.setattr(Batch, "_lay_out", lay_out)
    assert_same(setting, SEEDS)
    assert laid_out[:2] == [1, 2]


@given(st.lists(st.floats(-1e6, 1e6), max_size=40), st.floats(0.0, 1.0))
def test_quantiles_are_those_of_numpy(numbers: list[float], share: float) -> None:
    ordered = np.array(numbers)
    tally.sort(ordered)
    assert np.array_equal(ordered, np.sort(numbers))
    if numbers:
        assert tally.quantile(ordered, share) == np.quantile(numbers, share)
    else:
        assert np.isnan(tally.quantile(ordered, share))


def task(seeds: list[int], places: list[int]) -> Task:
    values: tuple[dict[str, float | str], ...] = ({"conditions.trust_start": 0.5}, {})
    return Task(FRAME, values, np.array(places), np.array(seeds))


def test_a_chunk_is_the_same_in_batches_and_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds, places = [*range(30), *range(10)], [0] * 20 + [1] * 20
    together = run_chunk(task(seeds, places))
    monkeypatch.setattr(chunk, "FIRST_AT_ONCE", 1)
    monkeypatch.setattr(chunk, "SECONDS_AT_ONCE", 0.0)
    alone = run_chunk(task(seeds, places))
    assert len(together) == len(alone) == 40
    assert together.names == alone.names and not together.failures
    assert np.array_equal(together.outcomes, alone.outcomes, equal_nan=True)


def test_a_run_that_fails_in_a_batch_fails_alone() -> None:
    sound = run_chunk(task([1, 2, 3, 4], [0, 0, 0, 0]))
    found = run_chunk(task([1, 2, -3, 4], [0, 0, 0, 0]))
    assert list(found.failures) == [2]
    stage, error = found.failures[2]
    assert stage == "run" and "seed" in error and "-3" in error
    assert np.isnan(found.outcomes[2]).all()
    others = [0, 1, 3]
    assert np.array_equal(found.outcomes[others], sound.outcomes[others], equal_nan=True)
    assert found.without_value == sound.without_value - 1


def test_a_setting_without_a_crisis_is_no_run_without_a_value() -> None:
    """In two years all exists but the stratum of the crisis: nothing is missing."""
    frame = replace(FRAME, days=730)
    found = run_chunk(replace(task([1, 2], [1, 1]), frame=frame))
    place = found.names.index("gap_closed_window")
    assert np.isnan(found.outcomes[:, place]).all() and found.without_value == 0


def test_drawn_worlds_of_one_size_share_the_arrays_of_a_batch() -> None:
    """Nothing of a world is left to the next but how much room it needs."""
    world = load_world()
    drawn = [drawn_world(world, dict.fromkeys(COLUMNS, place)) for place in (0.5, 0.05, 0.95)]
    runs, laid = Batch(portraits=True), []
    for one in (*drawn, drawn[0]):
        setting = resolve(world=one, days=60, warm_up_days=5)
        found = runs.sums(make_ready(setting, [4, 5]))
        for place, seed in enumerate((4, 5)):
            run = run_setting(setting, seed, daily=True)
            own = portrait_of(run.state, run.snapshots, setting)
            for ours, theirs in zip(found.portraits, own, strict=True):
                assert np.array_equal(ours[place], theirs[0], equal_nan=True)
        laid.extend(runs._laid[-1:])
    assert len(set(laid)) < len(laid) == 4, "arrays were laid out anew for each world"


def test_a_chunk_draws_the_loads_of_a_seed_once_for_all_its_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where all of its seeds are more than tapes are kept for."""
    real = many.run_keys
    drawn = []

    def watched(*given: Any) -> int:
        drawn.append(given[7].sum(axis=0))
        return real(*given)

    monkeypatch.setattr(many, "run_keys", watched)
    monkeypatch.setattr(chunk, "FIRST_AT_ONCE", 1000)
    seeds = list(range(40))
    run_chunk(task(seeds * 3, [0] * 40 + [1] * 40 + [0] * 40))
    _needs, _contacts, loads = np.sum(drawn, axis=0)
    assert loads == len(seeds)
