"""The answer of a comparison: levels, differences, and whether there were seeds enough."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import pandas as pd
from matplotlib.figure import Figure

from analysis.compare.compare import contrast_table, in_titles, mean_table
from analysis.compare.drawn import table_intervals
from analysis.compare.drawn_words import drawn_grid, drawn_sentences
from analysis.compare.figures import forest, heat_map
from analysis.compare.part import grid_of, sentences
from analysis.compare.settings import Settings, setting_runs, settings_figure
from analysis.compare.stopping import first_replication
from analysis.compare.strata import acting_apart, made_of, strata_grid, strata_in
from analysis.compare.words import batch_sentence, stop_sentence
from analysis.graded.drawn import CELLS, cell_table, drawn_study, world_of
from analysis.intervals.notes import notes_on_intervals
from analysis.intervals.same_runs import moved, notes_on_same_runs, same_runs
from analysis.intervals.shapes import Shapes, shapes_in
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.stored.summary import complete_pairs, difference_table, outcome_table
from experiments.keys.declared import AUTO


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand compare`` says.

    Args:
        stored: The study: settings on the same seeds.

    Returns:
        The answer, with the tables "outcomes" and "differences" (every outcome of every setting,
        and paired against the first), "contrasts" (levers paired within their scenario),
        "table_intervals" (the primary outcome of each and of each contrast, as seeds and as the
        uncertain tables leave it), and a file of the cells as drawn. Its part "settings" gives the
        settings of a language.

    Raises:
        UserError: Where settings did not meet the same seeds.
    """
    first = first_replication(stored)
    every, points = stored.study.runs(), stored.study.design().table
    runs = every[every["replication"] >= first]
    shapes = shapes_in(stored.frame, stored.study.design())
    means, contrasts = mean_table(runs, points, shapes), contrast_table(runs, points, None, shapes)
    outcomes = _all_outcomes(stored, runs, shapes)
    alike = same_runs(complete_pairs(runs, len(points)))
    differing = moved(contrasts, contrasts["against"], alike)
    section = stored.configuration["compare"]
    outcome = str(section["outcome"])

    draws = drawn_study(stored)
    of_tables = None if draws is None else table_intervals(runs, draws.runs(), points, shapes)

    read = cache(partial(setting_runs, stored, first))

    @cache
    def settings(language: str) -> Settings:
        return read().settings(language)

    @cache
    def strata(language: str) -> dict[str, Settings]:
        return strata_in(read(), language)

    def say(language: str) -> list[str]:
        said = sentences(settings(language), language)
        said += made_of(strata(language), language)
        said += acting_apart(settings(language), strata(language), language)
        if stored.configuration["replications"] in (None, AUTO):
            half = float(section["half_width"])
            said.append(stop_sentence(runs, points, outcome, half, language, shapes, first))
            said += batch_sentence(first, language)
        if of_tables is None:
            return said
        # Beside the levels, which come first.
        return [*said[:1], *drawn_sentences(of_tables, language), *said[1:]]

    def grids(language: str, _narrow: bool) -> list[Grid]:
        found = [grid_of(settings(language), language)]
        found += strata_grid(settings(language), strata(language), language)
        return found if of_tables is None else [*found, drawn_grid(of_tables, language)]

    draw: dict[str, Callable[[str], Figure]] = {
        "settings": lambda language: settings_figure(settings(language), language),
        "heat_map": lambda language: heat_map(in_titles(means, language), outcome, language),
        "forest": lambda language: forest(in_titles(contrasts, language), outcome, language),
    }
    tables = {**outcomes, "contrasts": contrasts}
    files = {}
    if of_tables is not None:
        tables["table_intervals"] = of_tables
        files[CELLS] = cell_table(world_of(stored)).to_parquet()
    return Answer(
        stored,
        say,
        tables,
        {name: drawn for name, drawn in draw.items() if name != "forest" or len(contrasts)},
        files=files,
        parts={"settings": settings, "tables": of_tables},
        grids=grids,
        notes=[
            *notes_on_intervals([outcomes["outcomes"], differing], [outcome]),
            *notes_on_same_runs(alike, _labels(stored), stored.world),
        ],
        drawn={name: [outcome] for name in draw},
    )


def _all_outcomes(
    stored: Stored, all_runs: pd.DataFrame, shapes: Shapes
) -> dict[str, pd.DataFrame]:
    """Return all outcomes of every setting, and their differences from the first one."""
    labels = _labels(stored)
    runs = complete_pairs(all_runs, len(labels))
    return {
        "outcomes": outcome_table(runs, labels, shapes),
        "differences": difference_table(runs, labels, shapes),
    }


def _labels(stored: Stored) -> list[str]:
    """Return the label of every setting, in the order of the points."""
    design, frame = stored.study.design(), stored.frame
    names = [factor.name for factor in design.factors]
    return [
        frame.point(dict(zip(names, values, strict=True))).label
        for values in design.table[names].itertuples(index=False)
    ]
