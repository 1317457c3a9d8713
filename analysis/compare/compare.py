"""Comparisons on the same seeds: means, and paired differences along each axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.intervals.several import LEVEL, holm
from analysis.intervals.shapes import Shapes
from analysis.intervals.ways import Shape
from analysis.stored.summary import (
    KEYS_OF_A_RUN,
    NO_SHAPES,
    Estimate,
    complete_pairs,
    estimate,
    paired_difference,
)
from experiments.design.point import name_in_words

AXES = ("scenario", "policy", "theory")
OF_A_CONTRAST = (
    *("axis", "outcome", "point", "against", "reference", *AXES),
    *(field.name for field in fields(Estimate)),
)


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
    runs: pd.DataFrame,
    points: pd.DataFrame,
    outcomes: Sequence[str] | None = None,
    shapes: Shapes = NO_SHAPES,
) -> pd.DataFrame:
    """Return the paired differences of outcomes with their 95 % intervals.

    Args:
        runs: A row per run; replications that a point lacks are left out everywhere.
        points: The design's table.
        outcomes: Which outcomes; None for all.
        shapes: Of the outcomes at these points.

    Returns:
        The columns axis, outcome, point, against (another point), reference (its name on the
        axis), scenario, policy, theory (of the point), mean, low, high, runs, missing, chance (by
        itself), way, flag, told (by Holm, of all that is held against the same point).
    """
    whole = complete_pairs(runs, len(points)).sort_values("replication")
    names = outcomes or [name for name in runs.columns if name not in KEYS_OF_A_RUN]
    by_point = dict(tuple(whole.groupby("point")))
    described = points.set_index("point")
    rows = []
    for axis, first, other in contrasts(points) if by_point else []:
        for outcome in names:
            shape = shapes.of(outcome, other, first)
            found = paired_difference(by_point[first][outcome], by_point[other][outcome], shape)
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
    # Without anything to hold against each other, too, the table has its columns.
    table = pd.DataFrame(rows, columns=OF_A_CONTRAST)
    if table.empty:
        return table.assign(told=pd.Series(dtype=bool))
    families = table.groupby(["axis", "outcome", "against"], sort=False)["chance"]
    return table.assign(told=families.transform(holm) <= LEVEL)


def mean_table(
    runs: pd.DataFrame, points: pd.DataFrame, shapes: Shapes = NO_SHAPES
) -> pd.DataFrame:
    """Return the mean of every outcome at every point with its 95 % interval."""
    described = points.set_index("point")
    rows = []
    for point in points["point"]:
        part = runs[runs["point"] == point]
        for outcome in (name for name in runs.columns if name not in KEYS_OF_A_RUN):
            found = estimate(part[outcome], shape=shapes.of(outcome, point))
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


@dataclass(frozen=True, slots=True)
class Widest:
    """The widest interval among the differences that a comparison tells.

    Attributes:
        half: Half of it, in the outcome's own unit; NaN where no difference has an interval.
        values: The differences, one per replication.
        shape: The shape that the interval takes.
    """

    half: float
    values: npt.NDArray[np.float64]
    shape: Shape | None


def widest_pair(
    runs: pd.DataFrame, points: pd.DataFrame, outcome: str, shapes: Shapes = NO_SHAPES
) -> Widest:
    """Return the widest interval among the differences that a comparison tells.

    Those are the contrasts along an axis, and each setting against the first one.

    Args:
        runs: A row per run, the same replications at every point.
        points: The design's table.
        outcome: The outcome.
        shapes: Of the outcomes at these points.
    """
    grid = runs.pivot(index="replication", columns="point", values=outcome)
    first, *others = points["point"]
    pairs = {(first, other) for other in others} | {(a, b) for _, a, b in contrasts(points)}
    widest = Widest(math.nan, np.empty(0), None)
    for one, other in sorted(pairs):
        values, shape = (grid[other] - grid[one]).dropna(), shapes.of(outcome, other, one)
        found = estimate(values, shape=shape)
        half = (found.high - found.low) / 2
        if not math.isnan(half) and not half <= widest.half:
            widest = Widest(half, values.to_numpy(np.float64), shape)
    return widest


def widest_half(
    runs: pd.DataFrame, points: pd.DataFrame, outcome: str, shapes: Shapes = NO_SHAPES
) -> float:
    """Return half of the interval of ``widest_pair``."""
    return widest_pair(runs, points, outcome, shapes).half
