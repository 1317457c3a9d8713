"""``python -m benchmarks``: the table of measures, kept as a dated JSON in ``results``."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numba
import numpy as np
from rich.console import Console

from benchmarks import page
from benchmarks.measure import Row
from benchmarks.rows import answers, choosing, clocks, conditions, peers, whole
from benchmarks.table import table

RESULTS = Path(__file__).parent / "results"


def rows(quick: bool) -> Iterator[Row]:
    """Measure one row after the other.

    Args:
        quick: Few repeats, small sweeps: a look, no verdict.
    """
    few, many = (2, 20) if quick else (5, 200)
    yield clocks.against_peer(1 if quick else 3)
    yield clocks.against_mesa(1 if quick else 3)
    yield from clocks.runs_per_second(many)
    yield clocks.two_threads(few)
    yield clocks.two_threads_on_cores(few)
    yield clocks.lock_share(few)
    yield clocks.more_units(few)
    yield clocks.more_countries(few)
    yield clocks.more_needs(few)
    yield whole.design_points(1 if quick else 3, few)
    yield whole.runner_overhead(100 if quick else 10_000, 1)
    yield whole.sweep_memory(10_000 if quick else 1_000_000)
    yield whole.cold_compile(1 if quick else 2)
    yield whole.warm_start(few)
    yield answers.first_answer(few)
    yield from answers.answers_of_run(20 if quick else 1_000)
    yield answers.points_against_pool(50 if quick else 500, 1 if quick else 3)
    yield answers.new_setting(many)
    yield answers.against_floor(few)
    part = 8 if quick else 1
    yield from conditions.settled(conditions.SETTLED_POINTS // part)
    yield from conditions.corrected(
        conditions.POINTS // part, conditions.PAIRS // (10 if quick else 1)
    )
    yield from choosing.rows(quick)
    yield from page.rows(few)
    yield peers.events_against("SimPy", peers.simpy_queue, few)
    yield peers.events_against("Ciw", peers.ciw_queue, 1 if quick else few)
    yield peers.against_salib(many, 1 if quick else 3)
    yield peers.against_workbench(many, 1 if quick else 3)


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repeats: a look, nothing is kept")
    quick = parser.parse_args().quick
    console, found = Console(), []
    for row in rows(quick):
        found.append(row)
        console.print(f"{row.name}: {row.verdict}", highlight=False)
    console.print(table(found))
    if quick:
        return
    now = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{now:%Y-%m-%d}.json"
    machine = {"processor": platform.machine(), "python": platform.python_version()}
    versions = {"numpy": np.__version__, "numba": numba.__version__}
    content = {
        "measured": now.isoformat(timespec="seconds"),
        **machine,
        **versions,
        "rows": [{**asdict(row), "verdict": row.verdict} for row in found],
    }
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    console.print(f"kept in {file}")


if __name__ == "__main__":
    main()
