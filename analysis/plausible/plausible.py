"""History matching: which draws of the untabulated conditions do the data not rule out?

A draw of conditions is *implausible* where what it gives lies further from what was seen than the
figure's own uncertainty, the model's expected error and the chance of a few seeds can explain. What
is left is not "the" right setting but all that the data leave open; every analysis can run over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

RIDGE = 1e-3

Numbers = npt.NDArray[np.float64]


def verdict(distance: pd.DataFrame, limit: float) -> pd.DataFrame:
    """Judge each point by its largest distance: implausibility, worst_target, plausible."""
    known = distance.abs().fillna(0.0)
    return pd.DataFrame(
        {
            "implausibility": known.max(axis=1),
            "worst_target": known.idxmax(axis=1),
            "plausible": known.max(axis=1) <= limit,
        }
    )


@dataclass(frozen=True, slots=True)
class Emulator:
    """A straight-line guess of each target's signed distance from the sampled conditions.

    It chooses which new draws are worth a run; only runs rule anything out.

    Attributes:
        middle: Mean of the conditions, shape (factors,).
        scale: Their standard deviations.
        weights: Per target: intercept and slopes, shape (factors + 1,).
        error: Per target: standard deviation of what the line misses.
    """

    middle: Numbers
    scale: Numbers
    weights: Mapping[str, Numbers]
    error: Mapping[str, float]

    def guess(self, raw: Numbers) -> Numbers:
        """Return the smallest implausibility that a draw may have, shape (points,)."""
        x = np.column_stack([np.ones(len(raw)), (raw - self.middle) / self.scale])
        worst = np.zeros(len(raw))
        for name, weights in self.weights.items():
            # One residual deviation of doubt is granted, so that few good draws are lost.
            worst = np.maximum(worst, np.abs(x @ weights) - self.error[name])
        return worst


def fit_emulator(raw: Numbers, signed: pd.DataFrame) -> Emulator:
    """Fit the lines by ridge regression.

    Args:
        raw: Sampled conditions, shape (points, factors).
        signed: From ``distances``, a row per point.
    """
    middle, scale = raw.mean(axis=0), np.maximum(raw.std(axis=0), 1e-12)
    weights, error = {}, {}
    for name in signed.columns:
        y = signed[name].to_numpy(np.float64)
        known = np.isfinite(y)
        if known.sum() < 2:
            continue
        x = np.column_stack([np.ones(known.sum()), (raw[known] - middle) / scale])
        penalty = RIDGE * known.sum() * np.eye(x.shape[1])
        penalty[0, 0] = 0.0
        weights[str(name)] = np.linalg.solve(x.T @ x + penalty, x.T @ y[known])
        error[str(name)] = float(np.std(y[known] - x @ weights[str(name)]))
    return Emulator(middle, scale, weights, error)


def narrowing(values: pd.DataFrame, plausible: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Compare each condition among the draws that are left with all that were drawn at random.

    Args:
        values: A row per draw of the first wave and a column per condition.
        plausible: Which of them are not ruled out.

    Returns:
        factor, mean, low, high (the middle 90 % of what is left), prior_mean, shift: the
        difference of the means in standard errors. The largest shift first.
    """
    left = values[plausible]
    rows = []
    for name in values.columns:
        every, ours = values[name].to_numpy(np.float64), left[name].to_numpy(np.float64)
        if len(ours) == 0:
            continue
        low, high = np.quantile(ours, (0.05, 0.95))
        error = every.std(ddof=1) / np.sqrt(len(ours))
        shift = (ours.mean() - every.mean()) / error if error > 0 else 0.0
        rows.append((name, ours.mean(), low, high, every.mean(), shift))
    columns = ["factor", "mean", "low", "high", "prior_mean", "shift"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("shift", key=np.abs, ascending=False, ignore_index=True)
