"""The answer of a sweep: how outcomes spread over a design, and respond to each factor."""

from __future__ import annotations

from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from analysis.sweep.figures import responses_figure
from analysis.sweep.grids import grids_of
from analysis.sweep.sweep import factors_that_differ, ranked_factors, response_table, spread_table
from analysis.sweep.words import sentences
from analysis.words.labels import PRIMARY


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand sweep`` says.

    Args:
        stored: The study: a design and its runs.

    Returns:
        The answer, with the tables "outcomes" (how every outcome spreads over the points),
        "responses" (the primary outcome at the levels of each factor) and "factors" (how far apart
        those lie, and whether that is more than luck).
    """
    design, joined = stored.study.design(), stored.study.joined()
    counts = {"points": len(design), "kind": design.kind, "runs": len(joined)}
    factors = [factor.name for factor in design.factors]
    spread = spread_table(joined.drop(columns=factors))
    responses = response_table(joined, factors, PRIMARY, design.kind)
    based = joined.assign(base_row=design.base_rows[joined["point"]])
    ranked = ranked_factors(responses, factors_that_differ(based, factors, PRIMARY, design.kind))

    order = list(ranked["factor"])
    return Answer(
        stored,
        lambda language: sentences(spread, ranked, design.kind, language),
        {"outcomes": spread, "responses": responses, "factors": ranked},
        {"responses": lambda language: responses_figure(responses, order, PRIMARY, language)},
        grids=lambda language, _narrow: grids_of(spread, ranked, counts, language),
        notes=[WITHOUT_SHAPE],
    )
