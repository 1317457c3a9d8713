"""Which policies are told apart over futures, by each metric of robustness."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binomtest

from analysis.intervals.several import LEVEL, holm
from analysis.robustness.robustness import HIGH_REGRET, regret
from analysis.stored.summary import paired_difference
from sim.outcomes import LOWER_IS_BETTER

JUDGED = ("mean", "p90_regret", "good_enough")
"""The metrics that have a winner. Mean regret orders policies as the mean does, and the largest
regret is that of one future, of which no test can say how it would be in others."""
RESAMPLES = 4_999
MOST_AT_ONCE = 1_000_000
"""Numbers that resamples hold at once."""

Numbers = npt.NDArray[np.float64]


def apart_table(
    grid: pd.DataFrame, outcome: str, good_enough: float, seed: int = 1
) -> pd.DataFrame:
    """Hold every two policies against each other on the same futures, by each judged metric.

    Means by a paired t, the 90th percentile of regret by a bootstrap of futures, the share that is
    good enough by the futures in which only one of the two is (an exact sign test, McNemar).

    Args:
        grid: From ``robustness.outcome_grid``.
        outcome: The outcome's key.
        good_enough: The threshold of the satisficing share.
        seed: Seed of the bootstrap.

    Returns:
        metric, policy, other_policy, difference (of the metric, the first less the second), chance
        (by itself), corrected (Holm over all pairs of the metric), told.
    """
    values, left = grid.to_numpy(np.float64), regret(grid, outcome).to_numpy(np.float64)
    enough = values <= good_enough if outcome in LOWER_IS_BETTER else values >= good_enough
    high = np.quantile(left, HIGH_REGRET, axis=0)
    draws = _high_regrets(left, seed)
    rows = []
    for one, other in combinations(range(len(grid.columns)), 2):
        pair = str(grid.columns[one]), str(grid.columns[other])
        mean = paired_difference(values[:, other], values[:, one])
        rows.append(("mean", *pair, mean.mean, mean.chance))
        rows.append(
            ("p90_regret", *pair, high[one] - high[other], _sides(draws[:, one] - draws[:, other]))
        )
        share = enough[:, one].mean() - enough[:, other].mean()
        rows.append(("good_enough", *pair, share, _sign(enough[:, one], enough[:, other])))
    columns = ["metric", "policy", "other_policy", "difference", "chance"]
    table = pd.DataFrame(rows, columns=columns)
    corrected = table.groupby("metric", sort=False)["chance"].transform(holm)
    return table.assign(corrected=corrected, told=corrected <= LEVEL)


def _high_regrets(left: Numbers, seed: int) -> Numbers:
    """Return the 90th percentile of regret in resamples of futures, resamples x policies."""
    rng, futures = np.random.default_rng(seed), len(left)
    at_once = max(1, MOST_AT_ONCE // max(1, left.size))
    sizes = [min(at_once, RESAMPLES - done) for done in range(0, RESAMPLES, at_once)]
    return np.concatenate(
        [
            np.quantile(left[rng.integers(futures, size=(size, futures))], HIGH_REGRET, axis=1)
            for size in sizes
        ]
    )


def _sides(draws: Numbers) -> float:
    """Return how likely resampled differences lie on the other side of 0, on either side."""
    least = min(int((draws <= 0).sum()), int((draws >= 0).sum()))
    return min(1.0, 2.0 * (least + 1) / (len(draws) + 1))


def _sign(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
    """Return how likely one is so much more often the only one of the two that is good enough."""
    only, neither = int((one & ~other).sum()), int((other & ~one).sum())
    return float(binomtest(only, only + neither).pvalue) if only + neither else 1.0


def firsts(metrics: pd.DataFrame, apart: pd.DataFrame) -> dict[str, list[str]]:
    """Return, per judged metric, the policies that come first: the best, and who is not told.

    Args:
        metrics: From ``robustness.robustness_table``.
        apart: From ``apart_table``.
    """
    found = {}
    for metric in JUDGED:
        rows = metrics[metrics["metric"] == metric].sort_values("rank", kind="stable")
        order = list(map(str, rows["policy"]))
        told = distinct_pairs(apart, metric)
        found[metric] = [p for p in order if p == order[0] or frozenset((order[0], p)) not in told]
    return found


def distinct_pairs(apart: pd.DataFrame, metric: str) -> set[frozenset[str]]:
    """Return the pairs of policies that are told apart by a metric."""
    rows = apart[(apart["metric"] == metric) & apart["told"].astype(bool)]
    return {
        frozenset(map(str, pair)) for pair in zip(rows["policy"], rows["other_policy"], strict=True)
    }
