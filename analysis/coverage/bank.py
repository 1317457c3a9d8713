"""Ten thousand runs of a setting, of which resamples are drawn: their mean is the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.intervals.runs import KEYS, runs_of
from analysis.intervals.shapes import Place
from analysis.run.take import TakePortrait
from experiments.design.frame import Frame
from sim.batches.many import Batch
from sim.batches.ready import make_ready

FOLDER = Path("outputs") / "coverage"
SEEDS = range(1, 10_001)
"""None of them is a seed of the shapes that ship."""
CHECKED = 5
"""The runs of a stored bank that are done again, to know whether it is still that of the model."""
AT_ONCE = 500
PORTRAITS = "portraits"

Bank = Callable[[Place], pd.DataFrame]
Run = Callable[[Sequence[int]], pd.DataFrame]


@cache
def bank_of(place: Place) -> pd.DataFrame:
    """Return ten thousand runs of a setting: a row per seed, a column per outcome.

    They are stored, and run again where the model has come to give others.

    Args:
        place: Scenario and policy.
    """
    runs = stored(
        FOLDER / f"{place[0]}_{place[1]}.parquet", lambda seeds: runs_of([place], seeds, Frame())
    )
    return runs.drop(columns=list(KEYS))


@cache
def portraits_of(place: Place) -> pd.DataFrame:
    """Return what figures draw of ten thousand runs of a setting, but for daily courses.

    Args:
        place: Scenario and policy.
    """
    setting = Frame().setting({"scenario": place[0], "policy": place[1]})

    def run(seeds: Sequence[int]) -> pd.DataFrame:
        batch, rows = Batch(portraits=True), []
        for first in range(0, len(seeds), AT_ONCE):
            ready = make_ready(setting, seeds[first : first + AT_ONCE])
            rows += TakePortrait().of_portraits(batch.sums(ready).portraits)
        numbers = [{n: v for n, v in row.items() if not n.startswith("courses.")} for row in rows]
        return pd.DataFrame(numbers).assign(seed=list(seeds))

    return stored(FOLDER / f"{place[0]}_{place[1]}_{PORTRAITS}.parquet", run).drop(columns="seed")


def stored(file: Path, run: Run) -> pd.DataFrame:
    """Return the runs in a file; where it has none of this model, run and store them.

    Args:
        file: Where they are.
        run: Gives the runs of some seeds, a row each, with the column seed.
    """
    if file.exists():
        found = pd.read_parquet(file).sort_values("seed", ignore_index=True)
        if len(found) == len(SEEDS) and _same(found.head(CHECKED), run(SEEDS[:CHECKED])):
            return found
    file.parent.mkdir(parents=True, exist_ok=True)
    found = run(SEEDS)
    found.to_parquet(file)
    return found


def _same(before: pd.DataFrame, now: pd.DataFrame) -> bool:
    numbers = [name for name in now if pd.api.types.is_numeric_dtype(now[name])]
    return set(before) == set(now) and np.array_equal(
        before[numbers].to_numpy(np.float64), now[numbers].to_numpy(np.float64), equal_nan=True
    )
