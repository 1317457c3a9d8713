"""Main effects of a few factors that are unbiased whatever the surrogate.

Pairs of runs share one factor and nothing else, their seed neither, so that the covariance between
them is the variance that the factor makes by itself, and chance drops out. The surrogate is the
control variate: its own covariance is known, and only what it gets wrong has to be estimated
(Qian et al. 2018, SIAM/ASA Journal on Uncertainty Quantification 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.given.basis import Columns, basis_of
from analysis.sensitivity.given.surrogate import Surrogate
from experiments.design import Design, make_design
from experiments.design.factors import Factor
from experiments.design.table import design_of

Z = float(norm.ppf(0.975))


def pairs_design(
    factors: Sequence[Factor], chosen: Sequence[str], points: int, seed: int
) -> Design:
    """Return base points and, for each chosen factor, others that share it alone with them.

    Args:
        factors: All factors.
        chosen: Those that are corrected.
        points: How many pairs for each.
        seed: Seed of the points.

    Returns:
        Points x (1 + chosen) points, a base row each: the base points first, then those of each
        chosen factor in their order.
    """
    names = [factor.name for factor in factors]
    base = make_design("lhs", factors, points, seed).raw
    raw = [base]
    for place, name in enumerate(chosen):
        other = make_design("lhs", factors, points, seed + 1 + place).raw.copy()
        other[:, names.index(name)] = base[:, names.index(name)]
        raw.append(other)
    rows = np.concatenate(raw)
    told = {"points": points, "seed": seed, "pairs": list(chosen)}
    return design_of("lhs", factors, rows, np.arange(len(rows)), told)


def corrected(
    surrogate: Surrogate, pairs: Sample, chosen: Sequence[str], degree: int, variance: float
) -> pd.DataFrame:
    """Estimate the main effects of the chosen factors.

    Args:
        surrogate: Fitted to other runs.
        pairs: The points of ``pairs_design`` with their outcomes, and the surrogate's factors.
        chosen: The factors, in the order of the design.
        degree: The highest power of a number in the surrogate's basis.
        variance: Of the expected outcome: what chance makes is not counted.

    Returns:
        factor, estimate, low, high (95 %), shares of that variance; runs (of all pairs).
    """
    count = len(pairs.values) // (1 + len(chosen))
    guessed = surrogate.predict(basis_of(pairs, degree).columns)
    known = surrogate.parts()[0]
    names = list(pairs.problem["names"])
    base, rows = slice(0, count), []
    for place, name in enumerate(chosen):
        other = slice((1 + place) * count, (2 + place) * count)
        missed = _products(pairs.values, base, other) - _products(guessed, base, other)
        share = (known[names.index(name)] + missed.mean()) / variance
        half = Z * missed.std(ddof=1) / np.sqrt(count) / variance
        rows.append((name, share, share - half, share + half))
    found = pd.DataFrame(rows, columns=["factor", "estimate", "low", "high"])
    return found.assign(runs=len(pairs.values))


def _products(values: Columns, base: slice, other: slice) -> Columns:
    middle = np.mean([values[base].mean(), values[other].mean()])
    return (values[base] - middle) * (values[other] - middle)


def as_of(draws: Sample, design: Design, values: Columns) -> Sample:
    """Return the points of a design as a sample with the factors of another, in its order.

    A dummy that the draws alone have stands still: it enters nothing.
    """
    there = {factor.name: place for place, factor in enumerate(design.factors)}
    low, high = np.array(draws.problem["bounds"], np.float64).T
    raw = np.tile((low + high) / 2.0, (len(values), 1))
    for place, name in enumerate(draws.problem["names"]):
        if name in there:
            raw[:, place] = design.raw[:, there[name]]
    return replace(draws, raw=raw, values=values, base_rows=np.arange(len(values)))
