"""The answer of a study of failures: the box in which they are dense, and whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analysis.discovery.discovery import Box, columns_of, discover, holds
from analysis.discovery.words import failing, sentences
from analysis.sensitivity.estimation.sample import outcome_values
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from sim.outcomes import LOWER_IS_BETTER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOUND = "box"


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand discover`` says.

    Args:
        stored: The study: points spread over conditions, each on several seeds.

    Returns:
        The answer, with the tables "box" (the limits), "peeling" (the search) and "check" (the box
        on points that were held out). A box that does not hold is not drawn.

    Raises:
        UserError: Where too few points fail, no box is found, or the search is not installed.
    """
    outcome = str(stored.option("outcome", "gap_closed"))
    below = outcome not in LOWER_IS_BETTER
    values = outcome_values(
        stored.study.runs(), outcome, stored.study.design().table["point"].to_numpy()
    )
    threshold = threshold_of(stored, values, below)
    # Older versions of bijstand grew no tree beside the box.
    told = stored.is_answered and "tree" in stored.tables
    box = _read(stored) if told else _box(stored, values, threshold, below)

    def what(language: str) -> str:
        return failing(outcome, threshold, below, language)

    def draw(language: str) -> Figure:
        from analysis.discovery.figures import box_figure  # noqa: PLC0415 - slow to import

        return box_figure(box, what(language), language)

    return Answer(
        stored,
        lambda language: sentences(box, what(language), language),
        box.tables,
        {"box": draw} if holds(box.check) else {},
        parts={FOUND: box},
        units={"box": "of the factor"},
    )


def threshold_of(stored: Stored, values: npt.NDArray[np.float64], below: bool) -> float:
    """Return what counts as failing: as given, or the worst share of the points.

    Args:
        stored: The study.
        values: The mean of the outcome per point.
        below: Whether what is lower fails.
    """
    given = stored.option("threshold")
    if given is not None:
        return float(given)
    worst = float(stored.option("worst", 0.0))
    return float(np.quantile(values, worst if below else 1 - worst))


def _box(stored: Stored, values: npt.NDArray[np.float64], threshold: float, below: bool) -> Box:
    design = stored.study.design()
    words = {factor.name: factor.words for factor in design.factors if factor.words}
    table = columns_of(design.table[[factor.name for factor in design.factors]], words)
    return discover(table, values < threshold if below else values > threshold)


def _read(stored: Stored) -> Box:
    return Box(*map(stored.table, ("box", "peeling", "check", "tree", "tree_check")))
