"""Comparisons on the same seeds: means, and paired differences along each axis."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.summary import KEYS_OF_A_RUN, complete_pairs, estimate, paired_difference

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
        The columns axis, outcome, point, against, scenario, policy, theory (of the point), mean,
        low, high, runs, missing.
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
                    **{name: described.loc[other, name] for name in AXES},
                    "mean": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "runs": found.runs,
                    "missing": found.missing,
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
                    "mean": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "runs": found.runs,
                    "missing": found.missing,
                }
            )
    return pd.DataFrame(rows)
