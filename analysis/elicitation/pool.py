"""The opinions of experts together: what each says, fitted, and their linear pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.elicitation.answers import CONDITION, ROUND, latest, said_by
from analysis.elicitation.checked import CODE
from analysis.elicitation.fit import fitted
from analysis.elicitation.questions import Question
from experiments.design.belief import Belief
from experiments.design.factors import condition_factor
from experiments.design.mixture import Mixture, mixture_of

LEAST_INSIDE = 0.1
"""A pool of which less lies inside the range that the model takes says nothing of that range."""

SHARES = (0.05, 0.5, 0.95)


def fits_of(answers: pd.DataFrame, questions: Sequence[Question]) -> pd.DataFrame:
    """Fit a distribution to every answer that counts: of each expert the last one.

    Args:
        answers: From ``read_ranges``.
        questions: What was asked.

    Returns:
        condition, expert (numbered anew for every condition, by how high the best estimate is),
        round, p05, p50, p95 in the unit of the question, misfit, and the component.
    """
    asked = {question.condition: question for question in questions}
    rows = []
    for name, given in latest(answers).groupby(CONDITION, sort=False):
        question = asked[str(name)]
        for expert, row in enumerate(given.sort_values(["best", CODE]).to_dict("records"), start=1):
            fit = fitted(said_by(row), question)
            low, middle, high = fit.component.distribution.ppf(SHARES) * question.scale
            rows.append(
                {
                    "factor": question.factor,
                    "expert": expert,
                    "round": row[ROUND],
                    "p05": low,
                    "p50": middle,
                    "p95": high,
                    "misfit": fit.misfit,
                    "component": fit.component,
                }
            )
    return pd.DataFrame(rows)


def pools_of(fits: pd.DataFrame) -> dict[str, Mixture]:
    """Return the linear pool of each condition, with equal weights."""
    return {
        str(factor): mixture_of(given["component"].to_list())
        for factor, given in fits.groupby("factor", sort=False)
    }


def pooled_table(pools: Mapping[str, Mixture], fits: pd.DataFrame) -> pd.DataFrame:
    """Return what a panel holds of each condition, beside the declared prior.

    Args:
        pools: From ``pools_of``.
        fits: From ``fits_of``.

    Returns:
        factor, experts, p05, p50, p95 (of the pool within the range that the model takes, in the
        condition's own unit), prior_p05, prior_p50, prior_p95, inside (the probability that the
        pool puts into that range), misfit (the largest), used (whether it enters the belief).
    """
    rows = []
    for name, mixture in pools.items():
        factor = condition_factor(name.removeprefix("conditions."))
        own, inside = fits[fits["factor"] == name], mixture.inside(factor.low, factor.high)
        used = inside >= LEAST_INSIDE
        low, middle, high = (
            mixture.quantiles(SHARES, factor.low, factor.high) if used else [np.nan] * len(SHARES)
        )
        prior = [factor.low + share * (factor.high - factor.low) for share in SHARES]
        rows.append(
            (name, len(own), low, middle, high, *prior, inside, float(own["misfit"].max()), used)
        )
    columns = [
        "factor",
        "experts",
        "p05",
        "p50",
        "p95",
        "prior_p05",
        "prior_p50",
        "prior_p95",
        "inside",
        "misfit",
        "used",
    ]
    return pd.DataFrame(rows, columns=columns)


def belief_of(
    pools: Mapping[str, Mixture], pooled: pd.DataFrame, provenance: Mapping[str, object]
) -> Belief:
    """Return the belief of a panel on ranges.

    Args:
        pools: From ``pools_of``.
        pooled: From ``pooled_table``.
        provenance: How it came about, without persons.
    """
    used = set(pooled.loc[pooled["used"], "factor"])
    return Belief(
        {name: pool for name, pool in pools.items() if name in used}, provenance=provenance
    )
