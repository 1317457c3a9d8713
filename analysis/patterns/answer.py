"""The answer of measured patterns: what came of each claim, and what that tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.patterns.claims import ROLES
from analysis.patterns.document import read_parts
from analysis.patterns.measure import SPECIALS_PLACE
from analysis.patterns.words import answer as sentences
from analysis.patterns.words import printed, verdict_table
from analysis.stored.answer import PRINTED, Answer
from analysis.stored.stored import Stored

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.table import Table

FOUND = "parts"
IN_ORDER = (*ROLES[1:], ROLES[0])
"""The results first, what was written into the equations last."""


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
        parts: From ``analysis.patterns.measure.evaluate``.
    """
    specials = stored.folder / SPECIALS_PLACE
    asked_in = str(stored.configuration.get("language", "en"))

    def draw(language: str) -> Figure:
        from analysis.patterns.figures import patterns_figure  # noqa: PLC0415 - slow to import

        return patterns_figure(parts, language)

    def in_print(language: str) -> Sequence[Table]:
        return (printed(verdict_table(parts, language), IN_ORDER, language),)

    return Answer(
        stored,
        partial(sentences, parts),
        {"verdicts": verdict_table(parts, asked_in), FOUND: parts},
        {"patterns": draw},
        files={SPECIALS_PLACE: specials.read_bytes()} if specials.exists() else {},
        parts={PRINTED: in_print, FOUND: parts},
    )
