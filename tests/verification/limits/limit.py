"""A limit: a setting in which the product must give a number that is known otherwise.

Declared once, a limit is both a test and a row of docs/verification.md. The product's own handlers
run; what is not looked at is switched off by conditions and by a small world. Runs with different
seeds are independent, so their spread gives honest standard errors for autocorrelated queues too.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from sim import Conditions
from sim.run import Run, run_setting
from sim.setting.scenarios.scenario import Scenario
from sim.setting.setting import Setting, resolve
from tests.shared import once
from tests.verification.small_worlds import SmallWorld

Numbers = Mapping[str, float]

# All gates open, nothing held back, desks at their own pace, nobody but those who ask and answer.
OPEN: dict[str, float] = {
    "willingness_threshold": -10.0,
    "blocking": 0.0,
    "veto_level": 0.0,
    "consultation": 0.0,
    "informal_tendency": 0.0,
    "emergency_deadline": 0.0,
    "shortage_police": 0.0,
    "shortage_defence": 0.0,
    "own_load_police": 0.0,
    "own_load_defence": 0.0,
    "load_spread_police": 0.0,
    "load_spread_defence": 0.0,
    "nato_commitment": 0.0,
    "reserve_neutral": 0.0,
    "planning_lead_time": 0.0,
    "least_useful_share": 0.0,
    "subsidiarity_margin": 0.0,
    "withdrawal_hazard": 0.0,
    "leak_rate": 0.0,
    "exercise_rate": 0.0,
    "transparency": 0.0,
    "barrier_delay": 0.0,
    "urgency_speed": 0.0,
}

STANDARD_ERRORS = 4.0
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Limit:
    """One limit.

    Attributes:
        name: A short name, unique.
        formula: The closed form, in words and symbols.
        off: How the other mechanisms are switched off, beside ``OPEN``.
        world: The small world.
        measure: From a run to numbers.
        expected: The same numbers by the closed form.
        conditions: What differs from ``OPEN``.
        theory: Switches that differ from their defaults.
        scenario: What happens, if anything.
        independent: The same numbers by Ciw, from a seed; None where Ciw has no such queue.
        days: Measured days of a run.
        warm_up_days: Days before them.
        seeds: Number of runs.
        ciw_seeds: Number of runs with Ciw.
    """

    name: str
    formula: str
    off: str
    world: SmallWorld
    measure: Callable[[Run], Numbers]
    expected: Numbers
    conditions: Numbers = field(default_factory=dict)
    theory: Mapping[str, str] = field(default_factory=dict)
    scenario: str | Scenario = "baseline"
    independent: Callable[[int], Numbers] | None = None
    days: int = 500
    warm_up_days: int = 50
    seeds: int = 40
    ciw_seeds: int = 20

    def __str__(self) -> str:
        """The name, as a test shows it."""
        return self.name.replace(" ", "_")

    def setting(self) -> Setting:
        """Write the world, and combine it with the conditions."""
        with tempfile.TemporaryDirectory() as folder:
            return resolve(
                scenario=self.scenario,
                theory=dict(self.theory),
                conditions=Conditions({**OPEN, **self.conditions}, limits="possible"),
                days=self.days,
                warm_up_days=self.warm_up_days,
                world=self.world.write(Path(folder)),
            )


@dataclass(frozen=True)
class Estimate:
    """A mean over independent runs and its standard error."""

    mean: float
    error: float


@dataclass(frozen=True)
class Comparison:
    """One number of a limit: by the product, by Ciw where it can, and by the closed form."""

    limit: Limit
    quantity: str
    product: Estimate
    independent: Estimate | None
    expected: float

    @property
    def distance(self) -> float:
        """Between product and closed form, in standard errors; 0 where they are equal."""
        return errors_between(self.product.mean - self.expected, self.product.error)

    @property
    def distance_from_ciw(self) -> float | None:
        """Between product and Ciw, in standard errors of their difference."""
        if self.independent is None:
            return None
        error = math.hypot(self.product.error, self.independent.error)
        return errors_between(self.product.mean - self.independent.mean, error)

    @property
    def distance_of_ciw(self) -> float | None:
        """Between Ciw and closed form, in standard errors."""
        if self.independent is None:
            return None
        return errors_between(self.independent.mean - self.expected, self.independent.error)


def errors_between(difference: float, error: float) -> float:
    """A difference in standard errors; rounding counts as none, any other as many if error is 0."""
    if abs(difference) <= ROUNDING:
        return 0.0
    return difference / error if error > 0.0 else math.copysign(math.inf, difference)


def estimates(draws: list[Numbers]) -> dict[str, Estimate]:
    """Mean and standard error of each number over independent runs."""
    table = {name: np.array([draw[name] for draw in draws]) for name in draws[0]}
    return {
        name: Estimate(float(x.mean()), float(x.std(ddof=1) / math.sqrt(len(x))))
        for name, x in table.items()
    }


Estimates = dict[str, Estimate]


@cache
def compare(limit: Limit) -> tuple[Comparison, ...]:
    """Run the product and Ciw, and set both beside the closed form."""
    product, independent = once(f"limit-{limit}", lambda: estimated(limit))
    return tuple(
        Comparison(limit, name, product[name], independent.get(name), value)
        for name, value in limit.expected.items()
    )


def estimated(limit: Limit) -> tuple[Estimates, Estimates]:
    """Return the numbers of a limit by the product, and by Ciw where it can."""
    setting = limit.setting()
    product = estimates(
        [
            limit.measure(run_setting(setting, seed, daily=True))
            for seed in range(1, limit.seeds + 1)
        ]
    )
    independent: Estimates = {}
    if limit.independent is not None:
        seeds = range(1, limit.ciw_seeds + 1)
        independent = estimates([limit.independent(seed) for seed in seeds])
    return product, independent
