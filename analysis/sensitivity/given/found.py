"""What a study finds by a surrogate: shares, how good they are, and where they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from analysis.intervals.several import benjamini_hochberg
from analysis.sensitivity.estimation.bounds import SMALLEST_EFFECT
from analysis.sensitivity.estimation.estimators import rank
from analysis.sensitivity.estimation.fewest import FEWEST
from analysis.sensitivity.estimation.noise import Noise
from analysis.sensitivity.estimation.sample import Sample, draws_of
from analysis.sensitivity.findings import Findings, judged
from analysis.sensitivity.given.basis import basis_of
from analysis.sensitivity.given.crossed import FALSE_DISCOVERIES, TINY, best_penalty
from analysis.sensitivity.given.estimate import (
    SHARE,
    TIED,
    Given,
    Z,
    effect_table,
    given,
    missed_share,
    settled,
    shares,
)
from analysis.sensitivity.given.fitting import fitted
from analysis.sensitivity.given.surrogate import Surrogate
from analysis.sensitivity.given.terms import by_term, steerable
from analysis.words.labels import label_of

HALVINGS = 4


def by_surrogate(
    sample: Sample,
    outcome: str,
    switches: Mapping[str, Sequence[str]],
    noise: Noise | None = None,
    world: str | None = None,
) -> Findings:
    """Estimate, judge and check.

    Args:
        sample: Independent draws over the ranges, with the outcome's values.
        outcome: The outcome's key.
        switches: The words of each categorical factor, by its name in the design.
        noise: The noise share, from pairs of seeds.
        world: Where levers are those of; None for the Netherlands.

    Returns:
        The findings; of an outcome that is the same in every run, or of too few points, only
        indices that are flagged.
    """
    draws = draws_of(sample)
    size = len(draws.values)
    constant = bool(np.ptp(draws.values) == 0.0)
    if constant or size < FEWEST["surrogate"].size:
        names = list(draws.problem["names"])
        rows = [(name, SHARE, np.nan, np.nan, np.nan) for name in names]
        table = pd.DataFrame(rows, columns=["factor", "index", "estimate", "low", "high"])
        unjudged = judged(table, "surrogate", size, constant)
        return Findings("surrogate", outcome, unjudged, noise=noise)
    found = given(draws, noise)
    q2 = found.judged.q2(draws.values)
    quality = {
        "q2": q2,
        "boosted": found.boosted,
        "noise": noise.share if noise else np.nan,
        "missed": missed_share(q2, noise),
        "points": size,
    }
    indices = judged(found.tables["indices"], "surrogate", size, constant)
    ranked = rank(indices, SHARE)
    return Findings(
        "surrogate",
        outcome,
        indices,
        terms=by_term(ranked),
        steerable=steerable(ranked, found.tables["effects"], world),
        noise=noise,
        quality=pd.DataFrame([quality]),
        effects=_mattering(found.tables["effects"], outcome),
        by_answer=effects_by_answer(found, draws, switches),
        checks=found.tables["checks"],
        convergence=_convergence(draws, found),
        settled=settled(found, draws.values, noise),
        theories=conditional(found, draws, switches),
    )


def _mattering(effects: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Say of each effect whether it is as large as anybody would care for; of shares only."""
    if label_of(outcome).unit != "share":
        return effects.assign(matters=pd.array([None] * len(effects), dtype="boolean"))
    return effects.assign(matters=effects["estimate"].abs() >= SMALLEST_EFFECT)


def share_table(sample: Sample) -> pd.DataFrame:
    """Return the shares of a surrogate of a sample, with the width within which they are tied."""
    draws = draws_of(sample)
    basis = basis_of(draws)
    share, _ = shares(fitted(basis, draws.values, best_penalty(basis, draws.values)))
    return _ranked(list(draws.problem["names"]), share)


def _ranked(names: Sequence[str], share: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame({"factor": names, "index": SHARE, "estimate": share})
    return table.assign(low=share - TIED / 2, high=share + TIED / 2)


def _convergence(sample: Sample, found: Given) -> pd.DataFrame:
    """Fit again to an eighth, a quarter and half of the points."""
    parts = []
    fewest = FEWEST["surrogate"].size
    for size in sorted({max(fewest, sample.size >> power) for power in range(HALVINGS)}):
        first = np.arange(len(sample.values)) < size
        surrogate = (
            found.judged.surrogate
            if size == sample.size
            else fitted(found.basis.at(first), sample.values[first], found.judged.penalty)
        )
        parts.append(_places(_ranked(found.names, shares(surrogate)[0])).assign(size=size))
    columns = ["size", "factor", "index", "estimate", "low", "high", "rank"]
    return pd.concat(parts, ignore_index=True).assign(low=np.nan, high=np.nan)[columns]


def _places(table: pd.DataFrame) -> pd.DataFrame:
    rows = table.sort_values("estimate", ascending=False, kind="stable").reset_index(drop=True)
    return rows.assign(rank=np.arange(1, len(rows) + 1))


def effects_by_answer(
    found: Given, sample: Sample, switches: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Estimate each effect at the points of each answer to each open question.

    Returns:
        question, answer, runs, factor, estimate, low, high, apart (told from the effect under the
        question's other answers, by Benjamini-Hochberg over all factors and answers). Answers with
        fewer points than a surrogate takes are left out.
    """
    parts = []
    for switch, words in switches.items():
        code = _codes(found, sample, switch, words)
        for answer, word in enumerate(words):
            here = code == answer
            if min(here.sum(), (~here).sum()) < FEWEST["surrogate"].size:
                continue
            own, others = (
                effect_table(found.names, found.left.at(rows), found.moved)
                for rows in (here, ~here)
            )
            halves = [(each["high"] - each["low"]) / (2 * Z) for each in (own, others)]
            error = np.hypot(halves[0], halves[1])
            gap: pd.Series = (own["estimate"] - others["estimate"]).abs() / np.maximum(error, TINY)
            varied = ~own["factor"].isin([switch, *sample.words])
            own = own.assign(
                question=switch, answer=word, runs=int(here.sum()), chance=2 * norm.sf(gap)
            )
            parts.append(own[varied])
    columns = ["question", "answer", "runs", "factor", "estimate", "low", "high", "apart"]
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts, ignore_index=True)
    apart = benjamini_hochberg(table["chance"]) <= FALSE_DISCOVERIES
    return table.assign(apart=apart)[columns]


def _codes(
    found: Given, sample: Sample, switch: str, words: Sequence[str]
) -> npt.NDArray[np.float64]:
    """Return which answer each point has to an open question, as its place among the words."""
    place = found.names.index(switch)
    return np.clip(np.floor(sample.raw[:, place]), 0, len(words) - 1)


def conditional(
    found: Given, sample: Sample, switches: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Read off the surrogate what matters under each answer to each open question.

    Returns:
        As ``checks.conditional``: switch, value, runs, mean, factor, index, estimate, low, high,
        rank.
    """
    parts = []
    surrogate = found.judged.surrogate
    for switch, words in switches.items():
        place = found.names.index(switch)
        code = _codes(found, sample, switch, words)
        for answer, word in enumerate(words):
            rows = np.flatnonzero(code == answer)
            if len(rows) == 0:
                continue
            own = found.basis.columns[rows[0], surrogate.owner == place]
            parts.append(
                _held(found.names, surrogate.held(own, place), switch).assign(
                    switch=switch,
                    value=word,
                    runs=len(rows),
                    mean=float(sample.values[rows].mean()),
                )
            )
    columns = ["switch", "value", "runs", "mean", "factor", "index", "estimate", "low", "high"]
    if not parts:
        return pd.DataFrame(columns=[*columns, "rank"])
    return pd.concat(parts, ignore_index=True)[[*columns, "rank"]]


def _held(names: Sequence[str], surrogate: Surrogate, switch: str) -> pd.DataFrame:
    table = _ranked(names, shares(surrogate)[0]).assign(low=np.nan, high=np.nan)
    return _places(table[table["factor"] != switch])
