"""A model whose posterior is known: two conditions and an open question move two statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.calibration.weighing.waves import Draws, calibrated
from analysis.plausible.targets import Target
from experiments.design import Design, make_design
from experiments.design.factors import Factor, declared_factors
from experiments.study.study import Study

FIRST, SECOND, QUESTION = "conditions.agreements", "conditions.compensation", "theory.drivers"
LIFT = {"sum": 0.0, "balanced": 0.15, "weakest": 0.9}
DAYS, LUCK, SEEDS = 730, 0.02, 2


def targets(sum_of_both: float = 0.4, spread: float = 0.05) -> tuple[Target, ...]:
    """Return what was seen: a logarithm near the sum of both and the lift, and one of the first."""
    return tuple(
        Target(name, ("flood",), "lead_time_median_days", float(np.exp(value)), width, "made", "J")
        for name, value, width in (("both", sum_of_both, spread), ("first", 0.2, 0.1))
    )


def factors() -> list[Factor]:
    """Return what is drawn, the dummy last."""
    return declared_factors([FIRST, SECOND, QUESTION])


@dataclass(frozen=True)
class Toy:
    """Stands in for a stored study.

    Attributes:
        points: Its points.
        seed: Of its luck.
    """

    points: Design
    seed: int = 1

    def design(self) -> Design:
        """Return its points."""
        return self.points

    def kept(self) -> pd.DataFrame:
        """Return what runs gave, each with a luck of its own."""
        table = self.points.table.loc[self.points.table.index.repeat(SEEDS)]
        chance = np.random.default_rng(self.seed)
        both = table[FIRST] + table[SECOND] + table[QUESTION].map(LIFT)
        found = {"point": table["point"].to_numpy()}
        for name, value in (("both", both), ("first", table[FIRST])):
            found[name] = np.exp(value.to_numpy(float) + LUCK * chance.standard_normal(len(table)))
        return pd.DataFrame(found)


def toy_draws(
    seen: tuple[Target, ...], waves: int, points: int = 400, enough: float = 1e9
) -> Draws:
    """Calibrate the toy in waves."""
    first = Toy(make_design("lhs", factors(), points, 1))
    return calibrated(
        cast(Study, first),
        seen,
        DAYS,
        waves,
        5,
        enough,
        lambda name, design: cast(Study, Toy(design, int(name[-1]))),
    )


def known(seen: tuple[Target, ...]) -> dict[str, Any]:
    """Return the exact posterior by sums over a fine grid: weights of answers, mean and spread."""
    first, second = (np.linspace(f.low, f.high, 801) for f in factors()[:2])
    luck = LUCK**2 / SEEDS
    a, b = np.meshgrid(first, second, indexing="ij")
    joint = {}
    # The luck of a draw is in its own runs and once more in how it is judged.
    spread = {t.name: np.sqrt(t.spread**2 + 2 * luck) for t in seen}
    for answer, lift in LIFT.items():
        joint[answer] = norm.pdf(np.log(seen[0].value), a + b + lift, spread["both"]) * norm.pdf(
            np.log(seen[1].value), a, spread["first"]
        )
    total = sum(part.sum() for part in joint.values())
    every = sum(joint.values()) / total
    mean = float((a * every).sum())
    return {
        "answers": {answer: float(part.sum() / total) for answer, part in joint.items()},
        "mean": mean,
        "spread": float(np.sqrt(((a - mean) ** 2 * every).sum())),
    }
