"""A disk that is really full, where a small one may be mounted: one line, and nothing lost."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.running.engine import ExecutorChoice
from experiments.study.study import open_study, run_study
from tests.made.studies import SHORT, final_tables, small_design
from tests.reading.refusals import refusal

SMALL_CHUNKS = ExecutorChoice("serial", chunk_seconds=0.02)


def mounted(folder: Path, *options: str) -> bool:
    words = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder, "size=64k"):
        pytest.skip("a file system may not be mounted here")
    yield folder
    # Lazily: whoever still has a file of it open must not fail the test.
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_study_on_a_full_disk_goes_on_when_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    run_study(small_design(), SHORT, tmp_path / "elsewhere", seeds=2)
    study = small_disk / "study"
    said = refusal(lambda: run_study(small_design(), SHORT, study, seeds=2, executor=SMALL_CHUNKS))
    assert "No space left on device" in said and "finished runs are kept" in said
    stored = open_study(study).runs()
    assert len(stored) > 0
    assert mounted(small_disk, "remount", "size=20m")
    run_study(small_design(), SHORT, study, seeds=2, executor=SMALL_CHUNKS)
    assert final_tables(study) == final_tables(tmp_path / "elsewhere")
