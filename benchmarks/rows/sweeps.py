"""Sweeps with their memory watched all the while, in this process or in one of their own."""

from __future__ import annotations

import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from benchmarks.child import COMPILE, python
from experiments.design import Design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.running.engine import ExecutorChoice
from experiments.study.study import run_study

EVERY = 0.5
PAGE = os.sysconf("SC_PAGE_SIZE")
FACTORS = ("trust_start", "agreements", "shortage_police", "reserve_neutral", "barrier_shift")


@dataclass(slots=True)
class Watched:
    """A sweep and what it took.

    Attributes:
        runs: Number of runs.
        points: Number of design points.
        days: Length of a run.
        executor: Where they were done.
        workers: On how many workers.
        seconds: Time on the wall, from the start of the study to its final tables.
        core_seconds: Time on the cores.
        bytes_stored: Of the study's folder at its end.
        peak: Highest memory, in bytes.
        times: When memory was read, in seconds.
        done: Runs that were stored then.
        memory: What the process held then, in bytes.
    """

    runs: int
    points: int
    days: int
    executor: str
    workers: int
    seconds: float = 0.0
    core_seconds: float = 0.0
    bytes_stored: int = 0
    peak: int = 0
    times: list[float] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    @property
    def grown(self) -> float:
        """Bytes by which memory grew from the first tenth of the time to its highest point."""
        first = max(1, len(self.memory) // 10)
        return float(max(self.memory[first:], default=0) - max(self.memory[:first]))


def held() -> int:
    """Return the memory that this process holds, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def stored(folder: Path) -> int:
    """Return how many runs have left for the disk."""
    names = (file.name.split("-") for file in (folder / "runs").glob("part-*"))
    return sum(int(name[2]) - int(name[1]) for name in names)


@contextmanager
def watching(watched: Watched, folder: Path) -> Iterator[None]:
    """Read memory at the start, at the end, and at intervals between for a ``with`` block."""
    over, began = Event(), time.perf_counter()

    def look() -> None:
        ended = False
        while True:
            watched.times.append(round(time.perf_counter() - began, 2))
            # Chunks are put away once the final tables are there.
            watched.done.append(max(stored(folder), *watched.done[-1:], 0))
            watched.memory.append(held())
            if ended:
                return
            ended = over.wait(EVERY)

    looker = Thread(target=look, daemon=True)
    looker.start()
    try:
        yield
    finally:
        over.set()
        looker.join()
        watched.seconds = time.perf_counter() - began


def swept(watched: Watched) -> Watched:
    """Do a sweep in this process, and watch it."""
    frame = Frame(days=watched.days, warm_up_days=0)
    choice = ExecutorChoice(watched.executor, workers=watched.workers)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "study"
        before = time.process_time()
        with watching(watched, folder):
            run_study(
                design_of(watched.points),
                frame,
                folder,
                seeds=watched.runs // watched.points,
                executor=choice,
            )
        watched.core_seconds = time.process_time() - before
        watched.bytes_stored = sum(file.stat().st_size for file in folder.rglob("*.*"))
    # The system's count lags behind by some pages.
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    watched.peak = max(highest, *watched.memory)
    return watched


def design_of(points: int) -> Design:
    """Return a Latin hypercube over some conditions."""
    return make_design("lhs", declared_factors(FACTORS), points)


def swept_in_child(runs: int, *, points: int = 1, days: int = 2, workers: int = 1) -> Watched:
    """Do a sweep on threads of a process of its own, whose memory is then that of the sweep."""
    # Compiling takes memory of its own, and is not what is asked.
    python(COMPILE)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "found.json"
        options = f"--runs={runs} --points={max(1, points)} --days={days} --workers={workers}"
        python(
            f"import sys; sys.argv[1:] = '{options} --json={file}'.split()\n"
            "from benchmarks.million import main\nmain()"
        )
        return Watched(**json.loads(file.read_text(encoding="utf-8")))
