"""``python -m benchmarks.growth``: how time grows with units, needs and runs; drawn and fitted."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from benchmarks.__main__ import RESULTS
from benchmarks.measure import WALL, seconds
from benchmarks.rows.clocks import per_request
from benchmarks.worlds import grown
from sim.run import run_setting
from sim.setting.setting import resolve

# The world has a list of pairs that could meet: 42,000 units take a minute to lay out, and 12 GB.
# Days are fewer where needs are more.
FACTORS = (1, 3, 10, 30, 100, 300, 1000)
RUNS = (10, 30, 100, 300)


@dataclass(frozen=True, slots=True)
class Growth:
    """How a time grows.

    Attributes:
        name: What grows.
        unit: Of the times.
        sizes: How large.
        times: Median times.
        exponent: Of the power of size that fits the times best.
    """

    name: str
    unit: str
    sizes: tuple[float, ...]
    times: tuple[float, ...]
    exponent: float


def fitted(name: str, unit: str, sizes: Sequence[float], times: Sequence[float]) -> Growth:
    """Fit a power of size to some times, by least squares on logarithms."""
    exponent = float(np.polyfit(np.log(sizes), np.log(times), 1)[0])
    return Growth(name, unit, tuple(map(float, sizes)), tuple(map(float, times)), exponent)


def median_of(work: Callable[[int], float], repeats: int) -> float:
    """Return the median of a measurement over seeds; the first one only warms up."""
    work(0)
    return float(np.median([work(seed) for seed in range(1, repeats + 1)]))


def days_for(needs: float) -> tuple[int, int]:
    """Return warm-up and measured days with about as many needs whatever their rate."""
    measured = int(np.clip(730 / needs, 20, 730))
    return measured // 4, measured


def with_units(repeats: int, most: int) -> Growth:
    """Time per request with the world several times over, its needs too."""
    times, factors = [], [factor for factor in FACTORS if factor <= most]
    for copies in factors:
        setting = grown(copies, float(copies), days_for(copies))
        times.append(1e6 * median_of(lambda seed, s=setting: per_request(s, seed), repeats))  # type: ignore[misc]
    units = [len(resolve().world.units) * copies for copies in factors]
    return fitted("time per request against units", "microseconds", units, times)


def with_needs(repeats: int) -> Growth:
    """Time per request with more needs, and people in proportion."""
    times = []
    for factor in FACTORS:
        setting = grown(1, float(factor), days_for(factor))
        times.append(1e6 * median_of(lambda seed, s=setting: per_request(s, seed), repeats))  # type: ignore[misc]
    return fitted("time per request against needs", "microseconds", FACTORS, times)


def with_runs(threads: int) -> Growth:
    """Time of a sweep in memory against its number of runs, on some threads."""
    setting, times = resolve(), []

    def run(seed: int) -> float:
        return run_setting(setting, seed).outcomes["gap_closed"]

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(8)))
        for count in RUNS:
            times.append(seconds(lambda n=count: list(pool.map(run, range(n))), WALL))  # type: ignore[misc]
    word = "thread" if threads == 1 else "threads"
    return fitted(f"time of runs on {threads} {word}", "seconds", RUNS, times)


def drawn(growths: Sequence[Growth]) -> Figure:
    """Draw each growth on logarithmic axes, with its exponent."""
    figure = Figure(figsize=(4.2 * len(growths), 3.6), layout="constrained")
    for place, growth in enumerate(growths):
        axes = figure.add_subplot(1, len(growths), place + 1)
        axes.loglog(growth.sizes, growth.times, marker="o", color="#1f4e79")
        axes.set_title(f"{growth.name}\nexponent {growth.exponent:.2f}", fontsize=9)
        axes.set_ylabel(growth.unit)
        axes.set_xlabel("size")
        axes.grid(alpha=0.3, which="both")
        axes.set_ylim(min(growth.times) / 3, max(growth.times) * 3)
    return figure


def main() -> None:
    """Measure, draw, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="seeds per size")
    parser.add_argument("--copies", type=int, default=1000, help="of each unit, at most")
    told = parser.parse_args()
    repeats = told.repeats
    growths = [with_units(repeats, told.copies), with_needs(repeats), with_runs(1), with_runs(2)]
    RESULTS.mkdir(exist_ok=True)
    name = RESULTS / f"growth-{datetime.now(UTC):%Y-%m-%d}"
    drawn(growths).savefig(name.with_suffix(".png"), dpi=110)
    kept = json.dumps([asdict(growth) for growth in growths], indent=1)
    Path(name.with_suffix(".json")).write_text(kept + "\n", encoding="utf-8")
    for growth in growths:
        found = ", ".join(
            f"{s:g}: {t:.3g}" for s, t in zip(growth.sizes, growth.times, strict=True)
        )
        print(f"{growth.name} ({growth.unit}): exponent {growth.exponent:.2f}; {found}")


if __name__ == "__main__":
    main()
