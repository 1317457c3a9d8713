"""The answer of a comparison: levels, differences, and whether there were seeds enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare.compare import contrast_table, in_titles, mean_table
from analysis.compare.part import sentences
from analysis.compare.settings import settings_in
from analysis.compare.words import stop_sentence
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from analysis.stored.summary import complete_pairs, difference_table, outcome_table
from experiments.configuration.study import AUTO

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand compare`` says.

    Args:
        stored: The study: settings on the same seeds.

    Returns:
        The answer, with the tables "outcomes" and "differences" (every outcome of every setting,
        and paired against the first) and "contrasts" (levers paired within their scenario).

    Raises:
        UserError: Where settings did not meet the same seeds.
    """
    runs, points = stored.study.runs(), stored.study.design().table
    means, contrasts = mean_table(runs, points), contrast_table(runs, points)
    section = stored.configuration["compare"]
    outcome = str(section["outcome"])

    def say(language: str) -> list[str]:
        said = sentences(settings_in(stored, language), language)
        if stored.configuration["replications"] in (None, AUTO):
            half = float(section["half_width"])
            said.append(stop_sentence(runs, points, outcome, half, language))
        return said

    return Answer(
        stored, say, {**_all_outcomes(stored), "contrasts": contrasts},
        _figures(stored, means, contrasts, outcome),
    )  # fmt: skip


def _all_outcomes(stored: Stored) -> dict[str, pd.DataFrame]:
    """Return all outcomes of every setting, and their differences from the first one."""
    design = stored.study.design()
    names = [factor.name for factor in design.factors]
    frame = stored.frame
    labels = [
        frame.point(dict(zip(names, values, strict=True))).label
        for values in design.table[names].itertuples(index=False)
    ]
    runs = complete_pairs(stored.study.runs(), len(labels))
    return {"outcomes": outcome_table(runs, labels), "differences": difference_table(runs, labels)}


def _figures(
    stored: Stored, means: pd.DataFrame, contrasts: pd.DataFrame, outcome: str
) -> dict[str, Callable[[str], Figure]]:
    def settings(language: str) -> Figure:
        from analysis.compare.settings import settings_figure  # noqa: PLC0415

        return settings_figure(settings_in(stored, language), language)

    def heat_map(language: str) -> Figure:
        from analysis.compare import figures  # noqa: PLC0415 - matplotlib is slow to import

        return figures.heat_map(in_titles(means, language), outcome, language)

    def forest(language: str) -> Figure:
        from analysis.compare import figures  # noqa: PLC0415

        return figures.forest(in_titles(contrasts, language), outcome, language)

    drawn: dict[str, Callable[[str], Figure]] = {"settings": settings, "heat_map": heat_map}
    return {**drawn, "forest": forest} if len(contrasts) else drawn
