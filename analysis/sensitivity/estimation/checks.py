"""What is always looked at beside an index: its dummy, its convergence, theories and ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from analysis.sensitivity.estimation.estimators import MAIN_INDEX, indices, rank
from analysis.sensitivity.estimation.fewest import FEWEST
from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.estimation.steps import PAIRED, Steps, steps_of, total_index
from analysis.words.factors import DUMMIES, PAIR

HALVINGS = 4
COMPARED = 10
GIVEN_DATA = "pawn"
SLOW = ("pawn", "delta")
# Sarrazin, Pianosi & Wagener (2016), with halves in place of a bootstrap.
NARROW, SAME_ORDER, SAME_SCREEN, FEWEST_RANKED = 0.05, 0.9, 0.9, 2


def has_dummy(factor: str) -> bool:
    """Return whether a factor, or one of a pair, is a control: the dummy, or luck."""
    return any(part in DUMMIES for part in factor.split(PAIR))


def above_dummy(table: pd.DataFrame, index: str) -> pd.Series:
    """Return, per factor or pair, whether its interval lies above that of the controls.

    Where runs share their luck within base rows, the dummy is exactly 0 and tells nothing from what
    changes one bit; the control of luck beside it is then the larger, and what decides.

    Args:
        table: From ``estimators.indices``.
        index: Which index is judged.

    Returns:
        A Series of bool by factor (a pair is held against the pairs of controls); all True where
        the design has no control to judge by.
    """
    rows = table[table["index"] == index].set_index("factor")
    dummies = rows["high"][[has_dummy(str(factor)) for factor in rows.index]]
    # A control without an interval leaves nothing to be told from it.
    zero = dummies.max(skipna=False) if len(dummies) else -np.inf
    return rows["low"] > (np.inf if np.isnan(zero) else zero)


def convergence(
    sample: Sample, method: str, seed: int = 1, whole: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Estimate the main index again with an eighth, a quarter and half of the base rows.

    A part of the same design, so the lines of a figure are not independent: they show whether an
    index still moves, and how fast its interval narrows.

    Args:
        sample: The design with its values.
        method: The method.
        seed: Seed of the bootstraps.
        whole: The indices over all base rows, where they are known already.

    Returns:
        size (base rows), factor, index, estimate, low, high, rank.
    """
    fewest = FEWEST[method].size
    sizes = sorted({max(fewest, sample.size >> power) for power in range(HALVINGS)})
    parts = []
    for size in (s for s in sizes if s <= sample.size):
        last = size == sample.size
        found = whole if last else None
        if found is None:
            found = indices(sample.first(size), method, seed, last)
        parts.append(rank(found, MAIN_INDEX[method]).assign(size=size))
    columns = ["size", "factor", "index", "estimate", "low", "high", "rank"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def settled(
    sample: Sample, method: str, seed: int = 1, whole: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Hold two halves of the design that share no run against each other.

    Indices, their order and what is screened out settle one after another, the screening first:
    each has a criterion of its own.

    Args:
        sample: The design with its values.
        method: The method.
        seed: Seed of the bootstraps.
        whole: The indices over all base rows, where they are known already.

    Returns:
        criterion, value, wanted, met. ``interval``: half of the widest interval among the first
        ten, over all base rows (of effects: as a share of the largest), at most ``wanted``;
        ``order``: rank correlation of the first ten between the halves, and ``screening``: share
        of the factors on which the halves agree whether it can be told from the dummy (not where
        intervals take long: "pawn", "delta"), both at least ``wanted``. Empty for designs too small
        to be halved.
    """
    index, half = MAIN_INDEX[method], sample.size // 2
    columns = ["criterion", "value", "wanted", "met"]
    if half < FEWEST[method].size or np.ptp(sample.values) == 0.0:
        return pd.DataFrame(columns=columns)
    quick = method not in SLOW
    ranked = rank(indices(sample, method, seed) if whole is None else whole, index)
    parts = [
        indices(sample.part(start, start + half), method, seed, quick)
        for start in (0, sample.size - half)
    ]
    first = ranked[~ranked["factor"].isin(DUMMIES)].head(COMPARED)
    width = float((first["high"] - first["low"]).max() / 2)
    width /= float(first["estimate"].max()) if method == "morris" else 1.0
    before, after = (
        part[part["index"] == index].set_index("factor")["estimate"].reindex(first["factor"])
        for part in parts
    )
    order = float(spearmanr(before, after).statistic) if len(first) > FEWEST_RANKED else np.nan
    rows = [("interval", width, NARROW, width <= NARROW)]
    if np.isfinite(order):
        rows.append(("order", order, SAME_ORDER, order >= SAME_ORDER))
    if quick:
        told = [above_dummy(part, index) for part in parts]
        same = float((told[0] == told[1].reindex(told[0].index)).mean())
        rows.append(("screening", same, SAME_SCREEN, same >= SAME_SCREEN))
    return pd.DataFrame(rows, columns=columns)


def conditional(
    sample: Sample, switches: Mapping[str, Sequence[str]], seed: int = 1
) -> pd.DataFrame:
    """Estimate what matters under each answer to each open question, from the same runs.

    Designs of pairs give total effects, other samples PAWN's index.

    Args:
        sample: The design with its values.
        switches: The words of each categorical factor, by its name in the design.
        seed: Seed of the bootstraps.

    Returns:
        switch, value, runs, mean (of the outcome), factor, index, estimate, low, high, rank;
        the factor is empty where too few runs have the value, estimate and rank where too few
        pairs have it.
    """
    names = list(sample.problem["names"])
    steps = steps_of(sample) if switches and sample.kind in PAIRED else None
    parts = []
    for switch, words in switches.items():
        code = np.floor(sample.raw[:, names.index(switch)])
        code = np.clip(code, 0, len(words) - 1)
        for place, word in enumerate(words):
            kept = code == place
            found = _within(sample, kept, seed, steps)
            # A switch that is held at one answer has no effect left of its own to rank.
            found = found[found["factor"] != switch]
            # What could not be estimated has no place either.
            found = found.assign(rank=found["rank"].where(found["estimate"].notna()))
            mean = float(sample.values[kept].mean()) if kept.any() else np.nan
            parts.append(found.assign(switch=switch, value=word, runs=int(kept.sum()), mean=mean))
    columns = ["switch", "value", "runs", "mean", "factor", "index", "estimate", "low", "high"]
    if not parts:
        return pd.DataFrame(columns=[*columns, "rank"])
    return pd.concat(parts, ignore_index=True)[[*columns, "rank"]]


def _within(sample: Sample, kept: np.ndarray, seed: int, steps: Steps | None) -> pd.DataFrame:
    if steps is not None:
        return rank(total_index(sample, np.random.default_rng(seed), kept, steps), "total")
    if sample.block > 1 or kept.sum() < FEWEST[GIVEN_DATA].size:
        return pd.DataFrame({"factor": [""], "index": [GIVEN_DATA], "rank": [0]}).reindex(
            columns=["factor", "index", "estimate", "low", "high", "rank"]
        )
    part = replace(
        sample, raw=sample.raw[kept], base_rows=np.arange(kept.sum()), values=sample.values[kept]
    )
    return rank(indices(part, GIVEN_DATA, seed, sure=False), MAIN_INDEX[GIVEN_DATA])


def rank_changes(tables: Mapping[str, pd.DataFrame], index: str) -> pd.DataFrame:
    """Hold the ranks under other ranges against those under the full ones.

    Args:
        tables: From ``estimators.indices``, by the name of the ranges; the first is the reference.
        index: Which index ranks.

    Returns:
        factor, and per set of ranges ``estimate_<ranges>`` and ``rank_<ranges>``; ``moved``: the
        largest change of rank; ``changed``: whether the factor enters or leaves the first ten
        and its intervals do not overlap. In the order of the reference.
    """
    reference, *others = tables
    first = rank(tables[reference], index).set_index("factor")
    table = pd.DataFrame({"factor": first.index})
    moved, changed = np.zeros(len(first)), np.zeros(len(first), bool)
    for name in tables:
        found = rank(tables[name], index).set_index("factor").reindex(first.index)
        table[f"estimate_{name}"] = found["estimate"].to_numpy()
        table[f"rank_{name}"] = found["rank"].to_numpy()
        if name in others:
            moved = np.fmax(moved, np.abs(np.asarray(found["rank"] - first["rank"])))
            inside = (found["rank"] <= COMPARED) != (first["rank"] <= COMPARED)
            apart = (found["low"] > first["high"]) | (found["high"] < first["low"])
            changed |= np.asarray(inside & apart)
    return table.assign(moved=moved.astype(int), changed=changed)
