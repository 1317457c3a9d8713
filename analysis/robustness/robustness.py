"""Policies over many futures: regret, the share that is good enough, and what it costs.

Every policy meets every future on the same tapes, so that the best policy of a future is not the
one with the best luck. A future is a scenario, a theory and a draw of plausible conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom, binomtest

from analysis.intervals.several import LEVEL, holm
from analysis.sensitivity.estimation.sample import refuse_missing
from analysis.stored.summary import CONFIDENCE, FEWEST_RESAMPLED, estimate
from sim.errors import UserError
from sim.outcomes import LOWER_IS_BETTER

HIGH_REGRET = 0.9
FEWEST_BEHIND = 30
"""Futures with regret below which a mean regret is not told by them (docs/coverage.md)."""


METRICS = ("mean", "mean_regret", "max_regret", "p90_regret", "good_enough")
MORE_IS_BETTER = ("mean", "good_enough")
"""The metrics of which a policy wants more; of the others it wants less."""

Numbers = npt.NDArray[np.float64]


def outcome_grid(runs: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Average an outcome over seeds, futures down and policies across.

    Args:
        runs: A row per run: policy, future, seed, outcomes; every policy on the same seeds of
            every future.
        outcome: The outcome's key.

    Raises:
        UserError: Where a value does not exist, or policies did not meet the same seeds.
    """
    refuse_missing(runs.rename(columns={"future": "point"}), outcome)
    ordered = runs.assign(seed=runs["seed"].astype(str)).sort_values("seed")
    seeds = ordered.groupby(["future", "policy"], sort=False)["seed"].agg(" ".join)
    uneven = seeds.groupby("future", sort=False).nunique()
    counts = seeds.groupby("future", sort=False).size()
    if (uneven > 1).any() or counts.nunique() > 1:
        worst = uneven.index[(uneven > 1) | (counts < counts.max())][0]
        raise UserError(
            "policies met different runs in future '{future}', so their best would be a "
            "matter of luck; resume the study, so that every policy has the same seeds in "
            "every future",
            future=worst,
        )
    return runs.pivot_table(index="future", columns="policy", values=outcome, sort=False)


def regret(grid: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Return what each policy leaves behind the best one, future by future; 0 for the best."""
    if outcome in LOWER_IS_BETTER:
        return grid.sub(grid.min(axis=1), axis=0)
    return grid.rsub(grid.max(axis=1), axis=0)


def seldom_behind(grid: pd.DataFrame, outcome: str) -> dict[str, int]:
    """Return the policies whose regret is above 0 in too few futures to tell its mean.

    The mean then hangs on a handful of futures, and its interval, made from the same, misses what
    is rare.

    Returns:
        By policy, in how many futures.
    """
    behind = (regret(grid, outcome) > 0.0).sum()
    return {str(name): int(count) for name, count in behind.items() if count < FEWEST_BEHIND}


def robustness_table(
    grid: pd.DataFrame,
    outcome: str,
    good_enough: float,
) -> pd.DataFrame:
    """Work out every metric of every policy, with intervals over futures.

    Args:
        grid: From ``outcome_grid``.
        outcome: The outcome's key, which decides whether more is better.
        good_enough: The threshold of the satisficing share.

    Returns:
        policy, metric, value, low, high, rank (1 is best; equal values share it), futures. Means
        have the interval of every mean, shares of futures Wilson's (1927), and the 90th percentile
        that between two of its values in order, by the binomial chance that it lies there. The
        largest regret has none: no draw of futures tells how large another may be.
    """
    values, left = grid.to_numpy(np.float64), regret(grid, outcome).to_numpy(np.float64)
    enough = values <= good_enough if outcome in LOWER_IS_BETTER else values >= good_enough
    rows = []
    for metric in METRICS:
        found = _metric(metric, values, left, enough)
        low, high = np.full((2, len(grid.columns)), np.nan)
        if len(grid) >= FEWEST_RESAMPLED:
            of = {"mean": values, "good_enough": enough}.get(metric, left)
            low, high = np.array([_ends(metric, column) for column in of.T]).T
        more = metric in MORE_IS_BETTER and not (metric == "mean" and outcome in LOWER_IS_BETTER)
        rank = pd.Series(-found if more else found).round(12).rank(method="min").astype(int)
        for place, policy in enumerate(grid.columns):
            rows.append(
                (policy, metric, found[place], low[place], high[place], rank[place], len(grid))
            )
    columns = ["policy", "metric", "value", "low", "high", "rank", "futures"]
    return pd.DataFrame(rows, columns=columns)


def _metric(name: str, values: Numbers, left: Numbers, enough: npt.NDArray[np.bool_]) -> Numbers:
    found = {
        "mean": lambda: values.mean(axis=0),
        "mean_regret": lambda: left.mean(axis=0),
        "max_regret": lambda: left.max(axis=0),
        "p90_regret": lambda: np.quantile(left, HIGH_REGRET, axis=0),
        "good_enough": lambda: enough.mean(axis=0),
    }[name]()
    return np.asarray(found, np.float64)


def _ends(metric: str, values: npt.NDArray[Any]) -> tuple[float, float]:
    """Return the ends of the interval of a metric of one policy, from its value in each future."""
    if metric == "max_regret":
        return np.nan, np.nan
    if metric == "p90_regret":
        return ends_of_quantile(values, HIGH_REGRET, CONFIDENCE)
    if metric == "good_enough":
        found = binomtest(int(values.sum()), len(values)).proportion_ci(CONFIDENCE, "wilson")
        return float(found.low), float(found.high)
    mean = estimate(values)
    return mean.low, mean.high


def ends_of_quantile(values: Numbers, share: float, confidence: float) -> tuple[float, float]:
    """Return two of the values between which a quantile lies, whatever they are drawn from.

    How many of them lie below it is binomial. Of few values the highest is not high enough, and is
    the end nevertheless.

    Args:
        values: Independent draws.
        share: Which quantile, as a share.
        confidence: What the interval holds.
    """
    tail, count, ordered = (1.0 - confidence) / 2.0, len(values), np.sort(values)
    below, above = (int(binom.ppf(at, count, share)) for at in (tail, 1.0 - tail))
    return float(ordered[max(below, 1) - 1]), float(ordered[min(above, count - 1)])


def group_table(grid: pd.DataFrame, outcome: str, groups: pd.Series) -> pd.DataFrame:
    """Summarise regret within groups of futures, such as a scenario under a theory.

    Args:
        grid: From ``outcome_grid``.
        outcome: The outcome's key.
        groups: The name of the group of each future, by future.

    Returns:
        group, policy, mean (of the outcome), mean_regret, max_regret, futures.
    """
    left, names = regret(grid, outcome), groups.reindex(grid.index)
    rows = []
    for group in dict.fromkeys(names):
        ours = (names == group).to_numpy()
        for policy in grid.columns:
            own = left.loc[ours, policy]
            mean = grid.loc[ours, policy].mean()
            rows.append((group, policy, mean, own.mean(), own.max(), int(ours.sum())))
    columns = ["group", "policy", "mean", "mean_regret", "max_regret", "futures"]
    return pd.DataFrame(rows, columns=columns)


def rank_reversals(table: pd.DataFrame, apart: pd.DataFrame) -> pd.DataFrame:
    """Find the pairs of policies that two metrics put in opposite order.

    Args:
        table: From ``robustness_table``.
        apart: From ``analysis.robustness.apart.apart_table``.

    Returns:
        metric, other_metric, policy (ahead on the first), other_policy (ahead on the second), told
        (whether both metrics tell the two apart).
    """
    ranks = table.pivot(index="policy", columns="metric", values="rank")
    sure = apart[apart["told"].astype(bool)]
    told = {
        (metric, frozenset(pair))
        for metric, *pair in sure[["metric", "policy", "other_policy"]].itertuples(index=False)
    }
    rows = []
    for first, second in combinations(METRICS, 2):
        for a, b in combinations(ranks.index, 2):
            one, two = (
                ranks.loc[a, first] - ranks.loc[b, first],
                (ranks.loc[a, second] - ranks.loc[b, second]),
            )
            if one * two < 0:
                ahead, behind = (a, b) if one < 0 else (b, a)
                both = all((metric, frozenset((a, b))) in told for metric in (first, second))
                rows.append((first, second, ahead, behind, both))
    columns = ["metric", "other_metric", "policy", "other_policy", "told"]
    return pd.DataFrame(rows, columns=columns)


def frontier(
    grid: pd.DataFrame,
    outcome: str,
    costs: Mapping[str, float],
    reference: str,
    money: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Hold what policies add against what they cost, in persons and in money.

    Args:
        grid: From ``outcome_grid``.
        outcome: The outcome's key.
        costs: The persons that each policy takes.
        reference: The policy that the others are held against.
        money: The million euro a year that each takes beside them; NaN where it is not known.

    Returns:
        policy, cost (persons), money, gain (over the reference, paired by future; positive is
        better), low, high, chance, told (from 0, by Holm over the policies), per_ten_persons and
        per_million (the gain for each; NaN where nothing is spent or it is not known), on_frontier:
        no other policy gains as much for no more of either, and more or for less. What is not
        known is neither more nor less.
    """
    sign = -1.0 if outcome in LOWER_IS_BETTER else 1.0
    gains, rows = sign * grid.sub(grid[reference], axis=0), []
    for policy in grid.columns:
        found = estimate(gains[policy].to_numpy(np.float64))
        if len(grid) < FEWEST_RESAMPLED:
            found = replace(found, low=np.nan, high=np.nan, chance=np.nan)
        if policy == reference:
            found = replace(found, chance=np.nan)
        euro = float((money or {}).get(str(policy), np.nan))
        rows.append(
            (policy, float(costs[policy]), euro, found.mean, found.low, found.high, found.chance)
        )
    columns = ["policy", "cost", "money", "gain", "low", "high", "chance"]
    table = pd.DataFrame(rows, columns=columns)
    spent = table[["cost", "money"]] if money else table[["cost"]]
    table = table.assign(
        told=holm(table["chance"]) <= LEVEL,
        per_ten_persons=10.0 * table["gain"] / table["cost"].where(table["cost"] > 0),
        per_million=table["gain"] / table["money"].where(table["money"] > 0),
        on_frontier=~_beaten(table["gain"].to_numpy(), spent.to_numpy(np.float64)),
    )
    return table.sort_values("cost", ignore_index=True)


def _beaten(gain: Numbers, spent: Numbers) -> npt.NDArray[np.bool_]:
    """Return which policies another beats: gains in (policies,), costs in (policies, kinds)."""
    return np.array(
        [
            bool(
                np.any(
                    (gain >= own)
                    & (spent <= paid).all(axis=1)
                    & ((gain > own) | (spent < paid).any(axis=1))
                )
            )
            for own, paid in zip(gain, spent, strict=True)
        ]
    )
