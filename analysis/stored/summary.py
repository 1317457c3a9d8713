"""Means with intervals over seeds, and differences between settings on the same seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.intervals.shapes import Shapes
from analysis.intervals.ways import RARE, Shape, Way, way_without_shape

CONFIDENCE = 0.95
FEWEST_RESAMPLED = 5
"""Values below which a bootstrap gives no interval: four have 35 different resamples, of which the
outer 2.5 % are less than one."""
KEYS_OF_A_RUN = ("point", "replication", "seed")
NO_SHAPES = Shapes(None)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over runs with its interval.

    Attributes:
        mean: The mean of the values that exist; NaN where none does.
        low: The lower end of the 95 % interval; NaN below two values.
        high: The upper end.
        runs: The number of runs.
        missing: The number of runs in which the value does not exist.
        chance: How likely a mean lies as far from 0 where the truth is 0, by itself; NaN below two
            values. Several are told by ``analysis.intervals.several``.
        way: How the interval was made, as ``analysis.intervals.ways`` names it; empty without one.
        flag: Why it may not hold the truth as often as it says, as named there; else empty.
    """

    mean: float
    low: float
    high: float
    runs: int
    missing: int
    chance: float = np.nan
    way: str = ""
    flag: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the value exists in any run."""
        return self.missing < self.runs

    @property
    def covers_zero(self) -> bool:
        """Whether 0 lies in the interval; without an interval nothing excludes 0."""
        return not (self.low > 0 or self.high < 0)


def estimate(
    values: npt.ArrayLike, confidence: float = CONFIDENCE, shape: Shape | None = None
) -> Estimate:
    """Estimate a mean from one value per seed.

    Seeds are independent of each other. The interval takes t as it lies in the shape of stored
    runs where there is one; else Johnson's or, of few values, Student's, with one degree of
    freedom less than there are values. Of values that are all alike the mean is taken to be sure.

    Args:
        values: Shape (runs,); NaN where a run has no such value.
        confidence: What the interval holds; 0.90 for two one-sided tests.
        shape: Of stored runs of the same outcome.
    """
    every = np.asarray(values, dtype=np.float64)
    present = every[~np.isnan(every)]
    missing = every.size - present.size
    if present.size == 0:
        return Estimate(np.nan, np.nan, np.nan, every.size, missing)
    mean = float(present.mean())
    if present.size == 1:
        return Estimate(mean, np.nan, np.nan, every.size, missing)
    way: Way = shape or way_without_shape(present.size)
    if np.ptp(present) == 0.0:
        sure = float(mean == 0.0)
        return Estimate(mean, mean, mean, every.size, missing, sure, way.name, RARE)
    low, high = way.ends(present, confidence)
    told, flag = way.chance(present), way.flag(present)
    return Estimate(mean, low, high, every.size, missing, told, way.name, flag)


def of_a_whole(found: Estimate) -> Estimate:
    """Return the mean of shares of a whole with an interval that ends where no share can lie."""
    low, high = np.clip([found.low, found.high], 0.0, 1.0)
    return replace(found, low=float(low), high=float(high))


def paired_difference(
    first: npt.ArrayLike, second: npt.ArrayLike, shape: Shape | None = None
) -> Estimate:
    """Estimate the mean of ``second - first``, pair by pair on the same seed.

    Args:
        first: Shape (seeds,), the reference.
        second: Shape (seeds,), in the same order of seeds.
        shape: Of such differences of stored runs.

    Returns:
        The estimate; a pair with a missing value on either side is missing.
    """
    difference = np.asarray(second, np.float64) - np.asarray(first, np.float64)
    return estimate(difference, shape=shape)


def complete_pairs(rows: pd.DataFrame, points: int) -> pd.DataFrame:
    """Return the rows of the replications that every point has: a failed run leaves its pair out.

    Args:
        rows: A row per run, with point and replication.
        points: Number of points.
    """
    there = rows.groupby("replication")["point"].transform("nunique")
    return rows[there == points]


def outcome_table(
    runs: pd.DataFrame, settings: Sequence[str], shapes: Shapes = NO_SHAPES
) -> pd.DataFrame:
    """Summarise every outcome for every setting.

    Args:
        runs: A row per run: point, replication, seed, and a column per outcome.
        settings: The settings' labels, in the order of the points.
        shapes: Of the outcomes at these points.

    Returns:
        The columns outcome, point, setting, mean, low, high, runs, missing, chance, way, flag.
    """
    parts = [runs[runs["point"] == point] for point in range(len(settings))]
    rows = [
        _row(outcome, point, setting, estimate(part[outcome], shape=shapes.of(outcome, point)))
        for outcome in _outcomes(runs)
        for point, (setting, part) in enumerate(zip(settings, parts, strict=True))
    ]
    return pd.DataFrame(rows)


def difference_table(
    runs: pd.DataFrame, settings: Sequence[str], shapes: Shapes = NO_SHAPES
) -> pd.DataFrame:
    """Summarise every outcome's difference from the first setting, for each of the others.

    Returns:
        The same columns as ``outcome_table``; ``point`` and ``setting`` are those of the setting
        from which the first is subtracted. Empty where there is one setting.
    """
    columns = [
        "outcome",
        "point",
        "setting",
        "mean",
        "low",
        "high",
        "runs",
        "missing",
        "chance",
        "way",
        "flag",
    ]
    paired = runs.sort_values("replication")
    first, *others = (paired[paired["point"] == point] for point in range(len(settings)))
    if any(list(first["seed"]) != list(other["seed"]) for other in others):
        raise ValueError("a paired difference needs the same seeds in both settings")
    rows = []
    for outcome in _outcomes(runs):
        for point, (setting, other) in enumerate(zip(settings[1:], others, strict=True), start=1):
            shape = shapes.of(outcome, point, 0)
            difference = paired_difference(first[outcome], other[outcome], shape)
            rows.append(_row(outcome, point, setting, difference))
    return pd.DataFrame(rows, columns=columns)


def estimate_in(table: pd.DataFrame, outcome: str, point: int) -> Estimate:
    """Take one estimate out of a table of outcomes or of differences."""
    row = table[(table["outcome"] == outcome) & (table["point"] == point)].iloc[0]
    return Estimate(
        row["mean"],
        row["low"],
        row["high"],
        int(row["runs"]),
        int(row["missing"]),
        float(row["chance"]),
        str(row["way"]),
        str(row["flag"]),
    )


def _outcomes(runs: pd.DataFrame) -> list[str]:
    return [column for column in runs.columns if column not in KEYS_OF_A_RUN]


def _row(outcome: str, point: int, setting: str, found: Estimate) -> dict[str, object]:
    return {
        "outcome": outcome,
        "point": point,
        "setting": setting,
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "runs": found.runs,
        "missing": found.missing,
        "chance": found.chance,
        "way": found.way,
        "flag": found.flag,
    }
