"""The studies that patterns read: settings on the same seeds, and draws of conditions.

The settings of all chosen patterns together are one list of points; draws of conditions, replays
with open gates, long runs and runs with references are studies beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from analysis.claims.declare import SPECIAL, Ask
from analysis.claims.runs import Plan, SeedNumbers, StudyRuns, arms_design, arms_of
from analysis.patterns.seen import TARGET, Readings
from analysis.patterns.special import SPECIALS
from analysis.patterns.willingness_axis import spread
from analysis.plausible.plausible import verdict
from analysis.plausible.seen import distances
from analysis.plausible.targets import Target, load_targets
from experiments.design import Design, list_design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from sim.conditions import VARIED
from sim.setting.theory import SWITCHES
from sim.world import load_world

LONG_DAYS, LONG_WARM_UP = 1460, 0
OPEN_GATES = ("none", "want", "can", "may")
# The reading "reversed" is about officials who often plead something else.
PRETEXT_OF_DRAWS = {"pretext": 0.6}


def study_of(name: str, asks: Sequence[Ask], plan: Plan) -> StudyRuns | SeedNumbers:
    """Return how a study of patterns is run.

    Args:
        name: ``main``, ``long`` or ``paired`` (of settings); ``special``; or ``sample``,
            ``spread`` or ``replays`` (of draws) with the answer to how the conditions combine.
        asks: What is read in it.
        plan: How much is run.
    """
    kind, _, gates = name.partition("_")
    if kind == SPECIAL:
        return SeedNumbers(SPECIALS, {ask.reading for ask in asks})
    frame = _frame(name, gates, plan)
    if kind not in ("sample", "spread", "replays"):
        arms = arms_of(asks)
        seeds = Seeds(len(plan.seeds), plan.seeds.start)
        return StudyRuns(arms_design(arms), arms, frame, seeds, Readings())
    few = max(plan.draws // 4, 8)  # references take three runs more, replays as many
    drawn = _draws(few if kind == "replays" or gates == "paired" else plan.draws)
    seeds = Seeds(1, plan.seeds.start, "base_row")
    if kind == "sample":
        targets, limit = load_targets(load_world())
        finish = partial(with_plausible, targets=targets, limit=limit, days=plan.days)
        return StudyRuns(drawn, ("",), frame, seeds, Readings(targets), finish)
    if kind == "spread":
        return StudyRuns(spread(drawn), ("",), frame, seeds, Readings())
    return StudyRuns(_replayed(drawn), OPEN_GATES, frame, seeds, Readings())


def _frame(name: str, gates: str, plan: Plan) -> Frame:
    length = {"days": LONG_DAYS, "warm_up_days": LONG_WARM_UP} if name == "long" else {}
    return plan.frame(
        switches={"gates": gates} if gates in SWITCHES["gates"].values else {},
        conditions=PRETEXT_OF_DRAWS if name.startswith("sample") else {},
        references="paired" in name,
        **length,
    )


def _draws(points: int) -> Design:
    names = [f"conditions.{name}" for name in VARIED if name not in PRETEXT_OF_DRAWS]
    return make_design("lhs", declared_factors(names), points, seed=1)


def _replayed(drawn: Design) -> Design:
    names = [factor.name for factor in drawn.factors]
    rows = [
        drawn.table[names].assign(base_row=drawn.table["point"], ideal=gate) for gate in OPEN_GATES
    ]
    return list_design(pd.concat(rows, ignore_index=True))


def with_plausible(
    table: pd.DataFrame, targets: tuple[Target, ...], limit: float, days: int
) -> pd.DataFrame:
    """Return runs of draws with ``plausible``: 1 where the data leave a draw open, else NaN."""
    far = distances(table.rename(columns=lambda name: name.removeprefix(TARGET)), targets, days)
    plausible = verdict(far, limit)["plausible"].reindex(table["point"]).to_numpy()
    return table.assign(plausible=np.where(plausible, 1.0, np.nan))
