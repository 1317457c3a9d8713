"""How much of the differences between runs is chance: the noise share, from replicates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.sensitivity.estimation.sample import refuse_missing
from sim.errors import UserError

RESAMPLES = 500
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Noise:
    """Variance of one run, split into what the seed does and what the factors do.

    Attributes:
        share: within / (within + between).
        low: Lower end of its 95 % interval, from a bootstrap over points.
        high: Upper end.
        within: Variance between seeds at one point, averaged over points.
        between: Variance between points of the expected outcome.
        points: Number of points.
        seeds: Seeds at each of them.
    """

    share: float
    low: float
    high: float
    within: float
    between: float
    points: int
    seeds: int


def noise_share(runs: pd.DataFrame, outcome: str, seed: int = 1) -> Noise:
    """Estimate the noise share from points that were run on several seeds each.

    Args:
        runs: A row per run: point, replication, seed, outcomes; as many seeds at every point.
        outcome: The outcome's key.
        seed: Seed of the bootstrap.

    Raises:
        UserError: Where a value is missing, or no point has two seeds.
    """
    refuse_missing(runs, outcome)
    table = runs.pivot(index="point", columns="replication", values=outcome).to_numpy(np.float64)
    points, seeds = table.shape
    if seeds < 2 or points < 2:
        raise UserError(
            "the noise share needs two points on two seeds or more; these runs have "
            "{points} point(s) on {seeds} seed(s)",
            points=points,
            seeds=seeds,
        )
    means, spread = table.mean(axis=1), table.var(axis=1, ddof=1)
    drawn = np.random.default_rng(seed).integers(points, size=(RESAMPLES, points))
    shares = _split(means[drawn], spread[drawn], seeds)[0]
    share, within, between = (
        float(part[0]) for part in _split(means[None, :], spread[None, :], seeds)
    )
    low, high = np.nanquantile(shares, (TAIL, 1 - TAIL)) if np.isfinite(share) else (np.nan,) * 2
    return Noise(share, float(low), float(high), within, between, points, seeds)


def _split(
    means: npt.NDArray[np.float64], spread: npt.NDArray[np.float64], seeds: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return noise share, within and between, one per row of the arrays."""
    within = spread.mean(axis=1)
    # The mean over a few seeds still carries a part of the noise.
    between = np.maximum(means.var(axis=1, ddof=1) - within / seeds, 0.0)
    total = within + between
    share = np.full_like(total, np.nan)
    np.divide(within, total, out=share, where=total > 0)
    return share, within, between
