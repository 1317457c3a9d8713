"""Made data: would this way of weighing find what is true, and tell the theories apart?

A draw is taken for the truth, data are made from it by the very likelihood that judges, and all
other draws are weighed by those data. Over many such data sets the truth must lie anywhere among
the weighed draws, each place as often (simulation-based calibration: Talts and others 2018,
*arXiv* 1804.06788), and an answer that has a weight of a half must be the true one half of the
time. All draws of all waves are taken as equally likely beforehand: a prior that lies about what
was seen, since few draws of the declared one would say anything of each other's data. Where the
draws are worth too few for a data set, that one is not counted; which those are depends on the data
alone, so that what is counted stays fair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import chisquare

from analysis.calibration.weighing.likelihood import log_likelihoods, made_data
from analysis.calibration.weighing.waves import Draws
from analysis.calibration.weighing.weights import effective, normalised
from analysis.plausible.seen import Numbers, Summary
from experiments.design.believed import resampled

AMONG = 99
"""Among so many draws the truth has its rank, from 0."""
BINS = 10
MOST_DRAWS = 8_000
WORTH = 100.0
"""A data set counts for which the draws are worth so many of equal weight."""
STEPS = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
"""Between which weights of an answer it is told how often it was true."""


@dataclass(frozen=True, eq=False)
class Made:
    """What came of made data.

    Attributes:
        sets: A row per data set: truth (the place of the draw), effective, counted.
        ranks: A row per data set that counts, a column per number: the rank of the truth.
        answers: A row per data set that counts, open question and answer: set, factor, truth,
            answer, weight.
    """

    sets: pd.DataFrame
    ranks: pd.DataFrame
    answers: pd.DataFrame

    @property
    def counted(self) -> int:
        """How many data sets count."""
        return len(self.ranks)

    def evenness(self) -> pd.DataFrame:
        """Test that ranks are even: factor, mean (of rank over its highest), chance, told.

        ``told``: uneven beyond luck, corrected for as many factors (Holm 1979).
        """
        rows = []
        for factor in self.ranks.columns:
            ranks = self.ranks[factor].to_numpy()
            count = np.bincount(ranks * BINS // (AMONG + 1), minlength=BINS)
            rows.append((factor, ranks.mean() / AMONG, float(chisquare(count).pvalue)))
        table = pd.DataFrame(rows, columns=["factor", "mean", "chance"])
        order = np.argsort(table["chance"].to_numpy(), kind="stable")
        held = np.maximum.accumulate(
            table["chance"].to_numpy()[order] * np.arange(len(order), 0, -1)
        )
        table["told"] = pd.Series(held <= 0.05, index=order).sort_index().to_numpy()
        return table

    def confusion(self) -> pd.DataFrame:
        """Tell which answer the data would name: factor, truth, answer, weight, named, sets.

        ``weight`` is the mean weight of the answer where that other is true, ``named`` the share of
        data sets in which it has the largest.
        """
        if self.answers.empty:
            return pd.DataFrame(columns=["factor", "truth", "answer", "weight", "named", "sets"])
        largest = self.answers.groupby(["set", "factor"])["weight"].transform("max")
        table = self.answers.assign(named=(self.answers["weight"] >= largest).astype(float))
        by = table.groupby(["factor", "truth", "answer"], sort=False)
        return by.agg(
            weight=("weight", "mean"), named=("named", "mean"), sets=("set", "nunique")
        ).reset_index()

    def reliability(self) -> pd.DataFrame:
        """Tell how often answers of a weight are true: low, high, weight, true, answers."""
        step = np.clip(
            np.searchsorted(STEPS, self.answers["weight"], "right") - 1, 0, len(STEPS) - 2
        )
        true = (self.answers["truth"] == self.answers["answer"]).astype(float)
        rows = []
        for place in range(len(STEPS) - 1):
            own = step == place
            if own.any():
                rows.append(
                    (
                        STEPS[place],
                        STEPS[place + 1],
                        self.answers["weight"][own].mean(),
                        true[own].mean(),
                        int(own.sum()),
                    )
                )
        return pd.DataFrame(rows, columns=["low", "high", "weight", "true", "answers"])


def made_sets(draws: Draws, count: int, numbers: Sequence[str], seed: int = 1) -> Made:
    """Make data sets from draws, and weigh the other draws by each.

    Args:
        draws: What was run.
        count: How many data sets.
        numbers: The conditions and cells whose ranks are told.
        seed: Seed of all that is drawn here.
    """
    chance = np.random.default_rng(seed)
    draws = _some(draws, chance)
    truths = chance.choice(len(draws.raw), size=count, replace=count > len(draws.raw))
    questions = [f for f in draws.factors if f.name.startswith("theory.")]
    codes = {f.name: draws.table[f.name].to_numpy() for f in questions}
    values = {name: draws.table[name].to_numpy(np.float64) for name in numbers}
    sets, ranks, answers = [], [], []
    for place, truth in enumerate(map(int, truths)):
        seen = made_data(draws.summary, draws.targets, truth, chance)
        found = log_likelihoods(draws.summary, draws.targets, draws.days, seen)
        log_weights = found.sum(axis=1)
        log_weights[truth] = -np.inf
        weights = normalised(log_weights)
        worth = effective(weights)
        sets.append((place, truth, worth, worth >= WORTH))
        if worth < WORTH:
            continue
        among = resampled(weights, AMONG, int(chance.integers(2**31)))
        ranks.append([_rank(column[among], column[truth], chance) for column in values.values()])
        for name, column in codes.items():
            words = next(f.words for f in questions if f.name == name)
            answers += [
                (place, name, column[truth], word, float(weights[column == word].sum()))
                for word in words
            ]
    return Made(
        pd.DataFrame(sets, columns=["set", "truth", "effective", "counted"]),
        pd.DataFrame(ranks, columns=list(values), dtype=np.int64),
        pd.DataFrame(answers, columns=["set", "factor", "truth", "answer", "weight"]),
    )


def _some(draws: Draws, chance: np.random.Generator) -> Draws:
    """Return as many draws as are weighed anew for every data set, by lot."""
    if len(draws.raw) <= MOST_DRAWS:
        return draws
    kept = np.sort(chance.choice(len(draws.raw), MOST_DRAWS, replace=False))
    summary = Summary(draws.summary.middle.iloc[kept], draws.summary.variance.iloc[kept])
    return replace(
        draws,
        raw=draws.raw[kept],
        table=draws.table.iloc[kept],
        wave=draws.wave[kept],
        summary=summary,
        log_prior=draws.log_prior[kept],
    )


def _rank(others: Numbers, truth: float, chance: np.random.Generator) -> int:
    """Return how many lie below the truth; among equals its place is by lot."""
    below, same = int((others < truth).sum()), int((others == truth).sum())
    return below + int(chance.integers(same + 1))
