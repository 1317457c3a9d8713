"""The answer of measured patterns: what came of each claim, and what that tells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.claims.runs import SPECIALS_PLACE
from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.patterns.document import PARTS, read_parts
from analysis.patterns.part import grids_of
from analysis.patterns.words import FOUND, verdict_table
from analysis.patterns.words import answer as sentences
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def answer(stored: Stored) -> Answer:
    """Return what a finished measurement of ``bijstand patterns`` says.

    Args:
        stored: The measurement: its studies as one, with the judged numbers.

    Returns:
        The answer, with the tables "verdicts" (a row per claim) and "parts" (every number).

    Raises:
        UserError: Where the numbers were not judged yet.
    """
    parts, _ = read_parts(stored.folder)
    return answer_with(stored, parts.assign(verdict=parts["verdict"].fillna("")))


def answer_with(stored: Stored, parts: pd.DataFrame) -> Answer:
    """Return what a measurement says.

    Args:
        stored: The measurement.
        parts: From ``analysis.claims.measure.evaluate``.
    """
    specials = stored.folder / SPECIALS_PLACE
    # Whoever opens the measurement reads the judged numbers, also where Python asked for it.
    files = {PARTS.as_posix(): parts.to_csv(index=False).encode()}
    if specials.exists():
        files[SPECIALS_PLACE] = specials.read_bytes()
    asked_in = str(stored.configuration.get("language", "en"))

    def draw(language: str) -> Figure:
        from analysis.patterns.figures import patterns_figure  # noqa: PLC0415 - slow to import

        return patterns_figure(parts, language)

    return Answer(
        stored,
        partial(sentences, parts),
        {"verdicts": verdict_table(parts, asked_in), FOUND: parts},
        {"patterns": draw},
        files=files,
        units={FOUND: "of the row"},
        parts={FOUND: parts},
        grids=lambda language, _: grids_of(parts, language),
        notes=[WITHOUT_SHAPE],
    )
