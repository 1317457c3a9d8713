"""Necessary conditions: how much of an outcome is out of reach without enough of a condition.

The ceiling is the step function over the data (CE-FDH, Dul): the highest outcome seen up to each
level of the condition. The effect size is the empty space above it, as a share of the rectangle
that the data span; a permutation test says how much space shuffled data leave empty.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

PERMUTATIONS = 1000
BOUND = 0.95
FEWEST_POINTS = 30
"""Points below which the ceiling rests on a handful of the highest values."""


def effect_size(
    condition: npt.NDArray[np.float64], outcome: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the share of the space that lies above the ceiling.

    Args:
        condition: Shape (points,).
        outcome: Shape (…, points): one or many outcomes of the same points.

    Returns:
        Shape (…): 0 where nothing is out of reach, NaN where condition or outcome do not vary.
    """
    order = np.argsort(condition, kind="stable")
    level = condition[order]
    ceiling = np.maximum.accumulate(outcome[..., order], axis=-1)
    # Of points at one level the highest counts, so the width before the first of them is right
    # and between them it is 0.
    widths = np.diff(level)
    top, bottom = outcome.max(axis=-1), outcome.min(axis=-1)
    empty = ((top[..., None] - ceiling[..., :-1]) * widths).sum(axis=-1)
    scope = (top - bottom) * (level[-1] - level[0])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(scope > 0, empty / scope, np.nan))


def necessity_table(
    conditions: Mapping[str, npt.NDArray[np.float64]],
    outcome: npt.NDArray[np.float64],
    seed: int = 1,
) -> pd.DataFrame:
    """Work out the effect size of each condition with its permutation test.

    Args:
        conditions: By name, each in the shape (points,).
        outcome: Shape (points,).
        seed: Seed of the permutations.

    Returns:
        condition, effect_size, bound (95 % of shuffled data leave less space empty), above_bound
        (whether the data leave more), points.
    """
    rng = np.random.default_rng(seed)
    shuffled = np.array([rng.permutation(outcome) for _ in range(PERMUTATIONS)])
    rows = []
    for name, condition in conditions.items():
        found = float(effect_size(condition, outcome))
        bound = float(np.quantile(effect_size(condition, shuffled), BOUND))
        rows.append((name, found, bound, found > bound, len(outcome)))
    columns = ["condition", "effect_size", "bound", "above_bound", "points"]
    return pd.DataFrame(rows, columns=columns)
