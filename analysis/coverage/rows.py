"""A row of the page: an interval that is tried, and how often it held the truth."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

RESAMPLES = 2_000

Ends = tuple[float, float, str]
"""Low, high, and the flag with which an answer shows them; empty for none."""


class Tried(NamedTuple):
    """How often an interval held the truth.

    Attributes:
        verb: Who prints it.
        interval: Of what.
        way: How it is made.
        of: The outcome, or the function that was tried.
        size: How many values it rests on.
        nominal: How often it is meant to hold the truth.
        coverage: How often it did.
        flags: The share of the intervals that carry a flag.
        resamples: How many were drawn.
    """

    verb: str
    interval: str
    way: str
    of: str
    size: int
    nominal: float
    coverage: float
    flags: float
    resamples: int


class Interval(NamedTuple):
    """An interval to try, as in ``Tried``."""

    verb: str
    interval: str
    way: str
    of: str
    nominal: float = 0.95


def tried(
    asked: Interval,
    size: int,
    truth: float,
    draw: Callable[[np.random.Generator, int], Ends],
    resamples: int = RESAMPLES,
) -> Tried:
    """Draw intervals and count how many hold the truth; what has no interval is left out.

    Args:
        asked: What is tried.
        size: How many values each rests on.
        truth: What they are meant to hold.
        draw: Gives an interval of so many values.
        resamples: How many are drawn.
    """
    rng = np.random.default_rng(size)
    found = [draw(rng, size) for _ in range(resamples)]
    there = [(low, high) for low, high, _ in found if low <= high]
    held = float(np.mean([low <= truth <= high for low, high in there]))
    flags = float(np.mean([bool(flag) for _, _, flag in found]))
    return Tried(*asked[:4], size, asked.nominal, held, flags, len(there))
