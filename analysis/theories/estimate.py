"""From runs to what is told: effects of levers with intervals, and first-order shares."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from sim.outcomes import PRIMARY
from sim.setting.theories.level import LEVEL, STANDARDISED

CONFIDENCE, RESAMPLES, BINS = 0.95, 400, 20


def interval(values: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    """Return mean and 95 % interval of paired differences, by Student's t."""
    half = stats.t.ppf(0.5 + CONFIDENCE / 2, len(values) - 1) * stats.sem(values)
    return float(values.mean()), float(values.mean() - half), float(values.mean() + half)


def lever_effects(runs: pd.DataFrame) -> pd.DataFrame:
    """Return what each lever brings against none, paired by seed, and against ``figure_2``.

    Returns:
        Per theory (``name``), level and policy: ``effect`` with ``low`` and ``high``, and ``apart``
        with its bounds: the effect less that of ``figure_2``, which has the same at every level.
    """
    wide = runs.pivot(index="seed", columns=["name", "level", "policy"], values=PRIMARY)
    named = wide.columns.to_frame(index=False)
    rows = []
    for name, level, policy in named[named["policy"] != "none"].to_numpy():
        effect = (wide[name, level, policy] - wide[name, level, "none"]).to_numpy()
        plain = (wide["figure_2", level, policy] - wide["figure_2", level, "none"]).to_numpy()
        rows.append((name, level, policy, *interval(effect), *interval(effect - plain)))
    columns = [
        "name",
        "level",
        "policy",
        "effect",
        "low",
        "high",
        "apart",
        "apart_low",
        "apart_high",
    ]
    return pd.DataFrame(rows, columns=columns)


def verdict(low: float, high: float) -> str:
    """Return what an interval says of a difference."""
    return "more" if low > 0.0 else "less" if high < 0.0 else "not told apart"


def convention_decides(effects: pd.DataFrame) -> pd.DataFrame:
    """Return theory and lever where ``level`` and ``standardised`` say otherwise.

    Compared is what is said of the lever under the theory against ``figure_2``: that it brings
    more, less, or that the two are not told apart.
    """
    said = _said(effects)
    return said[said[LEVEL] != said[STANDARDISED]].reset_index()


def both_say(effects: pd.DataFrame) -> pd.DataFrame:
    """Return theory and lever that both conventions tell apart from ``figure_2``, and alike."""
    said = _said(effects)
    told = said[LEVEL].isin(("more", "less"))
    return said[told & (said[LEVEL] == said[STANDARDISED])].reset_index()


def _said(effects: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(effects["apart_low"], effects["apart_high"], strict=True)
    told = effects.assign(said=[verdict(*pair) for pair in pairs])
    wide = told.pivot(index=["name", "policy"], columns="level", values="said")
    return wide.drop(index="figure_2", errors="ignore")


def first_order(table: pd.DataFrame, factor: str) -> float:
    """Return a factor's first-order share of the variance of the primary outcome.

    The variance between the means of its answers (of twenty bins of equal count, for a number),
    less what chance between points puts there, of the whole.
    """
    return _share(_codes(table[factor]), table[PRIMARY].to_numpy())


def first_order_interval(table: pd.DataFrame, factor: str) -> tuple[float, float]:
    """Return the 95 % interval of ``first_order``, by a bootstrap of the points."""
    codes, y = _codes(table[factor]), table[PRIMARY].to_numpy()
    sample = np.random.default_rng(1)
    drawn = (sample.integers(len(y), size=len(y)) for _ in range(RESAMPLES))
    found = [_share(codes[rows], y[rows]) for rows in drawn]
    low, high = np.quantile(found, (0.5 - CONFIDENCE / 2, 0.5 + CONFIDENCE / 2))
    return float(low), float(high)


def _codes(given: pd.Series) -> npt.NDArray[np.int64]:
    if pd.api.types.is_numeric_dtype(given) and given.nunique() > BINS:
        return pd.qcut(given, BINS, labels=False).to_numpy(np.int64)
    return pd.factorize(given)[0].astype(np.int64)


def _share(codes: npt.NDArray[np.int64], y: npt.NDArray[np.float64]) -> float:
    counts = np.bincount(codes)
    groups = int((counts > 0).sum())
    means = np.bincount(codes, y) / np.maximum(counts, 1)
    total = float(((y - y.mean()) ** 2).sum())
    between = float((counts * (means - y.mean()) ** 2).sum())
    within = (total - between) / (len(y) - groups)
    return max(0.0, (between - (groups - 1) * within) / total)
