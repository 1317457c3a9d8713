"""The studies that patterns read: settings on the same seeds, and draws of conditions.

The settings of all chosen patterns together are one list of points; draws of conditions, replays
with open gates, long runs and runs with references are studies beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import numpy as np
import pandas as pd

from analysis.claims.declare import SPECIAL, Arm, Ask, default_of
from analysis.claims.runs import Plan, SeedNumbers, StudyRuns, arms_design, arms_of
from analysis.patterns.declared.read_off import TARGET, Readings
from analysis.patterns.declared.special import specials_of
from analysis.patterns.declared.willingness_axis import spread
from analysis.plausible.plausible import verdict
from analysis.plausible.seen import distances
from analysis.plausible.targets import Target, load_targets
from experiments.design import Design, list_design, make_design
from experiments.design.belief import Belief
from experiments.design.believed import drawn as drawn_from
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from sim.conditions import VARIED
from sim.world import load_world

LONG_DAYS, LONG_WARM_UP = 1460, 0
OVER_DRAWS = ("sample", "sample_paired", "spread", "replays")
# The reading "reversed" is about officials who often plead something else.
PRETEXT_OF_DRAWS = {"pretext": 0.6}


def study_of(
    name: str, asks: Sequence[Ask], plan: Plan, belief: Belief | None = None
) -> StudyRuns | SeedNumbers:
    """Return how a study of patterns is run.

    Args:
        name: ``main``, ``long`` or ``paired`` (of settings); ``special``; or ``sample``,
            ``sample_paired``, ``spread`` or ``replays``: each setting over draws of conditions.
        asks: What is read in it.
        plan: How much is run.
        belief: What is drawn from; None for the declared ranges.
    """
    if name == SPECIAL:
        return SeedNumbers(specials_of(plan.world), {ask.reading for ask in asks})
    arms, frame = arms_of(asks), frame_of(name, plan)
    if name not in OVER_DRAWS:
        seeds = Seeds(len(plan.seeds), plan.seeds.start)
        return StudyRuns(arms_design(arms), arms, frame, seeds, Readings())
    few = max(plan.draws // 4, 8)  # references take three runs more, replays as many
    drawn = _draws(plan.draws if name in ("sample", "spread") else few, belief)
    drawn = spread(drawn) if name == "spread" else drawn
    fixed = {f"conditions.{each}" for each in frame.conditions}
    design, seeds = arms_over(drawn, arms, fixed), Seeds(1, plan.seeds.start, "base_row")
    if name != "sample":
        return StudyRuns(design, arms, frame, seeds, Readings())
    if belief is not None:
        return StudyRuns(design, arms, frame, seeds, Readings(), _all_plausible)
    targets, limit = load_targets(load_world(plan.world))
    finish = partial(with_plausible, targets=targets, limit=limit, days=plan.days)
    return StudyRuns(design, arms, frame, seeds, Readings(targets), finish)


def frame_of(name: str, plan: Plan) -> Frame:
    """Return what the runs of a study have in common."""
    length = {"days": LONG_DAYS, "warm_up_days": LONG_WARM_UP} if name == "long" else {}
    return plan.frame(
        conditions=PRETEXT_OF_DRAWS if name.startswith("sample") else {},
        references=name.endswith("paired"),
        **length,
    )


def _draws(points: int, belief: Belief | None) -> pd.DataFrame:
    names = [f"conditions.{name}" for name in VARIED if name not in PRETEXT_OF_DRAWS]
    factors = declared_factors(names)
    if belief is None:
        design = make_design("lhs", factors, points, seed=1)
        return design.table[[factor.name for factor in design.factors]]
    table = drawn_from(belief, factors, points)
    return table.drop(columns=[f"conditions.{n}" for n in PRETEXT_OF_DRAWS], errors="ignore")


def arms_over(drawn: pd.DataFrame, arms: Sequence[Arm], fixed: Collection[str] = ()) -> Design:
    """Return every setting on every draw: what a setting names stands, the rest is drawn.

    Args:
        drawn: A row per draw and a column per factor.
        arms: The settings: blocks of equally many points, each draw with the same luck in all.
        fixed: Factors that the study fixes, whatever a setting says of them.
    """
    given = [{factor: value for factor, value in arm if factor not in fixed} for arm in arms]
    named = sorted({factor for arm in given for factor in arm} - set(drawn.columns))
    standing = {factor: default_of(factor) for factor in named}
    rows = [drawn.assign(**{**standing, **arm}, base_row=np.arange(len(drawn))) for arm in given]
    return list_design(pd.concat(rows, ignore_index=True))


def _all_plausible(table: pd.DataFrame) -> pd.DataFrame:
    """Return runs of draws from a belief, none of which its evidence rules out."""
    return table.assign(plausible=1.0)


def with_plausible(
    table: pd.DataFrame, targets: tuple[Target, ...], limit: float, days: int
) -> pd.DataFrame:
    """Return runs of draws with ``plausible``: 1 where the data leave a draw open, else NaN."""
    far = distances(table.rename(columns=lambda name: name.removeprefix(TARGET)), targets, days)
    plausible = verdict(far, limit)["plausible"].reindex(table["point"]).to_numpy()
    return table.assign(plausible=np.where(plausible, 1.0, np.nan))
