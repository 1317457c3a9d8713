"""What several people say of one number, as a distribution: a mixture of what each of them says.

Opinions are pooled linearly (the distribution functions are averaged), so that disagreement stays
in the result: quantile averaging would be narrower than anybody is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Family = Literal["beta", "gamma", "lognormal", "normal"]
Numbers = npt.NDArray[np.float64]

STEPS = 1_000
"""Steps over the range, and quantiles of each component, on which a mixture is turned round."""

_WITHIN = (np.arange(STEPS) + 0.5) / STEPS


@dataclass(frozen=True, slots=True)
class Component:
    """What one person says of a number.

    Attributes:
        family: "beta" (a share, on [0, 1]), "gamma" or "lognormal" (above 0), or "normal".
        first: Its first parameter: a of a beta, shape of a gamma, mean of the logarithm, mean.
        second: Its second: b, scale, standard deviation of the logarithm, standard deviation.
    """

    family: Family
    first: float
    second: float

    @property
    def distribution(self) -> Any:
        """The distribution, as scipy has it."""
        family, parameters = self._in_scipy()
        return family(**parameters)

    def cdf(self, values: npt.ArrayLike) -> Numbers:
        """Return the probability that the number is at most each value.

        As ``distribution.cdf``, without making that anew, which takes far longer than the rest.
        """
        family, parameters = self._in_scipy()
        return np.asarray(family.cdf(values, **parameters), np.float64)

    def _in_scipy(self) -> tuple[Any, dict[str, float]]:
        """Return the family and its parameters, by the names that scipy gives them."""
        from scipy import stats  # noqa: PLC0415 - slow to import

        if self.family == "beta":
            return stats.beta, {"a": self.first, "b": self.second}
        if self.family == "gamma":
            return stats.gamma, {"a": self.first, "scale": self.second}
        if self.family == "lognormal":
            return stats.lognorm, {"s": self.second, "scale": float(np.exp(self.first))}
        return stats.norm, {"loc": self.first, "scale": self.second}


@dataclass(frozen=True, slots=True)
class Mixture:
    """Several components of equal weight.

    Attributes:
        components: What each person says.
    """

    components: tuple[Component, ...]

    def cdf(self, values: npt.ArrayLike) -> Numbers:
        """Return the probability that the number is at most each value."""
        found = [each.cdf(values) for each in self.components]
        return np.asarray(np.mean(found, axis=0), np.float64)

    def inside(self, low: float, high: float) -> float:
        """Return the probability that the number lies within limits."""
        at_low, at_high = self.cdf([low, high])
        return float(at_high - at_low)

    def quantiles(self, shares: npt.ArrayLike, low: float, high: float) -> Numbers:
        """Return quantiles of the mixture, given that the number lies within limits.

        Args:
            shares: Probabilities, from 0 to 1.
            low: The lowest value that is allowed.
            high: The highest.
        """
        # Where a component is steep its own quantiles lie close together.
        own = [each.distribution.ppf(_WITHIN) for each in self.components]
        grid = np.unique(
            np.clip(np.concatenate([np.linspace(low, high, STEPS + 1), *own]), low, high)
        )
        reached = self.cdf(grid)
        # What lies below the first step or within a flat stretch has no other value than its end.
        rising = np.concatenate([[True], np.diff(reached) > 0.0])
        asked = reached[0] + np.asarray(shares, np.float64) * (reached[-1] - reached[0])
        return np.asarray(np.interp(asked, reached[rising], grid[rising]), np.float64)


def mixture_of(rows: Sequence[Component]) -> Mixture:
    """Return the linear pool of what several people say, with equal weights.

    Components stand in the order of their numbers, which says nothing of who said them.
    """
    return Mixture(tuple(sorted(rows, key=lambda c: (c.family, c.first, c.second))))
