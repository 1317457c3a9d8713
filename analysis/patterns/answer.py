"""The answer of measured patterns: what came of each claim, and what that tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.claims.runs import SPECIALS_PLACE
from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.patterns.document import read_elsewhere, read_parts
from analysis.patterns.elsewhere import ANSWERS, FUTURES, Elsewhere
from analysis.patterns.elsewhere_words import grid
from analysis.patterns.elsewhere_words import sentences as said_elsewhere
from analysis.patterns.part import grids_of
from analysis.patterns.words import FOUND, verdict_table
from analysis.patterns.words import answer as sentences
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.columns import SHARE

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
    parts, manifest = read_parts(stored.folder)
    judged = parts.assign(verdict=parts["verdict"].fillna(""))
    return answer_with(stored, judged, read_elsewhere(stored.folder), bool(manifest.get("belief")))


def answer_with(
    stored: Stored, parts: pd.DataFrame, elsewhere: Elsewhere, believed: bool
) -> Answer:
    """Return what a measurement says.

    Args:
        stored: The measurement.
        parts: From ``analysis.claims.measure.evaluate``.
        elsewhere: Where patterns hold beside the defaults.
        believed: Whether futures were drawn from a belief.
    """
    specials = stored.folder / SPECIALS_PLACE
    # Whoever opens the measurement reads the judged numbers, also where Python asked for it.
    tables = {FOUND: parts, **elsewhere.tables()}
    files = {f"tables/{k}.csv": one.to_csv(index=False).encode() for k, one in tables.items()}
    if specials.exists():
        files[SPECIALS_PLACE] = specials.read_bytes()
    asked_in = str(stored.configuration.get("language", "en"))

    def draw(language: str) -> Figure:
        from analysis.patterns.figures import patterns_figure  # noqa: PLC0415 - slow to import

        return patterns_figure(parts, language)

    def draw_elsewhere(language: str) -> Figure:
        from analysis.patterns.figures import elsewhere_figure  # noqa: PLC0415 - slow to import

        return elsewhere_figure(parts, elsewhere, language)

    def say(language: str) -> list[str]:
        *said, last = sentences(parts, language)
        return [*said, *said_elsewhere(parts, elsewhere, believed, language), last]

    def grids(language: str, _: bool) -> list[Grid]:
        more = [grid(parts, elsewhere, language)] if elsewhere.tables() else []
        return [*grids_of(parts, language), *more]

    drawn = {"patterns": draw, **({"elsewhere": draw_elsewhere} if elsewhere.tables() else {})}
    return Answer(
        stored,
        say,
        {"verdicts": verdict_table(parts, asked_in), **tables},
        drawn,
        files=files,
        units={FOUND: "of the row", FUTURES: SHARE, ANSWERS: SHARE},
        parts={FOUND: parts},
        grids=grids,
        notes=[WITHOUT_SHAPE],
    )
