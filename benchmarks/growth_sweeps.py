"""``python -m benchmarks.growth_sweeps``: how time and memory of sweeps grow with their runs."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

from benchmarks.__main__ import RESULTS
from benchmarks.growth import Growth, drawn, fitted
from benchmarks.rows.sweeps import swept_in_child

RUNS = (1_000, 10_000, 100_000, 1_000_000)


def of_sweeps(runs: tuple[int, ...], threads: int) -> list[Growth]:
    """Return how time on the wall, time on the cores and memory grow, on some threads."""
    found = [swept_in_child(n, points=n // 1_000, workers=threads) for n in runs]
    word = "thread" if threads == 1 else "threads"
    return [
        fitted(f"sweeps on {threads} {word}: time", "seconds", runs, [w.seconds for w in found]),
        fitted(f"{threads} {word}: cores", "seconds", runs, [w.core_seconds for w in found]),
        fitted(f"{threads} {word}: memory", "MB at most", runs, [w.peak / 1e6 for w in found]),
    ]


def main() -> None:
    """Measure, draw, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth_sweeps", description=__doc__)
    parser.add_argument("--most", type=int, default=RUNS[-1], help="runs of the largest sweep")
    most = parser.parse_args().most
    runs = tuple(count for count in RUNS if count <= most)
    growths = [*of_sweeps(runs, 1), *of_sweeps(runs, 2)]
    RESULTS.mkdir(exist_ok=True)
    name = RESULTS / f"sweeps-{datetime.now(UTC):%Y-%m-%d}"
    drawn(growths).savefig(name.with_suffix(".png"), dpi=80)
    kept = json.dumps([asdict(growth) for growth in growths], indent=1)
    name.with_suffix(".json").write_text(kept + "\n", encoding="utf-8")
    for growth in growths:
        found = ", ".join(
            f"{s:,.0f}: {t:.3g}" for s, t in zip(growth.sizes, growth.times, strict=True)
        )
        print(f"{growth.name} ({growth.unit}): exponent {growth.exponent:.2f}; {found}")


if __name__ == "__main__":
    main()
