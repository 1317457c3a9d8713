"""What weighted draws say: of open questions, of conditions, of the figures, with each left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.calibration.weighing.likelihood import seen_value
from analysis.calibration.weighing.waves import Draws
from analysis.calibration.weighing.weights import (
    deviation,
    effective,
    k_hat,
    largest_k,
    mean,
    normalised,
    quantiles,
)
from analysis.plausible.seen import Numbers, in_units, log_chance
from experiments.design.belief import FEWEST_EFFECTIVE
from experiments.design.factors import Factor

MIDDLE = (0.05, 0.5, 0.95)
CHANCE = 0.05
"""The chance that any number is told to have moved where none did."""


@dataclass(frozen=True, eq=False)
class Posterior:
    """What the draws say, given these statistics.

    Attributes:
        draws: The draws that were run.
    """

    draws: Draws

    @cached_property
    def weights(self) -> Numbers:
        """The weight of each draw; they add up to 1."""
        return normalised(self.draws.log_weights())

    @cached_property
    def prior(self) -> Numbers:
        """The weight of each draw before anything was seen; they add up to 1."""
        return normalised(self.draws.log_prior)

    @property
    def effective(self) -> float:
        """How many draws of equal weight the draws are worth."""
        return effective(self.weights)

    @property
    def tells(self) -> bool:
        """Whether the draws are worth enough to say anything."""
        return self.effective >= FEWEST_EFFECTIVE

    @cached_property
    def k_hat(self) -> float:
        """How heavy the tail of the weights is."""
        return k_hat(self.weights)

    @property
    def largest_k(self) -> float:
        """Above which tail the weights are not to be relied on."""
        return largest_k(len(self.weights))

    @property
    def questions(self) -> list[Factor]:
        """The open questions that were drawn."""
        return [factor for factor in self.draws.factors if factor.name.startswith("theory.")]

    @property
    def numbers(self) -> list[Factor]:
        """The conditions and cells that were drawn."""
        return [factor for factor in self.draws.factors if not factor.words]

    def answers(self, weights: Numbers) -> pd.DataFrame:
        """Return the weight of each answer to each open question.

        Args:
            weights: Of the draws.

        Returns:
            factor, answer, prior, weight, error (standard error of the weight).
        """
        rows = []
        for factor in self.questions:
            column = self.draws.table[factor.name].to_numpy()
            for answer in factor.words:
                there = (column == answer).astype(np.float64)
                weight = mean(there, weights)
                error = float(np.sqrt((weights**2 * (there - weight) ** 2).sum()))
                rows.append((factor.name, answer, 1.0 / len(factor.words), weight, error))
        return pd.DataFrame(rows, columns=["factor", "answer", "prior", "weight", "error"])

    @cached_property
    def theories(self) -> pd.DataFrame:
        """As ``answers``, with the least and most that leaving one figure out makes of a weight.

        Columns also: least, most, and hangs_on, the figure whose absence moves the weight most; of
        those without which the draws are still worth enough.
        """
        table = self.answers(self.weights)
        without = pd.DataFrame(
            {name: self.answers(weights)["weight"] for name, weights in self.left_out.items()},
            index=table.index,
        )
        if without.empty:
            return table.assign(least=np.nan, most=np.nan, hangs_on="")
        apart = without.sub(table["weight"], axis=0).abs()
        return table.assign(
            least=without.min(axis=1), most=without.max(axis=1), hangs_on=apart.idxmax(axis=1)
        )

    @cached_property
    def left_out(self) -> dict[str, Numbers]:
        """The weights without each figure without which the draws are still worth enough."""
        every = {
            target.name: normalised(self.draws.log_weights(without=target.name))
            for target in self.draws.targets
        }
        return {
            n: weights for n, weights in every.items() if effective(weights) >= FEWEST_EFFECTIVE
        }

    @cached_property
    def moved(self) -> pd.DataFrame:
        """The conditions and cells, prior beside posterior; what moved most first.

        Columns: factor, prior_mean, prior_low, prior_high, mean, low, high (the middle nine in
        ten), moved_by (the mean, in standard deviations of the prior), narrowed (standard deviation
        over that of the prior), told: more than luck makes of as many.
        """
        rows = []
        limit = norm.isf(CHANCE / 2.0 / max(1, len(self.numbers)))
        for factor in self.numbers:
            values = self.draws.table[factor.name].to_numpy(np.float64)
            before = deviation(values, self.prior)
            start, now = mean(values, self.prior), mean(values, self.weights)
            error = float(np.sqrt((self.weights**2 * (values - now) ** 2).sum()))
            error = float(np.hypot(error, before / np.sqrt(effective(self.prior))))
            ends = [
                end
                for weights in (self.prior, self.weights)
                for end in quantiles(values, weights, (MIDDLE[0], MIDDLE[2]))
            ]
            by = (now - start) / before if before > 0 else 0.0
            told = error > 0 and abs(now - start) / error >= limit
            rows.append(
                (
                    factor.name,
                    start,
                    *ends[:2],
                    now,
                    *ends[2:],
                    by,
                    deviation(values, self.weights) / before if before > 0 else 1.0,
                    told,
                )
            )
        columns = [
            "factor",
            "prior_mean",
            "prior_low",
            "prior_high",
            "mean",
            "low",
            "high",
            "moved_by",
            "narrowed",
            "told",
        ]
        table = pd.DataFrame(rows, columns=columns)
        return table.sort_values("moved_by", key=np.abs, ascending=False, ignore_index=True)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """What the draws give of each figure, beside what was seen.

        Columns: target, seen, prior_low, prior_middle, prior_high, low, middle, high (the middle
        nine in ten of what draws give, in the unit of the figure), below (the chance that what
        would be seen again lies below what was seen, half of a tie), withheld (the same where the
        figure itself was left out; NaN where the draws are then worth too few), grade, source.
        """
        rows = []
        for place, target in enumerate(self.draws.targets):
            middle = self.draws.summary.middle[target.name].to_numpy(np.float64)
            known, without = np.isfinite(middle), self.left_out.get(target.name)
            ends = [
                in_units(target, end, self.draws.days)
                for weights in (self.prior, self.weights)
                for end in quantiles(middle[known], weights[known], MIDDLE)
            ]
            withheld = np.nan if without is None else self._below(place, without)
            rows.append(
                (
                    target.name,
                    target.value,
                    *ends,
                    self._below(place, self.weights),
                    withheld,
                    target.grade,
                    target.source,
                )
            )
        columns = [
            "target",
            "seen",
            "prior_low",
            "prior_middle",
            "prior_high",
            "low",
            "middle",
            "high",
            "below",
            "withheld",
            "grade",
            "source",
        ]
        return pd.DataFrame(rows, columns=columns)

    def _below(self, place: int, weights: Numbers) -> float:
        """Return the chance that a figure would be seen below what it was, half of a tie."""
        target, summary = self.draws.targets[place], self.draws.summary
        middle = summary.middle[target.name].to_numpy(np.float64)
        variance = summary.variance[target.name].to_numpy(np.float64)
        known = np.isfinite(middle) & (weights > 0.0)
        own = weights[known] / weights[known].sum()
        value = seen_value(target, self.draws.days)
        if not target.trials:
            spread = np.sqrt(target.spread**2 + variance[known])
            return float(own @ norm.cdf((value - middle[known]) / spread))
        successes = round(value)
        chances = [
            float(own @ np.exp(log_chance(middle[known], variance[known], target, each)))
            for each in range(successes, target.trials + 1)
        ]
        return 1.0 - sum(chances) + chances[0] / 2.0

    def nearer_than(self, log_likelihood: float) -> float:
        """Return the share of the weight of draws under which the figures are likelier."""
        every = self.draws.log_likelihoods.sum(axis=1)
        return float(self.weights[every > log_likelihood].sum())
