"""Which way a factor works: the outcome along its range, from many base points (ICE)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.sensitivity.estimation.sample import refuse_missing

COLUMNS = ["factor", "base", "value", "mean", "low", "high"]
MEAN = "mean"


def course_table(
    runs: pd.DataFrame | None, places: pd.DataFrame | None, outcome: str
) -> pd.DataFrame:
    """Return the outcome along single factors, per base point and on average.

    Args:
        runs: A row per run, one per point; None for no courses.
        places: Per point: point, factor, base, value.
        outcome: The outcome's key.

    Returns:
        factor, base (a base point, or "mean"), value, mean, low, high (empty: a course is an
        example, and the mean of examples shows the shape).
    """
    if runs is None or places is None:
        return pd.DataFrame(columns=COLUMNS)
    refuse_missing(runs, outcome)
    table = places.merge(runs[["point", outcome]], on="point")
    single = table.rename(columns={outcome: "mean"})[["factor", "base", "value", "mean"]]
    means = single.groupby(["factor", "value"], sort=False, as_index=False)["mean"].mean()
    both = pd.concat([single, means.assign(base=MEAN)], ignore_index=True)
    courses: pd.DataFrame = both.assign(low=np.nan, high=np.nan)[COLUMNS]
    return courses
