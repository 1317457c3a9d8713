"""What a sweep found: how outcomes spread over the design, and how they respond to each factor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import fdtrc, ndtr

from analysis.intervals.several import benjamini_hochberg, holm
from analysis.sensitivity.estimation.fewest import FEWEST, FINE
from analysis.sensitivity.estimation.ofat import swings
from analysis.sensitivity.estimation.sample import TRAJECTORIES
from analysis.stored.summary import KEYS_OF_A_RUN, estimate
from analysis.words.factors import DUMMIES

LEVELS = 5
CHANCE, NORMAL = 0.05, 1.96
# Designs that give each factor a few values, of which every one is shown.
GRIDS = ("factorial", "ofat")
QUANTILES = (0.05, 0.50, 0.95)
# Rounded up where binary has no such number, so that a value on an edge lies below it.
FIFTHS = (0.0, 0.2, 0.4, np.nextafter(0.6, 1.0), 0.8, 1.0)


def spread_table(runs: pd.DataFrame) -> pd.DataFrame:
    """Describe how every outcome spreads over the points of a design.

    Args:
        runs: A row per run: point, replication, seed, and a column per outcome.

    Returns:
        The columns outcome, mean, deviation, p05, p50, p95 (over points, each the mean of its
        replications), noise (the share of the variance of single runs that is luck; NaN with one
        replication), points, runs, missing (runs in which the value does not exist).
    """
    outcomes = [column for column in runs.columns if column not in KEYS_OF_A_RUN]
    points = runs.groupby("point")[outcomes].mean()
    within = runs.groupby("point")[outcomes].var().mean()
    rows = []
    for outcome in outcomes:
        values = points[outcome].dropna()
        low, middle, high = values.quantile(QUANTILES) if len(values) else [np.nan] * 3
        total = runs[outcome].var()
        rows.append(
            {
                "outcome": outcome,
                "mean": values.mean(),
                "deviation": values.std(),
                "p05": low,
                "p50": middle,
                "p95": high,
                # An estimate of either may be off, and no share is more than the whole; what is
                # not known stays so.
                "noise": np.minimum(1.0, within[outcome] / total) if total > 0 else np.nan,
                "points": len(values),
                "runs": len(runs),
                "missing": int(runs[outcome].isna().sum()),
            }
        )
    return pd.DataFrame(rows)


def response_table(
    joined: pd.DataFrame, factors: Sequence[str], outcome: str, kind: str = ""
) -> pd.DataFrame:
    """Return the mean of an outcome at the levels of each factor, averaged over all others.

    Args:
        joined: A row per run, the values of the factors beside the outcomes.
        factors: The columns of the factors.
        outcome: The outcome.
        kind: The kind of the design. Where one factor is varied at a time ("ofat"), only the
            points count at which the others stay where they are.

    Returns:
        The columns factor, level (a word, a value of a design that has a few of each, or the
        middle of a fifth of the points), at (its place), mean, low, high (95 % interval over
        points), points.
    """
    points = _points(joined, factors, outcome)
    values = points[outcome].to_numpy(np.float64)
    rows = []
    for factor in factors:
        chosen = np.ones(len(points), bool)
        if kind == "ofat":
            others = [name for name in factors if name != factor]
            chosen = (points[others] == points.loc[0, others]).all(axis=1).to_numpy()
        names, codes = _levels(points.loc[chosen, factor], all_values=kind in GRIDS)
        for at, level in enumerate(names):
            inside = values[chosen][codes == at]
            found = estimate(inside)
            rows.append(
                {
                    "factor": factor,
                    "level": level,
                    "at": float(at) if isinstance(level, str) else level,
                    "mean": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "points": len(inside),
                }
            )
    return pd.DataFrame(rows)


def _points(joined: pd.DataFrame, factors: Sequence[str], outcome: str) -> pd.DataFrame:
    """Return a row per point: its values of the factors, and the mean of the outcome."""
    first = joined.drop_duplicates("point").set_index("point")[list(factors)].sort_index()
    return pd.concat([first, joined.groupby("point")[outcome].mean()], axis=1)


def _levels(
    column: pd.Series, *, all_values: bool
) -> tuple[list[str] | list[float], npt.NDArray[np.intp]]:
    """Return the levels of a factor, and of each point the place of its level (-1: it has none)."""
    if not pd.api.types.is_numeric_dtype(column):
        codes, words = pd.factorize(column)
        return [str(word) for word in words], codes
    values = column.to_numpy(np.float64)
    codes, several = pd.factorize(values, sort=True)
    if all_values or len(several) <= LEVELS:
        return [float(value) for value in several], codes
    edges = np.unique(np.quantile(values[codes >= 0], FIFTHS))
    fifths = np.searchsorted(edges[1:-1], values)
    codes, present = pd.factorize(np.where(codes < 0, np.nan, fifths), sort=True)
    return [float(values[codes == at].mean()) for at in range(len(present))], codes


def factors_that_differ(
    joined: pd.DataFrame, factors: Sequence[str], outcome: str, kind: str
) -> dict[str, bool]:
    """Return which factors move an outcome by more than luck and the other factors explain.

    Means over a few points always lie apart. An analysis of variance over independent points asks
    whether those at the levels of a factor do by more than points within a level, and at most one
    in twenty of the factors that are told does so by chance (Benjamini and Hochberg). Where one
    factor is varied at a time, seeds are what is independent.

    Args:
        joined: A row per run, with base_row.
        factors: The columns of the factors.
        outcome: The outcome.
        kind: The kind of the design.
    """
    if kind == "ofat":
        return _one_at_a_time_that_differ(joined, factors, outcome)
    # Points of a base row share their seeds and most of their values.
    rows = joined.groupby("base_row")["point"].transform("min") == joined["point"]
    runs = joined[rows] if kind in TRAJECTORIES else joined
    points = _points(runs, factors, outcome).dropna(subset=outcome)
    values = points[outcome].to_numpy(np.float64)
    chances = [
        _chance(values, _levels(points[factor], all_values=kind in GRIDS)[1])
        if len(points)
        else 1.0
        for factor in factors
    ]
    told = benjamini_hochberg(chances) <= CHANCE
    return {f: bool(t) and f not in DUMMIES for f, t in zip(factors, told, strict=True)}


def _chance(values: npt.NDArray[np.float64], codes: npt.NDArray[np.intp]) -> float:
    """Return how likely means lie as far apart where levels make no difference (one-way ANOVA)."""
    values, codes = values[codes >= 0], codes[codes >= 0]
    sizes = np.bincount(codes)
    if len(sizes) < 2 or len(values) <= len(sizes) or np.ptp(values) == 0.0:
        return 1.0
    _, first = np.unique(codes, return_index=True)
    if (values == values[first][codes]).all():
        return 0.0
    means = np.bincount(codes, values) / sizes
    between = (sizes * (means - values.mean()) ** 2).sum() / (len(sizes) - 1)
    within = ((values - means[codes]) ** 2).sum() / (len(values) - len(sizes))
    return float(fdtrc(len(sizes) - 1, len(values) - len(sizes), between / within))


def _one_at_a_time_that_differ(
    joined: pd.DataFrame, factors: Sequence[str], outcome: str
) -> dict[str, bool]:
    values = joined.drop_duplicates("point").set_index("point")
    same = values[list(factors)] == values.loc[0, list(factors)]
    levels = pd.DataFrame(
        [
            (factor, values.loc[point, factor], point)
            for factor in factors
            for point in values.index[same.drop(columns=factor).all(axis=1)]
        ],
        columns=["factor", "value", "point"],
    )
    seeds = joined["seed"].nunique()
    if seeds < FEWEST["ofat"].size or joined[outcome].isna().any():
        return dict.fromkeys(factors, False)
    # Estimators take seconds to import, for which no other design has to wait.
    from analysis.sensitivity.findings import judged  # noqa: PLC0415

    found = judged(swings(joined, levels, outcome), "ofat", seeds)
    rows = found[(found["index"] == "swing") & (found["flag"] == FINE)].set_index("factor")
    told = rows["told_from_dummy"] & (rows["low"] > 0)
    return {f: bool(told.get(f, False)) and f not in DUMMIES for f in factors}


def ranked_factors(responses: pd.DataFrame, told: Mapping[str, bool]) -> pd.DataFrame:
    """Rank factors by how far apart the means at their levels are.

    Args:
        responses: From ``response_table``.
        told: From ``factors_that_differ``.

    Returns:
        The columns factor, lowest, highest, reach (their distance), error (of that distance), told
        (whether that is more than luck), may_lead (whether it may be the farthest); those that are
        told first, and of either the farthest first.
    """
    rows = []
    mean, low, high = responses[["mean", "low", "high"]].to_numpy(np.float64).T
    codes, factors = pd.factorize(responses["factor"])
    for at, factor in enumerate(factors):
        levels = np.flatnonzero(codes == at)
        if np.isnan(mean[levels]).all():
            rows.append((factor, *[np.nan] * 4, told[str(factor)]))
            continue
        ends = levels[[np.nanargmin(mean[levels]), np.nanargmax(mean[levels])]]
        error = np.hypot(*((high[ends] - low[ends]) / 2 / NORMAL))
        lowest, highest = mean[ends]
        rows.append((factor, lowest, highest, highest - lowest, error, told[str(factor)]))
    columns = ["factor", "lowest", "highest", "reach", "error", "told"]
    table = pd.DataFrame(rows, columns=columns)
    ordered = table.sort_values(["told", "reach"], ascending=False, kind="stable")
    ordered = ordered.reset_index(drop=True)
    return ordered.assign(may_lead=_may_be_farthest(ordered))


def _may_be_farthest(ranked: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which factors are the farthest or not told from it, by Holm over the others."""
    if ranked.empty:
        return np.zeros(0, bool)
    apart = ranked["reach"].iloc[0] - ranked["reach"].to_numpy(np.float64)[1:]
    errors = np.hypot(ranked["error"].iloc[0], ranked["error"].to_numpy(np.float64)[1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        chances = 2.0 * ndtr(-np.where(apart == 0, 0.0, apart / errors))
    near = ~(holm(chances) <= CHANCE)
    found: npt.NDArray[np.bool_] = np.append(True, near) & ranked["told"].to_numpy(bool)
    return found
