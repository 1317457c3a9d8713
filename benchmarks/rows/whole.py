"""Rows on the product as a whole: compiling, starting, sweeping. Processes of their own."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.child import COMPILE, children_seconds, python
from benchmarks.measure import Row, Spread, ratios, seconds, spread
from benchmarks.rows.clocks import clock_seconds
from benchmarks.rows.sweeps import swept_in_child
from experiments.design import list_design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import seeds_for
from experiments.running.chunk import run_chunk
from experiments.running.plan import Plan
from experiments.study.study import run_study
from sim.batches.many import run_many

# A design of one point, which is as by default.
POINT = pd.DataFrame({"conditions.dummy": [0.5]})
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
from bijstand.command_line.main import main
main(["run", "run.seeds=2", "output.name=benchmark_first_run"])
"""


def cold_compile(repeats: int) -> Row:
    """The first run on a machine: everything is compiled."""
    found = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as cache:
            found.append(
                seconds(
                    lambda: python(COMPILE, Path(cache), NUMBA_CACHE_DIR=cache), children_seconds
                )
            )
    return Row("cold compile", 20.0, False, "s", spread(found), "time on a core, imports included")


def warm_start(repeats: int) -> Row:
    """``bijstand run`` from its start to its first run, compiled before."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        python(FIRST_RUN, Path(folder))
        for _ in range(repeats):
            found.append(seconds(lambda: python(FIRST_RUN, Path(folder)), children_seconds))
    note = "time on a core, outcomes of the first run included"
    return Row("start of bijstand run to its first run", 3.0, False, "s", spread(found), note)


def runner_overhead(runs: int, repeats: int) -> Row:
    """A study of many runs, stored on disk, against the same runs in a batch by themselves."""
    frame = Frame()
    setting = frame.setting({})
    run_many(setting, range(2))

    def stored() -> None:
        with tempfile.TemporaryDirectory() as folder:
            run_study(
                list_design(POINT),
                frame,
                Path(folder) / "study",
                seeds=range(runs),
                executor="serial",
            )

    found = ratios(stored, lambda: run_many(setting, range(runs)), repeats, time.process_time)
    median, low, high = (100.0 * (x - 1.0) for x in (found.median, found.low, found.high))
    more = Spread(median, low, high, repeats)
    note = f"{runs:,} runs of the baseline in one process, serial; time of the process on cores"
    return Row("overhead of runner and store", 10.0, False, "%", more, note)


def design_points(base_rows: int, repeats: int) -> Row:
    """Points of a Shapley design over all conditions and switches, one seed each, on one core."""
    design = make_design("shapley", declared_factors(), base_rows)
    plan = Plan(design, Frame(), seeds_for("shapley"))
    run_chunk(plan.task(0, 2))
    some = range(0, len(plan), 10)
    settings = [plan.frame.setting(design.values(point)) for point in some]
    seeds = plan.keys(0, len(plan))[2].tolist()
    found, shares = [], []
    for _ in range(repeats):
        took = seconds(lambda: run_chunk(plan.task(0, len(plan)))) / len(plan)
        clocks = [
            clock_seconds(setting, seeds[point])
            for setting, point in zip(settings, some, strict=True)
        ]
        found.append(1.0 / took)
        shares.append(100.0 * (1.0 - sum(clocks) / len(clocks) / took))
    note = (
        f"{len(plan)} points of {len(design.factors)} factors; all but the clock takes"
        f" {spread(shares).median:.0f} % of the time"
    )
    name = "design points of one seed, a second and core"
    return Row(name, 150.0, True, "/s", spread(found), note)


def sweep_memory(runs: int) -> Row:
    """What a sweep keeps in memory of its runs: the growth from its first tenth to its peak."""
    found = swept_in_child(runs, points=runs // 1_000)
    note = (
        f"{runs:,} runs of {found.days} days, stored: highest {found.peak / 1e6:.0f} MB, of which "
        f"{(found.peak - found.grown) / 1e6:.0f} MB after the first tenth"
    )
    return Row(
        "memory that a million runs add", 0.2, False, "GB", spread([found.grown / 1e9]), note
    )
