"""How far an outcome moved from the runs of one study to those of another."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analysis.stored.summary import CONFIDENCE

ROUNDING = 1e-12

Numbers = npt.NDArray[np.float64]


def difference(one: pd.DataFrame, other: pd.DataFrame, outcome: str) -> dict[str, Any]:
    """Return new less old of an outcome: on the same seeds where there are, else of two samples.

    Args:
        one: The older runs, with setting and seed.
        other: The newer ones.
        outcome: The outcome, a column of both.

    Returns:
        old, new (means), mean, low, high (of the difference, with its 95 % interval), chance (of a
        difference as large where nothing moved), runs, paired.
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
    return {**means, **_interval(before, after, paired), "runs": len(after), "paired": paired}


def _interval(before: Numbers, after: Numbers, paired: bool) -> dict[str, float]:
    """Return mean, low, high of the difference, and the chance of as much where nothing moved."""
    nothing = {"mean": np.nan, "low": np.nan, "high": np.nan, "chance": np.nan}
    if not before.size or not after.size:
        return nothing
    gap = float(after.mean() - before.mean())
    if min(before.size, after.size) < 2:
        return {**nothing, "mean": gap}
    spreads = [np.ptp(after - before)] if paired else [np.ptp(before), np.ptp(after)]
    if max(spreads) <= ROUNDING * max(np.abs(before).max(), np.abs(after).max()):
        # Every run moved by the same, up to rounding: no chance is in it.
        return {"mean": gap, "low": gap, "high": gap, "chance": float(gap == 0.0)}
    test = stats.ttest_rel(after, before) if paired else stats.ttest_ind(
        after, before, equal_var=False
    )  # fmt: skip
    ends = test.confidence_interval(CONFIDENCE)
    return {
        "mean": gap, "low": float(ends.low), "high": float(ends.high), "chance": float(test.pvalue),
    }  # fmt: skip
