"""What a finished choice found: its fresh runs, and what the search had promised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.choose.confirmed import Fresh, limits_of
from analysis.choose.halving import measured
from analysis.choose.packages import Spent, spent_on
from analysis.choose.question import ALL_TRIED, apart_of, budgets_in, levers_of
from analysis.choose.study import EXPLORED, FRESH, OWN_TASKS, ROUND, runs_in
from analysis.robustness.answers import answer_table
from analysis.stored.stored import Stored
from analysis.stored.summary import Estimate, estimate
from experiments.study.companion import open_companion
from experiments.study.recorded import BESIDE, digests_in, stored_manifest

OWN_TASK_LOSS = "own_task_loss"


@dataclass(frozen=True, eq=False)
class Found:
    """What a choice found.

    Attributes:
        outcome: What is bettered.
        alone: What packages are made of, and what each lever costs by itself.
        fresh: The packages that were left, on fresh futures.
        promised: What each of them gained in the search, by package.
        tried: How many packages the search looked at.
        all_tried: Whether these are all that fit.
        own_tasks: The share of own tasks that each package which is named loses, and no policy.
        answers: From ``answer_table``, for the choice under the largest budget.
    """

    outcome: str
    alone: Mapping[str, Spent]
    fresh: Fresh
    promised: pd.Series
    tried: int
    all_tried: bool
    own_tasks: dict[str, Estimate]
    answers: pd.DataFrame

    @property
    def levers(self) -> list[str]:
        """What packages are made of."""
        return list(self.alone)

    @property
    def unpriced(self) -> list[str]:
        """The levers whose money nobody knows."""
        return [lever for lever in self.levers if self.alone[lever].unknown]

    @property
    def too_dear(self) -> list[str]:
        """The levers that fit no budget by themselves, though their cost is known."""
        return [
            lever
            for lever in self.levers
            if lever not in self.unpriced
            and not any(budget.allows(self.alone[lever]) for budget in self.fresh.budgets)
        ]

    @property
    def left_out(self) -> list[str]:
        """The levers of unknown money that no budget of euro can be said to allow."""
        return [
            lever
            for lever in self.unpriced
            if not any(budget.allows(self.alone[lever]) for budget in self.fresh.budgets)
        ]

    @property
    def choosable(self) -> list[str]:
        """The levers that were in the running."""
        return [x for x in self.levers if x not in (*self.too_dear, *self.left_out)]

    @property
    def drops(self) -> pd.Series:
        """What each package gained less on fresh futures than in the search."""
        return self.promised - self.fresh.gains.mean()

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name: choices, front, membership, rivals, and answers where they differ."""
        found = {
            "choices": self._choices(),
            "front": self._front(),
            "membership": self.fresh.membership(self.choosable),
            "rivals": self._rivals(),
        }
        return {**found, **({"answers": self.answers} if len(self.answers) else {})}

    def _choices(self) -> pd.DataFrame:
        """Return the choice under each budget, and how many cannot be told from it."""
        rows = []
        for choice in self.fresh.choices:
            gain, cost = self.fresh.simultaneous(choice.policy), self.fresh.spent[choice.policy]
            rows.append(
                (
                    *limits_of(choice.budget),
                    choice.policy,
                    gain.mean,
                    gain.low,
                    gain.high,
                    cost.persons,
                    np.nan if cost.unknown else cost.money,
                    choice.decided,
                    len(choice.good) - 1,
                    len(choice.fitting),
                    len(self.fresh.gains),
                )
            )
        columns = [
            "persons_at_most",
            "euro_at_most",
            "policy",
            "gain",
            "low",
            "high",
            "persons",
            "money",
            "decided",
            "ties",
            "fitting",
            "futures",
        ]
        return pd.DataFrame(rows, columns=columns)

    def _front(self) -> pd.DataFrame:
        table = self.fresh.front
        lost = {name: found.mean for name, found in self.own_tasks.items()}
        return table.assign(
            search_gain=table["policy"].map(self.promised),
            drop=table["policy"].map(self.drops),
            own_tasks=table["policy"].map(lost),
        )

    def _rivals(self) -> pd.DataFrame:
        """Return, for each budget, every other package that fits beside the choice."""
        parts = []
        for choice in self.fresh.choices:
            rivals = self.fresh.rivals(choice.policy, choice.fitting)
            persons, euro = limits_of(choice.budget)
            told = rivals["worse"]
            rivals = rivals.rename(columns={"policy": "rival"}).drop(columns="worse")
            whole = rivals.assign(
                persons_at_most=persons, euro_at_most=euro, policy=choice.policy, told=told
            )
            parts.append(whole[[*whole.columns[-4:-1], *whole.columns[:-4], "told"]])
        return pd.concat(parts, ignore_index=True)


def found_in(stored: Stored) -> Found:
    """Read what a study found from its runs, and from those beside it.

    Raises:
        UserError: Where runs beside it are not there, or packages did not meet the same runs.
    """
    outcome = str(stored.option("outcome", "gap_closed"))
    frame = stored.frame
    levers = levers_of(stored.option("levers") or [], frame.world)
    given: dict[str, Any] = {key: stored.option(key) for key in ("persons", "euro")}
    budgets = budgets_in(given, levers, frame)
    first = stored.study
    searched = [runs_in(first), *_beside(stored, EXPLORED)]
    tried = pd.concat([runs["policy"] for runs in searched]).nunique()
    searched += _beside(stored, ROUND)
    runs = pd.concat(_beside(stored, FRESH) or [_of(stored, f"{FRESH}_1")], ignore_index=True)
    names = list(dict.fromkeys(map(str, runs["policy"])))
    spent = {name: spent_on(name, frame) for name in names}
    apart = apart_of(outcome, float(stored.option("apart", 0.5)))
    alpha = float(stored.option("alpha", 0.05))
    fresh = Fresh(measured(runs, outcome, names), spent, budgets, apart, alpha)
    own = _of(stored, OWN_TASKS)
    return Found(
        outcome,
        {lever: spent_on(lever, frame) for lever in levers},
        fresh,
        measured(pd.concat(searched, ignore_index=True), outcome, names).gains.mean(),
        tried,
        bool(first.design().options.get(ALL_TRIED)),
        {str(name): estimate(part[OWN_TASK_LOSS]) for name, part in own.groupby("policy")},
        _answers(fresh, runs),
    )


def _answers(fresh: Fresh, runs: pd.DataFrame) -> pd.DataFrame:
    """Hold the choice under the largest budget against the best one under each answer."""
    choice = fresh.choices[-1]
    futures = runs.drop_duplicates("future").set_index("future")
    asked = [n for n in futures if n == "theory" or str(n).startswith("theory.")]
    differ = futures[[name for name in asked if futures[name].nunique() > 1]]
    grid = fresh.values.grid[list(choice.fitting)]
    return answer_table(grid, fresh.values.outcome, differ)


def _beside(stored: Stored, head: str) -> list[pd.DataFrame]:
    """Return the runs of all studies of a kind that lie beside a study, in their order."""
    # Read anew: what the verb holds is the manifest as it was before it ran anything beside.
    known = digests_in(stored_manifest(stored.folder) or {}, BESIDE)
    numbered = {
        int(name.rpartition("_")[2]): name for name in known if re.fullmatch(rf"{head}_\d+", name)
    }
    return [_of(stored, numbered[number]) for number in sorted(numbered)]


def _of(stored: Stored, name: str) -> pd.DataFrame:
    return runs_in(open_companion(stored.study, name))
