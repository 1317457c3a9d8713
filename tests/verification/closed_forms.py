"""Closed forms of queues, checked against other ways to the same numbers in test_closed_forms.

``arrivals`` is a rate a day, ``load`` is arrivals x mean time, ``mean`` a mean time in days.
Patience is how long a request waits for its officer before it is given up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from scipy import integrate, special

Survival = Callable[[float], float]
FEW = 1e-12


def erlang_b(places: int, load: float) -> float:
    """Share lost where nobody waits (M/G/c/c), by Erlang's recursion."""
    lost = 1.0
    for busy in range(1, places + 1):
        lost = load * lost / (busy + load * lost)
    return lost


def birth_death(births: Sequence[float], deaths: Sequence[float]) -> np.ndarray:
    """Stationary probabilities: ``births[i]`` leads from i to i + 1, ``deaths[i]`` back again."""
    steps = np.cumsum(np.log(births) - np.log(deaths))
    weights = np.exp(np.concatenate([[0.0], steps]))
    return weights / weights.sum()


def trunk_reservation(
    places: int, reserved: int, own: float, support: float
) -> tuple[float, float]:
    """Share lost of own needs and of support, where support leaves ``reserved`` places free.

    Loads ``own`` and ``support`` have the same mean (exponential) duration.
    """
    births = [own + (support if busy < places - reserved else 0.0) for busy in range(places)]
    chain = birth_death(births, [float(busy) for busy in range(1, places + 1)])
    return float(chain[-1]), float(chain[places - reserved :].sum())


def erlang_c(officers: int, load: float) -> float:
    """Probability to wait in M/M/c."""
    lost = erlang_b(officers, load)
    return officers * lost / (officers - load * (1.0 - lost))


def mean_wait(officers: int, arrivals: float, mean: float) -> float:
    """Mean time in the queue of M/M/c."""
    return erlang_c(officers, arrivals * mean) / (officers / mean - arrivals)


def sojourn_above(officers: int, arrivals: float, mean: float, days: float) -> float:
    """Probability that wait and service in M/M/c take longer than ``days``."""
    rate, drain = 1.0 / mean, officers / mean - arrivals
    wait = erlang_c(officers, arrivals * mean)
    served, waited = math.exp(-rate * days), math.exp(-drain * days)
    return served + wait * rate / (rate - drain) * (waited - served)


class Impatient:
    """M/M/c+G: who waits longer than its patience leaves; an officer finishes what is begun.

    Baccelli and Hebuterne (1981); the integrals as in Zeltyn and Mandelbaum (2005).

    Args:
        officers: c.
        arrivals: Rate a day.
        mean: Mean service time in days.
        survival: Probability that patience exceeds a time.
        horizon: A time that next to no offered wait exceeds.
    """

    def __init__(
        self, officers: int, arrivals: float, mean: float, survival: Survival, horizon: float
    ) -> None:
        self.mean = mean
        self.times = np.linspace(0.0, horizon, 20_001)
        self.survival = np.array([survival(time) for time in self.times])
        waited = integrate.cumulative_simpson(self.survival, x=self.times, initial=0.0)
        density = arrivals * np.exp(arrivals * waited - officers / mean * self.times)
        load, least = arrivals * mean, officers - 1
        at_once = sum(
            math.exp(math.lgamma(least + 1) - math.lgamma(busy + 1)) * load ** (busy - least)
            for busy in range(officers)
        )
        total = at_once + integrate.simpson(density, x=self.times)
        self.no_wait, self.density = at_once / total, density / total

    def _mean_over_wait(self, values: np.ndarray) -> float:
        """Mean of a function of the offered wait, given on ``times``."""
        inner = integrate.simpson(self.density * values, x=self.times)
        return float(self.no_wait * values[0] + inner)

    @property
    def abandoned(self) -> float:
        """Share that leaves the queue unserved."""
        return self._mean_over_wait(1.0 - self.survival)

    def too_late(self, beyond: Callable[[float], float]) -> float:
        """Share whose patience ends before its service does.

        Args:
            beyond: Probability that patience exceeds a wait plus an exponential service, given
                the wait.
        """
        in_time = np.array([beyond(time) for time in self.times])
        return 1.0 - self._mean_over_wait(in_time)


def fixed_patience(patience: float, mean: float) -> tuple[Survival, Survival]:
    """Survival of a fixed patience, and the probability that it exceeds wait plus service."""

    def survival(time: float) -> float:
        return 1.0 if time < patience else 0.0

    def beyond(time: float) -> float:
        return -math.expm1(-(patience - time) / mean) if time < patience else 0.0

    return survival, beyond


def exponential_patience(patience: float, mean: float) -> tuple[Survival, Survival]:
    """The same for exponential patience with this mean (Erlang-A)."""

    def survival(time: float) -> float:
        return math.exp(-time / patience)

    def beyond(time: float) -> float:
        return math.exp(-time / patience) * patience / (patience + mean)

    return survival, beyond


def lognormal_patience(median: float, sigma: float, mean: float) -> tuple[Survival, Survival]:
    """The same for a lognormal patience; the service is integrated by Gauss-Laguerre."""
    nodes, weights = np.polynomial.laguerre.laggauss(40)

    def survival(time: float) -> float:
        return float(special.ndtr(-math.log(max(time, FEW) / median) / sigma))

    def beyond(time: float) -> float:
        late = special.ndtr(-np.log((time + mean * nodes) / median) / sigma)
        return float(weights @ late)

    return survival, beyond


def erlang_a_abandoned(officers: int, arrivals: float, mean: float, patience: float) -> float:
    """Share that leaves the queue of M/M/c+M, from its birth-death chain."""
    longest = 400
    births = [arrivals] * longest
    deaths = [
        min(n, officers) / mean + max(0, n - officers) / patience for n in range(1, longest + 1)
    ]
    chain = birth_death(births, deaths)
    waiting = np.maximum(0, np.arange(longest + 1) - officers)
    return float(chain @ waiting) / patience / arrivals


def trust_fixed_point(kept: float, asymmetry: float, weight: float = 1.0) -> float:
    """T of E17 where a share ``kept`` of the promises is kept and nothing fades."""
    return kept / (kept + asymmetry * weight * (1.0 - kept))


def contact_fixed_point(rate: float, gain: float, decay: float, floor: float = 0.0) -> float:
    """Mean of a state that contacts lift by a share of what is missing, and that decays."""
    return (rate * gain + decay * floor) / (rate * gain + decay)


def exponential_as_fixed(
    mean: float, step: float = 0.1, steps: int = 90
) -> list[tuple[float, float]]:
    """An exponential distribution as a mixture of fixed values: (share, value), same mean.

    The world's durations and deadlines are lognormal. A world in which many classes have each a
    fixed value, in these shares, has exponential ones up to the width of the slices.
    """
    edges = np.append(np.arange(steps) * step, np.inf)
    above = np.exp(-edges)
    shares = above[:-1] - above[1:]
    tails = np.append((edges[:-1] + 1.0) * above[:-1], 0.0)
    values = (tails[:-1] - tails[1:]) / shares
    return [(float(s), float(v) * mean) for s, v in zip(shares, values, strict=True)]
