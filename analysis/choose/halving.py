"""Successive halving: many packages on few futures, the better half of them on twice as many.

It searches, and claims nothing (methods: Karnin, Koren and Somekh 2013): what is left is run again
on fresh futures, and only that is told. All packages of a round meet the same futures on the same
seeds, so that most of what is chance is common to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.choose.packages import Budget, Spent
from analysis.robustness.robustness import HIGH_REGRET, outcome_grid, regret
from experiments.design.point import NO_POLICY
from sim.outcomes import LOWER_IS_BETTER

ROUNDS = 5
FEWEST = 10
"""Futures of the first round at least; fewer tell no package from another."""
VETOES = "vetoes"

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Measured:
    """What some packages came to in the same futures.

    Attributes:
        outcome: What is to be bettered.
        grid: The outcome, futures x packages, no policy among them.
        vetoes: The same for vetoes.
    """

    outcome: str
    grid: pd.DataFrame
    vetoes: pd.DataFrame

    @property
    def gains(self) -> pd.DataFrame:
        """What each package betters the outcome by, over no policy on the same seeds."""
        sign = -1.0 if self.outcome in LOWER_IS_BETTER else 1.0
        return sign * self.grid.sub(self.grid[NO_POLICY], axis=0)

    @property
    def criteria(self) -> pd.DataFrame:
        """By package: gain (more is better), p90_regret and vetoes (less is)."""
        left = regret(self.grid, self.outcome)
        return pd.DataFrame(
            {
                "gain": self.gains.mean(),
                "p90_regret": left.quantile(HIGH_REGRET),
                "vetoes": self.vetoes.mean(),
            }
        )


def measured(runs: pd.DataFrame, outcome: str, packages: Sequence[str]) -> Measured:
    """Return what packages came to, from runs of all of them in the same futures.

    Args:
        runs: A row per run: policy, future, seed, outcomes.
        outcome: What is to be bettered.
        packages: Those that are wanted.

    Raises:
        UserError: Where they did not meet the same runs, or an outcome does not exist.
    """
    own = runs[runs["policy"].isin(packages)]
    names = list(packages)
    grids = (outcome_grid(own, key)[names].sort_index() for key in (outcome, VETOES))
    return Measured(outcome, *grids)


def sizes_of(futures: int) -> list[int]:
    """Return how many futures are met after each round: twice as many each time, all in the end."""
    sizes = [futures]
    while len(sizes) < ROUNDS and sizes[0] >= 2 * FEWEST:
        sizes.insert(0, (sizes[0] + 1) // 2)
    return sizes


def unbeaten(criteria: pd.DataFrame, spent: Mapping[str, Spent]) -> list[str]:
    """Return the packages that no other beats: none is as good in everything, and better in one.

    Args:
        criteria: From ``Measured.criteria``.
        spent: What each costs; what is unknown is neither more nor less.
    """
    names = [str(name) for name in criteria.index]
    losses = np.column_stack(
        [-criteria["gain"], criteria["p90_regret"], criteria["vetoes"]]
    ).astype(np.float64)
    costs = _cheaper([spent[name] for name in names])
    found = []
    for place, name in enumerate(names):
        as_good = (losses <= losses[place]).all(axis=1) & costs[:, place]
        better = (losses < losses[place]).any(axis=1) | ~costs[place]
        if not (as_good & better).any():
            found.append(name)
    return found


def _cheaper(spent: Sequence[Spent]) -> npt.NDArray[np.bool_]:
    """Return of every two packages whether the first surely costs no more than the second."""
    found = np.ones((len(spent), len(spent)), bool)
    for values in ([each.persons for each in spent], [each.money for each in spent]):
        paid = np.array(values, np.float64)
        found &= paid[:, None] <= paid[None, :] + 1e-9
    if any(each.unknown for each in spent):
        found &= np.array([[one.unknown <= two.unknown for two in spent] for one in spent])
    return found


def kept(
    criteria: pd.DataFrame,
    spent: Mapping[str, Spent],
    budgets: Sequence[Budget],
    count: int,
) -> list[str]:
    """Return the packages that go on: in turn the best of each budget by each criterion.

    Args:
        criteria: From ``Measured.criteria``.
        spent: What each package costs.
        budgets: Those for which something is to be told.
        count: How many go on, no policy among them; never fewer than one for each budget.
    """
    rows = _orders(criteria, spent, budgets)
    chosen = {NO_POLICY: None}
    wanted = min(len(criteria), max(count, len(budgets) + 1))
    for rank in zip_longest(*rows):
        for name in rank:
            if len(chosen) < wanted and name is not None:
                chosen.setdefault(name)
    return [str(name) for name in criteria.index if name in chosen]


def _orders(
    criteria: pd.DataFrame, spent: Mapping[str, Spent], budgets: Sequence[Budget]
) -> Iterator[list[str]]:
    """Yield packages in the order of a criterion, for each budget; gain first, and again."""
    by_gain = criteria.sort_values("gain", ascending=False, kind="stable")
    orders = {
        "gain": by_gain,
        "p90_regret": by_gain.sort_values("p90_regret", kind="stable"),
        "vetoes": by_gain.sort_values("vetoes", kind="stable"),
    }
    for order in orders.values():
        for budget in budgets:
            yield [str(name) for name in order.index if budget.allows(spent[str(name)])]
    ahead = set(unbeaten(criteria, spent))
    yield [str(name) for name in by_gain.index if name in ahead]


def halved(
    runs: pd.DataFrame,
    outcome: str,
    spent: Mapping[str, Spent],
    budgets: Sequence[Budget],
    futures: int,
    survivors: int,
    further: Callable[[int, Sequence[str], range], pd.DataFrame],
) -> list[str]:
    """Halve packages until few enough are left, and return those.

    Args:
        runs: Of all packages in the futures of the first round.
        outcome: What is to be bettered.
        spent: What each package costs.
        budgets: As ``kept``.
        futures: All futures of the search.
        survivors: How many are to be left.
        further: Gives the runs of a round, the packages and the futures that they have not met.
    """
    alive = list(dict.fromkeys(map(str, runs["policy"])))
    sizes = sizes_of(futures)
    for number, (met, wanted) in enumerate(pairwise(sizes), 2):
        if len(alive) <= survivors:
            return alive
        criteria = measured(runs, outcome, alive).criteria
        alive = kept(criteria, spent, budgets, max(survivors, -(-len(alive) // 2)))
        more = further(number, alive, range(met, wanted))
        runs = pd.concat([runs[runs["policy"].isin(alive)], more], ignore_index=True)
    return kept(measured(runs, outcome, alive).criteria, spent, budgets, survivors)
