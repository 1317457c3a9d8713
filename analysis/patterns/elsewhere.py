"""Where else a pattern holds: under each theory, and over the futures that evidence leaves.

A verdict at the defaults is of one setting. Under a theory a pattern is judged as it is at the
defaults. Over futures, each a draw of all conditions, cells of the tables and answers to open
questions, it is judged in each of them, and told is the share of them in which its numbers lie
where its rule says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.claims.declare import ANY, SPECIAL, Ask, Case, Claim, Part, Values
from analysis.claims.measure import Runs, evaluate, run_all
from analysis.claims.runs import Plan, StudyRuns, arms_design
from analysis.patterns.declared.read_off import Readings
from analysis.patterns.futures import (
    ANSWER_COLUMNS,
    FUTURE_COLUMNS,
    Futures,
    futures_of,
    shares_by_answer,
    shares_of,
)
from analysis.patterns.studies import OVER_DRAWS, frame_of, study_of
from experiments.design import Design, list_design
from experiments.design.belief import Belief
from experiments.design.believed import noting
from experiments.design.seeds import Seeds
from experiments.design.table import BASE_ROW
from sim.conditions import in_any_words
from sim.reading.csv_frame import read_csv_frame

AT_THE_DEFAULTS = ("P18", "P29", "P44")
"""Read off bare equations, or off worlds that are no study: the same whatever the theory."""

EACH, ALL = "each_", "over_"
"""What studies of patterns that are judged future by future are called, and of those over all."""

SEEDS_A_FUTURE = 2
THEORIES, FUTURES, ANSWERS = TABLES = ("theories", "futures", "answers")
THEORY_COLUMNS = ["id", "theory", "verdict"]


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
    single, many = told_apart(chosen)
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
        judged = evaluate(at_once, run_all(at_once, source, plan, place, ALL))
        shares.append(_verdicts(judged))
    table = pd.concat(shares, ignore_index=True)[FUTURE_COLUMNS]
    return table.sort_values("id", ignore_index=True), answers


def holding(
    single: Sequence[Claim], drawn: Futures, belief: Belief | None, plan: Plan, place: Path
) -> pd.DataFrame:
    """Return whether each pattern holds in each future: futures x ids; NaN without a number."""
    words = in_any_words(str(name).removeprefix("conditions.") for name in drawn.table)
    reworded = words - {str(name).removeprefix("conditions.") for name in drawn.table}
    tried = [
        _with_own_words(_counted(claim), reworded).tried_in(drawn.settings()) for claim in single
    ]
    short = replace(plan, seeds=range(plan.seeds.start, plan.seeds.start + SEEDS_A_FUTURE))
    arms = {
        ask.arm: int(case.label)
        for claim in tried
        for case in claim.cases
        for part in claim.parts(case.under)
        for ask in part.asks
    }

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


def _verdicts(judged: pd.DataFrame) -> pd.DataFrame:
    cases = judged.groupby("id", sort=False).agg(
        futures=("runs", "max"), verdict=("case_verdict", "first")
    )
    empty = {name: np.nan for name in ("share", "low", "high")}
    return cases.reset_index().assign(**empty)


def told_apart(chosen: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Return the patterns that can be judged in a single future, and those that are over many.

    What no study holds is in neither, nor what is a statistic over the seeds of a setting.
    """
    single: list[Claim] = []
    many: list[Claim] = []
    for claim in chosen:
        parts = _counted(claim).parts({})
        studies = {ask.study for part in parts for ask in part.asks}
        if SPECIAL in studies:
            continue
        if studies & set(OVER_DRAWS):
            many.append(claim)
        elif all(part.of_runs is None for part in parts):
            single.append(claim)
    return single, many


def _with_own_words(claim: Claim, reworded: Collection[str]) -> Claim:
    """Return a claim that reads settings in words that were not drawn in a study of their own.

    A study says a condition in one way only.
    """
    factors = {f"conditions.{name}" for name in reworded}

    def own(ask: Ask) -> Ask:
        named = set() if isinstance(ask.arm, str) else {factor for factor, _ in ask.arm}
        return replace(ask, study=f"{ask.study}_reworded") if named & factors else ask

    def parts(under: Values) -> list[Part]:
        return [replace(part, asks=tuple(map(own, part.asks))) for part in claim.parts(under)]

    return replace(claim, parts=parts)


def _counted(claim: Claim) -> Claim:
    """Return a claim with only the parts that are judged and count."""

    def parts(under: Values) -> list[Part]:
        return [p for p in claim.parts(under) if p.region != ANY and not p.before]

    return replace(claim, parts=parts)
