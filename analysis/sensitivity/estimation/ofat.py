"""One factor at a time: how the outcome goes as one factor moves and the rest stays put.

It shows mechanisms and turning points, not importance: whatever only matters together with
something else stays hidden.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.sensitivity.estimation.sample import refuse_missing
from analysis.stored.summary import estimate, paired_difference

RESAMPLES = 200
TAIL = 0.025


def courses(runs: pd.DataFrame, levels: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Summarise the outcome at each level of each factor.

    Args:
        runs: A row per run; the same seeds at every point.
        levels: factor, value, point: which point moves which factor to which value.
        outcome: The outcome's key.

    Returns:
        factor, base ("default"), value, mean, low, high.
    """
    refuse_missing(runs, outcome)
    by_point = {int(str(point)): part[outcome] for point, part in runs.groupby("point")}
    rows = []
    columns = (levels["factor"], levels["value"], levels["point"].astype(int))
    for factor, value, point in zip(*columns, strict=True):
        found = estimate(by_point[point])
        rows.append((factor, "default", value, found.mean, found.low, found.high))
    return pd.DataFrame(rows, columns=["factor", "base", "value", "mean", "low", "high"])


def swings(runs: pd.DataFrame, levels: pd.DataFrame, outcome: str, seed: int = 1) -> pd.DataFrame:
    """Estimate how far the outcome's mean moves over the levels of each factor.

    Beside ``swing`` (highest mean minus lowest, never negative) stands ``change``: the mean at the
    last level minus that at the first (of words: as declared), paired by seed, which has a sign.
    The interval of the swing is from a bootstrap over seeds, of which all factors share the draws.

    Returns:
        factor, index, estimate, low, high.
    """
    refuse_missing(runs, outcome)
    table = runs.pivot(index="point", columns="seed", values=outcome)
    seeds = table.shape[1]
    drawn = np.random.default_rng(seed).integers(seeds, size=(RESAMPLES, seeds))
    rows = []
    for factor, part in levels.groupby("factor", sort=False):
        # Words stand in the order in which they are declared.
        words = any(isinstance(value, str) for value in part["value"])
        ordered = part if words else part.sort_values("value")
        values = table.loc[ordered["point"]].to_numpy(np.float64)
        swing = float(np.ptp(values.mean(axis=1)))
        low, high = np.quantile(np.ptp(values[:, drawn].mean(axis=2), axis=0), (TAIL, 1 - TAIL))
        if seeds == 1:
            low = high = np.nan
        change = paired_difference(values[0], values[-1])
        rows.append((factor, "swing", swing, low, high))
        rows.append((factor, "change", change.mean, change.low, change.high))
    return pd.DataFrame(rows, columns=["factor", "index", "estimate", "low", "high"])
