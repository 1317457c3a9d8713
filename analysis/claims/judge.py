"""From numbers per run to a number with its interval, and from that to a verdict."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from analysis.claims.declare import ANY, VALUE, Contrast, Part, Region
from analysis.mediation.mediation import interval
from analysis.stored.summary import CONFIDENCE, FEWEST_RESAMPLED, estimate

PASSES, FAILS, OPEN, NOT_COMPUTED = "passes", "fails", "not decidable", "not computed"
VERDICTS = (PASSES, FAILS, OPEN, NOT_COMPUTED)
ONE_SIDED_TWICE = 0.90
POWER = 0.80
RESAMPLES = 400

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """A number of a claim with its interval.

    Attributes:
        value: The number.
        low: Lower end.
        high: Upper end.
        runs: Runs (or draws) that it rests on.
        confidence: What the interval holds.
    """

    value: float
    low: float
    high: float
    runs: int
    confidence: float = CONFIDENCE

    @property
    def detectable(self) -> float:
        """How far beyond a bound the truth must lie for as many runs to tell in 8 of 10 cases.

        A statistic of the design, by Student's t: the half width of the interval, and further what
        is needed that it lies whole on its side of the bound with the power ``POWER``; NaN where
        there is no interval.
        """
        if self.runs < 2:
            return math.nan
        freedom = self.runs - 1
        reach = 1.0 + float(stdtrit(freedom, POWER) / stdtrit(freedom, 0.5 + self.confidence / 2))
        return reach * (self.high - self.low) / 2

    def runs_to_tell(self, region: Region) -> float:
        """Return how many runs would tell, were the number the truth; NaN where none are.

        The distance that can be told falls with the root of the number of runs.
        """
        distance = min(abs(self.value - end) for end in (region.low, region.high))
        if not distance > 0.0 or math.isinf(distance) or math.isnan(self.detectable):
            return math.nan
        return max(2.0, math.ceil(self.runs * (self.detectable / distance) ** 2))


def found_of(part: Part, values: Sequence[Any]) -> Found:
    """Work out a part.

    Args:
        part: The part.
        values: Per ask a number per run, in the same order of seeds; a run in which one of them
            does not exist is left out of all. Or per run an array, of a number per need: then a
            linear contrast is taken need by need, and its mean over those for which it exists.
    """
    contrast, made = part.contrast, part.of_runs
    if any(len(one) and isinstance(one[0], np.ndarray) for one in values):
        values = [[_over_needs(contrast, each) for each in zip(*values, strict=True)]]
        contrast = VALUE
    table = np.array(values, np.float64)
    table = table[:, ~np.isnan(table).any(axis=0)]
    runs = table.shape[1]
    confidence = ONE_SIDED_TWICE if part.equivalence else CONFIDENCE
    if runs == 0:
        return Found(math.nan, math.nan, math.nan, 0, confidence)
    if made is not None:
        return Found(*_resampled(made, table), runs)
    if contrast.linear:
        one = estimate(contrast.of_means(*table), confidence)
        return Found(one.mean, one.low, one.high, runs, confidence)
    return Found(*interval(contrast.of_means, *table), runs)


def _over_needs(contrast: Contrast, arms: Sequence[Numbers]) -> float:
    values = contrast.of_means(*arms)
    present = values[~np.isnan(values)]
    return float(present.mean()) if len(present) else math.nan


def _resampled(statistic: Callable[..., Any], table: Numbers) -> tuple[float, float, float]:
    rng, runs = np.random.default_rng(1), table.shape[1]
    whole = float(statistic(*table)) if runs > 1 else np.nan
    tail = (1 - CONFIDENCE) / 2
    # A resample may hold one run only, so that nothing varies in it.
    with np.errstate(divide="ignore", invalid="ignore"):
        draws = [
            float(statistic(*table[:, rng.integers(runs, size=runs)])) for _ in range(RESAMPLES)
        ]
        enough = runs >= FEWEST_RESAMPLED
        low, high = np.nanquantile(draws, (tail, 1 - tail)) if enough else (np.nan, np.nan)
    return whole, float(low), float(high)


def verdict_of(found: Found, region: Region) -> str:
    """Judge a number: the whole interval within passes, the whole outside fails, else open."""
    if region == ANY:
        return ""
    if found.runs == 0:
        return NOT_COMPUTED
    if any(math.isnan(end) for end in (found.value, found.low, found.high)):
        return OPEN
    if region.holds(found.low, found.high):
        return PASSES
    return FAILS if found.high <= region.low or found.low >= region.high else OPEN


def verdict_of_all(verdicts: Sequence[str]) -> str:
    """Judge a claim: one part that fails fails it, one that is open leaves it open."""
    judged = [verdict for verdict in verdicts if verdict]
    for worst in (NOT_COMPUTED, FAILS, OPEN):
        if worst in judged:
            return worst
    return PASSES if judged else OPEN


def ranks(values: Numbers) -> Numbers:
    """Return ranks from 0, those of equal values as they come."""
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)


def rank_correlation(a: Numbers, b: Numbers) -> float:
    """Return the correlation of ranks (Spearman)."""
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])
