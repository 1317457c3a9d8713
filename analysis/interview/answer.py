"""The answer of the interviews: what officials say stood in the way, beside what did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.interview.interview import (
    draw_officials,
    gate_table,
    heard_in,
    official_table,
    reason_table,
)
from analysis.interview.words import officials_grid, reasons_grid, sentences
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from analysis.words.columns import SHARE, WORD

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.stored.grid import Grid


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand interview`` says.

    Args:
        stored: The study: runs of one setting, with what officials told of each.

    Returns:
        The answer, with the tables "told" (how often each official met each pair of reasons),
        "officials" (those of the first seed), "reasons" and "gates" (stated beside true).
    """
    heard = heard_in(stored.study.kept())
    setting = stored.frame.setting({})
    given = stored.manifest["seeds"]
    seeds = range(given["first"], given["first"] + given["count"])
    of_first = heard[heard["seed"] == seeds.start]
    reasons, gates = reason_table(heard, seeds), gate_table(heard, seeds)
    officials = official_table(of_first, draw_officials(setting, seeds.start))

    def draw(language: str) -> Figure:
        from analysis.interview.figures import interview_figure  # noqa: PLC0415 - slow to import

        return interview_figure(reasons, language)

    def grids(language: str, _narrow: bool) -> Sequence[Grid]:
        officials_told = officials_grid(officials, setting, seeds.start, language)
        return officials_told, reasons_grid(reasons, language)

    return Answer(
        stored,
        lambda language: sentences(heard, reasons, gates, setting, language),
        {"told": heard, "officials": officials, "reasons": reasons, "gates": gates},
        {"interview": draw},
        units={"told": WORD, "officials": WORD, "reasons": SHARE, "gates": SHARE},
        grids=grids,
        notes=[WITHOUT_SHAPE],
    )
