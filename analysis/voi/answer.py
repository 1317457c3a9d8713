"""The answer of a study of what to find out first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.robustness.robustness import outcome_grid
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.voi.choice import Choice
from analysis.voi.words import grids, sentences
from analysis.words.noted import note_of
from experiments.design.factors import DUMMY
from sim.words import Message

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TIED = note_of(
    Message(
        "where the best package cannot be told from others, what knowing is worth comes out on"
        " the low side, and its interval holds the truth less often than 95% (docs/coverage.md"
        " tells how often)"
    ).in_language,
    ["values"],
)
"""What is known where packages are tied: the best of them on average is so by luck alone."""
FIGURES = ("values", "acceptability")
MILLION_EURO = "million euro a year"


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand voi`` says.

    Args:
        stored: The study: every package in every future.

    Returns:
        The answer, with the tables "packages" (gain, cost, share of futures in which each is best),
        "values" (what knowing each factor or group would be worth, in the outcome's unit or in
        million euro a year) and "acceptability" (which package is best, by the worth of a point).
        Without futures enough it has packages alone.

    Raises:
        UserError: Where packages did not meet the same runs, or an outcome does not exist.
    """
    choice = choice_in(stored)

    def say(language: str) -> list[str]:
        return sentences(choice, language)

    def shown(language: str, _narrow: bool) -> list[Grid]:
        return grids(choice, language)

    tables = {"packages": choice.packages}
    if choice.enough:
        tables |= {"values": choice.values, "acceptability": choice.acceptability}
    return Answer(
        stored,
        say,
        tables,
        {name: partial(_draw, choice, name) for name in FIGURES if choice.enough},
        units={} if choice.worth is None else {"values": MILLION_EURO},
        parts={"choice": choice},
        grids=shown,
        notes=[WITHOUT_SHAPE, *([TIED] if choice.enough and choice.rivals else [])],
        drawn={name: [name] for name in FIGURES},
    )


def choice_in(stored: Stored) -> Choice:
    """Return the choice that a study put to the test, under the budget that it was asked with."""
    outcome = str(stored.option("outcome", "gap_closed"))
    design = stored.study.design()
    table = design.table
    runs = stored.study.runs().merge(table[["point", "base_row", "policy"]], on="point")
    grid = outcome_grid(runs.rename(columns={"base_row": "future"}), outcome)
    names = [f.name for f in design.factors if f.name != "policy"]
    futures = table.drop_duplicates("base_row").set_index("base_row").loc[grid.index, names]
    limits = {key: stored.option(key) for key in ("worth", "persons", "euro")}
    return Choice(
        outcome,
        grid,
        futures[[*(n for n in names if n != DUMMY), *_dummy(names)]],
        {policy: stored.frame.cost(policy) for policy in grid.columns},
        person=float(stored.option("person", 0.0)),
        **limits,
    )


def _dummy(names: list[str]) -> list[str]:
    return [DUMMY] if DUMMY in names else []


def _draw(choice: Choice, name: str, language: str) -> Figure:
    from analysis.voi import figures  # noqa: PLC0415 - matplotlib is slow to import

    draw = {"values": figures.values_figure, "acceptability": figures.acceptability_figure}
    return draw[name](choice, language)
