"""``python -m benchmarks.million``: a sweep of a million runs, with its memory watched.

The Netherlands for two days, so that a million runs take minutes: what is asked is what the runner
and the store keep in memory, which does not hang on how long a run is.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from benchmarks.__main__ import RESULTS
from benchmarks.child import COMPILE, python
from benchmarks.rows.sweeps import Watched, swept
from experiments.running.cores import cores


def drawn(watched: Watched) -> Figure:
    """Draw memory and finished runs over time."""
    figure = Figure(figsize=(7.0, 3.6), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(watched.times, np.array(watched.memory) / 1e6, color="#1f4e79")
    axes.set_ylim(0, 1.3 * watched.peak / 1e6)
    axes.set_xlabel("seconds")
    axes.set_ylabel("memory of the process (MB)", color="#1f4e79")
    other = axes.twinx()
    other.plot(watched.times, watched.done, color="#b35806", linestyle="--")
    other.set_ylabel("runs stored in chunks", color="#b35806")
    axes.set_title(
        f"{watched.runs:,} runs of {watched.days} days, {watched.points:,} points, "
        f"{watched.executor}: highest {watched.peak / 1e6:.0f} MB",
        fontsize=9,
    )
    return figure


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000, help="in all")
    parser.add_argument("--points", type=int, default=1_000, help="design points, of as many runs")
    parser.add_argument("--days", type=int, default=2, help="length of a run")
    parser.add_argument("--executor", default="threads", choices=("serial", "threads", "processes"))
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--json", type=Path, help="write the figures there, draw nothing")
    return parser.parse_args()


def main() -> None:
    """Sweep, watch, draw, keep."""
    told = arguments()
    # Compiling takes memory of its own, and is not what is asked.
    python(COMPILE)
    watched = swept(Watched(told.runs, told.points, told.days, told.executor, told.workers))
    RESULTS.mkdir(exist_ok=True)
    name = RESULTS / f"million-{datetime.now(UTC):%Y-%m-%d}"
    file = told.json or name.with_suffix(".json")
    file.write_text(json.dumps(asdict(watched)) + "\n", encoding="utf-8")
    if told.json is None:
        drawn(watched).savefig(name.with_suffix(".png"), dpi=110)
    print(
        f"{watched.runs:,} runs in {watched.seconds:.0f} s, {watched.core_seconds:.0f} s of cores: "
        f"highest {watched.peak / 1e6:.0f} MB, {watched.grown / 1e6:+.0f} MB since a tenth; "
        f"{watched.bytes_stored / watched.runs:.0f} bytes stored a run; kept in {file}"
    )


if __name__ == "__main__":
    main()
