"""Workers are as many as the cores that may be used, not those that are there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.running import cores as module
from experiments.running.cores import cores
from experiments.running.engine import ExecutorChoice

ROOT = Path(__file__).parents[3]
COUNT = "from experiments.running.engine import ExecutorChoice; print(ExecutorChoice().count)"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the control groups of a machine of eight cores."""
    monkeypatch.setattr(module, "_bound_to", lambda: 8)
    monkeypatch.setattr(module, "CGROUPS", tmp_path)
    monkeypatch.setattr(module, "OWN_CGROUPS", tmp_path / "own")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({}, 8),
        ({"cpu.max": "max 100000\n"}, 8),
        ({"cpu.max": "150000 100000\n"}, 2),
        ({"cpu.max": "1000 100000\n"}, 1),
        ({"cpu.max": "9900000 100000\n"}, 8),
        ({"cpu.max": "nonsense\n"}, 8),
        # A job of a batch system: the limit is on a group above the one that the process is in.
        ({"own": "0::/slurm/job_7/step_0\n", "slurm/job_7/cpu.max": "300000 100000\n"}, 3),
        ({"cpu/cpu.cfs_quota_us": "200000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 2),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 8),
        (
            {
                "own": "4:cpu,cpuacct:/docker/ab\n",
                "cpu/docker/ab/cpu.cfs_quota_us": "400000\n",
                "cpu/docker/ab/cpu.cfs_period_us": "100000\n",
            },
            4,
        ),
    ],
)
def test_what_a_container_is_given_counts(files: dict[str, str], count: int, machine: Path) -> None:
    for name, text in files.items():
        write(machine / name, text)
    assert cores() == count
    assert ExecutorChoice("threads").count == count
    assert ExecutorChoice("threads", workers=3).count == 3, "what a user sets is what they get"


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="a process cannot be bound here")
def test_process_that_is_bound_to_one_core_has_one_worker() -> None:
    one = min(os.sched_getaffinity(0))
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {one}),
    )
    assert done.stdout == "1\n"


def test_older_python_and_other_systems_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "process_cpu_count", raising=False)
    if hasattr(os, "sched_getaffinity"):
        assert module._bound_to() == len(os.sched_getaffinity(0))
        monkeypatch.delattr(os, "sched_getaffinity")
    assert module._bound_to() == os.cpu_count()
