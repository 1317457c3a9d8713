"""The answer of history matching: which draws the data do not rule out, and what they narrow."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.plausible.plausible import narrowing
from analysis.plausible.targets import load_targets
from analysis.plausible.waves import in_waves
from analysis.plausible.words import FEWEST_LEFT, sentences
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from experiments.design.units import with_units
from experiments.study.companion import open_companion
from experiments.study.output import PLAUSIBLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand plausible`` says.

    Args:
        stored: The study of the first wave, with those of the further waves beside it.

    Returns:
        The answer, with the tables "points" (every draw with its verdict), "distances" (of every
        draw from every figure, in standard deviations) and "narrowed" (a row per condition), and
        the file of the draws that are left. Where none is left there is no figure.

    Raises:
        UserError: Where a further wave was not run.
    """
    frame = stored.frame
    targets, limit = load_targets(frame.setting({}).world, stored.option("targets"))
    found = in_waves(
        stored.study,
        targets,
        limit,
        frame.days,
        int(stored.option("waves", 1)),
        lambda name, _: open_companion(stored.study, name),
    )
    points, names = found.points, list(found.factors)
    believed = stored.configuration.get("belief") is not None
    left = points.loc[points["plausible"], names].reset_index(drop=True)
    first = points[points["wave"] == 1]
    narrowed = narrowing(first[names], first["plausible"].to_numpy())

    def draw(language: str) -> Figure:
        from analysis.plausible.figures import narrowing_figure  # noqa: PLC0415 - slow to import

        titles = {target.name: target.title(language) for target in targets}
        titled = found.signed.rename(columns=titles)
        shown = narrowed if len(left) >= FEWEST_LEFT else narrowed.head(0)
        return narrowing_figure(points, titled, shown, limit, language)

    return Answer(
        stored,
        lambda language: sentences(points, narrowed, targets, language, found.signed, believed),
        {"points": points, "distances": found.signed, "narrowed": narrowed},
        {"plausible": draw} if len(left) else {},
        files={PLAUSIBLE: _as_parquet(left)},
        units={"narrowed": "of the factor"},
    )


def _as_parquet(left: pd.DataFrame) -> bytes:
    """Return draws as the content of a Parquet file, with the unit of every condition."""
    table, made = pa.Table.from_pandas(left, preserve_index=False), BytesIO()
    pq.write_table(table.cast(with_units(table.schema)), made)
    return made.getvalue()
