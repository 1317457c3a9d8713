"""The answer of a study of policies: regret, what is good enough, gains against their cost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.intervals.same_runs import notes_on_same_policies
from analysis.robustness.found import Robustness, found_over, in_titles
from analysis.robustness.part import grid_of
from analysis.robustness.robustness import outcome_grid
from analysis.robustness.words import FOUND, notes_on_regret, sentences
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.titles import quoted, unquoted
from experiments.design.point import NO_POLICY

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FIGURES = ("regret", "frontier", "ranks")


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand robust`` says.

    Args:
        stored: The study: every policy in every future.

    Returns:
        The answer, with the tables "robustness" (every metric of every policy), "apart" (policy
        against policy), "reversals", "frontier" (gain and cost),
        "regret_by_scenario_and_theory", "gains_by_answer" (what each brings under each answer) and
        "futures" (the mean outcome of every policy in every future). Without futures enough it has
        no figures.

    Raises:
        UserError: Where policies did not meet the same runs, or an outcome does not exist.
    """
    # Older versions of bijstand stored no verdicts.
    told = stored.is_answered and "apart" in stored.tables
    found = _read(stored) if told else _worked_out(stored)

    def say(language: str) -> list[str]:
        return sentences(in_titles(found, language, quoted), language)

    def grids(language: str, _narrow: bool) -> list[Grid]:
        return [grid_of(in_titles(found, language, unquoted), language)] if found.enough else []

    draw = {name: partial(_draw, found, name) for name in FIGURES if found.enough}
    return Answer(
        stored,
        say,
        found.tables,
        draw,
        parts={FOUND: found},
        grids=grids,
        notes=[
            WITHOUT_SHAPE,
            *notes_on_regret(found),
            *notes_on_same_policies(found.grid, stored.world),
        ],
        drawn={name: [name] for name in FIGURES},
    )


def _draw(found: Robustness, name: str, language: str) -> Figure:
    from analysis.robustness import figures  # noqa: PLC0415 - matplotlib is slow to import

    draw = {
        "regret": figures.regret_figure,
        "frontier": figures.frontier_figure,
        "ranks": figures.ranks_figure,
    }[name]
    return draw(in_titles(found, language, unquoted), language)


def _worked_out(stored: Stored) -> Robustness:
    design = stored.study.design().table
    asked = [n for n in design if n == "theory" or str(n).startswith("theory.")]
    table = design[["point", "base_row", "policy", "scenario", *asked]]
    runs = stored.study.runs().merge(table, on="point").rename(columns={"base_row": "future"})
    outcome = _outcome(stored)
    grid = outcome_grid(runs, outcome)
    enough = stored.option("good_enough")
    enough = float(grid[NO_POLICY].mean() if enough is None else enough)
    costs = {str(policy): stored.frame.cost(policy) for policy in grid.columns}
    groups = runs.drop_duplicates("future").set_index("future")
    return found_over(
        grid,
        outcome,
        enough,
        {policy: cost.persons for policy, cost in costs.items()},
        groups["scenario"] + (", " + groups["theory"] if "theory" in asked else ""),
        {policy: cost.money for policy, cost in costs.items()},
        groups[[name for name in asked if groups[name].nunique() > 1]],
    )


def _read(stored: Stored) -> Robustness:
    grid = stored.table("futures").set_index("future")
    enough = stored.option("good_enough")
    return Robustness(
        outcome=_outcome(stored),
        good_enough=float(grid[NO_POLICY].mean() if enough is None else enough),
        metrics=stored.table("robustness"),
        reversals=stored.table("reversals"),
        frontier=stored.table("frontier"),
        regrets=stored.table("regret_by_scenario_and_theory"),
        grid=grid,
        apart=stored.table("apart"),
        answers=stored.optional("answers"),
        gains=stored.optional("gains_by_answer"),
    )


def _outcome(stored: Stored) -> str:
    return str(stored.option("outcome", "gap_closed"))
