"""Rows on what users wait for: the first answer, many answers, a new setting."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from analysis.graded.drawn import DRAWS
from analysis.run.answer import FEWEST_SEEDS
from benchmarks.child import environment
from benchmarks.measure import Row, ratios, seconds, spread
from benchmarks.rows.floor import floor_once
from experiments.design import make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from sim.batches.many import run_many
from sim.batches.ready import make_ready
from sim.setting.setting import resolve

RUNS_A_BATCH, POINTS = 50, 500
# The real command, which ends where its answer has been printed.
TO_THE_ANSWER = """
import os, sys
from bijstand.command_line import answer
def nothing_more(*given):
    sys.stdout.flush()
    os._exit(0)
answer.write = nothing_more
from bijstand.command_line.main import main
main(["run", "run.seeds=2", "output.name=benchmark_first_answer"])
"""
# The same points, seeds and outcomes by what anybody would write: a pool of two over one function.
FORK_POOL = """
import multiprocessing, sys
import pandas as pd
from SALib.sample import latin
from bijstand import problem, simulate
from experiments.design.factors import declared_factors
# Whole numbers are rounded as the product rounds them.
factors = declared_factors(["conditions"], control=False)
def outcomes(given):
    seed, row = given
    return simulate(conditions=row, seed=seed, daily=False).outcomes
if __name__ == "__main__":
    sample = latin.sample(problem(), int(sys.argv[1]), seed=1)
    columns = {f.name.split(".")[1]: f.values(c) for f, c in zip(factors, sample.T)}
    rows = pd.DataFrame(columns).to_dict("records")
    with multiprocessing.get_context("fork").Pool(2) as pool:
        found = pool.map(outcomes, list(enumerate(rows)), chunksize=5)
    pd.DataFrame(found).to_parquet("runs.parquet")
"""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process took.

    Attributes:
        wall: Seconds on the wall.
        core: Seconds on cores.
        memory: Bytes at most.
    """

    wall: float
    core: float
    memory: float


def used(words: list[str], folder: Path) -> Used:
    """Run Python on some words, in a folder.

    Raises:
        CalledProcessError: Where it fails.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment(), check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    core = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(perf_counter() - began, core, after.ru_maxrss * 1024.0)


def runs_of(seeds: int) -> int:
    """Return how many runs ``bijstand run`` does; but for a trial, also on drawn tables."""
    return 2 * seeds + (2 * DRAWS if seeds >= FEWEST_SEEDS else 0)


def in_a_batch() -> float:
    """Return what a run in a batch takes, in seconds on a core."""
    setting = resolve()
    _ = run_many(setting, range(2))
    return seconds(lambda: run_many(setting, range(RUNS_A_BATCH))) / RUNS_A_BATCH


def answers_of_run(seeds: int) -> list[Row]:
    """``bijstand run`` on many seeds: time per run, cores at work, memory that seeds add."""
    before = in_a_batch()
    with tempfile.TemporaryDirectory() as folder:
        # From few to many: what is told of memory is the most of all children so far.
        few, many = (
            used(["-m", "bijstand", "run", f"run.seeds={n}", f"output.name=s{n}"], Path(folder))
            for n in (seeds // 10, seeds)
        )
    batch = (before + in_a_batch()) / 2
    note = f"{seeds:,} seeds of two settings, with store, tables, figures and answer"
    counted = f"{note}; {runs_of(seeds):,} runs, those on drawn tables among them"
    per_run, cores = many.core / runs_of(seeds), many.core / many.wall
    further = (many.core - few.core) / (runs_of(seeds) - runs_of(seeds // 10))
    per_seed = (many.memory - few.memory) / 1e6 / (seeds - seeds // 10)
    left_aside = (
        f"{seeds:,} seeds less {seeds // 10:,}, so that starting and drawing are left aside"
    )
    ours, others = "bijstand run, a run against one in a batch", "the same of further runs"
    return [
        Row(
            "bijstand run, time on cores a run", 7.0, False, "ms", spread([1e3 * per_run]), counted
        ),
        Row(ours, 1.27, False, "x", spread([per_run / batch]), counted),
        Row(others, 1.27, False, "x", spread([further / batch]), left_aside),
        Row("bijstand run, cores at work of two", 1.9, True, "", spread([cores]), note),
        Row("bijstand run, memory a seed", 0.02, False, "MB", spread([per_seed]), note),
    ]


def first_answer(repeats: int) -> Row:
    """``bijstand run`` with two seeds, compiled before, until its answer has been printed."""
    with tempfile.TemporaryDirectory() as folder:
        times = [used(["-c", TO_THE_ANSWER], Path(folder)).core for _ in range(repeats + 1)]
    note = "time on a core from the start of the command; figures come after it"
    return Row("first answer", 1.5, False, "s", spread(times[1:]), note)


def points_against_pool(points: int, repeats: int) -> Row:
    """A Latin hypercube, whole command with store and answer, against a pool over ``simulate``."""
    found = []
    words = ["design=lhs", f"design.points={points}", "design.factors=[conditions]"]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "pool.py"
        script.write_text(FORK_POOL, encoding="utf-8")
        for repeat in range(repeats):
            name = f"output.name=points{repeat}"
            ours = used(["-m", "bijstand", "sweep", *words, name], Path(folder))
            theirs = used([str(script), str(points)], Path(folder))
            found.append(theirs.wall / ours.wall)
    note = f"{points} points over all conditions, a seed each; needs two idle cores"
    return Row("points of a design against a fork pool of two", 1.0, True, "x", spread(found), note)


def new_setting(points: int) -> Row:
    """What a new setting takes beside its run."""
    frame, design = Frame(), make_design("lhs", declared_factors(), points, seed=3)
    values = [design.values(point) for point in range(points)]
    make_ready(frame.setting(values[0]), [1])
    each = [1e3 * seconds(lambda v=v: make_ready(frame.setting(v), [1])) for v in values[1:]]  # type: ignore[misc]
    note = f"{points} points of a Latin hypercube over all factors; time on one core"
    return Row("a new setting beside its run", 0.3, False, "ms", spread(each), note)


def against_floor(repeats: int) -> Row:
    """A run in a batch against what its events, exponentials, hashes and log alone take."""
    setting = resolve()
    _ = run_many(setting, range(2)), floor_once()

    def floors() -> None:
        for _ in range(RUNS_A_BATCH):
            floor_once()

    found = ratios(lambda: run_many(setting, range(RUNS_A_BATCH)), floors, repeats)
    note = f"batches of {RUNS_A_BATCH}; 52,000 events, 196,000 exp and log, 250,000 hashes, 3 MB"
    return Row("a run in a batch against its floor", 1.5, False, "x", found, note)
