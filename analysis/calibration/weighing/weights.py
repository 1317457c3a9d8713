"""Draws with weights: how many of equal weight they are worth, and what they say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp
from scipy.stats import genpareto

Numbers = npt.NDArray[np.float64]

LEAST_TAIL = 5
"""Fewer of the largest weights have no shape."""
MOST_K = 0.7


def normalised(log_weights: Numbers) -> Numbers:
    """Return weights that add up to 1, from their logarithms."""
    total = logsumexp(log_weights)
    if not np.isfinite(total):
        return np.full(len(log_weights), 1.0 / len(log_weights))
    return np.asarray(np.exp(log_weights - total))


def effective(weights: Numbers) -> float:
    """Return how many draws of equal weight these are worth (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def k_hat(weights: Numbers) -> float:
    """Return how heavy the tail of weights is (Vehtari and others 2024, *JMLR* 25).

    The shape of a generalised Pareto distribution of the largest weights; NaN where they are too
    few or all the same.
    """
    count = len(weights)
    tail = int(min(count / 5.0, 3.0 * np.sqrt(count)))
    if tail < LEAST_TAIL:
        return float("nan")
    ordered = np.sort(weights)
    above = ordered[-tail:] - ordered[-tail - 1]
    if not above[0] > 0.0:
        above = above[above > 0.0]
    if len(above) < LEAST_TAIL or not np.ptp(above) > 0.0:
        return float("nan")
    shape, _, _ = genpareto.fit(above / above.mean(), floc=0.0)
    return float(shape)


def largest_k(count: int) -> float:
    """Return the shape of the tail above which so many draws are not to be relied on."""
    return float(min(1.0 - 1.0 / np.log10(max(count, 2)), MOST_K))


def mean(values: Numbers, weights: Numbers) -> float:
    """Return a weighted mean."""
    return float(values @ weights / weights.sum())


def deviation(values: Numbers, weights: Numbers) -> float:
    """Return a weighted standard deviation."""
    return float(np.sqrt(mean((values - mean(values, weights)) ** 2, weights)))


def quantiles(values: Numbers, weights: Numbers, shares: tuple[float, ...]) -> list[float]:
    """Return weighted quantiles: the smallest value that so much of the weight lies at or below."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    places = np.searchsorted(reached, np.array(shares) - 1e-12)
    return [float(value) for value in values[order][np.minimum(places, len(values) - 1)]]
