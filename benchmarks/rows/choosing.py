"""Rows on choosing a package: what halving saves against the full grid, and what it loses by it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.choose.halving import halved, measured, sizes_of
from analysis.choose.packages import Budget, Choosable, spent_on
from benchmarks.measure import Row, spread
from experiments.design import list_design
from experiments.design.frame import Frame
from experiments.design.futures import draw_futures
from experiments.design.seeds import Seeds
from experiments.study.study import run_points
from sim.setting.configuration import names_in

SCENARIOS = ("baseline", "crisis", "personnel_shortage", "eastern_flank")
SURVIVORS, TOGETHER = 20, 3
OUTCOME = "gap_closed"


def full_grid(packages: Sequence[str], futures: int, days: int) -> pd.DataFrame:
    """Run every package in every future, on the seeds of the future; a row per run."""
    drawn = draw_futures(futures, SCENARIOS, ()).assign(base_row=range(futures))
    table = pd.concat([drawn.assign(policy=each) for each in packages], ignore_index=True)
    design = list_design(table, "the full grid")
    runs = run_points(Frame(days=days), table, Seeds(1, 1, "base_row"))
    found = runs.merge(design.table[["point", "base_row", "policy"]], on="point")
    return found.rename(columns={"base_row": "future"})


def halving_against_grid(levers: Sequence[str], futures: int, days: int = 730) -> tuple[Row, Row]:
    """Halve all singles, pairs and triples of levers; the rest of the full grid is not looked at.

    What the choice loses is told by the full grid itself: the gain of its best package less that of
    the best which halving left, in points.
    """
    frame = Frame(days=days)
    space = Choosable(tuple((lever,) for lever in levers), frame, Budget(), TOGETHER)
    packages = space.all(10**6) or []
    runs = full_grid(packages, futures, days)
    spent = {package: spent_on(package, frame) for package in packages}
    first = sizes_of(futures)[0]
    looked_at = [first * len(packages)]

    def further(_: int, alive: Sequence[str], met: range) -> pd.DataFrame:
        looked_at.append(len(alive) * len(met))
        return runs[runs["policy"].isin(alive) & runs["future"].isin(met)]

    left = halved(
        runs[runs["future"] < first], OUTCOME, spent, [Budget()], futures, SURVIVORS, further
    )
    gains = measured(runs, OUTCOME, packages).gains.mean()
    lost = 100.0 * float(gains.max() - gains[left].max())
    saved = len(runs) / int(np.sum(looked_at))
    note = f"{len(packages)} packages of {len(levers)} levers, {futures} futures, {days} days"
    return (
        Row("choosing by halving: runs saved", 3.0, True, "x", spread([saved]), note),
        Row(
            "choosing by halving: what the best that is left loses",
            0.5,
            False,
            "points",
            spread([lost]),
            note + "; told by the full grid",
        ),
    )


def rows(quick: bool) -> tuple[Row, Row]:
    """Measure both rows: over all levers, or, for a look, over six of them."""
    levers = [name for name in names_in("policy") if name != "none"]
    return halving_against_grid(levers[:6] if quick else levers, 40 if quick else 160)
