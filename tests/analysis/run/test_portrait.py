"""Portraits counted from codes are those of the tables of text, one by one and in batches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.attribution import FUNNEL
from analysis.run import portrait
from analysis.run.portrait import Portraits, course_table, portraits_in
from analysis.run.take import TakePortrait
from experiments.design.frame import Frame
from experiments.design.listed import list_design
from experiments.running import chunk
from experiments.running.chunk import Task, no_rows, run_chunk
from experiments.study.rows import rows_table
from experiments.study.study import run_study
from sim.batches.many import Batch
from sim.batches.ready import make_ready
from sim.conditions import Conditions
from sim.errors import UserError
from sim.measures.measures import measured
from sim.measures.portrait import COURSES, portrait_of
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.state.codes import END_STATES
from tests.again.portraits import portrait_again
from tests.made.settings_at_random import random_setting

TAKE = TakePortrait()
FRAME = Frame(days=60, warm_up_days=5)


def assert_alike(found: Any, expected: Any) -> None:
    assert set(found) == set(expected)
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-12, abs=1e-15, nan_ok=True), name
        if name.startswith("funnel."):
            assert found[name] == value


@pytest.mark.parametrize("number", range(8))
def test_portraits_are_those_of_the_tables(number: int) -> None:
    setting = resolve(**random_setting(number), days=90, warm_up_days=7)
    run = run_setting(setting, number, daily=True)
    assert_alike(TAKE(run), portrait_again(run))


@pytest.mark.parametrize(("days", "warm_up_days"), [(1, 0), (3, 2), (800, 30)])
def test_short_and_long_runs(days: int, warm_up_days: int) -> None:
    run = run_setting(resolve("crisis", days=days, warm_up_days=warm_up_days), 3, daily=True)
    assert_alike(TAKE(run), portrait_again(run))


def test_a_run_without_needs_or_without_a_loss_has_no_shares() -> None:
    conditions = Conditions({"needs_scale": 0.0}, limits="possible")
    setting = resolve(conditions=conditions, days=9, warm_up_days=0)
    taken = TAKE(run_setting(setting, 1, daily=True))
    assert all(np.isnan(value) for name, value in taken.items() if name.startswith("gates."))
    assert sum(taken[f"funnel.{state}"] for state in FUNNEL) == 0.0


def test_a_portrait_by_hand() -> None:
    """Seven ends lose, four do not; a loss is split equally over the gates that failed."""
    run = run_setting(resolve(days=60, warm_up_days=5), 2, daily=True)
    requests, setting = np.asarray(run.state.requests), run.setting
    core = np.asarray(setting.tables.classes)["pre_authorised"][requests["request_class"]] == 0
    requests["end_state"][core] = END_STATES.index("alone")
    places = np.flatnonzero(core & (requests["time"] >= setting.warm_up_days))
    rows = [
        ("refused", 5, 2.0, 0.5, 0, 1, 1),  # loses 1 to want alone
        ("no_capacity", 5, 4.0, 0.25, 0, 0, 1),  # loses 3, half to each
        ("not_permitted", 5, 6.0, 0.0, 0, 0, 0),  # loses 6, a third to each
        ("no_go", 5, 2.0, 0.0, 1, 1, 1),  # loses 2 to none of them
        ("not_asked", 5, 1.0, 0.0, 0, 1, 1),  # loses 1 to want alone
        ("withdrawn_in_consultation", 5, 1.0, 0.0, 1, 0, 1),  # loses 1 to can alone
        ("too_late", 5, 1.0, 0.0, 1, 1, 0),  # loses 1 to may alone
        ("refused", 0, 9.0, 0.0, 0, 1, 1),  # had no gap
        ("support_withdrawn", 5, 9.0, 0.0, 0, 1, 1),
        ("supported", 5, 9.0, 0.0, 1, 1, 1),
        ("open", 5, 9.0, 0.0, 0, 1, 1),
    ]
    for place, (end, gap, severity, y0, want, can, may) in zip(places, rows, strict=False):
        record = requests[place : place + 1]
        record["end_state"], record["gap"] = END_STATES.index(end), gap
        record["severity"], record["y0"] = severity, y0
        record["want"], record["can"], record["may"] = want, can, may
    taken = TAKE(run)
    gates = {name.removeprefix("gates."): v for name, v in taken.items() if "gates." in name}
    assert gates == pytest.approx(
        {
            "want.sole": 2 / 15,
            "want.shared": 3.5 / 15,
            "can.sole": 1 / 15,
            "can.shared": 3.5 / 15,
            "may.sole": 1 / 15,
            "may.shared": 2 / 15,
            "none.sole": 2 / 15,
        }
    )
    assert (taken["funnel.refused"], taken["funnel.open"], taken["funnel.supported"]) == (2, 1, 1)
    assert taken["funnel.alone"] == len(places) - len(rows)
    day = int(measured(requests, setting)["time"][0])
    assert taken["courses.without_consent"].sum() > 0 and day >= setting.warm_up_days


def test_a_run_without_a_daily_course_is_refused() -> None:
    with pytest.raises(UserError, match="kept no daily course"):
        TAKE(run_setting(resolve(days=5, warm_up_days=0), 1))


def task(seeds: list[int], places: list[int]) -> Task:
    values: tuple[dict[str, float | str], ...] = ({"scenario": "crisis"}, {})
    return Task(FRAME, values, np.array(places), np.array(seeds), keep=TAKE, daily=True)


def test_batches_keep_what_runs_keep_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds, places = [1, 1, 2, 2, 3, 3, -4, 5, 6, 7, 8, 9], [0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 0]
    together = run_chunk(task(seeds, places))
    monkeypatch.setattr(chunk, "IN_BATCHES", False)
    alone = run_chunk(task(seeds, places))
    assert np.array_equal(together.outcomes, alone.outcomes, equal_nan=True)
    assert list(together.failures) == list(alone.failures) == [6]
    assert len(together.kept) == len(alone.kept) == len(seeds)
    for one, other in zip(together.kept, alone.kept, strict=True):
        assert one.keys() == other.keys()
        for name, value in other.items():
            assert np.array_equal(one[name], value, equal_nan=True), name


@pytest.mark.parametrize("number", range(6))
def test_a_batch_of_any_setting_keeps_what_runs_keep_one_by_one(number: int) -> None:
    """Also where trust is that of organisations, whose record begins with the first look at it."""
    given = random_setting(number)
    if number % 2:
        given["theory"] = {"trust_level": "organisation"}
    setting = resolve(**given, days=90, warm_up_days=7)
    found = Batch(portraits=True).sums(make_ready(setting, [number, 11]))
    assert len(found.portraits.ends) == 2
    for place, seed in enumerate((number, 11)):
        run = run_setting(setting, seed, daily=True)
        own = portrait_of(run.state, run.snapshots, setting)
        for ours, theirs in zip(found.portraits, own, strict=True):
            assert np.array_equal(ours[place], theirs[0])


def test_a_keep_of_ones_own_still_goes_run_by_run() -> None:
    own = run_chunk(Task(FRAME, ({},), np.zeros(3, int), np.arange(3), keep=days_of, daily=True))
    assert [kept["days"] for kept in own.kept] == [60.0] * 3


def days_of(run: Any) -> dict[str, float]:
    return {"days": float(len(run.daily))}


def test_what_fails_in_a_portrait_is_that_runs_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: TakePortrait, portraits: Any) -> Any:
        raise ValueError("no portrait today")

    monkeypatch.setattr(TakePortrait, "of_portraits", fail)
    found = run_chunk(task([1, 2, 3], [0, 0, 1]))
    assert {said for said in found.failures.values()} == {("keep", "ValueError: no portrait today")}


def test_courses_are_the_same_however_many_days_are_read_at_once(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    design = list_design(pd.DataFrame({"scenario": ["baseline", "crisis"]}))
    study = run_study(
        design, FRAME, tmp_path / "s", seeds=5, keep=TAKE, daily=True, order="replication"
    )
    portraits = portraits_in(study, 2, FRAME.days)
    at_once = course_table(portraits, ["a", "b"])
    monkeypatch.setattr(portrait, "NUMBERS_AT_ONCE", 70)
    pd.testing.assert_frame_equal(course_table(portraits, ["a", "b"]), at_once)
    kept = study.kept()
    for place, setting in enumerate(("a", "b")):
        rows = kept[kept["point"] == place].sort_values("replication")
        for series in COURSES:
            values = np.stack(rows[f"courses.{series}"].to_list())
            found = at_once[(at_once["setting"] == setting) & (at_once["series"] == series)]
            assert np.array_equal(found["mean"], values.mean(axis=0))
            assert np.array_equal(found["high"], np.quantile(values, 0.9, axis=0))


def test_lists_that_are_not_of_one_length_are_refused(tmp_path: Any) -> None:
    design = list_design(pd.DataFrame({"scenario": ["baseline"]}))
    study = run_study(design, FRAME, tmp_path / "s", seeds=3, keep=of_many_lengths)
    with pytest.raises(UserError, match=r"column 'kept\.some' cannot be read"):
        study.kept_stretch("some", 0, 1)


def test_lists_of_runs_of_which_some_failed() -> None:
    rows = no_rows(FRAME, 3)
    rows.kept = [{"some": np.array([1.0, 2.0])}, {}, {"some": np.array([3.0])}]
    table = rows_table((np.arange(3),) * 3, rows)
    assert table["kept.some"].to_pylist() == [[1.0, 2.0], None, [3.0]]


def of_many_lengths(run: Any) -> dict[str, Any]:
    return {"some": np.arange(float(run.seed))}


def test_settings_stand_in_the_order_of_their_replications() -> None:
    kept = pd.DataFrame({"point": [0, 1, 0, 1], "replication": [1, 1, 0, 0], "seed": [2, 2, 1, 1]})

    class Stored:
        def kept(self, lists: bool) -> pd.DataFrame:
            return kept

        def kept_stretch(self, name: str, first: int, end: int) -> Any:
            return np.arange(4.0)[:, None]

    found: Portraits = portraits_in(Stored(), 2, 1)  # type: ignore[arg-type]
    assert [rows["replication"].tolist() for rows in found.numbers] == [[0, 1], [0, 1]]
    assert [rows[:, 0].tolist() for rows in found.stretch("x", 0, 1)] == [[2.0, 0.0], [3.0, 1.0]]
