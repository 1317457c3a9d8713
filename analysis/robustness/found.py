"""What a study of policies found: all of its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.robustness.answers import answer_table, gains_by_answer
from analysis.robustness.apart import apart_table
from analysis.robustness.robustness import (
    frontier,
    group_table,
    rank_reversals,
    robustness_table,
)
from analysis.stored.summary import FEWEST_RESAMPLED
from analysis.words.titles import entitled, unquoted
from experiments.design.point import NO_POLICY, name_in_words


@dataclass(frozen=True, slots=True)
class Robustness:
    """All tables of a study.

    Attributes:
        outcome: The outcome.
        good_enough: The threshold of the satisficing share.
        metrics: From ``robustness_table``.
        reversals: From ``rank_reversals``.
        frontier: From ``frontier``.
        regrets: group (scenario, theory), policy, mean_regret, max_regret, mean.
        grid: From ``outcome_grid``.
        apart: From ``apart_table``.
        answers: From ``answer_table``; empty where futures share all answers.
        gains: From ``gains_by_answer``; empty where futures share all answers.
    """

    outcome: str
    good_enough: float
    metrics: pd.DataFrame
    reversals: pd.DataFrame
    frontier: pd.DataFrame
    regrets: pd.DataFrame
    grid: pd.DataFrame
    apart: pd.DataFrame
    answers: pd.DataFrame = field(default_factory=pd.DataFrame)
    gains: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def enough(self) -> bool:
        """Whether there are enough futures to say anything."""
        return len(self.grid) >= FEWEST_RESAMPLED

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by the name of their file."""
        return {
            "robustness": self.metrics,
            "apart": self.apart,
            "reversals": self.reversals,
            "frontier": self.frontier,
            "regret_by_scenario_and_theory": self.regrets,
            **({"answers": self.answers} if len(self.answers) else {}),
            **({"gains_by_answer": self.gains} if len(self.gains) else {}),
            "futures": self.grid.reset_index(),
        }


def found_over(
    grid: pd.DataFrame,
    outcome: str,
    good_enough: float,
    costs: Mapping[str, float],
    groups: pd.Series,
    money: Mapping[str, float] | None = None,
    answers: pd.DataFrame | None = None,
) -> Robustness:
    """Work out all tables of a study.

    Args:
        grid: From ``outcome_grid``.
        outcome: The outcome's key.
        good_enough: The threshold of the satisficing share.
        costs: The persons that each policy takes.
        groups: The name of the group of each future, by future.
        money: The million euro a year that each policy takes beside them.
        answers: By future, a column per open question that futures answer differently.
    """
    metrics = robustness_table(grid, outcome, good_enough)
    apart = apart_table(grid, outcome, good_enough)
    by_answer = (
        (pd.DataFrame(), pd.DataFrame())
        if answers is None
        else (answer_table(grid, outcome, answers), gains_by_answer(grid, outcome, answers))
    )
    return Robustness(
        outcome,
        good_enough,
        metrics,
        rank_reversals(metrics, apart),
        frontier(grid, outcome, costs, NO_POLICY, money),
        group_table(grid, outcome, groups),
        grid,
        apart,
        *by_answer,
    )


def in_titles(found: Robustness, language: str, mark: Callable[[str], str]) -> Robustness:
    """Return what was found with policies, scenarios and theories in words.

    Args:
        found: With all of them by the names of their files.
        language: "en" or "nl".
        mark: Puts the title of a policy in quotes, or not.
    """
    names = {policy: mark(_policy(str(policy), language)) for policy in found.grid.columns}

    def named(table: pd.DataFrame) -> pd.DataFrame:
        columns = [c for c in ("policy", "other_policy") if c in table]
        return table.assign(**{column: table[column].map(names) for column in columns})

    return replace(
        found,
        metrics=named(found.metrics),
        reversals=named(found.reversals),
        frontier=named(found.frontier),
        regrets=_grouped(named(found.regrets), language),
        grid=found.grid.rename(columns=names),
        apart=named(found.apart),
        answers=named(found.answers),
        gains=named(found.gains),
    )


def _grouped(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return regrets with their scenario and theory in words, unquoted."""
    return table.assign(group=entitled(table, language, "group")["group"].map(unquoted))


def _policy(policy: str, language: str) -> str:
    try:
        return name_in_words("policy", policy, language)
    except (KeyError, ValueError):
        return policy
