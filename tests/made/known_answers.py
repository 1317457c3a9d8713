"""Helper of the tests of answers: tables whose answer is known beforehand."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from analysis.attribution import words as attribution
from analysis.attribution.local import GATE_OF, GATES
from analysis.attribution.replays import SUBSETS
from analysis.discovery.discovery import Box, columns_of, discover
from analysis.mediation import words as mediation_text
from analysis.mediation.mediation import level_table, mediation_table, moderation_table
from analysis.mediation.necessity import necessity_table
from analysis.plausible.plausible import narrowing
from analysis.robustness.found import Robustness, found_over


def mediation_of(indirect: dict[str, float]) -> mediation_text.Mediation:
    """Build a test whose indirect effect is known, of a whole of 0.10 under every theory."""
    luck = np.random.default_rng(1).normal(0, 0.005, 30)
    luck -= luck.mean()
    effects, moderation, necessity = [], [], []
    for theory, part in indirect.items():
        worlds = {"high": 0.5, "low": 0.4, "high_with_low": 0.5 - part, "low_with_high": 0.4 + part}
        # The worlds share their luck, and differ a little in it, so that intervals have a width.
        noisy = {
            w: m + luck + place * luck[::-1] / 5 for place, (w, m) in enumerate(worlds.items())
        }
        effects.append(mediation_table(noisy).assign(theory=theory))
        willing = {"low": 0.3, "middle": 0.4, "high": 0.45}
        outcomes = {
            (level, end): w * m + luck / 10 + place * luck[::-1] / 20
            for place, (level, w) in enumerate(willing.items())
            for end, m in (("low", 0.6), ("high", 1.0))
        }
        moderation.append(moderation_table(outcomes).assign(theory=theory, moderator="capacity"))
        rng = np.random.default_rng(2)
        gates = {gate: rng.random(80) for gate in GATES}
        outcome = gates["can"] * rng.random(80)
        necessity.append(necessity_table(gates, outcome).assign(theory=theory))
    rows = [
        (place, theory, "capacity", end, level, seed, 0.4)
        for theory in indirect
        for place, (end, level) in enumerate((e, x) for e in ("low", "high") for x in willing)
        for seed in range(3)
    ]
    columns = ["point", "theory", "moderator", "end", "level", "seed", "gap_closed"]
    levels = level_table(pd.DataFrame(rows, columns=columns), "gap_closed")
    return mediation_text.Mediation(
        "gap_closed",
        pd.concat(effects),
        pd.concat(moderation),
        pd.concat(necessity),
        levels,
        list(indirect),
    )


def robustness_of(grid: pd.DataFrame) -> Robustness:
    costs = dict.fromkeys(grid.columns, 10.0) | {"none": 0.0}
    half = len(grid) // 2
    groups = pd.Series(["baseline, figure_2"] * half + ["crisis, figure_2"] * half, grid.index)
    return found_over(grid, "gap_closed", 0.5, costs, groups)


GRID = pd.DataFrame(
    {"none": [0.3] * 8, "bold": [0.7] * 6 + [0.0] * 2, "steady": [0.5] * 8}, index=list("abcdefgh")
)
MANY = GRID.loc[np.repeat(GRID.index, 40)].set_axis(range(320))
"""The same futures forty times, so that what chooses between them is told from luck."""


@cache
def box_of() -> Box:
    rng = np.random.default_rng(3)
    values = pd.DataFrame({"conditions.agreements": rng.random(400)})
    values["theory.trust"] = rng.choice(["none", "driver"], 400)
    table = columns_of(values, {"theory.trust": ["none", "driver"]})
    failed = (values["conditions.agreements"] < 0.4) & (values["theory.trust"] == "driver")
    return discover(table, failed.to_numpy())


def plausible_of() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(4)
    values = pd.DataFrame({f"conditions.{n}": rng.random(300) for n in ("agreements", "blocking")})
    kept = values["conditions.agreements"].to_numpy() > 0.5
    points = values.assign(wave=1, plausible=kept, worst_target="often", implausibility=1.0)
    signed = pd.DataFrame({"often": rng.normal(0, 2, 300)})
    return points, signed, narrowing(values, kept)


def attribution_of() -> attribution.Attribution:
    rates = {"want": 0.6, "can": 0.3, "may": 0.9}
    rows, kept = [], []
    for subset in SUBSETS:
        for seed in (1, 2, 3):
            y = np.prod([1.0 if g in subset else r for g, r in rates.items()]) + seed / 1000
            key = {"setting": "As it is", "ideal": "+".join(subset) or "none", "seed": seed}
            rows.append({**key, "gap_closed": y})
            lost = {f"{p}_{c}": [0.0, 0.0] for c in GATE_OF for p in ("lost", "sole")}
            lost |= {"lost_unwilling": [0.0, 3.0], "sole_unwilling": [0.0, 3.0]}
            lost |= {"lost_absent": [0.0, 1.0]}
            kept.append({**key, "closed": [0.0, y * 5], "open": [0.0, 5.0], **lost})
    return attribution.attribution_of(
        pd.DataFrame(rows), pd.DataFrame(kept), ["intervention", "flood"], "gap_closed"
    )
