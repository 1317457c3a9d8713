"""A study goes on where it ended, however it ended, and ends in the same bytes."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest

from experiments.design import list_design
from experiments.running import runner
from experiments.running.engine import ExecutorChoice
from experiments.study.store import Store
from experiments.study.study import open_study, run_study
from sim.errors import UserError
from tests.made.studies import SHORT, final_tables, small_design
from tests.reading.refusals import refusal

ROOT = Path(__file__).parents[3]
SMALL_CHUNKS = ExecutorChoice("serial", chunk_seconds=0.02)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resume") / "reference"
    run_study(small_design(), SHORT, folder, seeds=2)
    return folder


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interrupted") / "half"
    stop_after(folder, 3)
    return folder


@pytest.fixture
def half(interrupted: Path, tmp_path: Path) -> Path:
    """Return a study that Ctrl-C ended about half-way, for a test to go on with."""
    return Path(shutil.copytree(interrupted, tmp_path / "half"))


def stop_after(folder: Path, chunks: int) -> None:
    """Run a study until some chunks are stored, and interrupt it then."""
    real, written = Store.write, 0

    def write(self: Store, *rest: object) -> object:
        nonlocal written
        chunk = real(self, *rest)  # type: ignore[arg-type]
        written += 1
        if written == chunks:
            raise KeyboardInterrupt
        return chunk

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Store, "write", write)
        run_study(small_design(), SHORT, folder, seeds=2, executor=SMALL_CHUNKS)


def crashes(what: str, folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.crashes", what, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_killed_at_twenty_random_moments_it_ends_in_the_same_bytes(tmp_path: Path) -> None:
    found = crashes("kill", tmp_path)
    assert found["kills"] == 20
    assert found["same"] and found["left"] == []


def test_crash_between_writing_and_renaming_any_file_loses_nothing(tmp_path: Path) -> None:
    found = crashes("renames", tmp_path)
    assert found["crashes"] >= 10
    assert found["same"] and found["left"] == []


def test_interrupted_study_says_how_far_it_is_and_goes_on(half: Path, reference: Path) -> None:
    study = open_study(half)
    assert study.manifest["status"] == "interrupted"
    stored = study.runs()
    assert 0 < len(stored) == study.manifest["runs"]["done"] < study.manifest["runs"]["asked"]
    names = sorted(file.name for file in (half / "runs").glob("part-*"))
    run_study(small_design(), SHORT, half, seeds=2)
    assert names and final_tables(half) == final_tables(reference)


def test_nothing_that_is_stored_is_run_again(half: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = {tuple(key) for key in open_study(half).runs()[["point", "replication"]].to_numpy()}
    again: list[tuple[int, int]] = []
    real = Store.write

    def write(self: Store, start: int, stop: int, rows: object) -> object:
        again.extend(zip(rows["point"].to_pylist(), rows["replication"].to_pylist(), strict=True))  # type: ignore[index]
        return real(self, start, stop, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "write", write)
    run_study(small_design(), SHORT, half, seeds=2)
    assert stored and not stored & set(again)
    assert len(again) == len(set(again)) == 24 - len(stored)


@pytest.mark.parametrize("damage", ["truncated", "tampered", "emptied", "renamed"])
def test_damaged_chunk_is_found_and_done_again(
    damage: str, half: Path, reference: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chunk = sorted((half / "runs").glob("part-*"))[1]
    content = chunk.read_bytes()
    if damage == "truncated":
        chunk.write_bytes(content[: len(content) // 2])
    elif damage == "tampered":
        chunk.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
    elif damage == "emptied":
        chunk.write_bytes(b"")
    else:
        chunk.rename(chunk.with_name(chunk.name.replace("part-0000", "part-0001")))
    run_study(small_design(), SHORT, half, seeds=2)
    assert "is damaged: its runs are done again" in capsys.readouterr().err
    assert final_tables(half) == final_tables(reference)


def test_chunk_of_another_study_is_not_taken_for_ones_own(
    half: Path, reference: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Store(tmp_path / "other", "another identity")
    other.open()
    chunk = sorted((half / "runs").glob("part-*"))[0]
    start, stop = (int(part) for part in chunk.name.split("-")[1:3])
    forged = other.write(start, stop, pq.read_table(chunk))
    chunk.unlink()
    forged.file.rename(chunk.with_name(forged.file.name))
    run_study(small_design(), SHORT, half, seeds=2)
    assert "is damaged" in capsys.readouterr().err
    assert final_tables(half) == final_tables(reference)


def test_damaged_final_table_is_found_and_made_again(
    reference: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "study"
    run_study(small_design(), SHORT, folder, seeds=2)
    (folder / "runs" / "runs.parquet").write_bytes(b"PAR1 what is this")
    run_study(small_design(), SHORT, folder, seeds=2)
    assert "damaged or gone" in capsys.readouterr().err
    assert final_tables(folder) == final_tables(reference)


@pytest.fixture
def small_files(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no file grow beyond a size, which to a writer is a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (request.param, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.usefixtures("half", "reference", "small_files")
@pytest.mark.parametrize("small_files", [9_000, 11_000], ids=["chunk", "table"], indirect=True)
def test_full_disk_is_one_line_and_nothing_finished_is_lost(half: Path, reference: Path) -> None:
    """Whether it is full at the next chunk or at a final table."""
    stored = open_study(half).runs()
    said = refusal(lambda: run_study(small_design(), SHORT, half, seeds=2))
    assert str(half) in said and "cannot be written" in said and "are kept" in said
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    assert len(open_study(half).runs()) >= len(stored)
    assert not list(half.rglob(".*draft"))
    run_study(small_design(), SHORT, half, seeds=2)
    assert final_tables(half) == final_tables(reference)


def test_worker_of_a_pool_that_is_killed_loses_nothing(reference: Path, tmp_path: Path) -> None:
    kill_a_worker_of("processes", tmp_path / "study")
    assert final_tables(tmp_path / "study") == final_tables(reference)


def test_worker_of_dask_that_is_killed_loses_nothing(reference: Path, tmp_path: Path) -> None:
    kill_a_worker_of("dask", tmp_path / "study")
    assert final_tables(tmp_path / "study") == final_tables(reference)


def kill_a_worker_of(kind: str, folder: Path) -> None:
    """Kill the process that did the first chunk, as soon as that is stored."""
    real, killed = Store.write, []

    def write(self: Store, *rest: object) -> object:
        if not killed:
            killed.append(workers_of_this_process()[-1])
            os.kill(killed[0], signal.SIGKILL)
        return real(self, *rest)  # type: ignore[arg-type]

    choice = ExecutorChoice(kind, workers=1, chunk_seconds=0.02)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", write)
        run_study(small_design(), SHORT, folder, seeds=2, executor=choice)
    assert killed


def workers_of_this_process() -> list[int]:
    """Return the Python processes below this one, the deepest last."""
    below = psutil.Process().children(recursive=True)
    return [child.pid for child in below if "spawn_main" in " ".join(child.cmdline())]


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Break off what would go on without an end."""

    def break_off(*_: object) -> None:
        raise RuntimeError(f"not finished after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, break_off)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(("kind", "points"), [("processes", 8), ("dask", 3)])
def test_run_that_always_kills_its_worker_is_a_failed_run(
    kind: str, points: int, tmp_path: Path
) -> None:
    """It is found in its chunk, also when it is the last of the suspects."""
    trust = [0.5] * (points - 1) + [0.6]
    with at_most(240):
        study = run_study(
            list_design(pd.DataFrame({"trust_start": trust, "dummy": np.linspace(0, 1, points)})),
            SHORT,
            tmp_path / "study",
            keep=kills_its_process,
            executor=ExecutorChoice(kind, workers=1),
        )
    failures = study.failures()
    assert list(failures["point"]) == [points - 1] and list(failures["stage"]) == ["worker"]
    assert list(study.runs()["point"]) == list(range(points - 1))


def test_workers_of_which_none_ever_finishes_a_run_end_the_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "RESTARTS_IN_A_ROW_AT_MOST", 2)
    points = list_design(pd.DataFrame({"trust_start": [0.6], "dummy": [0.0]}))
    with at_most(120), pytest.raises(UserError, match="without a run that finished"):
        run_study(
            points,
            SHORT,
            tmp_path / "study",
            seeds=5,
            keep=kills_its_process,
            executor=ExecutorChoice("processes", workers=1),
        )
    assert open_study(tmp_path / "study").manifest["status"] == "interrupted"


def kills_its_process(run: object) -> dict[str, float]:
    """End the process of the runs of one point, as a crash of a library would."""
    if run.setting.conditions["trust_start"] == 0.6:  # type: ignore[attr-defined]
        os._exit(1)
    return {"seed_again": float(run.seed)}  # type: ignore[attr-defined]


def test_scheduler_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    for address in ("tcp://127.0.0.1:9", "nonsense://x", "127.0.0.1"):
        choice = ExecutorChoice("dask", address=address, timeout=0.5)
        with pytest.raises(UserError, match="no scheduler answers") as caught:
            run_study(small_design(), SHORT, tmp_path / "s", executor=choice)
        assert address in str(caught.value)
