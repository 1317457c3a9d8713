"""When a comparison has replications enough, and whether stopping then can be trusted.

Who goes on until an interval is narrow stops where the spread happens to look small. How often the
interval then holds the truth is simulated, with the shape of the outcome; where that is too seldom
a last batch of as many replications is run, and all that is told is of that batch alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analysis.compare.compare import widest_pair
from analysis.intervals.shapes import Shapes, shapes_in
from analysis.intervals.ways import Numbers, Shape
from analysis.stored.stored import Stored
from analysis.stored.summary import CONFIDENCE, complete_pairs
from experiments.keys.declared import AUTO

SIMULATED = 1_000
LEAST_COVERED = 0.93
"""Share of simulated studies whose interval must hold the truth."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When to stop.

    Attributes:
        outcome: The outcome whose intervals decide.
        half: What half of the widest interval may be at most, in the outcome's own unit.
        least: Replications of the first look.
        most: Replications at which it stops whatever it sees.
    """

    outcome: str
    half: float
    least: int
    most: int

    def next_size(self, size: int, width: float) -> int:
        """Return how many replications half of an interval asks for, at a look at a size.

        A spread is itself uncertain, so no look is at more than twice as many as the one before.
        """
        ratio = 2.0 if math.isnan(width) else max(1.0, width / self.half) ** 2
        return min(math.ceil(size * ratio), 2 * size, self.most)


def stopped_at(runs: pd.DataFrame, points: pd.DataFrame, rule: Rule, shapes: Shapes) -> int:
    """Return at how many replications the rule stops, or the next look that it still asks for.

    Args:
        runs: A row per run, of as many replications as there are by now.
        points: The design's table.
        rule: The rule.
        shapes: Of the outcomes at the points.
    """
    there, size = int(runs["replication"].nunique()), rule.least
    while size <= there and len(points) > 1:
        seen = runs[runs["replication"] < size]
        wanted = rule.next_size(size, widest_pair(seen, points, rule.outcome, shapes).half)
        if wanted <= size:
            break
        size = wanted
    return size if len(points) > 1 else there


def replications_wanted(
    runs: pd.DataFrame, points: pd.DataFrame, rule: Rule, shapes: Shapes
) -> int:
    """Return how many replications a study is to have: those of the rule, and a last batch."""
    size = stopped_at(runs, points, rule, shapes)
    if len(points) == 1 or size > runs["replication"].nunique():
        return size
    return 2 * size if needs_batch(runs, points, rule, shapes, size) else size


def needs_batch(
    runs: pd.DataFrame, points: pd.DataFrame, rule: Rule, shapes: Shapes, size: int
) -> bool:
    """Return whether intervals after stopping at a size hold the truth too seldom.

    Where it is not the interval that stops, but the most that is allowed, nothing looked narrow.
    """
    if size >= rule.most:
        return False
    seen = runs[runs["replication"] < size]
    widest = widest_pair(seen, points, rule.outcome, shapes)
    if math.isnan(widest.half):
        return False
    pilot = widest.shape.pilot if widest.shape is not None and widest.shape.same else widest.values
    return coverage_after_stopping(pilot, rule, widest.shape) < LEAST_COVERED


def coverage_after_stopping(
    pilot: Numbers, rule: Rule, shape: Shape | None, seed: int = 1
) -> float:
    """Return how often an interval holds the truth where the rule decided when to stop.

    Args:
        pilot: Values whose distribution is taken for the truth.
        rule: The rule.
        shape: The shape that the intervals take; None for Student's t.
        seed: Seed of the simulation.
    """
    drawn = np.random.default_rng(seed).choice(pilot, (SIMULATED, rule.most))
    sizes = np.arange(1, rule.most + 1)
    mean = drawn.cumsum(axis=1) / sizes
    square = (drawn**2).cumsum(axis=1) / sizes
    variance = np.maximum(square - mean**2, 0.0) * sizes / np.maximum(1, sizes - 1)
    error = np.sqrt(variance / sizes)
    low, high = _ends_by_size(rule, shape)
    truth, held = float(pilot.mean()), 0
    for study in range(SIMULATED):
        size = rule.least
        while True:
            half = (high[size] - low[size]) / 2 * error[study, size - 1]
            wanted = rule.next_size(size, float(half))
            if wanted <= size:
                break
            size = wanted
        away, one = mean[study, size - 1] - truth, error[study, size - 1]
        held += bool(low[size] * one <= away <= high[size] * one)
    return held / SIMULATED


def _ends_by_size(rule: Rule, shape: Shape | None) -> tuple[Numbers, Numbers]:
    """Return the quantiles of t at every size up to the most; of a shape, between some of them."""
    tail, sizes = (1 - CONFIDENCE) / 2, np.arange(rule.most + 1)
    if shape is None:
        high = stdtrit(np.maximum(1, sizes - 1), 1 - tail)
        return -high, high
    looks = [rule.least]
    while looks[-1] < rule.most:
        looks.append(min(2 * looks[-1], rule.most))
    found = np.array([np.quantile(shape.t(size), (tail, 1 - tail)) for size in looks])
    at, known = 1 / np.sqrt(np.maximum(1, sizes)), 1 / np.sqrt(looks)
    low, high = (np.interp(at, known[::-1], found[::-1, end]) for end in (0, 1))
    return low, high


def first_replication(stored: Stored) -> int:
    """Return the first replication of those that are told of: that of a last batch, or 0."""
    if stored.configuration["replications"] not in (None, AUTO):
        return 0
    asked, design = stored.configuration["compare"], stored.study.design()
    if any(key not in asked for key in ("at_least", "at_most", "half_width", "outcome")):
        return 0
    rule = Rule(
        str(asked["outcome"]),
        float(asked["half_width"]),
        int(asked["at_least"]),
        int(asked["at_most"]),
    )
    runs = complete_pairs(stored.study.runs(), len(design))
    size = stopped_at(runs, design.table, rule, shapes_in(stored.frame, design))
    return size if runs["replication"].nunique() > size else 0
