"""Comparisons on the same seeds: means, and paired differences along each axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from analysis.stored.summary import KEYS_OF_A_RUN, complete_pairs, estimate, paired_difference
from experiments.design.point import name_in_words

AXES = ("scenario", "policy", "theory")


def contrasts(points: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Return which points are held against which: along an axis, against its first name.

    Args:
        points: The design's table, with point, scenario, policy and theory.

    Returns:
        Triples of axis, reference point and other point, all else equal.
    """
    found = []
    for axis in AXES:
        rest = [other for other in AXES if other != axis]
        for _, group in points.groupby(rest, sort=False):
            first, *others = group["point"]
            found += [(axis, int(first), int(other)) for other in others]
    return found


def contrast_table(
    runs: pd.DataFrame, points: pd.DataFrame, outcomes: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return the paired differences of outcomes with their 95 % intervals.

    Args:
        runs: A row per run; replications that a point lacks are left out everywhere.
        points: The design's table.
        outcomes: Which outcomes; None for all.

    Returns:
        The columns axis, outcome, point, against (another point), reference (its name on the
        axis), scenario, policy, theory (of the point), mean, low, high, runs, missing.
    """
    whole = complete_pairs(runs, len(points)).sort_values("replication")
    names = outcomes or [name for name in runs.columns if name not in KEYS_OF_A_RUN]
    by_point = dict(tuple(whole.groupby("point")))
    described = points.set_index("point")
    rows = []
    for axis, first, other in contrasts(points) if by_point else []:
        for outcome in names:
            found = paired_difference(by_point[first][outcome], by_point[other][outcome])
            rows.append(
                {
                    "axis": axis,
                    "outcome": outcome,
                    "point": other,
                    "against": first,
                    "reference": described.loc[first, axis],
                    **{name: described.loc[other, name] for name in AXES},
                    **asdict(found),
                }
            )
    return pd.DataFrame(rows)


def mean_table(runs: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of every outcome at every point with its 95 % interval."""
    described = points.set_index("point")
    rows = []
    for point in points["point"]:
        part = runs[runs["point"] == point]
        for outcome in (name for name in runs.columns if name not in KEYS_OF_A_RUN):
            found = estimate(part[outcome])
            rows.append(
                {
                    "outcome": outcome,
                    "point": point,
                    **{name: described.loc[point, name] for name in AXES},
                    **asdict(found),
                }
            )
    return pd.DataFrame(rows)


def in_titles(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table of means or contrasts with the titles of what its settings name.

    Args:
        table: From ``mean_table`` or ``contrast_table``.
        language: "en" or "nl".
    """
    titled = table.assign(
        **{axis: [name_in_words(axis, name, language) for name in table[axis]] for axis in AXES}
    )
    if "reference" not in table:
        return titled
    pairs = zip(table["axis"], table["reference"], strict=True)
    return titled.assign(reference=[name_in_words(axis, n, language) for axis, n in pairs])


def widest_half(runs: pd.DataFrame, points: pd.DataFrame, outcome: str) -> float:
    """Return half of the widest interval among the differences that a comparison tells.

    Those are the contrasts along an axis, and each setting against the first one.

    Args:
        runs: A row per run, the same replications at every point.
        points: The design's table.
        outcome: The outcome.

    Returns:
        In the outcome's own unit; NaN where no difference has an interval.
    """
    grid = runs.pivot(index="replication", columns="point", values=outcome)
    first, *others = points["point"]
    pairs = {(first, other) for other in others} | {(a, b) for _, a, b in contrasts(points)}
    found = [estimate(grid[b] - grid[a]) for a, b in sorted(pairs)]
    halves = [(each.high - each.low) / 2 for each in found if each.high == each.high]
    return max(halves, default=math.nan)
