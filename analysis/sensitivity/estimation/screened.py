"""What is left when all that was screened out stands still: does the screening hold?

An index near that of the dummy says that a factor hardly matters by itself. Whether all such
factors together hardly matter is checked with further runs: the same points, with the same luck,
once with every factor where the design put it and once with the screened-out ones at their value
in the setting.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import ks_2samp

from analysis.sensitivity.estimation.sample import refuse_missing

RESAMPLES = 500
TAIL = 0.025
MEASURES = ("variance_left", "followed", "distance", "shift")

Numbers = npt.NDArray[np.float64]


def what_is_left(
    varied: pd.DataFrame, held: pd.DataFrame, outcome: str, seed: int = 1
) -> pd.DataFrame:
    """Hold runs in which screened-out factors stand still against those in which all vary.

    Args:
        varied: A row per point: point and outcomes, all factors varied.
        held: The same points on the same seeds, the screened-out factors held.
        outcome: The outcome's key.
        seed: Seed of the bootstrap over points.

    Returns:
        measure, estimate, low, high (95 %): ``variance_left`` (variance held over variance
        varied), ``followed`` (squared correlation point by point), ``distance`` (largest distance
        between the two distributions, Kolmogorov and Smirnov), ``shift`` (mean held less mean
        varied).

    Raises:
        UserError: Where the outcome does not exist in some of the runs.
    """
    for runs in (varied, held):
        refuse_missing(runs, outcome)
    pairs = varied[["point", outcome]].merge(
        held[["point", outcome]], on="point", suffixes=("_varied", "_held"), validate="one_to_one"
    )
    both = pairs.drop(columns="point").to_numpy(np.float64).T
    points = both.shape[1]
    drawn = np.random.default_rng(seed).integers(points, size=(RESAMPLES, points))
    found = _measures(both)
    draws = np.array([_measures(both[:, places]) for places in drawn])
    low, high = np.nanquantile(draws, (TAIL, 1 - TAIL), axis=0)
    columns = {"measure": MEASURES, "estimate": found, "low": low, "high": high}
    return pd.DataFrame(columns)


def _measures(both: Numbers) -> tuple[float, ...]:
    varied, held = both
    spread, left = np.var(varied), np.var(held)
    if spread == 0.0:
        return (np.nan,) * len(MEASURES)
    followed = np.corrcoef(varied, held)[0, 1] ** 2 if left > 0 else 0.0
    return (
        float(left / spread),
        float(followed),
        float(ks_2samp(varied, held).statistic),
        float(held.mean() - varied.mean()),
    )
