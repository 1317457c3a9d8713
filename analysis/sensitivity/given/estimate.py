"""Shares of a surrogate, how good it is, what else says the same, and what is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from SALib.analyze import rbd_fast
from scipy.stats import norm, rankdata, spearmanr

from analysis.sensitivity.estimation.bounds import ENDS
from analysis.sensitivity.estimation.noise import Noise
from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.given.basis import Basis, Columns, at_ends, basis_of
from analysis.sensitivity.given.boosted import boosted
from analysis.sensitivity.given.crossed import (
    FALSE_DISCOVERIES,
    Crossed,
    Left,
    chance,
    crossed,
    effects,
    left_over,
)
from analysis.sensitivity.given.fitting import fitted
from analysis.sensitivity.given.surrogate import Surrogate

SHARE, MAIN = "surrogate", "surrogate_main"
"""The indices: Shapley's share of the surrogate's variance, and that of a factor by itself."""
GOOD, SAME_ORDER, TIED, FIRST = 0.9, 0.9, 0.01, 10
APART = 0.03
"""Main shares further apart than this are no longer the same answer."""
Z = float(norm.ppf(0.975))


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a sample of independent draws says of its factors.

    Attributes:
        names: The factors.
        basis: Their functions at the points.
        judged: The surrogate, and its predictions of points that it did not see.
        boosted: The share of the variance that boosted trees predict of such points.
        left: What those predictions leave over without the parts of each factor.
        moved: What each function gains from the tenth to the ninetieth part of its factor's range.
        tables: "indices", "effects" and "checks", a row per factor (and index).
    """

    names: Sequence[str]
    basis: Basis
    judged: Crossed
    boosted: float
    left: Left
    moved: Columns
    tables: Mapping[str, pd.DataFrame]


def shares(surrogate: Surrogate) -> tuple[Columns, Columns]:
    """Return Shapley's and the main share of each factor, of the surrogate's variance."""
    alone, fair = surrogate.parts()
    total = float(fair.sum())
    if total <= 0.0:
        unknown = np.full(surrogate.factors, np.nan)
        return unknown, unknown
    return fair / total, alone / total


def worst_error(share: Columns, missed: float) -> Columns:
    """Return how far a share of a surrogate can lie from that of what it stands in for.

    Args:
        share: Shares of the surrogate's variance.
        missed: The share of the variance of the expected outcome that the surrogate misses, 1 - Q2.

    Returns:
        2 sqrt(S (1 - Q2)) + 1 - Q2: whatever is missed, all of it, in the worst of ways.
    """
    return np.asarray(2.0 * np.sqrt(np.maximum(share, 0.0) * missed) + missed)


def missed_share(q2: float, noise: Noise | None) -> float:
    """Return which share of the variance of the expected outcome a surrogate misses.

    Chance cannot be predicted, and is not missed: the lower end of its interval is taken off, so
    that nothing is called chance that may not be.
    """
    chance_share = noise.low if noise is not None and np.isfinite(noise.low) else 0.0
    missed = (1.0 - q2 - chance_share) / max(1.0 - chance_share, 1e-9)
    return float(np.clip(missed, 0.0, 1.0))


def given(sample: Sample, noise: Noise | None = None, seed: int = 1) -> Given:
    """Estimate what each factor makes of an outcome, from independent draws.

    Args:
        sample: The draws with the outcome, which must vary.
        noise: How much of the variance is chance, where that was measured.
        seed: Seed of folds, permutations and predicted points.
    """
    names, values = list(sample.problem["names"]), sample.values
    basis = basis_of(sample)
    judged = crossed(basis, values, seed)
    missed = missed_share(judged.q2(values), noise)
    left = left_over(basis, values, judged)
    share, main = shares(judged.surrogate)
    by_luck = chance(left, judged.surrogate.single**2, seed)
    told = by_luck <= FALSE_DISCOVERIES
    indices = pd.concat(
        [
            _index(names, index, size, missed).assign(told_from_dummy=told, by_chance=by_luck)
            for index, size in ((SHARE, share), (MAIN, main))
        ],
        ignore_index=True,
    )
    moved = at_ends(sample, basis, ENDS)
    effect = effect_table(names, left, moved)[~np.isin(names, sample.words)]
    q2, trees = boosted(sample, seed)
    variance = float(np.var(values))
    checks = {
        "factor": names,
        "surrogate": judged.surrogate.parts()[0] / variance,
        "boosted": trees,
        "rbd_fast": _rbd_fast(sample, seed),
    }
    tables = {
        "indices": indices,
        "effects": effect.reset_index(drop=True),
        "checks": pd.DataFrame(checks),
    }
    return Given(names, basis, judged, q2, left, moved, tables)


def effect_table(names: Sequence[str], left: Left, moved: Columns) -> pd.DataFrame:
    """Return what the outcome gains where each factor moves: factor, estimate, low, high."""
    found, error = effects(left, moved)
    ends = {"low": found - Z * error, "high": found + Z * error}
    return pd.DataFrame({"factor": names, "estimate": found, **ends})


def _index(names: Sequence[str], index: str, size: Columns, missed: float) -> pd.DataFrame:
    error = worst_error(size, missed)
    low, high = np.clip(size - error, 0.0, 1.0), np.clip(size + error, 0.0, 1.0)
    return pd.DataFrame(
        {"factor": names, "index": index, "estimate": size, "low": low, "high": high}
    )


def _rbd_fast(sample: Sample, seed: int) -> Columns:
    found = rbd_fast.analyze(
        dict(sample.problem), sample.raw, sample.values, num_resamples=2, seed=seed
    )
    return np.array(found["S1"], np.float64)


def tied_ranks(share: Columns) -> Columns:
    """Return ranks from 1, where shares within a hundredth of the largest of them are tied."""
    order = np.argsort(-share, kind="stable")
    group, first = np.empty(len(share)), np.inf
    for place in order:
        if first - share[place] > TIED:
            first = share[place]
        group[place] = first
    return np.asarray(rankdata(-group, method="average"))


def settled(found: Given, values: Columns, noise: Noise | None) -> pd.DataFrame:
    """Say whether the surrogate is good enough, and whether independent halves agree on the order.

    Returns:
        criterion, value, wanted, met. ``explained``: Q2, at least nine tenths of what is not
        chance; ``order``: Spearman's correlation between the shares of two halves, over all that
        are among the first ten of either, shares within a hundredth tied.
    """
    q2 = found.judged.q2(values)
    wanted = GOOD * (1.0 - (noise.share if noise and np.isfinite(noise.share) else 0.0))
    rows = [("explained", q2, wanted, q2 >= wanted)]
    half = np.random.default_rng(1).permutation(len(values)) < len(values) // 2
    halves = [
        shares(fitted(found.basis.at(rows_of), values[rows_of], found.judged.penalty))[0]
        for rows_of in (half, ~half)
    ]
    first = np.unique(np.concatenate([np.argsort(-share)[:FIRST] for share in halves]))
    ranks = [tied_ranks(share[first]) for share in halves]
    if all(np.ptp(rank) > 0 for rank in ranks):
        order = float(spearmanr(*ranks).statistic)
        rows.append(("order", order, SAME_ORDER, order >= SAME_ORDER))
    return pd.DataFrame(rows, columns=["criterion", "value", "wanted", "met"])
