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

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.stored.summary import CONFIDENCE, FEWEST_RESAMPLED, estimate

RESAMPLES = 2000
LEVELS = ("low", "middle", "high")
Numbers = npt.NDArray[np.float64]


def interval(
    statistic: Callable[..., Numbers], *values: Numbers, seed: int = 1
) -> tuple[float, float, float]:
    """Return a statistic of means over seeds, with a bootstrap interval over the seeds.

    Args:
        statistic: Takes means, in the order of ``values``; also in the shape (resamples,).
        *values: Each in the shape (seeds,), in the same order of seeds.
        seed: Seed of the bootstrap.

    Returns:
        Estimate, low, high; seeds with a missing value in any of the values are left out, and too
        few of them have no interval.
    """
    table = np.array(values, np.float64)
    table = table[:, ~np.isnan(table).any(axis=0)]
    count = table.shape[1]
    if count == 0:
        return np.nan, np.nan, np.nan
    drawn = np.random.default_rng(seed).integers(count, size=(RESAMPLES, count))
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = float(statistic(*table.mean(axis=1)))
        draws = statistic(*table[:, drawn].mean(axis=2))
    if count < FEWEST_RESAMPLED:
        return estimate, np.nan, np.nan
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(draws, (tail, 1 - tail))
    return estimate, float(low), float(high)


def mediation_table(outcomes: Mapping[str, Numbers]) -> pd.DataFrame:
    """Split the effect of willingness into what runs through offered capacity and the rest.

    Args:
        outcomes: Per world the outcome per seed: ``high`` and ``low`` (willingness, own offers),
            ``high_with_low`` (high willingness, offers of the low world) and ``low_with_high``.

    Returns:
        effect, estimate, low, high. ``total`` = high − low; ``indirect`` = high − high_with_low;
        ``direct`` is the rest; ``indirect_from_low`` takes the offers the other way (low_with_high
        − low); ``share`` is indirect over total.
    """
    high, low = outcomes["high"], outcomes["low"]
    down, up = outcomes["high_with_low"], outcomes["low_with_high"]
    effects: dict[str, tuple[float, float, float]] = {
        "total": interval(lambda a, b: a - b, high, low),
        "indirect": interval(lambda a, b: a - b, high, down),
        "direct": interval(lambda a, b: a - b, down, low),
        "indirect_from_low": interval(lambda a, b: a - b, up, low),
        "share": interval(lambda a, b, c: (a - b) / (a - c), high, down, low),
    }
    return pd.DataFrame(
        [(effect, *found) for effect, found in effects.items()],
        columns=["effect", "estimate", "low", "high"],
    )


def moderation_table(outcomes: Mapping[tuple[str, str], Numbers]) -> pd.DataFrame:
    """Measure how a third condition changes the effect of willingness.

    Args:
        outcomes: The outcome per seed, by the level of willingness ("low", "middle", "high") and
            of the moderator ("low", "high").

    Returns:
        span ("low_middle", "middle_high", "low_high"), scale ("raw", "log"), effect_low,
        effect_high (of willingness, at either end of the moderator), difference, low, high.
    """
    rows = []
    for first, last in (("low", "middle"), ("middle", "high"), ("low", "high")):
        values = [outcomes[willing, end] for end in ("high", "low") for willing in (last, first)]
        for scale, of in (("raw", np.asarray), ("log", np.log)):
            difference = interval(_differences(of), *values)
            effects = [interval(_difference(of), *values[place : place + 2])[0] for place in (2, 0)]
            rows.append((f"{first}_{last}", scale, *effects, *difference))
    columns = ["span", "scale", "effect_low", "effect_high", "difference", "low", "high"]
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
