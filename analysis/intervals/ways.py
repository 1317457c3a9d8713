"""Ways to an interval of a mean: Student's t, Johnson's t, and t in the shape of stored runs.

A mean of few values leans the way its values do, and the usual t of very skewed ones lies outside
Student's interval far more often than one time in twenty. Each way here says where t lies instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

Numbers = npt.NDArray[np.float64]
STUDENT, JOHNSON, SHAPE = "student", "johnson", "shape"
RARE, NO_SHAPE, OTHER, FEW = "rare", "no shape", "other", "few"
FLAGS = ("", FEW, OTHER, NO_SHAPE, RARE)
"""Why an interval may hold the truth less often than it says, from nothing to the gravest: fewer
values than 25 for each unit of squared skewness; the shape is that of other settings; there is
none; and most runs are alike, so that few of them may miss what is rare."""
FEWEST_JOHNSON = 30
"""Values below which a skewness of their own says too little to correct by it."""
ENOUGH = 25.0
"""Values for each unit of squared skewness from which Student's t is near enough (Sugden 2000)."""
RESAMPLES = 3_999
DRAWN_AT_ONCE = 1_000_000
NO_SPREAD = 1e-3
TAIL = 20
"""Resamples beyond which a tail is taken on as Student's is, scaled to pass through that place."""
MOST_ALIKE = 0.02
"""Share of samples that are all alike, and so have no t, from which no interval is trusted."""


class Way(Protocol):
    """How an interval of a mean is made; values are those that exist, at least two, not all alike.

    Attributes:
        name: One of ``STUDENT``, ``JOHNSON`` and ``SHAPE``.
    """

    @property
    def name(self) -> str:
        """Which way it is."""

    def ends(self, values: Numbers, confidence: float) -> tuple[float, float]:
        """Return the lower and upper end of the interval."""

    def chance(self, values: Numbers) -> float:
        """Return how likely a mean lies as far from 0, on either side, where the truth is 0."""

    def flag(self, values: Numbers) -> str:
        """Return why the interval may not hold the truth as often as it says, one of ``FLAGS``."""


def skewness_of(values: Numbers) -> float:
    """Return the skewness of values; scipy's takes longer than all else of an interval."""
    apart = values - values.mean()
    return float((apart**3).mean() / (apart**2).mean() ** 1.5)


def _error(values: Numbers) -> float:
    return float(values.std(ddof=1)) / float(np.sqrt(values.size))


@dataclass(frozen=True, slots=True)
class Student:
    """Student's t: right for values that are near enough to normal."""

    name: str = STUDENT

    def ends(self, values: Numbers, confidence: float) -> tuple[float, float]:
        """As ``Way``."""
        half = float(stdtrit(values.size - 1, 0.5 + confidence / 2)) * _error(values)
        mean = float(values.mean())
        return mean - half, mean + half

    def chance(self, values: Numbers) -> float:
        """As ``Way``."""
        t = abs(float(values.mean())) / _error(values)
        return 2.0 * float(stdtr(values.size - 1, -t))

    def flag(self, values: Numbers) -> str:
        """Return ``NO_SHAPE``: a skewness that few values do not show may be there."""
        return NO_SHAPE


@dataclass(frozen=True, slots=True)
class Johnson:
    """Johnson's t (1978), which takes the skewness of the values themselves out of t.

    Where the correction would turn t back on itself, its turning point is the end.
    """

    name: str = JOHNSON

    def ends(self, values: Numbers, confidence: float) -> tuple[float, float]:
        """As ``Way``."""
        half = float(stdtrit(values.size - 1, 0.5 + confidence / 2)) * _error(values)
        lean, shift = self._corrections(values)
        mean = float(values.mean())
        below, above = (_root(lean, shift + side * half) for side in (1.0, -1.0))
        return mean - above, mean - below

    def chance(self, values: Numbers) -> float:
        """As ``Way``."""
        lean, shift = self._corrections(values)
        distance = float(values.mean())
        if lean * distance < -0.5:
            distance = -0.5 / lean
        corrected = distance + shift + lean * distance**2
        return 2.0 * float(stdtr(values.size - 1, -abs(corrected) / _error(values)))

    def flag(self, values: Numbers) -> str:
        """Return ``NO_SHAPE``: the skewness is that of the values alone."""
        return NO_SHAPE

    @staticmethod
    def _corrections(values: Numbers) -> tuple[float, float]:
        third, spread = skewness_of(values), float(values.std(ddof=1))
        return third / (3.0 * spread), third * spread / (6.0 * values.size)


def _root(lean: float, rest: float) -> float:
    """Return the distance at which ``distance + rest + lean · distance²`` is 0, nearest to -rest.

    Where there is none, the distance at which it comes nearest to 0.
    """
    if lean == 0.0:
        return -rest
    under = 1.0 - 4.0 * lean * rest
    return (float(np.sqrt(max(under, 0.0))) - 1.0) / (2.0 * lean)


@lru_cache(maxsize=6)
def _counts(size: int, pilots: int) -> npt.NDArray[np.float32]:
    """Return how often each pilot value is in each resample: shape (resamples, pilots)."""
    rng = np.random.default_rng(size)
    counts = np.empty((RESAMPLES, pilots), np.float32)
    # Some resamples at a time: one by one takes ten times as long, and all of them much memory.
    at_once = max(1, DRAWN_AT_ONCE // max(size, pilots))
    for first in range(0, RESAMPLES, at_once):
        some = counts[first : first + at_once]
        drawn = rng.integers(pilots, size=(len(some), size))
        drawn += pilots * np.arange(len(some))[:, None]
        some[:] = np.bincount(drawn.ravel(), minlength=some.size).reshape(some.shape)
    return counts


@dataclass(frozen=True, eq=False)
class Shape:
    """T in the shape of stored runs: resampled from pilot values of the same outcome.

    Attributes:
        pilot: Shape (pilots,): values whose shape is taken to be that of the values; their mean
            and spread do not matter.
        same: Whether they are of the very setting, and not of others of the same outcome.
        drawn: Gives t of resamples of a size, where they are drawn for many outcomes at once.
    """

    pilot: Numbers
    same: bool = True
    drawn: Callable[[int], Numbers] | None = None
    name: str = SHAPE
    _resampled: dict[int, Numbers] = field(default_factory=dict, repr=False)
    _quantiles: dict[tuple[int, float], tuple[float, float]] = field(
        default_factory=dict, repr=False
    )

    def ends(self, values: Numbers, confidence: float) -> tuple[float, float]:
        """As ``Way``."""
        tail = (1.0 - confidence) / 2.0
        key = values.size, tail
        if key not in self._quantiles:
            low, high = np.quantile(self.t(values.size), (tail, 1.0 - tail))
            self._quantiles[key] = float(low), float(high)
        low, high = self._quantiles[key]
        mean, error = float(values.mean()), _error(values)
        return mean - high * error, mean - low * error

    def chance(self, values: Numbers) -> float:
        """As ``Way``; far out the tail is Student's, scaled to the outermost resamples."""
        drawn = self.t(values.size)
        t = float(values.mean()) / _error(values)
        above = drawn.size - int(np.searchsorted(drawn, t, side="left"))
        below = int(np.searchsorted(drawn, t, side="right"))
        if min(above, below) > TAIL:
            return min(1.0, 2.0 * min(above, below) / drawn.size)
        end = float(drawn[TAIL] if below <= above else drawn[-TAIL - 1])
        share, freedom = (TAIL + 1) / drawn.size, values.size - 1
        return 2.0 * float(stdtr(freedom, float(stdtrit(freedom, share)) * abs(t / end)))

    def flag(self, values: Numbers) -> str:
        """Return ``RARE`` where samples often have no t, ``OTHER`` or ``FEW`` as they say."""
        if 1.0 - self.t(values.size).size / RESAMPLES > MOST_ALIKE:
            return RARE
        if not self.same:
            return OTHER
        return FEW if values.size < ENOUGH * self.skewness**2 else ""

    @cached_property
    def skewness(self) -> float:
        """The skewness of the pilot values."""
        return skewness_of(self.pilot)

    def t(self, size: int) -> Numbers:
        """Return t of the resamples of a size that have one, in order."""
        if size not in self._resampled:
            self._resampled[size] = (self.drawn or self._alone)(size)
        return self._resampled[size]

    def _alone(self, size: int) -> Numbers:
        return resampled(self.pilot[:, None], size)[0]


def resampled(pilots: Numbers, size: int) -> list[Numbers]:
    """Return t of resamples of columns of pilot values, all columns with the same draws.

    Args:
        pilots: Shape (pilots, columns); no column may be all alike.
        size: Values of a resample.

    Returns:
        Per column t of those resamples that are not all alike, in order.
    """
    scaled = (pilots - pilots.mean(axis=0)) / pilots.std(axis=0)
    counts = _counts(size, len(pilots))
    mean, square = (
        (counts @ powers.astype(np.float32) / size).astype(np.float64).T
        for powers in (scaled, scaled**2)
    )
    spread = np.sqrt(np.maximum(square - mean**2, 0.0) * size / (size - 1))
    # Of values that are all alike single precision leaves a spread that is none.
    return [
        np.sort(of[wide > NO_SPREAD] / wide[wide > NO_SPREAD] * np.sqrt(size))
        for of, wide in zip(mean, spread, strict=True)
    ]


def way_without_shape(size: int) -> Way:
    """Return the way where there is no shape: Johnson's from 30 values on, Student's before."""
    return Johnson() if size >= FEWEST_JOHNSON else Student()
