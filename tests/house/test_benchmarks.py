"""The benchmarks measure what they say: ratios, verdicts, larger worlds; sweeps go in chunks."""

from __future__ import annotations

import math
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks import page
from benchmarks.measure import Row, ratios, spread
from benchmarks.quick import KEPT, pairs, stored_ratios, verdicts
from benchmarks.rows import peers
from benchmarks.rows.answers import FORK_POOL, TO_THE_ANSWER, against_floor, new_setting, used
from benchmarks.rows.clocks import lock_share, more_needs, runs_per_second, two_threads
from benchmarks.rows.sweeps import Watched, swept
from benchmarks.rows.whole import design_points
from benchmarks.table import shown, table
from benchmarks.worlds import NO_CONTACTS, grown, quiet, side_by_side
from bijstand.page.case.case import SCREENS
from experiments.design import list_design
from experiments.design.frame import Frame
from experiments.running import runner
from experiments.study.study import run_study
from sim.setting.setting import draw_tape, resolve
from sim.world import load_world


def test_a_verdict_compares_the_median_with_the_target() -> None:
    found = spread([1.0, 2.0, 9.0])
    assert (found.median, found.low, found.high, found.repeats) == (2.0, 1.5, 5.5, 3)
    assert Row("a", 2.0, True, "x", found, "").verdict == "reached"
    assert Row("a", 2.1, True, "x", found, "").verdict == "missed"
    assert Row("a", 1.9, False, "x", found, "").verdict == "missed"
    assert Row("a", 2.0, False, "x", found, "").verdict == "reached"
    assert Row("a", 2.0, False, "x", None, "").verdict == "not measured"


def test_ratios_are_of_the_same_repeat() -> None:
    # A clock that the work itself moves: 6 ticks and 2 ticks, however often.
    now = [0.0]

    def move(ticks: float) -> None:
        now[0] += ticks

    found = ratios(lambda: move(6.0), lambda: move(2.0), 4, lambda: now[0])
    assert (found.low, found.median, found.high, found.repeats) == (3.0, 3.0, 3.0, 4)


def test_a_larger_world_has_more_of_everything_in_proportion() -> None:
    plain = resolve(conditions=NO_CONTACTS, days=60, warm_up_days=0)
    large = grown(5, 5.0, (0, 60))
    assert len(large.world.units) == 5 * len(plain.world.units)
    assert len({unit.id for unit in large.world.units}) == len(large.world.units)
    assert np.array_equal(
        large.tables.classes["candidates"], 5 * plain.tables.classes["candidates"]
    )
    incidents = [len(draw_tape(setting, 1).incidents) for setting in (plain, large)]
    assert incidents[1] == pytest.approx(5 * incidents[0], rel=0.15)
    more = grown(1, 5.0, (0, 60))
    assert more.tables.units["persons"].sum() == 5 * plain.tables.units["persons"].sum()


def test_countries_side_by_side_have_candidates_of_their_own() -> None:
    plain, large = quiet(load_world(), (0, 60)), quiet(side_by_side(load_world(), 5), (0, 60))
    assert len({unit.id for unit in large.world.units}) == 5 * len(plain.world.units)
    assert np.array_equal(
        large.tables.classes["candidates"], np.tile(plain.tables.classes["candidates"], 5)
    )
    incidents = [len(draw_tape(setting, 1).incidents) for setting in (plain, large)]
    assert incidents[1] == pytest.approx(5 * incidents[0], rel=0.15)


def test_the_first_answer_ends_where_it_is_printed(tmp_path: Path) -> None:
    assert used(["-c", TO_THE_ANSWER], tmp_path).core > 0.0
    study = tmp_path / "outputs" / "run" / "benchmark_first_answer"
    assert (study / "runs" / "runs.parquet").exists(), "its runs were done"
    assert not (study / "figures").exists(), "what is written after the answer is not measured"
    assert not (study / "answer.txt").exists()


def test_the_pool_does_the_points_of_a_design(tmp_path: Path) -> None:
    (tmp_path / "pool.py").write_text(FORK_POOL, encoding="utf-8")
    assert used([str(tmp_path / "pool.py"), "3"], tmp_path).core > 0.0
    found = pd.read_parquet(tmp_path / "runs.parquet")
    assert len(found) == 3 and found["gap_closed"].between(0.0, 1.0).all()


def test_rows_are_measured_and_shown() -> None:
    rows = [*runs_per_second(2), more_needs(1)]
    assert all(row.found is not None and row.found.median > 0.0 for row in rows)
    assert table(rows).row_count == len(rows)
    assert shown(12_345.6, "/s") == "12,346 /s" and shown(1.234, "x") == "1.23 x"
    assert not math.isnan(rows[0].target)


def test_a_row_fails_whose_speed_fell_by_a_third_beside_its_own_reference() -> None:
    kept = {"a": 2.0, "b": 0.5, "c": 1.0}
    said = verdicts({"a": 3.01, "b": 0.74, "c": 0.2, "d": 9.0}, kept)
    assert said == {
        "a": "SLOWER",
        "b": "as fast as it was",
        "c": "as fast as it was",
        "d": "not kept yet",
    }


def test_where_no_ratio_is_kept_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "quick.json"
    assert stored_ratios(file) == {}
    assert "nothing to compare with" in capsys.readouterr().out
    file.write_text('{"a": 2.0}', encoding="utf-8")
    assert stored_ratios(file) == {"a": 2.0}
    assert capsys.readouterr().out == ""


def test_every_quick_row_is_kept(tmp_path: Path) -> None:
    kept = stored_ratios(KEPT)
    assert set(kept) == {*pairs(tmp_path), "the first answer / imports"}
    assert all(ratio > 0.0 for ratio in kept.values())


def test_what_users_wait_for_is_measured() -> None:
    for row in (new_setting(4), against_floor(1)):
        assert row.found is not None and row.found.median > 0.0


def test_a_peer_that_is_not_installed_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda name: None)
    for row in (peers.events_against("Ciw", peers.ciw_queue, 1), peers.against_workbench(2, 1)):
        assert row.verdict == "not measured" and "[benchmarks]" in row.note


def test_points_stand_beside_a_loop_over_single_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "SHORT", {"days": 20, "warm_up_days": 2})
    row = peers.against_salib(4, 1)
    assert row.found is not None and row.found.median > 0.0


def test_all_but_the_clock_is_the_smaller_part_of_a_design_point() -> None:
    row = design_points(1, 1)
    assert row.found is not None and row.found.median > 0.0
    assert float(row.note.split("takes ")[1].split()[0]) < 50.0


def test_a_sweep_goes_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One run a chunk would write a file, and wait for the disk, after each run."""
    real, chunks = runner.run_chunk, []

    def counted(task: Any) -> Any:
        chunks.append(len(task.seeds))
        return real(task)

    monkeypatch.setattr(runner, "run_chunk", counted)
    points = pd.DataFrame({"conditions.dummy": [0.5]})
    frame = Frame(days=2, warm_up_days=0)
    study = run_study(
        list_design(points), frame, tmp_path / "study", seeds=range(300), executor="serial"
    )
    assert len(study.runs()) == sum(chunks) == 300
    assert len(chunks) < 30


def test_a_watched_sweep_tells_its_memory_and_what_it_stored() -> None:
    found = swept(Watched(runs=300, points=3, days=2, executor="serial", workers=1))
    assert found.done[-1] <= 300 and found.done == sorted(found.done)
    assert len(found.times) == len(found.memory) == len(found.done) >= 2
    assert found.peak >= max(found.memory) > 50e6
    assert found.bytes_stored > 300 * 8 and found.core_seconds > 0.0


def test_little_of_a_batch_holds_the_interpreter() -> None:
    row = lock_share(1)
    assert row.found is not None and 0.0 < row.found.median < 50.0
    assert two_threads(1).found is not None


def test_rows_of_the_page_look_at_every_screen_and_at_whole_frames() -> None:
    assert tuple(page.SCREENS) == SCREENS
    frames: list[float] = []

    def frame(stop: threading.Event, began: float) -> bool:
        time.sleep(0.02)
        return began == 1.0

    assert page._timed(frame, frames, threading.Event(), 1.0)
    assert not page._timed(frame, frames, threading.Event(), 2.0)
    assert len(frames) == 2 and min(frames) >= 0.02
    assert page.until(lambda: True) < page.PATIENCE
