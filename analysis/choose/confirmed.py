"""What the packages that were left came to on fresh futures, and the choice for each budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.choose.halving import Measured, unbeaten
from analysis.choose.packages import Budget, Spent, holds
from analysis.choose.ranking import select
from analysis.intervals.several import LEVEL, holm
from analysis.robustness.robustness import HIGH_REGRET, regret
from analysis.stored.summary import Estimate, estimate
from experiments.design.point import NO_POLICY

BATCH = 10
"""Fresh futures in a batch, a sample of its own: its mean is nearer to normal than one future."""
FIRST_BATCHES = 10
"""Batches from which variances are taken before anything falls out."""
RESAMPLES = 999

Numbers = npt.NDArray[np.float64]


def first_batches(batches: int) -> int:
    """Return from how many batches variances are taken, of so many in all."""
    return min(FIRST_BATCHES, batches)


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice under one budget.

    Attributes:
        budget: The budget.
        policy: The package that is selected, or leads where none is.
        fitting: The packages that fit, of those that were run again.
        left: Those that ranking and selection has not put out.
        good: The choice, and those that are not told to be worse: it and they cannot be told apart.
    """

    budget: Budget
    policy: str
    fitting: tuple[str, ...]
    left: tuple[str, ...]
    good: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether one alone is left."""
        return len(self.left) == 1


@dataclass(frozen=True, eq=False)
class Fresh:
    """The packages that were left, on the same fresh futures and seeds.

    Attributes:
        values: What they came to, futures in the order of their batches.
        spent: What each costs.
        budgets: The budgets, the smallest first.
        apart: The smallest difference that matters, in the outcome's own unit.
        alpha: How likely a choice may be wrong by more, all budgets together.
    """

    values: Measured
    spent: Mapping[str, Spent]
    budgets: Sequence[Budget]
    apart: float
    alpha: float

    @property
    def policies(self) -> list[str]:
        """The packages."""
        return [str(name) for name in self.values.grid.columns]

    @cached_property
    def gains(self) -> pd.DataFrame:
        """What each betters the outcome by, futures x packages."""
        return self.values.gains

    @cached_property
    def choices(self) -> list[Choice]:
        """The choice under each budget."""
        fits = [
            tuple(name for name in self.policies if budget.allows(self.spent[name]))
            for budget in self.budgets
        ]
        alpha = self.alpha / len(set(fits))
        return [
            self._choice(budget, names, alpha)
            for budget, names in zip(self.budgets, fits, strict=True)
        ]

    def _choice(self, budget: Budget, names: tuple[str, ...], alpha: float) -> Choice:
        gains = self.gains[list(names)]
        batches = gains.groupby(gains.index // BATCH).mean().to_numpy(np.float64)
        found = select(batches, self.apart, alpha, first_batches(len(batches)))
        left = tuple(names[place] for place in found.left)
        good = [names[found.best]]
        rivals = self.rivals(good[0], names)
        good += [
            name for name, worse in zip(rivals["policy"], rivals["worse"], strict=True) if not worse
        ]
        return Choice(budget, good[0], names, left, tuple(good))

    def rivals(self, policy: str, names: Iterable[str]) -> pd.DataFrame:
        """Hold a package against others, future by future.

        Returns:
            policy, difference (what it is better by than the given one), low, high, chance,
            corrected (Holm), worse: told to be. Best first.
        """
        found = {n: estimate(self.gains[n] - self.gains[policy]) for n in names if n != policy}
        rows = [(n, e.mean, e.low, e.high, e.chance) for n, e in found.items()]
        table = pd.DataFrame(rows, columns=["policy", "difference", "low", "high", "chance"])
        corrected = holm(table["chance"])
        worse = (corrected <= LEVEL) & (table["difference"] < 0)
        table = table.assign(corrected=corrected, worse=worse)
        return table.sort_values("difference", ascending=False, kind="stable", ignore_index=True)

    @property
    def named(self) -> list[str]:
        """The packages that are the choice under some budget, the smallest budget first."""
        return list(dict.fromkeys(choice.policy for choice in self.choices))

    @property
    def good(self) -> list[str]:
        """The packages, of at least one lever, that are a choice or cannot be told from one."""
        found = dict.fromkeys(name for choice in self.choices for name in choice.good)
        return [name for name in found if name != NO_POLICY]

    def in_every(self, levers: Sequence[str]) -> list[str]:
        """Return the levers that every good package holds."""
        good = self.good
        return [lever for lever in levers if good and all(holds(name, lever) for name in good)]

    def never(self, levers: Sequence[str]) -> list[str]:
        """Return the levers that no good package holds."""
        return [lever for lever in levers if not any(holds(name, lever) for name in self.good)]

    def simultaneous(self, policy: str) -> Estimate:
        """Return a package's gain with an interval that holds for all packages together."""
        return estimate(self.gains[policy], confidence=1.0 - LEVEL / max(1, len(self.policies) - 1))

    @cached_property
    def front(self) -> pd.DataFrame:
        """Every package: policy, gain, low, high, p90_regret with its ends, vetoes, persons, money.

        ``on_frontier``: no other is as good in gain, regret, vetoes, persons and money, and better
        in one. Intervals hold for all packages together.
        """
        criteria = self.values.criteria
        ahead = set(unbeaten(criteria, self.spent))
        low, high = self._regret_ends()
        rows = []
        for place, name in enumerate(self.policies):
            found, cost = self.simultaneous(name), self.spent[name]
            money = np.nan if cost.unknown else cost.money
            rows.append(
                (
                    name,
                    found.mean,
                    found.low,
                    found.high,
                    criteria["p90_regret"][name],
                    low[place],
                    high[place],
                    criteria["vetoes"][name],
                    cost.persons,
                    money,
                    name in ahead,
                )
            )
        columns = [
            "policy",
            "gain",
            "low",
            "high",
            "p90_regret",
            "p90_low",
            "p90_high",
            "vetoes",
            "persons",
            "money",
            "on_frontier",
        ]
        table = pd.DataFrame(rows, columns=columns)
        return table.sort_values(["persons", "gain"], kind="stable", ignore_index=True)

    def _regret_ends(self) -> tuple[Numbers, Numbers]:
        """Return the ends of the 90th percentiles of regret, by a bootstrap over futures."""
        left = regret(self.values.grid, self.values.outcome).to_numpy(np.float64)
        rng = np.random.default_rng(1)
        draws = np.stack(
            [
                np.quantile(left[rng.integers(len(left), size=len(left))], HIGH_REGRET, axis=0)
                for _ in range(RESAMPLES)
            ]
        )
        tail = LEVEL / 2 / max(1, len(self.policies) - 1)
        low, high = np.quantile(draws, (tail, 1 - tail), axis=0)
        return low, high

    def membership(self, levers: Sequence[str]) -> pd.DataFrame:
        """Return in which share of the good packages each lever is, by budget.

        Returns:
            policy (the lever), persons_at_most, euro_at_most, share, packages (how many are good).
        """
        rows = [
            (
                lever,
                *limits_of(choice.budget),
                float(np.mean([holds(name, lever) for name in choice.good])),
                len(choice.good),
            )
            for lever in levers
            for choice in self.choices
        ]
        columns = ["policy", "persons_at_most", "euro_at_most", "share", "packages"]
        return pd.DataFrame(rows, columns=columns)


def limits_of(budget: Budget) -> tuple[float, float]:
    """Return the limits of a budget for a table; NaN where there is none."""
    persons, euro = (np.nan if np.isinf(each) else each for each in (budget.persons, budget.euro))
    return persons, euro
