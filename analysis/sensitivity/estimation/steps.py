"""Pairs of runs that differ in one factor: total effects, also within one value of a switch.

In designs of trajectories (Shapley, Morris) and of Saltelli each pair differs in one factor only,
and the other factors lie anywhere. Half the mean squared difference is then the variance that is
left when all but that factor are known (Jansen's estimator of the total effect), and taken over
the pairs in which a switch has one value it is the same under that theory: no further runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.sensitivity.estimation.sample import Sample

TAIL = 0.025
RESAMPLES = 200
FEWEST_PAIRS = 10
PAIRED = ("shapley", "morris", "sobol")


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Pairs of rows that differ in one factor.

    Attributes:
        factor: Shape (pairs,), the place of the factor that changed.
        before: The row before.
        after: The row after.
    """

    factor: npt.NDArray[np.int64]
    before: npt.NDArray[np.int64]
    after: npt.NDArray[np.int64]


def steps_of(sample: Sample) -> Steps:
    """Find the pairs of a design of trajectories or of Saltelli's."""
    number, block = len(sample.names), sample.block
    start = np.repeat(np.arange(sample.size) * block, number)
    place = np.tile(np.arange(number), sample.size)
    if sample.kind == "sobol":
        return Steps(place, start, start + 1 + place)
    before, after = start + place, start + place + 1
    factor = np.empty(len(before), np.int64)
    # A base row at a time, in place: a copy of the rows of a large design takes a gigabyte.
    for base in range(sample.size):
        rows = sample.raw[base * block : (base + 1) * block]
        factor[base * number : (base + 1) * number] = np.argmax(rows[:-1] != rows[1:], axis=1)
    groups = sample.problem.get("groups")
    if groups:
        names = sample.names
        factor = np.array([names.index(group) for group in groups])[factor]
    return Steps(factor, before, after)


def total_index(
    sample: Sample,
    rng: np.random.Generator,
    kept: npt.NDArray[np.bool_] | None = None,
    steps: Steps | None = None,
) -> pd.DataFrame:
    """Estimate each factor's total share of the variance from the pairs.

    Args:
        sample: The design with its values.
        rng: Generator of the bootstrap over base rows.
        kept: Shape (rows,), the rows to which the estimate is held; None for all.
        steps: The sample's pairs, where they are known already.

    Returns:
        factor, index ("total"), estimate, low, high; NaN where too few pairs are left.
    """
    steps = steps_of(sample) if steps is None else steps
    number, size = len(sample.names), sample.size
    rows = np.ones(len(sample.values), bool) if kept is None else kept
    used = rows[steps.before] & rows[steps.after]
    factor, base = steps.factor[used], sample.base_rows[steps.before[used]]
    change = 0.5 * (sample.values[steps.after[used]] - sample.values[steps.before[used]]) ** 2
    # Sums and counts per base row and factor: a bootstrap over base rows only adds them up.
    place = base * number + factor
    sums = np.bincount(place, change, size * number).reshape(size, number)
    counts = np.bincount(place, minlength=size * number).reshape(size, number)
    ends = sample.independent()
    ends = ends[rows[ends]]
    moments = _moments(sample.values[ends], sample.base_rows[ends], size)
    whole = np.ones((1, size))
    drawn = np.array(
        [np.bincount(rng.integers(size, size=size), minlength=size) for _ in range(RESAMPLES)],
        np.float64,
    )
    estimate, draws = (_shares(weights, sums, counts, moments) for weights in (whole, drawn))
    estimate[0, counts.sum(axis=0) < FEWEST_PAIRS] = np.nan
    lacking = np.isnan(estimate[0])
    draws[:, lacking] = 0.0
    low, high = np.nanquantile(draws, (TAIL, 1 - TAIL), axis=0)
    low[lacking] = high[lacking] = np.nan
    return pd.DataFrame(
        {
            "factor": sample.names,
            "index": "total",
            "estimate": estimate[0],
            "low": low,
            "high": high,
        }
    )


def _moments(
    values: npt.NDArray[np.float64], base: npt.NDArray[np.int64], size: int
) -> npt.NDArray[np.float64]:
    """Return count, sum and sum of squares per base row, shape (3, base rows)."""
    centred = values - values.mean() if len(values) else values
    return np.array(
        [np.bincount(base, w, size) for w in (np.ones_like(values), centred, centred**2)]
    )


def _shares(
    weights: npt.NDArray[np.float64],
    sums: npt.NDArray[np.float64],
    counts: npt.NDArray[np.int64],
    moments: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return the total shares for each weighting of the base rows, shape (weightings, factors)."""
    count, first, second = (weights @ moment for moment in moments)
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = second / count - (first / count) ** 2
        return np.asarray((weights @ sums) / (weights @ counts) / variance[:, None])
