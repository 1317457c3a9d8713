"""Rows on the product as a whole: compiling, starting, sweeping. Processes of their own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.measure import Row, seconds, spread
from experiments.design import list_design
from experiments.frame import Frame
from experiments.study import run_study
from sim.run import run_setting

# A design of one point, which is as by default.
POINT = pd.DataFrame({"conditions.dummy": [0.5]})
ROOT = Path(__file__).resolve().parent.parent

COMPILE = "from sim import simulate; simulate(seed=1, daily=False).outcomes"
# The real command, which ends where its first run is there.
FIRST_RUN = """
import os, sys
import sim.run
real = sim.run.run_setting
def run_setting(*given, **named):
    run = real(*given, **named)
    run.outcomes
    os._exit(0)
sim.run.run_setting = run_setting
from experiments.cli import main
main(["run", "run.seeds=2", "output.name=benchmark_first_run"])
"""


def _python(code: str, folder: Path, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cold_compile(repeats: int) -> Row:
    """The first run on a machine: everything is compiled."""
    found = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as cache:
            found.append(
                seconds(lambda: _python(COMPILE, Path(cache), NUMBA_CACHE_DIR=cache), _children)
            )
    return Row("cold compile", 20.0, False, "s", spread(found), "time on a core, imports included")


def warm_start(repeats: int) -> Row:
    """``bijstand run`` from its start to its first run, compiled before."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        _python(FIRST_RUN, Path(folder))
        for _ in range(repeats):
            found.append(seconds(lambda: _python(FIRST_RUN, Path(folder)), _children))
    note = "time on a core, outcomes of the first run included"
    return Row("start of bijstand run to its first run", 3.0, False, "s", spread(found), note)


def runner_overhead(runs: int, repeats: int) -> Row:
    """A study of many runs, stored on disk, against the bare runs."""
    frame, found = Frame(), []
    setting = frame.setting({})
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            bare = seconds(lambda: [run_setting(setting, seed).outcomes for seed in range(runs)])
            stored = seconds(
                lambda: run_study(
                    list_design(POINT), frame, Path(folder) / "study",
                    seeds=range(runs), executor="serial",
                )
            )  # fmt: skip
        found.append(100.0 * (stored / bare - 1.0))
    note = f"{runs:,} runs of the baseline in one process, serial"
    return Row("overhead of runner and store", 10.0, False, "%", spread(found), note)


# The peak of the process's own memory, as Linux tells it.
SWEEP = """
import tempfile
from pathlib import Path
import pandas as pd
from experiments.design import list_design
from experiments.frame import Frame
from experiments.study import run_study
from sim import simulate
simulate(days=2, warm_up_days=0).outcomes
with tempfile.TemporaryDirectory() as folder:
    points = pd.DataFrame({{"conditions.dummy": [0.5]}})
    run_study(list_design(points), Frame(days=2, warm_up_days=0), Path(folder) / "study",
              seeds=range({runs}), executor="serial")
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""


def sweep_memory(runs: int) -> Row:
    """What a million runs would take: the growth of peak memory from few runs to many."""
    peaks = []
    # Compiling takes hundreds of megabytes, and is not what is asked.
    _python(COMPILE, ROOT)
    for count in (runs // 10, runs):
        done = subprocess.run(
            [sys.executable, "-c", SWEEP.format(runs=count)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        peaks.append(int(done.stdout.split()[-1]) * 1024)
    million = (peaks[1] - peaks[0]) / (runs - runs // 10) * 1e6 / 1e9
    note = (
        f"peak {peaks[0] / 1e6:.0f} MB at {runs // 10:,} runs of 2 days,"
        f" {peaks[1] / 1e6:.0f} MB at {runs:,}; in proportion"
    )
    return Row("memory that a million runs add", 1.0, False, "GB", spread([million]), note)
