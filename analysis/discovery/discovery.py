"""Scenario discovery: under which conditions does the collaboration fail? PRIM, checked.

PRIM (the patient rule induction method, from the EMA workbench) peels a box of conditions in which
failures are dense. It gets the failures of points *averaged over seeds*: single noisy runs would
put luck into the box. A part of the points is held out, and the box is judged on those.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import hypergeom

from analysis.discovery.tree import in_leaves, tree_of
from analysis.words.factors import EQUALS
from analysis.words.phrases import floats
from sim.errors import UserError
from sim.extras import require_extra

MOST_DIMENSIONS = 4
HELD_OUT = 1 / 3
SIGNIFICANT = 0.05
RESAMPLES = 10
SMALLEST_MASS = 0.05
PEELED = 0.05
FEWEST_FAILURES = 20
DENSER = 1.5
"""How much denser than everywhere failures must be in a box on points that were held out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of conditions in which failures are dense.

    Attributes:
        limits: factor, low, high, full_low, full_high, chance (how likely failures would be as
            dense without this limit, quasi-p), resampled (share of resamples that limit it).
        trajectory: step, coverage, density, mass, dimensions, chosen.
        check: part ("fitted", "held_out"), points, failures, in_box, coverage, density, base_rate.
        tree: The dense leaves of a tree beside it, as ``analysis.discovery.tree`` has them.
        tree_check: The same as ``check``, of all of these leaves together.
    """

    limits: pd.DataFrame
    trajectory: pd.DataFrame
    check: pd.DataFrame
    tree: pd.DataFrame = field(default_factory=pd.DataFrame)
    tree_check: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by the name of their file."""
        of_tree = {"tree": self.tree, "tree_check": self.tree_check}
        there = of_tree if len(self.tree_check) else {}
        return {"box": self.limits, "peeling": self.trajectory, "check": self.check, **there}


def refuse_without_workbench() -> None:
    """Refuse to begin where PRIM is not installed: its library is an extra of the project.

    Raises:
        UserError: With what is to be installed.
    """
    require_extra("discovery", "bijstand discover")


def columns_of(values: pd.DataFrame, words: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the columns that a box can limit, all as floats.

    Args:
        values: A row per point and a column per factor, as used.
        words: The words of each categorical factor; each word becomes a column of 0 and 1, since
            an interval over an arbitrary order of words means nothing.
    """
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for name in values.columns:
        if name not in words:
            columns[name] = values[name].to_numpy(np.float64)
            continue
        for word in words[name]:
            columns[f"{name}{EQUALS}{word}"] = np.asarray(values[name] == word, np.float64)
    return pd.DataFrame(columns)


def discover(table: pd.DataFrame, failed: npt.NDArray[np.bool_], seed: int = 1) -> Box:
    """Find the box.

    Args:
        table: From ``columns_of``.
        failed: Shape (points,), whether a point failed, on its mean over seeds.
        seed: Seed of what is held out and of the resamples.

    Raises:
        UserError: Where too few points failed, or too few did not.
    """
    fewest = min(int(failed.sum()), int((~failed).sum()))
    if fewest < FEWEST_FAILURES:
        raise UserError(
            "{failed} of {points} points fail: a box needs {fewest} that do and as "
            "many that do not; choose another discover.threshold, or more design.points",
            failed=int(failed.sum()),
            points=len(failed),
            fewest=FEWEST_FAILURES,
        )
    rng = np.random.default_rng(seed)
    held = np.zeros(len(failed), bool)
    held[rng.permutation(len(failed))[: int(len(failed) * HELD_OUT)]] = True
    x, y = table[~held].reset_index(drop=True), failed[~held]
    found = _prim(x, y)
    names = _dimensions(found, _best(found.peeling_trajectory))
    names = names or _dimensions(found, len(found.peeling_trajectory) - 1)
    if not names:
        raise UserError(
            "no condition limits a box that chance does not explain: these points show no place "
            "where failures are dense; take more design.points, or another discover.threshold"
        )
    found = _prim(x[names], y)
    chosen = _best(found.peeling_trajectory)
    limits = _limits(found, chosen, table)
    limits = limits.assign(resampled=_resampled(x, y, list(limits["factor"]), rng))
    parts = {"fitted": ~held, "held_out": held}
    tree = tree_of(x, y, SMALLEST_MASS, DENSER)
    check, tree_check = (
        pd.DataFrame([{"part": part, **_judged(within[r], failed[r])} for part, r in parts.items()])
        for within in (inside(table, limits), in_leaves(table, tree))
    )
    return Box(limits, _trajectory(found, chosen), check, tree, tree_check)


def refuse_too_few(points: int, worst: float) -> None:
    """Refuse a search, before anything is run, of which too few points would fail or not fail.

    Args:
        points: How many points are run.
        worst: Which share of them counts as failing.

    Raises:
        UserError: It says how many points are enough.
    """
    share = min(worst, 1 - worst)
    if points * share < FEWEST_FAILURES:
        raise UserError(
            "design.points is {points}, of which {worst:n} would fail (discover.worst); "
            "allowed: {least} or more, for a box needs {fewest} that fail and as "
            "many that do not",
            points=points,
            worst=worst,
            least=math.ceil(FEWEST_FAILURES / share),
            fewest=FEWEST_FAILURES,
        )


def inside(table: pd.DataFrame, limits: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which points lie in a box."""
    within = np.ones(len(table), bool)
    for name, low, high in zip(limits["factor"], limits["low"], limits["high"], strict=True):
        column = table[name].to_numpy(np.float64)
        within &= (column >= low) & (column <= high)
    return within


def chance_of(check: pd.DataFrame) -> float:
    """Return how likely a box that means nothing holds as many failures of held-out points.

    That is the share of all ways to shuffle which of them failed (hypergeometric): a permutation
    test in closed form.

    Args:
        check: Of a ``Box``.
    """
    held = check.set_index("part").loc["held_out"]
    points, failures, within = (round(n) for n in floats(held, "points", "failures", "in_box"))
    if within == 0:
        return 1.0
    both = round(floats(held, "density")[0] * within)
    return float(hypergeom.sf(both - 1, points, failures, within))


def holds(check: pd.DataFrame) -> bool:
    """Return whether a box is denser on points that were held out, by more than chance."""
    held = check.set_index("part").loc["held_out"]
    inside_it, everywhere = floats(held, "density", "base_rate")
    denser = inside_it > DENSER * everywhere
    return denser and chance_of(check) < SIGNIFICANT


def _judged(within: npt.NDArray[np.bool_], failed: npt.NDArray[np.bool_]) -> dict[str, float]:
    both = int((within & failed).sum())
    return {
        "points": len(failed),
        "failures": int(failed.sum()),
        "in_box": int(within.sum()),
        "coverage": both / failed.sum() if failed.any() else np.nan,
        "density": both / within.sum() if within.any() else np.nan,
        "base_rate": float(failed.mean()),
    }


def _prim(x: pd.DataFrame, y: npt.NDArray[np.bool_]) -> Any:
    refuse_without_workbench()
    with warnings.catch_warnings():
        # The workbench says on import which of its other parts are not installed.
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim  # noqa: PLC0415 - takes seconds to import

        logging.getLogger("EMA").setLevel(logging.ERROR)
        alg = prim.Prim(x, y, peel_alpha=PEELED, mass_min=SMALLEST_MASS)
        found = alg.find_box()
    if found is None:
        raise UserError("no box is denser in failures than the whole; choose discover.threshold=")
    return found


def _best(trajectory: pd.DataFrame) -> int:
    """Return the step with the best of coverage and density together (their harmonic mean)."""
    coverage, density = trajectory["coverage"], trajectory["density"]
    return int((2 * coverage * density / (coverage + density)).fillna(0.0).to_numpy().argmax())


def _dimensions(found: Any, step: int) -> list[str]:
    """Return the limited columns that chance alone hardly explains, the surest first."""
    chances = _chances(found, step)
    sure = sorted((p, name) for name, p in chances.items() if p < SIGNIFICANT)
    return [name for _, name in sure[:MOST_DIMENSIONS]]


def _chances(found: Any, step: int) -> dict[str, float]:
    """Return the quasi-p of each limited column at a step; the smaller of its two ends."""
    # An end that is not limited has -1.
    limited = {
        str(name): [p for p in ends if p >= 0] for name, ends in found.p_values[step].items()
    }
    return {name: float(min(ends)) for name, ends in limited.items() if ends}


def _limits(found: Any, step: int, table: pd.DataFrame) -> pd.DataFrame:
    limits, chances = found.box_lims[step], _chances(found, step)
    rows = []
    for name in limits.columns:
        low, high = (float(end) for end in limits[name])
        full_low, full_high = float(table[name].min()), float(table[name].max())
        if str(name) in chances:
            # An end that was not peeled is that of the fitted points: there the box is open.
            low = full_low if low == float(found.box_lims[0][name].iloc[0]) else low
            high = full_high if high == float(found.box_lims[0][name].iloc[1]) else high
            rows.append((name, low, high, full_low, full_high, chances[str(name)]))
    columns = ["factor", "low", "high", "full_low", "full_high", "chance"]
    return pd.DataFrame(rows, columns=columns).sort_values("chance", ignore_index=True)


def _trajectory(found: Any, chosen: int) -> pd.DataFrame:
    table = found.peeling_trajectory.reset_index(drop=True)
    return pd.DataFrame(
        {
            "step": np.arange(len(table)),
            "coverage": table["coverage"].astype(float),
            "density": table["density"].astype(float),
            "mass": table["mass"].astype(float),
            "dimensions": table["res_dim"].astype(int),
            "chosen": np.arange(len(table)) == chosen,
        }
    )


def _resampled(
    x: pd.DataFrame, y: npt.NDArray[np.bool_], names: list[str], rng: np.random.Generator
) -> list[float]:
    """Return, per limited column, the share of bootstrap samples whose own box limits it too."""
    counts = dict.fromkeys(names, 0)
    for _ in range(RESAMPLES):
        drawn = rng.integers(len(y), size=len(y))
        found = _prim(x.iloc[drawn].reset_index(drop=True), y[drawn])
        limited = _dimensions(found, _best(found.peeling_trajectory))
        for name in names:
            counts[name] += name in limited
    return [counts[name] / RESAMPLES for name in names]
