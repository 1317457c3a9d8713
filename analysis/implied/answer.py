"""The answer of ``bijstand conditions --implied``: what the declared ranges come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.implied.quantities import QUANTITIES
from analysis.implied.table import implied_table, with_contacts
from analysis.implied.words import grid, sentences
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of draws from the ranges implies.

    Args:
        stored: The study: draws of all conditions, with what was read off the run of each.

    Returns:
        The answer, with the tables "implied" (a row per quantity: quantiles over the draws, its
        plausible interval, the share outside) and "draws" (a row per draw, a column per quantity).
    """
    design = stored.study.design()
    values = with_contacts(stored.study.kept(), design, stored.frame)
    table = implied_table(values)
    names = [quantity.name for quantity in QUANTITIES]

    def draw(language: str) -> Figure:
        from analysis.implied.figures import implied_figure  # noqa: PLC0415 - slow to import

        return implied_figure(table, language)

    return Answer(
        stored,
        lambda language: sentences(table, len(design), language),
        {"implied": table, "draws": values[["point", "seed", *names]]},
        {"implied": draw},
        units={"implied": "of the row", "draws": "of the column"},
        grids=lambda language, _narrow: [grid(table, language)],
    )
