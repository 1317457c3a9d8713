"""The experiments for codes, measured: a study for all that read the same thing off their runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.claims.declare import SPECIAL, Ask
from analysis.claims.measure import evaluate, run_all
from analysis.claims.runs import Plan, SeedNumbers, StudyRuns, arms_design, arms_of
from analysis.codebook.declare import DAYS, SEEDS, WARM_UP_DAYS, Experiment
from analysis.codebook.readings import Reads
from analysis.codebook.special import SPECIALS
from experiments.design.seeds import Seeds


def study_of(name: str, asks: Sequence[Ask], plan: Plan) -> StudyRuns | SeedNumbers:
    """Return how a study of experiments is run; its name is ``Experiment.study``."""
    words, _, count = name.partition("-")
    seeds = int(count) if count else len(plan.seeds)
    if words == SPECIAL:
        return SeedNumbers(SPECIALS, {ask.reading for ask in asks}, range(1, seeds + 1))
    arms = arms_of(asks)
    return StudyRuns(
        arms_design(arms), arms, plan.frame(), Seeds(seeds, 1), Reads(words.replace(".", " "))
    )


def measure(experiments: Sequence[Experiment], folder: Path) -> pd.DataFrame:
    """Run experiments, or what is left of them, in a folder, and judge them.

    Returns:
        A row per experiment; see ``analysis.claims.measure.evaluate``.

    Raises:
        UserError: As ``analysis.claims.measure.run_all``.
    """
    plan = Plan(range(1, SEEDS + 1), DAYS, WARM_UP_DAYS)
    claims = [experiment.as_claim() for experiment in experiments]
    return evaluate(claims, run_all(claims, study_of, plan, folder)).set_index("id", drop=False)
