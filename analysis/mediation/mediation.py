"""Figure 1 against figure 2: does capacity moderate what willingness does, or carry it?

*Mediation*: worlds that differ in willingness alone are run on one tape; then the shares of the gap
that one world offered are transplanted into the other. What the outcome loses with them is the part
of the effect that runs through offered capacity (the natural indirect effect).
*Moderation*: how much larger the effect of willingness is at one end of a third condition than at
the other (difference in differences), on the raw scale and on the log scale: what multiplies
moderates on the first and not on the second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.stored.summary import FEWEST_RESAMPLED, Estimate, estimate

LEVELS = ("low", "middle", "high")
Numbers = npt.NDArray[np.float64]


def jackknifed(statistic: Callable[..., Numbers], *values: Numbers) -> Estimate:
    """Return a statistic of means over seeds, with an interval of its jackknife values.

    The jackknife value of a seed is by how much it moves the statistic (Tukey 1958): of a sum or
    difference of means that of the seed itself, so that the interval is the one of every mean.

    Args:
        statistic: Takes means, in the order of ``values``; also in the shape (seeds,).
        *values: Each in the shape (seeds,), in the same order of seeds.

    Returns:
        The estimate; seeds with a missing value in any of the values are left out, and fewer than
        ``FEWEST_RESAMPLED`` have no interval.
    """
    table = np.array(values, np.float64)
    table = table[:, ~np.isnan(table).any(axis=0)]
    count = table.shape[1]
    if count == 0:
        return estimate([np.nan])
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = float(statistic(*table.mean(axis=1)))
        without = (table.sum(axis=1, keepdims=True) - table) / max(1, count - 1)
        moved = count * whole - (count - 1) * statistic(*without)
    if count < FEWEST_RESAMPLED or not np.isfinite(moved).all():
        return Estimate(whole, np.nan, np.nan, count, 0)
    return replace(estimate(moved - moved.mean() + whole), mean=whole)


def interval(statistic: Callable[..., Numbers], *values: Numbers) -> tuple[float, float, float]:
    """Return estimate, low and high of ``jackknifed``."""
    found = jackknifed(statistic, *values)
    return found.mean, found.low, found.high


def mediation_table(outcomes: Mapping[str, Numbers]) -> pd.DataFrame:
    """Split the effect of willingness into what runs through offered capacity and the rest.

    Args:
        outcomes: Per world the outcome per seed: ``high`` and ``low`` (willingness, own offers),
            ``high_with_low`` (high willingness, offers of the low world) and ``low_with_high``.

    Returns:
        effect, estimate, low, high, chance. ``total`` = high − low; ``indirect`` = high −
        high_with_low; ``direct`` is the rest; ``indirect_from_low`` takes the offers the other way
        (low_with_high − low); ``share`` is indirect over total.
    """
    high, low = outcomes["high"], outcomes["low"]
    down, up = outcomes["high_with_low"], outcomes["low_with_high"]
    effects = {
        "total": jackknifed(lambda a, b: a - b, high, low),
        "indirect": jackknifed(lambda a, b: a - b, high, down),
        "direct": jackknifed(lambda a, b: a - b, down, low),
        "indirect_from_low": jackknifed(lambda a, b: a - b, up, low),
        "share": jackknifed(lambda a, b, c: (a - b) / (a - c), high, down, low),
    }
    return pd.DataFrame(
        [
            (name, found.mean, found.low, found.high, found.chance)
            for name, found in effects.items()
        ],
        columns=["effect", "estimate", "low", "high", "chance"],
    )


def moderation_table(outcomes: Mapping[tuple[str, str], Numbers]) -> pd.DataFrame:
    """Measure how a third condition changes the effect of willingness.

    Args:
        outcomes: The outcome per seed, by the level of willingness ("low", "middle", "high") and
            of the moderator ("low", "high").

    Returns:
        span ("low_middle", "middle_high", "low_high"), scale ("raw", "log"), effect_low,
        effect_high (of willingness, at either end of the moderator), difference, low, high, chance.
    """
    rows = []
    for first, last in (("low", "middle"), ("middle", "high"), ("low", "high")):
        values = [outcomes[willing, end] for end in ("high", "low") for willing in (last, first)]
        for scale, of in (("raw", np.asarray), ("log", np.log)):
            found = jackknifed(_differences(of), *values)
            effects = [interval(_difference(of), *values[place : place + 2])[0] for place in (2, 0)]
            ends = found.mean, found.low, found.high, found.chance
            rows.append((f"{first}_{last}", scale, *effects, *ends))
    columns = ["span", "scale", "effect_low", "effect_high", "difference", "low", "high", "chance"]
    return pd.DataFrame(rows, columns=columns)


def _difference(scale: Callable[[Numbers], Numbers]) -> Callable[..., Numbers]:
    return lambda a, b: scale(a) - scale(b)


def _differences(scale: Callable[[Numbers], Numbers]) -> Callable[..., Numbers]:
    return lambda a, b, c, d: (scale(a) - scale(b)) - (scale(c) - scale(d))


def level_table(runs: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Summarise the outcome at every contrast point.

    Args:
        runs: A row per run: theory, moderator, end, level, seed and the outcome.
        outcome: The outcome's key.

    Returns:
        theory, moderator, end, level, mean, low, high, in the order of the points.
    """
    keys = ["theory", "moderator", "end", "level"]
    rows = []
    for key, part in runs.sort_values("point", kind="stable").groupby(keys, sort=False):
        found = estimate(part[outcome])
        rows.append((*key, found.mean, found.low, found.high))
    return pd.DataFrame(rows, columns=[*keys, "mean", "low", "high"])
