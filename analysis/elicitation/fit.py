"""From what one expert says of a number to a distribution: fitted by least squares on the CDF.

Asked are the lowest and highest plausible value, the best estimate (the value that the truth is as
likely to lie above as below: a median) and how sure the expert is that the truth lies between
lowest and highest. The interval is first brought to a sureness of 80 % on each side of the best
estimate, L' = B − (B − L)·80/c, as the IDEA protocol does, and kept within what is possible.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import least_squares

from analysis.elicitation.questions import Question
from experiments.design.mixture import Component, Family

STANDARD = 80.0
"""To which sureness, in per cent, all intervals are brought."""

PROBABILITIES = np.array([0.1, 0.5, 0.9])
"""What lies below the lowest value, the best estimate and the highest at that sureness."""

SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Said:
    """What one expert says of one condition, in the unit of the question.

    Attributes:
        low: The lowest plausible value.
        best: The best estimate.
        high: The highest plausible value.
        sure: How sure that the truth lies between them, in per cent.
    """

    low: float
    best: float
    high: float
    sure: float

    def standardised(self, question: Question) -> npt.NDArray[np.float64]:
        """Return lowest, best and highest at a sureness of 80 %, within what is possible."""
        factor = STANDARD / self.sure
        low = self.best - (self.best - self.low) * factor
        high = self.best + (self.high - self.best) * factor
        return np.clip([low, self.best, high], question.low, question.high)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A distribution of what one expert says.

    Attributes:
        component: The distribution, in the unit of the condition.
        misfit: The largest distance between its CDF and what was said, in probability.
    """

    component: Component
    misfit: float


def fitted(said: Said, question: Question) -> Fitted:
    """Fit a distribution to what one expert says.

    A share gets a beta; a number that cannot be negative a gamma or a lognormal, whichever is
    nearer; any other a normal. At a limit of what is possible no distribution function but a jump
    can be above 0, so that what is said there counts by its other two points.

    Args:
        said: What the expert says.
        question: Of what.
    """
    points = said.standardised(question) / question.scale
    share = question.unit_en == "%"
    families: tuple[Family, ...] = ("beta",) if share else ("gamma", "lognormal")
    if question.low < 0.0:
        families = ("normal",)
    found = [_fit(family, points) for family in families]
    return min(found, key=lambda each: each.misfit)


def _fit(family: Family, points: npt.NDArray[np.float64]) -> Fitted:
    """Fit a family by least squares, searched on a scale on which any parameter is allowed."""

    def missed(free: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(component_of(family, free).cdf(points) - PROBABILITIES, np.float64)

    best = least_squares(missed, _start(family, points), xtol=1e-10, ftol=1e-10)
    return Fitted(component_of(family, best.x), float(np.abs(best.fun).max()))


def component_of(family: Family, free: npt.NDArray[np.float64]) -> Component:
    """Return the component of a family by its centre and width on the scale of the search."""
    first, second = (float(value) for value in free)
    if family == "beta":
        mean, size = 1.0 / (1.0 + np.exp(-first)), np.exp(np.clip(second, -5.0, 15.0))
        return Component(family, max(mean * size, SMALLEST), max((1 - mean) * size, SMALLEST))
    if family == "gamma":
        shape = float(np.exp(np.clip(second, -5.0, 15.0)))
        return Component(family, shape, float(np.exp(first)) / shape)
    return Component(family, first, max(float(np.exp(second)), SMALLEST))


def _start(family: Family, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return where the search begins: the centre at the best estimate, the width as was said."""
    low, best, high = points
    half = max(high - low, SMALLEST) / 2.56
    if family == "normal":
        return np.array([best, np.log(half)])
    centre = float(np.clip(best, 0.01, 0.99)) if family == "beta" else max(float(best), half / 4)
    if family == "beta":
        size = max(centre * (1 - centre) / half**2 - 1.0, 0.5)
        return np.array([np.log(centre / (1 - centre)), np.log(size)])
    spread = max(half / centre, 1e-3)
    if family == "gamma":
        return np.array([np.log(centre), -2.0 * np.log(spread)])
    return np.array([np.log(centre), np.log(min(spread, 2.0))])
