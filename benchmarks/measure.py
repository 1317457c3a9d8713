"""Measuring on a machine that others use too: in turns, as ratios, with quartiles."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Clock = Callable[[], float]
Work = Callable[[], object]

WALL: Clock = time.perf_counter
# Time that this thread had of its core: what others do on the machine counts less.
CORE: Clock = time.thread_time


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and quartiles of repeated measurements.

    Attributes:
        median: The middle one.
        low: A quarter is below.
        high: A quarter is above.
        repeats: How many there are.
    """

    median: float
    low: float
    high: float
    repeats: int


@dataclass(frozen=True, slots=True)
class Row:
    """One measure with its target.

    Attributes:
        name: What is measured.
        target: The number to reach.
        at_least: Whether more is better; else less is.
        unit: Of the numbers: "x" for a ratio.
        found: What was found; None where it could not be measured.
        note: How it was measured, or why it was not.
    """

    name: str
    target: float
    at_least: bool
    unit: str
    found: Spread | None
    note: str

    @property
    def verdict(self) -> str:
        """Whether the median reaches the target."""
        if self.found is None:
            return "not measured"
        value = self.found.median
        reached = value >= self.target if self.at_least else value <= self.target
        return "reached" if reached else "missed"


def spread(values: Sequence[float]) -> Spread:
    """Return median and quartiles of some measurements."""
    low, median, high = np.quantile(np.asarray(values, float), (0.25, 0.5, 0.75))
    return Spread(float(median), float(low), float(high), len(values))


def seconds(work: Work, clock: Clock = CORE) -> float:
    """Return how long a piece of work takes once."""
    began = clock()
    work()
    return clock() - began


def ratios(slow: Work, fast: Work, repeats: int, clock: Clock = CORE) -> Spread:
    """Return how many times as long one work takes as another, measured in turns.

    Each repeat measures both, so that whatever else goes on hits both alike.
    """
    found = []
    for _ in range(repeats):
        one, other = seconds(slow, clock), seconds(fast, clock)
        found.append(one / other)
    return spread(found)
