"""``python -m benchmarks.quick``: has anything become slower? A look of less than a minute.

Each row is a ratio of two works in one process, in turns, so that the machine and whoever else
computes on it count little; the ratios of a good build are kept in ``quick.json``. A row that
takes half as long again as it did beside its own reference (its speed fell by a third) fails.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution.kept import keep_gates
from analysis.implied.measure import keep as keep_implied
from analysis.interview.interview import Ask
from analysis.mediation.pass_rates import keep_pass_rates
from analysis.plausible.seen import Seen
from analysis.plausible.targets import load_targets
from analysis.run.take import TakePortrait
from benchmarks.measure import seconds
from benchmarks.rows.answers import TO_THE_ANSWER, used
from benchmarks.rows.floor import floor_once
from experiments.design import list_design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.running.chunk import run_chunk
from experiments.running.plan import Plan
from experiments.study.study import run_study
from sim.batches.many import run_many
from sim.batches.ready import make_ready
from sim.run import run_setting
from sim.setting.setting import resolve

KEPT = Path(__file__).parent / "quick.json"
# Speed that falls by a third takes half as long again.
SLOWER_AT_MOST = 1.5
RUNS, TURNS = 20, 5
# What every command has to import, whoever wrote it.
IMPORTS = "import numba, pandas, pyarrow.parquet, scipy.special, rich.console, hydra"

Work = Callable[[], object]
Pair = tuple[Work, Work]


def pairs(folder: Path) -> dict[str, Pair]:
    """Return each row's work with its reference.

    Args:
        folder: Where studies and answers may lie.
    """
    setting, frame = resolve(), Frame()
    two = list_design(pd.DataFrame({"scenario": ["baseline", "crisis"]}))
    kept = Plan(two, frame, Seeds(RUNS // 2, 1), "replication", TakePortrait(), daily=True)
    plain = Plan(two, frame, Seeds(RUNS // 2, 1), "replication")
    design = make_design("lhs", declared_factors(), TURNS * RUNS + 1, seed=3)
    point, number = count(), count()

    def batch() -> object:
        return run_many(setting, range(RUNS))

    def new_settings() -> None:
        for _ in range(RUNS):
            make_ready(frame.setting(design.values(next(point) % len(design))), [1])

    def floors() -> None:
        for _ in range(RUNS):
            floor_once()

    def one_by_one() -> None:
        for seed in range(RUNS):
            _ = run_setting(setting, seed).outcomes

    def study() -> object:
        place = folder / str(next(number))
        return run_study(
            two,
            frame,
            place,
            seeds=RUNS // 2,
            executor="serial",
            order="replication",
            keep=TakePortrait(),
            daily=True,
        )

    ask = Ask(tuple(each.id for each in setting.world.classes if each.pre_authorised))
    keeps = (keep_gates, ask, Seen(load_targets(setting.world)[0]), keep_pass_rates, keep_implied)
    done = [run_setting(setting, seed) for seed in range(RUNS)]

    def reduced() -> None:
        for run in done:
            for keep in keeps:
                # A run remembers its tables: each verb has to make those that it asks for.
                keep(replace(run))

    return {
        "a run in a batch / its floor": (batch, floors),
        "a run by itself / in a batch": (one_by_one, batch),
        "runs with what figures need / without": (
            lambda: run_chunk(kept.task(0, RUNS)),
            lambda: run_chunk(plain.task(0, RUNS)),
        ),
        "a study of runs, stored / the runs": (study, lambda: run_chunk(kept.task(0, RUNS))),
        "new settings / runs in a batch": (new_settings, batch),
        "what five verbs keep of a run / the run": (reduced, one_by_one),
    }


def start_ratio(folder: Path) -> float:
    """Return the first answer of ``bijstand run`` against imports alone, each its best of two."""
    best = [
        min(used(["-c", code], folder).core for _ in range(2)) for code in (TO_THE_ANSWER, IMPORTS)
    ]
    return best[0] / best[1]


def measured() -> dict[str, float]:
    """Return all ratios: of the least that each work took, for others only add to it."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for row, (work, reference) in pairs(Path(name)).items():
            work(), reference()
            times = [(seconds(work), seconds(reference)) for _ in range(TURNS)]
            best = [min(column) for column in zip(*times, strict=True)]
            found[row] = best[0] / best[1]
        found["the first answer / imports"] = start_ratio(Path(name))
    return found


def verdicts(found: Mapping[str, float], kept: Mapping[str, Any]) -> dict[str, str]:
    """Say of each row how it stands to what is kept, and whether it has fallen by a third."""
    return {
        row: (
            "not kept yet"
            if row not in kept
            else "SLOWER"
            if ratio > SLOWER_AT_MOST * kept[row]
            else "as fast as it was"
        )
        for row, ratio in found.items()
    }


def stored_ratios(file: Path) -> dict[str, float]:
    """Return the ratios of a good build by row; none where nobody has kept any yet."""
    if not file.exists():
        print(f"{file} is not there: nothing to compare with; --keep keeps the ratios of a build")
        return {}
    found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Measure and compare; returns 1 where a row has become slower."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quick", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="keep the ratios of this build")
    keep, began = parser.parse_args().keep, time.perf_counter()
    found = measured()
    if keep:
        KEPT.write_text(json.dumps({k: round(v, 3) for k, v in found.items()}, indent=1) + "\n")
    kept = stored_ratios(KEPT)
    said = verdicts(found, kept)
    for row, verdict in said.items():
        print(f"{row}: {found[row]:.3f} (kept {kept.get(row, float('nan')):.3f}): {verdict}")
    print(f"{time.perf_counter() - began:.0f} s")
    return int("SLOWER" in said.values())


if __name__ == "__main__":
    sys.exit(main())
