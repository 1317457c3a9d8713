"""The answer of the test of figure 1 against figure 2: moderation, transplants, necessity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.attribution.local import GATES
from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.mediation.job import ENDS, LEVELS, contrast_points
from analysis.mediation.mediation import level_table, mediation_table, moderation_table
from analysis.mediation.necessity import necessity_table
from analysis.mediation.study import TRANSPLANTS, draws_of, theories_in
from analysis.mediation.transplant import WORLDS
from analysis.mediation.words import Mediation, sentences
from analysis.sensitivity.estimation.sample import refuse_missing
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from experiments.study.companion import open_companion
from experiments.study.study import Study

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def answer(stored: Stored) -> Answer:
    """Work out what a finished study of ``bijstand mediate`` says.

    Args:
        stored: The study of the contrast points, with the transplants and draws beside it.

    Returns:
        The answer, with the tables "mediation" (effects per theory), "moderation" (differences in
        differences), "necessity" (ceilings per gate) and "levels" (the outcome at every point).

    Raises:
        UserError: Where the outcome does not exist in some of the runs, or what belongs beside
            the study was not run.
    """
    outcome = str(stored.option("outcome", "gap_closed"))
    theories = theories_in(stored.study.design().table)
    runs = _contrasts(stored, theories, outcome)
    found = Mediation(
        outcome=outcome,
        effects=_effects(stored.study, theories, outcome),
        moderation=_moderation(runs, theories, outcome),
        necessity=_necessity(stored.study, theories, outcome),
        levels=level_table(runs, outcome),
        theories=theories,
    )
    draw = {name: partial(_draw, found, name) for name in ("mediation", "moderation")}
    return Answer(stored, partial(sentences, found), found.tables, draw, notes=[WITHOUT_SHAPE])


def _draw(found: Mediation, name: str, language: str) -> Figure:
    from analysis.mediation import figures  # noqa: PLC0415 - matplotlib is slow to import

    draw = {"mediation": figures.effects_figure, "moderation": figures.moderation_figure}[name]
    return draw(found, language)


def _contrasts(stored: Stored, theories: Sequence[str], outcome: str) -> pd.DataFrame:
    """Return the runs of the contrast points, with what each point is."""
    runs = stored.study.runs()
    refuse_missing(runs, outcome)
    points = contrast_points(theories, list(stored.option("moderators")))
    return runs[["point", "seed", outcome]].merge(points, on="point").sort_values("seed")


def _moderation(runs: pd.DataFrame, theories: Sequence[str], outcome: str) -> pd.DataFrame:
    tables = []
    for theory in theories:
        for moderator in dict.fromkeys(runs.sort_values("point")["moderator"]):
            rows = runs[(runs["theory"] == theory) & (runs["moderator"] == moderator)]
            levels = {
                (level, end): rows.loc[
                    (rows["level"] == level) & (rows["end"] == end), outcome
                ].to_numpy(float)
                for level in LEVELS
                for end in ENDS
            }
            tables.append(moderation_table(levels).assign(theory=theory, moderator=moderator))
    return pd.concat(tables, ignore_index=True)


def _effects(study: Study, theories: Sequence[str], outcome: str) -> pd.DataFrame:
    """Split the effect of willingness, from worlds with each other's offers."""
    beside = open_companion(study, TRANSPLANTS)
    runs = beside.runs().merge(beside.kept()[["point", "seed", *WORLDS]], on=["point", "seed"])
    tables = [
        mediation_table(
            {"high": part[outcome].to_numpy(), **{w: part[w].to_numpy() for w in WORLDS}}
        ).assign(theory=theory)
        for theory, (_, part) in zip(
            theories, runs.sort_values("seed").groupby("point"), strict=True
        )
    ]
    found = pd.concat(tables, ignore_index=True)
    return found[["theory", "effect", "estimate", "low", "high", "chance"]]


def _necessity(study: Study, theories: Sequence[str], outcome: str) -> pd.DataFrame:
    """See what the outcome needs of each gate, over draws of conditions."""
    tables = []
    for theory in theories:
        beside = open_companion(study, draws_of(theory))
        refuse_missing(beside.runs(), outcome)
        means = beside.runs().groupby("point")[outcome].mean().to_numpy()
        rates = beside.kept().groupby("point")[list(GATES)].mean()
        gates = {gate: rates[gate].to_numpy() for gate in GATES}
        tables.append(necessity_table(gates, means).assign(theory=theory))
    columns = ["theory", "condition", "effect_size", "bound", "above_bound", "points"]
    return pd.concat(tables, ignore_index=True)[columns]
