"""How far an outcome moved from the runs of one study to those of another."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analysis.intervals.ways import NO_SHAPE
from analysis.stored.summary import CONFIDENCE, Estimate, estimate

ROUNDING = 1e-12
WELCH = "welch"

Numbers = npt.NDArray[np.float64]


def difference(one: pd.DataFrame, other: pd.DataFrame, outcome: str) -> dict[str, Any]:
    """Return new less old of an outcome: on the same seeds where there are, else of two samples.

    Args:
        one: The older runs, with setting and seed.
        other: The newer ones.
        outcome: The outcome, a column of both.

    Returns:
        old, new (means), mean, low, high (of the difference, with its 95 % interval), chance (of a
        difference as large where nothing moved), runs, paired, flag (why the interval may not hold
        the truth as often as it says).
    """
    both = one.merge(other, on=["setting", "seed"], suffixes=("_old", "_new"))
    paired = len(both) == min(len(one), len(other))
    if paired:
        before, after = (
            both[f"{outcome}_{which}"].to_numpy(np.float64) for which in ("old", "new")
        )
        there = ~(np.isnan(before) | np.isnan(after))
        before, after = before[there], after[there]
    else:
        before, after = (runs[outcome].dropna().to_numpy(np.float64) for runs in (one, other))
    means = {
        "old": float(before.mean()) if before.size else np.nan,
        "new": float(after.mean()) if after.size else np.nan,
    }
    found = difference_of(before, after, paired)
    return {
        **means,
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "chance": found.chance,
        "runs": len(after),
        "paired": paired,
        "flag": found.flag,
    }


def difference_of(before: Numbers, after: Numbers, paired: bool) -> Estimate:
    """Return the mean of new less old: of pairs as every mean, of two samples by Welch's t.

    Args:
        before: A value per old run, all there.
        after: A value per new run; where paired, on the same seeds in the same order.
        paired: Whether they are.
    """
    runs = len(after)
    if not before.size or not after.size:
        return Estimate(np.nan, np.nan, np.nan, runs, 0)
    gap = float(after.mean() - before.mean())
    if min(before.size, after.size) < 2:
        return Estimate(gap, np.nan, np.nan, runs, 0)
    spreads = [np.ptp(after - before)] if paired else [np.ptp(before), np.ptp(after)]
    if max(spreads) <= ROUNDING * max(np.abs(before).max(), np.abs(after).max()):
        # Every run moved by the same, up to rounding: no chance is in it.
        return Estimate(gap, gap, gap, runs, 0, float(gap == 0.0))
    if paired:
        return estimate(after - before)
    test = stats.ttest_ind(after, before, equal_var=False)
    ends = test.confidence_interval(CONFIDENCE)
    return Estimate(
        gap, float(ends.low), float(ends.high), runs, 0, float(test.pvalue), WELCH, NO_SHAPE
    )
