"""The standardised index: each rule's mean and spread over draws from the priors, per side (S11).

Spreads between needs at the defaults would be no measure: there nothing of what a lever changes
varies, so that a rule which is steep between needs would have its levers shrunk.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.levels.readings import Readings
from sim.rules import willing
from sim.setting.theories.level import NEUTRAL, NO_TRUST, SUM, Key, Level
from sim.setting.theories.theory import SWITCHES, Theory
from sim.state.compiled import compiled
from sim.state.records import DRIVERS_A_SIDE, TRUST_COLUMN

SIDES = ("requester", "provider")
RULES = SWITCHES["drivers"].values


class Spread(NamedTuple):
    """Mean and standard deviation of an index."""

    mean: float
    sd: float


Standard = dict[tuple[str, bool, str], Spread]
"""By rule of S11, whether trust is a driver, and side."""


@compiled
def indices(conditions: Any, theory: Any, noted: Any, found: Any) -> None:
    """Fill the index of both sides of needs under a theory, needs x sides."""
    for need in range(len(noted)):
        row = noted[need]
        for side in range(2):
            k = side * DRIVERS_A_SIDE
            drivers = (
                row[k],
                row[k + 1],
                row[k + 2],
                row[k + 3],
                row[k + 4],
                row[k + 5],
                row[k + 6],
            )
            found[need, side] = willing.index(conditions, theory, drivers, row[TRUST_COLUMN])


def indices_of(read: Readings, rule: str, with_trust: bool) -> npt.NDArray[np.float64]:
    """Return the index of both sides of what was read under a rule of S11, needs x sides."""
    theory = Theory({"drivers": rule, "trust": "driver" if with_trust else NO_TRUST}, {})
    found = np.empty((len(read.drivers), len(SIDES)))
    conditions = read.setting.conditions.to_records()[0]
    indices(conditions, theory.to_record()[0], read.drivers, found)
    return found


def standard_of(drawn: Iterable[Readings]) -> Standard:
    """Return mean and spread of the index over all needs of all draws, by rule and side."""
    sums: dict[tuple[str, bool], list[npt.NDArray[np.float64]]] = {}
    for read in drawn:
        for rule in RULES:
            for with_trust in (False, True):
                index = indices_of(read, rule, with_trust)
                count = np.full(len(SIDES), float(len(index)))
                part = [count, index.sum(axis=0), (index * index).sum(axis=0)]
                before = sums.setdefault((rule, with_trust), [np.zeros(len(SIDES))] * len(part))
                sums[rule, with_trust] = [a + b for a, b in zip(before, part, strict=True)]
    found: Standard = {}
    for (rule, with_trust), (count, total, squares) in sums.items():
        mean = total / count
        deviation = np.sqrt(squares / count - mean * mean)
        for place, side in enumerate(SIDES):
            found[rule, with_trust, side] = Spread(float(mean[place]), float(deviation[place]))
    return found


def standardised(standard: Standard, key: Key, scaled: bool) -> Level:
    """Return the level that brings a rule of S11 to the mean of the sum, and to its spread.

    Args:
        standard: Means and spreads.
        key: Of the theory.
        scaled: Whether to the spread too.
    """
    if key.drivers == SUM:
        return NEUTRAL
    numbers: list[float] = []
    for side in SIDES:
        own = standard[key.drivers, key.with_trust, side]
        reference = standard[SUM, key.with_trust, side]
        slope = reference.sd / own.sd if scaled else 1.0
        numbers += [reference.mean - slope * own.mean, slope]
    return Level(*numbers)
