"""Futures: draws of all that is uncertain, and in which share of them something holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binomtest, chi2_contingency

from analysis.claims.declare import Values
from analysis.intervals.several import LEVEL, holm
from analysis.stored.summary import CONFIDENCE
from experiments.design import make_design
from experiments.design.belief import Belief
from experiments.design.believed import drawn as drawn_from
from experiments.design.factors import DUMMY, EVERY_COLUMN, declared_factors
from sim.setting.theories.theory import QUESTIONS

FEWEST_OF_AN_ANSWER = 5
FUTURE_COLUMNS = ["id", "futures", "share", "low", "high", "verdict"]
ANSWER_COLUMNS = [
    "id",
    "question",
    "answer",
    "futures",
    "share",
    "low",
    "high",
    "chance",
    "told",
]


@dataclass(frozen=True, eq=False)
class Futures:
    """Draws of all that is uncertain, each a future.

    Attributes:
        table: A row per draw and a column per factor.
        effective: How many different draws they are worth: of a belief whose draws differ in
            weight, some come up more than once.
    """

    table: pd.DataFrame
    effective: float

    def settings(self) -> dict[str, Values]:
        """Return the values of each draw by its label."""
        rows: list[dict[str, Any]] = [
            {str(name): value for name, value in row.items()}
            for row in self.table.to_dict("records")
        ]
        return {str(place): row for place, row in enumerate(rows)}

    def share(self, held: pd.Series) -> tuple[int, float, float, float]:
        """Return of how many draws something is told, in which share it holds, and the interval."""
        there = held.dropna()
        if there.empty:
            return 0, np.nan, np.nan, np.nan
        share, number = float(there.mean()), self.worth(len(there))
        found = binomtest(round(share * number), number).proportion_ci(CONFIDENCE, "wilson")
        return len(there), share, float(found.low), float(found.high)

    def worth(self, count: int) -> int:
        """Return how many different draws so many of them are worth."""
        return max(1, round(count * min(1.0, self.effective / len(self.table))))


def futures_of(belief: Belief | None, count: int) -> Futures:
    """Return draws from a belief, or from the declared ranges."""
    every = declared_factors(["conditions", "switches", EVERY_COLUMN])
    every = [factor for factor in every if factor.name != DUMMY]
    if belief is None:
        design = make_design("lhs", every, count, seed=1)
        return Futures(design.table[[factor.name for factor in design.factors]], float(count))
    table = drawn_from(belief, every, count)
    if belief.draws.empty:
        return Futures(table, float(count))
    times = table.groupby(list(belief.draws.columns)).size().to_numpy()
    return Futures(table, float(count**2 / (times**2).sum()))


def shares_of(held: pd.DataFrame, drawn: Futures) -> pd.DataFrame:
    """Return the share of draws in which each pattern holds: ``FUTURE_COLUMNS``."""
    rows = [(str(name), *drawn.share(held[name]), "") for name in held]
    return pd.DataFrame(rows, columns=FUTURE_COLUMNS)


def shares_by_answer(held: pd.DataFrame, drawn: Futures) -> pd.DataFrame:
    """Return the share of draws in which each pattern holds by answer: ``ANSWER_COLUMNS``.

    ``chance`` is how likely shares lie so far apart where the answer does not matter (chi-squared
    over the answers), ``told`` by Holm over all patterns and questions.
    """
    rows: list[tuple[Any, ...]] = []
    for question, answers in _answers(drawn.table):
        for name in held if len(answers) > 1 else ():
            found = {answer: drawn.share(held[name][at_it]) for answer, at_it in answers.items()}
            chance = _chance([(drawn.worth(n), share) for n, share, *_ in found.values() if n])
            rows += [(str(name), question, a, *shares, chance) for a, shares in found.items()]
    table = pd.DataFrame(rows, columns=ANSWER_COLUMNS[:-1])
    tests = table.drop_duplicates(["id", "question"])
    corrected = tests.assign(told=holm(tests["chance"]) <= LEVEL)[["id", "question", "told"]]
    return table.merge(corrected, on=["id", "question"], how="left")[ANSWER_COLUMNS]


def _answers(table: pd.DataFrame) -> Iterator[tuple[str, dict[str, npt.NDArray[np.bool_]]]]:
    for question, switch in QUESTIONS.items():
        if (column := f"theory.{question}") in table:
            given = {a: (table[column].astype(str) == a).to_numpy() for a in switch.values}
            yield question, {a: x for a, x in given.items() if x.sum() >= FEWEST_OF_AN_ANSWER}


def _chance(found: Sequence[tuple[int, float]]) -> float:
    counts = np.array([[share * number, (1.0 - share) * number] for number, share in found])
    if len(counts) < 2 or (counts.sum(axis=0) <= 0).any():
        return float("nan")
    return float(chi2_contingency(counts, correction=False).pvalue)
