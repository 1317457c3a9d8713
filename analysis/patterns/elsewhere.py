"""Where else a pattern holds: under each theory, and over the futures that evidence leaves.

A verdict at the defaults is of one setting. Under a theory a pattern is judged as it is at the
defaults. Over futures, each a draw of all conditions, cells of the tables and answers to open
questions, it is judged in each of them, and told is the share of them in which its numbers lie
where its rule says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binomtest, chi2_contingency

from analysis.claims.declare import ANY, SPECIAL, Case, Claim, Part, Values
from analysis.claims.measure import Runs, asks_of, evaluate, run_all
from analysis.claims.runs import Plan, StudyRuns, arms_design
from analysis.intervals.several import LEVEL, holm
from analysis.patterns.seen import Readings
from analysis.patterns.studies import OVER_DRAWS, frame_of, study_of
from analysis.stored.summary import CONFIDENCE
from experiments.design import Design, list_design, make_design
from experiments.design.belief import Belief
from experiments.design.believed import drawn as drawn_from
from experiments.design.believed import noting
from experiments.design.factors import DUMMY, EVERY_COLUMN, declared_factors
from experiments.design.seeds import Seeds
from experiments.design.table import BASE_ROW
from sim.reading.csv_frame import read_csv_frame
from sim.setting.theory import QUESTIONS

AT_THE_DEFAULTS = ("P18", "P29", "P44")
"""Read off bare equations, or off worlds that are no study: the same whatever the theory."""

EACH, ALL = "each_", "over_"
"""What studies of patterns that are judged future by future are called, and of those over all."""

FEWEST_OF_AN_ANSWER = 5
SEEDS_A_FUTURE = 2
THEORIES, FUTURES, ANSWERS = TABLES = ("theories", "futures", "answers")
THEORY_COLUMNS = ["id", "theory", "verdict"]
FUTURE_COLUMNS = ["id", "futures", "share", "low", "high", "verdict"]
ANSWER_COLUMNS = ["id", "question", "answer", "futures", "share", "low", "high", "chance", "told"]


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """Where patterns hold beside the defaults.

    Attributes:
        theories: ``THEORY_COLUMNS``; empty where no theory was asked for.
        futures: ``FUTURE_COLUMNS``: by pattern the share of futures in which it holds, or, of a
            pattern that is over many of them itself, its verdict; empty where none were asked for.
        answers: ``ANSWER_COLUMNS``: the same by answer to an open question.
    """

    theories: pd.DataFrame
    futures: pd.DataFrame
    answers: pd.DataFrame

    @classmethod
    def read(cls, folder: Path) -> Elsewhere:
        """Return what a measurement stored of it; empty where nothing was asked for.

        Args:
            folder: The folder of its tables.
        """
        columns = (THEORY_COLUMNS, FUTURE_COLUMNS, ANSWER_COLUMNS)
        found = []
        for name, wanted in zip(TABLES, columns, strict=True):
            file = folder / f"{name}.csv"
            table = read_csv_frame(file) if file.exists() else pd.DataFrame(columns=wanted)
            found.append(table.fillna({"verdict": ""}))
        return cls(*found)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables that hold anything, by name."""
        named = dict(zip(TABLES, (self.theories, self.futures, self.answers), strict=True))
        return {name: table for name, table in named.items() if len(table)}


def of_theories(chosen: Sequence[Claim], theories: Sequence[str]) -> list[Claim]:
    """Return patterns as they are tried under theories; those of ``AT_THE_DEFAULTS`` are not."""
    settings: dict[str, Values] = {name: {"theory": name} for name in theories}
    mine = [claim for claim in chosen if claim.id not in AT_THE_DEFAULTS and theories]
    return [_counted(claim).tried_in(settings) for claim in mine]


def under_theories(chosen: Sequence[Claim], theories: Sequence[str], runs: Runs) -> pd.DataFrame:
    """Return the verdict on each pattern under each theory: ``THEORY_COLUMNS``.

    Args:
        chosen: The patterns.
        theories: The theories.
        runs: From ``run_all`` for ``of_theories``.
    """
    tried = of_theories(chosen, theories)
    if not tried:
        return pd.DataFrame(columns=THEORY_COLUMNS)
    cases = evaluate(tried, runs).drop_duplicates(["id", "case"])
    return cases[["id", "case", "case_verdict"]].set_axis(THEORY_COLUMNS, axis=1)


def over_futures(
    chosen: Sequence[Claim], belief: Belief | None, count: int, plan: Plan, place: Path
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge patterns in each of many draws of conditions, tables and answers to open questions.

    Args:
        chosen: The patterns.
        belief: What is drawn from; None for the declared ranges.
        count: How many draws; 0: nothing is done.
        plan: How much is run.
        place: The folder.

    Returns:
        ``FUTURE_COLUMNS``; ``ANSWER_COLUMNS``. Patterns that read worlds that are no study are left
        out.

    Raises:
        UserError: As ``analysis.claims.measure.run_all``.
    """
    single, many = _told_apart(chosen)
    if count == 0 or not (single or many):
        return pd.DataFrame(columns=FUTURE_COLUMNS), pd.DataFrame(columns=ANSWER_COLUMNS)
    shares = []
    answers = pd.DataFrame(columns=ANSWER_COLUMNS)
    if single:
        drawn = futures_of(belief, count)
        held = holding(single, drawn, belief, plan, place)
        shares.append(shares_of(held, drawn))
        answers = shares_by_answer(held, drawn)
    if many:
        source = partial(study_of, belief=belief)
        at_once = [replace(_counted(claim), cases=(Case({}),)) for claim in many]
        judged = evaluate(at_once, run_all(at_once, source, replace(plan, draws=count), place, ALL))
        shares.append(_verdicts(judged))
    table = pd.concat(shares, ignore_index=True)[FUTURE_COLUMNS]
    return table.sort_values("id", ignore_index=True), answers


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


def holding(
    single: Sequence[Claim], drawn: Futures, belief: Belief | None, plan: Plan, place: Path
) -> pd.DataFrame:
    """Return whether each pattern holds in each future: futures x ids; NaN without a number."""
    tried = [_counted(claim).tried_in(drawn.settings()) for claim in single]
    short = replace(plan, seeds=range(plan.seeds.start, plan.seeds.start + SEEDS_A_FUTURE))
    arms = {
        ask.arm: int(case.label)
        for claim in tried for case in claim.cases
        for part in claim.parts(case.under) for ask in part.asks
    }  # fmt: skip

    def source(name: str, asks: Sequence[Any], plan: Plan) -> StudyRuns:
        mine = sorted({ask.arm for ask in asks}, key=str)
        design = _by_draw(arms_design(mine), [arms[arm] for arm in mine], belief)
        seeds = Seeds(len(plan.seeds), plan.seeds.start, "base_row")
        return StudyRuns(design, mine, frame_of(name, plan), seeds, Readings())

    judged = evaluate(tried, run_all(tried, source, short, place, EACH))
    inside = _inside(judged)
    whole = inside.groupby([judged["id"], judged["case"].astype(int)]).min()
    return whole.unstack(level=0).sort_index()


def _by_draw(design: Design, draw: Sequence[int], belief: Belief | None) -> Design:
    named = [factor.name for factor in design.factors]
    made = list_design(design.table[named].assign(**{BASE_ROW: list(draw)}))
    return made if belief is None else noting(made, belief)


def _inside(judged: pd.DataFrame) -> pd.Series:
    """Return 1 where a number lies where its rule says, 0 where not, NaN where there is none."""
    value, low, high = (judged[name] for name in ("value", "region_low", "region_high"))
    inside = ((value > low) & (value < high)) | ((low == high) & (value == low))
    return inside.astype(float).where(value.notna())


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


def _verdicts(judged: pd.DataFrame) -> pd.DataFrame:
    cases = judged.groupby("id", sort=False).agg(
        futures=("runs", "max"), verdict=("case_verdict", "first")
    )
    empty = {name: np.nan for name in ("share", "low", "high")}
    return cases.reset_index().assign(**empty)


def _told_apart(chosen: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Return the patterns that can be judged in a single draw, and those that are over many."""
    single: list[Claim] = []
    many: list[Claim] = []
    for claim in chosen:
        asks = asks_of([replace(_counted(claim), cases=(Case({}),))])
        if any(ask.study == SPECIAL for ask in asks):
            continue
        (many if any(ask.study in OVER_DRAWS for ask in asks) else single).append(claim)
    return single, many


def _counted(claim: Claim) -> Claim:
    """Return a claim with only the parts that are judged and count."""

    def parts(under: Values) -> list[Part]:
        return [p for p in claim.parts(under) if p.region != ANY and not p.before]

    return replace(claim, parts=parts)
