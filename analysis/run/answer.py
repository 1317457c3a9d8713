"""The answer of a run: a setting beside its reference, on the same seeds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.graded.drawn import drawn_study
from analysis.intervals.notes import WITHOUT_SHAPE, notes_on_intervals
from analysis.intervals.same_runs import moved, notes_on_same_runs, same_runs
from analysis.intervals.shapes import shapes_in
from analysis.run.graded import sentence, table_of_draws
from analysis.run.portrait import course_table, funnel_table, gate_table, portraits_in
from analysis.run.table import grid_of
from analysis.run.words import Findings, sentences
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.stored.summary import complete_pairs, difference_table, outcome_table
from analysis.words.labels import LABELS
from sim.errors import UserError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.run.believed import Believed

SHOWN = tuple(name for name, label in LABELS.items() if label.in_table)
"""The outcomes of the printed table."""
TABLES = ("outcomes", "differences", "gates", "funnel", "daily")
FIGURES = ("funnel", "gates", "daily")
FEWEST_SEEDS = 10
"""Seeds below which intervals of funnel and gates hold the truth less often (docs/coverage.md)."""


def answer(stored: Stored, known: Mapping[str, pd.DataFrame] | None = None) -> Answer:
    """Work out what a finished study of ``bijstand run`` says.

    Args:
        stored: The study: a setting and its reference, or one of them alone.
        known: Tables of an earlier answer on the same runs, which are not worked out again.

    Returns:
        The answer, with the tables "outcomes" (every outcome of every setting), "differences"
        (paired by seed), "gates" (shares of what was lost), "funnel" (ends of needs per year) and
        "daily" (7-day means by day of the measured time), and, where they were drawn too,
        "table_intervals" (what uncertain tables leave of the primary outcome).

    Raises:
        UserError: Where no seed has a finished run of every setting.
    """
    labels = list(map(str, stored.manifest["labels"]))
    study = stored.study
    runs = complete_pairs(study.runs(), len(labels))
    if runs.empty:
        raise UserError(
            "'{folder}': no seed has a finished run of every setting", folder=study.folder
        )
    alike = same_runs(runs)
    tables = _tables(stored, runs, labels) if known is None else known
    found = Findings(tables["outcomes"], tables["differences"], tables["gates"], labels)
    drawn = _drawn_beside(stored, labels)
    of_tables = _of_tables(stored, found, runs)

    def say(language: str) -> list[str]:
        titled = found.in_titles(language)
        more = drawn.sentences(titled.settings, language) if drawn else []
        if of_tables is not None:
            more += sentence(of_tables, titled.settings, language)
        return [*sentences(titled, language), *more]

    def shown(language: str, narrow: bool) -> list[Grid]:
        titled = found.in_titles(language)
        more = [drawn.grid(titled.settings, language)] if drawn else []
        return [grid_of(titled, language, narrow), *more]

    def figure(name: str, language: str) -> Figure:
        return _drawn(name, tables[name], found.titles(language), language)

    return Answer(
        stored,
        say,
        {
            **{name: tables[name] for name in TABLES},
            **({"believed": drawn.table} if drawn else {}),
            **({} if of_tables is None else {"table_intervals": of_tables}),
        },
        {name: partial(figure, name) for name in FIGURES},
        units={"gates": "share", "funnel": "per year", "daily": "of the series"},
        grids=shown,
        notes=[
            *notes_on_intervals([found.outcomes, moved(found.differences, 0, alike)], SHOWN),
            *notes_on_same_runs(alike, labels, stored.world),
            *([WITHOUT_SHAPE] if _few(runs) else []),
            *(drawn.notes if drawn else ()),
        ],
        # Ends of needs, what was lost and courses: no outcome of the table.
        drawn=dict.fromkeys(FIGURES, ()),
    )


def _tables(stored: Stored, runs: pd.DataFrame, labels: list[str]) -> dict[str, pd.DataFrame]:
    """Work out ``TABLES`` from the runs of the replications that every setting has."""
    study, days = stored.study, stored.configuration["run"]["days"]
    shapes = shapes_in(stored.frame, study.design())
    portraits = portraits_in(study, len(labels), days)
    found = (
        outcome_table(runs, labels, shapes),
        difference_table(runs, labels, shapes),
        gate_table(portraits, labels),
        funnel_table(portraits, labels, days),
        course_table(portraits, labels, stored.frame.start_date),
    )
    return dict(zip(TABLES, found, strict=True))


def _few(runs: pd.DataFrame) -> bool:
    """Return whether seeds are too few for the ends of needs, the rarer of which are skewed.

    One has no interval at all.
    """
    return 2 <= int(runs["replication"].nunique()) < FEWEST_SEEDS


def _of_tables(stored: Stored, found: Findings, runs: pd.DataFrame) -> pd.DataFrame | None:
    draws = drawn_study(stored)
    if draws is None:
        return None
    return table_of_draws(found.outcomes, found.differences, runs, draws.runs())


def _drawn_beside(stored: Stored, labels: list[str]) -> Believed | None:
    """Return outcomes over draws from a belief, where that was asked."""
    if stored.configuration.get("belief") is None:
        return None
    # Most runs have none, and need not wait for what draws.
    from analysis.run.believed import believed_of  # noqa: PLC0415

    return believed_of(stored, labels)


def _drawn(name: str, *given: Any) -> Figure:
    """Draw a figure; only then matplotlib is imported: who reads on does not wait for it."""
    figure: Figure = getattr(import_module(f"analysis.run.{name}"), f"{name}_figure")(*given)
    return figure
