"""A choice between packages over many futures, and what knowing more would be worth to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.stored.summary import estimate
from analysis.voi.value import (
    FEWEST_FUTURES,
    PERMUTATIONS,
    Numbers,
    basis_of_number,
    basis_of_word,
    cross_fitted,
    partial,
    perfect,
)
from analysis.voi.whom import group_of
from experiments.design.point import NO_POLICY
from sim.outcomes import DECLARED, LOWER_IS_BETTER
from sim.setting.policies.policy import Cost

FACTOR, GROUP = "factor", "group"
MILLION = 1_000_000
WORTHS = tuple(float(10**power) * step for power in range(4, 9) for step in (1, 2, 5))
"""Euro a year for one point, at which it is told which package is best."""


@dataclass(frozen=True, eq=False)
class Choice:
    """Packages in futures, with what the futures differ in.

    Attributes:
        outcome: What is to be bettered.
        grid: The outcome, futures x packages, every package on the seeds of its future.
        factors: What is uncertain, futures x factors.
        costs: What each package costs.
        worth: Euro a year that one point of the outcome (or one of its units) is worth; None for a
            value in the outcome itself, in which costs do not count.
        person: Euro a year of a person who is away.
        persons: Persons a package may cost at most; None for no limit.
        euro: Million euro a year it may cost at most beside their pay; None for no limit.
    """

    outcome: str
    grid: pd.DataFrame
    factors: pd.DataFrame
    costs: Mapping[str, Cost]
    worth: float | None = None
    person: float = 0.0
    persons: float | None = None
    euro: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are futures enough to tell a value."""
        return len(self.grid) >= FEWEST_FUTURES

    @property
    def scale(self) -> float:
        """Points, or units, in one of the outcome."""
        return 100.0 if DECLARED[self.outcome].unit == "share" else 1.0

    @cached_property
    def affordable(self) -> list[str]:
        """The packages within the budget; one whose money is unknown is, but for its persons."""
        found = []
        for policy in map(str, self.grid.columns):
            cost = self.costs[policy]
            dear = self.persons is not None and cost.persons > self.persons
            dear |= self.euro is not None and cost.money > self.euro
            if not dear or policy == NO_POLICY:
                found.append(policy)
        return found

    @property
    def too_dear(self) -> list[str]:
        """The packages beyond the budget."""
        return [str(policy) for policy in self.grid.columns if policy not in self.affordable]

    @property
    def unpriced(self) -> list[str]:
        """The packages whose cost in money nobody knows; it counts as nothing here."""
        return [policy for policy in self.affordable if np.isnan(self.costs[policy].money)]

    @cached_property
    def gains(self) -> pd.DataFrame:
        """What each package betters the outcome by, over no policy on the same seeds."""
        sign = -1.0 if self.outcome in LOWER_IS_BETTER else 1.0
        grid = self.grid[self.affordable]
        return sign * grid.sub(grid[NO_POLICY], axis=0)

    def benefit_at(self, worth: float | None) -> pd.DataFrame:
        """Return the benefit of each package: in the outcome, or in million euro a year."""
        if worth is None:
            return self.gains
        costs = [
            np.nan_to_num(self.costs[policy].money)
            + self.costs[policy].persons * self.person / MILLION
            for policy in self.affordable
        ]
        return self.gains * (worth * self.scale / MILLION) - np.array(costs)

    @cached_property
    def benefit(self) -> Numbers:
        """The benefit of each package at the worth that was given, futures x packages."""
        return self.benefit_at(self.worth).to_numpy(np.float64)

    @property
    def best(self) -> str:
        """The package that is best on average."""
        return self.affordable[int(self.benefit.mean(axis=0).argmax())]

    @cached_property
    def rivals(self) -> list[str]:
        """The packages that cannot be told from the best one, future by future."""
        best = self.benefit[:, self.affordable.index(self.best)]
        return [
            policy
            for place, policy in enumerate(self.affordable)
            if policy != self.best and estimate(best - self.benefit[:, place]).covers_zero
        ]

    @cached_property
    def at_most(self) -> float:
        """What knowing everything, chance of single runs included, would bring."""
        return perfect(self.benefit)

    @cached_property
    def at_least(self) -> float:
        """What a choice by all that is uncertain here brought in futures that did not make it."""
        basis = self._basis([str(name) for name in self.factors], 1)
        return max(0.0, cross_fitted(self.benefit, basis, np.random.default_rng(1)))

    def _basis(self, names: Sequence[str], powers: int | None = None) -> Numbers:
        """Return what may be known of some factors; of several only lines, or bent ones."""
        found = [np.empty((len(self.factors), 0))]
        for name in names:
            column = self.factors[name]
            if not pd.api.types.is_numeric_dtype(column):
                found.append(basis_of_word(column.astype(str)))
                continue
            whole = basis_of_number(column)
            found.append(whole if powers is None else whole[:, :powers])
        return np.hstack(found)

    @cached_property
    def values(self) -> pd.DataFrame:
        """What knowing each factor, and each group of them, would be worth.

        Columns: kind ("factor" or "group"), factor, estimate, low, high, floor, shuffled, told: in
        no shuffle of the futures as much.
        """
        groups: dict[str, list[str]] = {}
        for name in self.factors:
            groups.setdefault(group_of(str(name)), []).append(str(name))
        asked = [(FACTOR, str(name), self._basis([str(name)])) for name in self.factors]
        asked += [
            (GROUP, group, self._basis(names, 2))
            for group, names in groups.items()
            if len(names) > 1
        ]
        rows = []
        for kind, name, basis in asked:
            found = partial(self.benefit, basis)
            told = found.chance <= 1 / (1 + PERMUTATIONS)
            rows.append(
                (
                    kind,
                    name,
                    found.value,
                    found.low,
                    found.high,
                    found.floor,
                    found.chance,
                    told and found.value > 0.0,
                )
            )
        columns = ["kind", "factor", "estimate", "low", "high", "floor", "shuffled", "told"]
        table = pd.DataFrame(rows, columns=columns)
        return table.sort_values("estimate", ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def packages(self) -> pd.DataFrame:
        """policy, gain, low, high (of the outcome), persons, money, best_in: share of futures."""
        best = np.bincount(self.benefit.argmax(axis=1), minlength=len(self.affordable))
        rows = []
        for place, policy in enumerate(self.affordable):
            found, cost = estimate(self.gains[policy]), self.costs[policy]
            rows.append(
                (
                    policy,
                    found.mean,
                    found.low,
                    found.high,
                    cost.persons,
                    cost.money,
                    best[place] / len(self.benefit),
                )
            )
        columns = ["policy", "gain", "low", "high", "persons", "money", "best_in"]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def acceptability(self) -> pd.DataFrame:
        """worth_of_point (euro a year), policy, best_in (share of futures), best (on average)."""
        rows = []
        for worth in WORTHS:
            benefit = self.benefit_at(worth).to_numpy(np.float64)
            best = np.bincount(benefit.argmax(axis=1), minlength=len(self.affordable))
            first = int(benefit.mean(axis=0).argmax())
            rows += [
                (worth, policy, best[place] / len(benefit), place == first)
                for place, policy in enumerate(self.affordable)
            ]
        return pd.DataFrame(rows, columns=["worth_of_point", "policy", "best_in", "best"])
