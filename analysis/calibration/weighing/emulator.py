"""A guess of what a draw would give, by which further draws are chosen; runs alone weigh a draw.

Some twenty numbers move the statistics, and all open questions may. A ridge regression on them and
their products guesses each statistic; what it misses is part of how sure the guess is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.calibration.weighing.likelihood import log_likelihood, seen_value
from analysis.plausible.seen import Numbers, Summary
from analysis.plausible.targets import Target
from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.given.basis import Basis, basis_of
from analysis.sensitivity.given.fitting import fitted_plainly
from analysis.sensitivity.given.surrogate import Surrogate
from experiments.design.factors import Factor

DEGREE, PENALTY = 3, 1.0
FEWEST_DRAWS = 60
"""Of fewer draws with a value a statistic is not guessed."""
ONE_IN = 5
"""Of so many draws one is not fitted on, but told how much is missed."""
MOST_TOLD = 10.0
"""How often its spread squared a statistic may vary by and count more for it."""
SURELY = 4.0
"""How many standard deviations of luck a factor must explain to be one that moves a statistic."""


def movers_in(
    factors: Sequence[Factor], raw: Numbers, summary: Summary, targets: Sequence[Target], most: int
) -> list[str]:
    """Return the numbers that move the statistics most, and all open questions.

    Args:
        factors: What was drawn.
        raw: The draws, draws x factors: independent, from the prior.
        summary: What they give.
        targets: The targets.
        most: How many numbers at most.

    Returns:
        Their names: numbers by what they explain of statistics, each counted by how far it varies
        against its spread, then the questions.
    """
    numbers = [place for place, factor in enumerate(factors) if not factor.words]
    basis = _basis([factors[place] for place in numbers], raw[:, numbers], 2)
    score, surely = np.zeros(len(numbers)), np.zeros(len(numbers), bool)
    for target in targets:
        middle = summary.middle[target.name].to_numpy(np.float64)
        known = np.isfinite(middle)
        if known.sum() < FEWEST_DRAWS or not np.ptp(middle[known]) > 0.0:
            continue
        values = (middle[known] - middle[known].mean()) / middle[known].std()
        pulled = (basis.columns[known].T @ values / known.sum()) ** 2
        explained = np.bincount(basis.owner, weights=pulled)
        functions = np.bincount(basis.owner)
        by_luck = functions / known.sum()
        surely |= explained > by_luck + SURELY * np.sqrt(2.0 * functions) / known.sum()
        told = MOST_TOLD
        if not target.trials:
            told = min(told, float(np.var(middle[known])) / target.spread**2)
        score += np.maximum(0.0, explained - by_luck) * told
    order = [place for place in np.argsort(-score, kind="stable") if surely[place]][:most]
    questions = [factor.name for factor in factors if factor.name.startswith("theory.")]
    return [*(factors[numbers[place]].name for place in order), *questions]


def _basis(factors: Sequence[Factor], raw: Numbers, degree: int) -> Basis:
    problem = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [list(factor.bounds) for factor in factors],
    }
    sample = Sample(
        "lhs",
        problem,
        raw,
        np.arange(len(raw)),
        np.empty(len(raw)),
        words=tuple(factor.name for factor in factors if factor.words),
        whole=tuple(factor.name for factor in factors if factor.whole),
    )
    return basis_of(sample, degree)


@dataclass(frozen=True, slots=True, eq=False)
class Emulator:
    """Guesses the statistics of draws, and how likely what was seen is under them.

    Attributes:
        factors: What it guesses from.
        surrogates: By target.
        missed: By target, the variance of what it misses, the luck of seeds with it.
        targets: The targets that it can guess.
        days: Measured days of a run.
    """

    factors: tuple[Factor, ...]
    surrogates: Mapping[str, Surrogate]
    missed: Mapping[str, float]
    targets: tuple[Target, ...]
    days: float

    def log_likelihoods(self, raw: Numbers) -> Numbers:
        """Return the log likelihood that draws are guessed to have, draws x targets.

        Args:
            raw: Draws of its factors, draws x factors.
        """
        columns = _basis(self.factors, raw, DEGREE).columns
        found = np.empty((len(raw), len(self.targets)))
        for place, target in enumerate(self.targets):
            middle = self.surrogates[target.name].predict(columns)
            variance = np.full(len(raw), self.missed[target.name])
            value = seen_value(target, self.days)
            found[:, place] = log_likelihood(target, value, middle, variance)
        return found


def emulator_of(
    factors: Sequence[Factor],
    raw: Numbers,
    summary: Summary,
    targets: Sequence[Target],
    days: float,
) -> Emulator:
    """Fit an emulator.

    Args:
        factors: What it guesses from.
        raw: Draws of these, draws x factors.
        summary: What the draws give.
        targets: The targets.
        days: Measured days of a run.
    """
    basis = _basis(factors, raw, DEGREE)
    surrogates, missed = {}, {}
    test = np.arange(len(raw)) % ONE_IN == 0
    for target in targets:
        middle = summary.middle[target.name].to_numpy(np.float64)
        known = np.isfinite(middle)
        if known.sum() < FEWEST_DRAWS:
            continue
        found = fitted_plainly(basis.at(known & ~test), middle[known & ~test], PENALTY)
        wrong = middle[known & test] - found.predict(basis.columns[known & test])
        surrogates[target.name], missed[target.name] = found, float(np.mean(wrong**2))
    able = tuple(target for target in targets if target.name in surrogates)
    return Emulator(tuple(factors), surrogates, missed, able, days)


def described(emulator: Emulator, summary: Summary) -> pd.DataFrame:
    """Return how good the guesses are: target, share of the variance that is guessed."""
    rows = []
    for target in emulator.targets:
        variance = float(summary.middle[target.name].var())
        share = 1.0 - emulator.missed[target.name] / variance if variance > 0 else float("nan")
        rows.append((target.name, share))
    return pd.DataFrame(rows, columns=["target", "guessed"])
