"""Ten thousand runs of a setting, of which resamples are drawn: their mean is the truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.intervals.runs import KEYS, runs_of
from analysis.intervals.shapes import Place
from experiments.design.frame import Frame
from sim.sources import MODEL

FOLDER = Path("outputs") / "coverage"
SEEDS = range(1, 10_001)
"""None of them is a seed of the shapes that ship."""

Bank = Callable[[Place], pd.DataFrame]


def bank_of(place: Place) -> pd.DataFrame:
    """Return ten thousand runs of a setting, a row per seed; stored once per version of the model.

    Args:
        place: Scenario and policy.
    """
    file = FOLDER / f"{place[0]}_{place[1]}_{MODEL}.parquet"
    if not file.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        runs_of([place], SEEDS, Frame()).to_parquet(file)
    return pd.read_parquet(file).sort_values("seed").drop(columns=list(KEYS))
