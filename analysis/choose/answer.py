"""The answer of a study of which package to choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.choose.found import Found, found_in
from analysis.choose.grids import grids_of
from analysis.choose.words import sentences
from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.columns import CHANGE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FIGURES = ("front", "membership")


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand choose`` says.

    Args:
        stored: The study of the first packages, with all that was run beside it.

    Returns:
        The answer, with the tables "choices" (the package under each budget), "front" (every
        package that was run again: gain, regret, vetoes, cost, what the search had promised),
        "membership" (in which share of the good packages each lever is, by budget), "rivals" (every
        other package beside the choice) and "answers" (the best under each answer to an open
        question); figures "front" and "membership".

    Raises:
        UserError: Where runs beside the study are not there, or packages did not meet the same.
    """
    found = found_in(stored)

    def say(language: str) -> list[str]:
        return sentences(found, language)

    def shown(language: str, _narrow: bool) -> list[Grid]:
        return grids_of(found, language)

    return Answer(
        stored,
        say,
        found.tables,
        {name: partial(_draw, found, name) for name in FIGURES},
        units={name: CHANGE for name in ("choices", "front", "rivals", "answers")},
        parts={"found": found},
        grids=shown,
        notes=[WITHOUT_SHAPE],
    )


def _draw(found: Found, name: str, language: str) -> Figure:
    from analysis.choose import figures  # noqa: PLC0415 - matplotlib is slow to import

    draw = {"front": figures.front_figure, "membership": figures.membership_figure}
    return draw[name](found, language)
