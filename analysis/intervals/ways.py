"""Ways to an interval of a mean: Student's t, Johnson's t, and t in the shape of stored runs.

A mean of few values leans the way its values do, and the usual t of very skewed ones lies outside
Student's interval far more often than one time in twenty. Each way here says where t lies instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit
from scipy.stats import skew

Numbers = npt.NDArray[np.float64]
STUDENT, JOHNSON, SHAPE = "student", "johnson", "shape"
FEWEST_JOHNSON = 30
"""Values below which a skewness of their own says too little to correct by it."""
ENOUGH = 25.0
"""Values for each unit of squared skewness from which Student's t is near enough (Sugden 2000)."""
RESAMPLES = 3_999
TAIL = 20
"""Resamples beyond which a tail is taken on as Student's is, scaled to pass through that place."""
RARE = 0.02
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

    def holds(self, values: Numbers) -> bool:
        """Return whether the interval is known to hold the truth as often as it says."""


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

    def holds(self, values: Numbers) -> bool:
        """Return False: a skewness that few values do not show may be there."""
        return False


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

    def holds(self, values: Numbers) -> bool:
        """Return whether there are values enough for the skewness that they show."""
        return values.size >= ENOUGH * float(skew(values)) ** 2

    @staticmethod
    def _corrections(values: Numbers) -> tuple[float, float]:
        third, spread = float(skew(values)), float(values.std(ddof=1))
        return third / (3.0 * spread), third * spread / (6.0 * values.size)


def _root(lean: float, rest: float) -> float:
    """Return the distance at which ``distance + rest + lean · distance²`` is 0, nearest to -rest.

    Where there is none, the distance at which it comes nearest to 0.
    """
    if lean == 0.0:
        return -rest
    under = 1.0 - 4.0 * lean * rest
    return (np.sqrt(max(under, 0.0)) - 1.0) / (2.0 * lean)


@lru_cache(maxsize=32)
def _counts(size: int, pilots: int) -> npt.NDArray[np.float32]:
    """Return how often each pilot value is in each resample: shape (resamples, pilots)."""
    rng = np.random.default_rng(size)
    counts = np.empty((RESAMPLES, pilots), np.float32)
    for row in counts:
        row[:] = np.bincount(rng.integers(pilots, size=size), minlength=pilots)
    return counts


@dataclass(frozen=True, eq=False)
class Shape:
    """T in the shape of stored runs: resampled from pilot values of the same outcome.

    Attributes:
        pilot: Shape (pilots,): values whose shape is taken to be that of the values; their mean
            and spread do not matter.
        same: Whether they are of the very setting, and not of another one of the same outcome.
    """

    pilot: Numbers
    same: bool = True
    name: str = SHAPE
    _resampled: dict[int, Numbers] = field(default_factory=dict, repr=False)

    def ends(self, values: Numbers, confidence: float) -> tuple[float, float]:
        """As ``Way``."""
        tail = (1.0 - confidence) / 2.0
        low, high = np.quantile(self.t(values.size), (tail, 1.0 - tail))
        mean, error = float(values.mean()), _error(values)
        return mean - float(high) * error, mean - float(low) * error

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

    def holds(self, values: Numbers) -> bool:
        """Return whether samples of this size that have no t are rare."""
        return self.same and 1.0 - self.t(values.size).size / RESAMPLES <= RARE

    @property
    def skewness(self) -> float:
        """The skewness of the pilot values."""
        return float(skew(self.pilot))

    def t(self, size: int) -> Numbers:
        """Return t of the resamples of a size that have one, in order."""
        if size not in self._resampled:
            self._resampled[size] = self._drawn(size)
        return self._resampled[size]

    def _drawn(self, size: int) -> Numbers:
        scaled = (self.pilot - self.pilot.mean()) / self.pilot.std()
        counts = _counts(size, scaled.size)
        both = np.stack([scaled, scaled**2], axis=1).astype(np.float32)
        mean, square = (counts @ both / size).astype(np.float64).T
        spread = np.sqrt(np.maximum(square - mean**2, 0.0) * size / (size - 1))
        # Of values that are all alike single precision leaves a spread that is none.
        there = spread > 1e-3
        return np.sort(mean[there] / spread[there] * np.sqrt(size))


def way_without_shape(size: int) -> Way:
    """Return the way where there is no shape: Johnson's from 30 values on, Student's before."""
    return Johnson() if size >= FEWEST_JOHNSON else Student()
