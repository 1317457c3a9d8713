"""The studies of a choice, one after the other: search, halving, fresh futures, own tasks lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from analysis.choose.confirmed import BATCH, Fresh
from analysis.choose.explore import beginning, explore
from analysis.choose.halving import halved, measured, sizes_of
from analysis.choose.packages import Budget, Choosable, Spent, spent_on
from analysis.robustness.robustness import HIGH_REGRET
from experiments.design import Design, list_design
from experiments.design.point import NO_POLICY
from experiments.design.table import BASE_ROW
from experiments.study.study import Study
from sim.outcomes import LOWER_IS_BETTER

EXPLORED, ROUND, FRESH, OWN_TASKS = "explored", "round", "fresh", "own_tasks"
OWN_TASK_FUTURES = 40
"""Fresh futures in which own tasks are weighed: paired references cost five runs for each."""
LOOKS_EVERY = 10
FRESH_SEED = 1_000
"""From where on the samples of fresh futures are numbered; that of the search is 1."""

Further = Callable[[str, Design, bool], Study]
"""Runs a further design, given its name and whether runs have outcomes that take paired runs."""
Draw = Callable[[int, int], pd.DataFrame]
"""Draws futures: how many, and from which sample."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What is asked of a choice.

    Attributes:
        space: The packages within the largest budget.
        budgets: All budgets, the smallest first.
        outcome: What is to be bettered.
        most: How many packages the search looks at.
        futures: How many futures it has.
        survivors: How many packages are run again.
        fresh: On how many fresh futures at most.
        apart: The smallest difference of the outcome that matters, in its own unit.
        alpha: How likely a choice may be wrong by more.
        draw: Draws futures.
    """

    space: Choosable
    budgets: Sequence[Budget]
    outcome: str
    most: int
    futures: int
    survivors: int
    fresh: int
    apart: float
    alpha: float
    draw: Draw
    _spent: dict[str, Spent] = field(default_factory=dict)

    @cached_property
    def everything(self) -> list[str] | None:
        """All packages that fit; None where there are more than the search looks at."""
        return self.space.all(self.most)

    @cached_property
    def first(self) -> list[str]:
        """The packages of the first study."""
        return self.everything or beginning(self.space, self.most)

    @cached_property
    def _drawn(self) -> pd.DataFrame:
        return self.draw(self.futures, 1)

    def design(self, packages: Sequence[str], futures: range) -> Design:
        """Return packages in some futures of the search, which share their seeds."""
        table = self._drawn.iloc[futures.start : futures.stop]
        return _crossed(table.assign(**{BASE_ROW: list(futures)}), packages)

    @property
    def first_design(self) -> Design:
        """The design of the first study."""
        return self.design(self.first, range(sizes_of(self.futures)[0]))

    def fresh_design(self, packages: Sequence[str], batches: range) -> Design:
        """Return packages in batches of fresh futures, each a sample of its own.

        Their base rows, and with them their seeds, lie beyond those of the search.
        """
        beyond = -(-self.futures // BATCH)
        parts = [
            self.draw(BATCH, FRESH_SEED + batch).assign(
                **{BASE_ROW: [(beyond + batch) * BATCH + at for at in range(BATCH)]}
            )
            for batch in batches
        ]
        return _crossed(pd.concat(parts, ignore_index=True), packages)

    def spent(self, package: str) -> Spent:
        """Return what a package costs."""
        if package not in self._spent:
            self._spent[package] = spent_on(package, self.space.frame)
        return self._spent[package]


def _crossed(futures: pd.DataFrame, packages: Sequence[str]) -> Design:
    table = pd.concat([futures.assign(policy=p) for p in packages], ignore_index=True)
    return list_design(table, "choose")


def carried_out(first: Study, plan: Plan, further: Further) -> None:
    """Run, after the first study of a choice, all that follows from it.

    Args:
        first: The study of ``Plan.first_design``.
        plan: What is asked.
        further: Runs a further design, or finds it where it has been run.
    """
    runs = runs_in(first)
    if plan.everything is None:
        runs = _explored(runs, plan, further)
    names = list(dict.fromkeys(map(str, runs["policy"])))
    spent = {name: plan.spent(name) for name in names}

    def round_of(number: int, packages: Sequence[str], futures: range) -> pd.DataFrame:
        design = plan.design(packages, futures)
        return runs_in(further(f"{ROUND}_{number}", design, False))

    alive = halved(runs, plan.outcome, spent, plan.budgets, plan.futures, plan.survivors, round_of)
    _confirmed(alive, plan, further)


def _explored(runs: pd.DataFrame, plan: Plan, further: Further) -> pd.DataFrame:
    """Return the runs of all packages that the search has tried in the futures of the first."""
    futures = range(sizes_of(plan.futures)[0])
    met = [runs]
    outset = measured(runs, plan.outcome, plan.first)
    sign = -1.0 if plan.outcome in LOWER_IS_BETTER else 1.0
    best = (sign * outset.grid).max(axis=1)

    def tried(packages: Sequence[str]) -> Mapping[str, Sequence[float]]:
        new = [name for name in packages if name not in plan.first]
        if new:
            # No policy is run along: gains are over it on the same runs.
            design = plan.design(new, futures)
            met.append(runs_in(further(f"{EXPLORED}_{len(met)}", design, False)))
        together = pd.concat(met, ignore_index=True)
        found = measured(together, plan.outcome, list(dict.fromkeys(together["policy"])))
        # Behind the best of those it began with: so an aim stays what it was as more are tried.
        behind = (-sign * found.grid).add(best, axis=0).quantile(HIGH_REGRET)
        gains, vetoes = found.gains.mean(), found.vetoes.mean()
        return {
            name: [
                -gains[name],
                behind[name],
                vetoes[name],
                plan.spent(name).persons,
                plan.spent(name).money,
            ]
            for name in map(str, found.grid.columns)
        }

    explore(plan.space, plan.first, plan.most, tried)
    return pd.concat(met, ignore_index=True)


def _confirmed(alive: Sequence[str], plan: Plan, further: Further) -> None:
    """Run what is left on fresh futures, until every budget has its choice or they are used up."""
    spent = {name: plan.spent(name) for name in alive}
    batches, found = plan.fresh // BATCH, pd.DataFrame()
    done = 0
    while done < batches:
        until = min(batches, done + LOOKS_EVERY)
        design = plan.fresh_design(alive, range(done, until))
        study = further(f"{FRESH}_{done // LOOKS_EVERY + 1}", design, False)
        found = pd.concat([found, runs_in(study)], ignore_index=True)
        done = until
        fresh = Fresh(
            measured(found, plan.outcome, alive), spent, plan.budgets, plan.apart, plan.alpha
        )
        if all(choice.decided for choice in fresh.choices):
            break
    packages = list(dict.fromkeys([NO_POLICY, *fresh.named]))
    share = min(OWN_TASK_FUTURES // BATCH, done)
    further(OWN_TASKS, plan.fresh_design(packages, range(share)), True)


def runs_in(study: Study) -> pd.DataFrame:
    """Return the runs of a study, each with its policy, future and what the future is."""
    design = study.design().table
    named = ("policy", "scenario", "theory")
    own = [name for name in map(str, design) if name.partition(".")[0] in named]
    runs = study.runs().merge(design[["point", BASE_ROW, *own]], on="point")
    return runs.rename(columns={BASE_ROW: "future"}).drop(columns="point")
