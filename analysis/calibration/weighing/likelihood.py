"""How likely what was seen is under each draw: a synthetic likelihood, a statistic at a time.

A draw's statistics are known up to the luck of its seeds, so that a spread is that of the figure
and of the seeds together: else the draws that were lucky would win (Price and others 2018, *Journal
of Computational and Graphical Statistics* 27). Statistics are taken as independent given a draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import expit, logsumexp
from scipy.stats import norm

from analysis.plausible.seen import Numbers, Summary, log_chance, on_scale, summary_of
from analysis.plausible.targets import Target


def steady_summary(seen: pd.DataFrame, targets: Sequence[Target], days: float) -> Summary:
    """Pool statistics over seeds, with what luck makes of times taken from all draws together.

    A draw has two or three seeds, from which no variance is known: one whose seeds happen to agree
    would look sure. Counts and shares have the variance of counts.
    """
    found = summary_of(seen, targets, days)
    variance = found.variance.copy()
    for target in targets:
        if target.statistic == "lead_time_median_days":
            # A variance of 0 is that of a single run which has a value: it says nothing.
            own = variance[target.name]
            variance[target.name] = own[own > 0].mean() if (own > 0).any() else 0.0
    return replace(found, variance=variance)


def log_likelihoods(
    summary: Summary, targets: Sequence[Target], days: float, seen: Sequence[float] | None = None
) -> Numbers:
    """Return the log likelihood of every statistic under every draw, draws x targets.

    Args:
        summary: What the draws give.
        targets: What was seen.
        days: Measured days of a run.
        seen: Other values than those of the targets, each on its scale (of a count of trials the
            number of successes); NaN for what was not seen, which tells nothing.

    Returns:
        What a draw has no value of is as likely under it as under the other draws on average: it is
        neither favoured nor ruled out.
    """
    found = np.zeros((len(summary.middle), len(targets)))
    for place, target in enumerate(targets):
        value = seen_value(target, days) if seen is None else seen[place]
        if np.isnan(value):
            continue
        middle, variance = (
            table[target.name].to_numpy(np.float64) for table in (summary.middle, summary.variance)
        )
        known = np.isfinite(middle)
        found[known, place] = log_likelihood(target, value, middle[known], variance[known])
        if known.any():
            average = logsumexp(found[known, place]) - np.log(known.sum())
            found[~known, place] = average
    return found


def log_likelihood(target: Target, value: float, middle: Numbers, variance: Numbers) -> Numbers:
    """Return the log likelihood of one value under draws whose statistic is known so well."""
    if target.trials:
        return log_chance(middle, variance, target, round(value))
    return np.asarray(norm.logpdf(value, middle, np.sqrt(target.spread**2 + variance)))


def seen_value(target: Target, days: float) -> float:
    """Return what was seen: on the scale of the target, or a number of successes."""
    return target.value * target.trials if target.trials else on_scale(target, days)


def made_data(
    summary: Summary, targets: Sequence[Target], truth: int, chance: np.random.Generator
) -> list[float]:
    """Make what would be seen if a draw were true, by the very likelihood that judges it.

    Args:
        summary: What the draws give.
        targets: The targets.
        truth: The place of the draw that is true.
        chance: What is drawn from.

    Returns:
        A value per target as ``log_likelihoods`` takes it; what the true draw has no value of is
        made by another draw, as the likelihood has it, and NaN where no draw has one.
    """
    made = []
    for target in targets:
        middle, variance = (
            table[target.name].to_numpy(np.float64) for table in (summary.middle, summary.variance)
        )
        known = np.flatnonzero(np.isfinite(middle))
        if not len(known):
            made.append(np.nan)
            continue
        place = truth if np.isfinite(middle[truth]) else int(chance.choice(known))
        spread = np.sqrt(target.spread**2 + variance[place])
        at = middle[place] + spread * chance.standard_normal()
        if not target.trials:
            made.append(float(at))
            continue
        low, high = target.unrecorded
        hidden = chance.uniform(low, high)
        share = expit(at) + hidden * (1.0 - expit(at))
        made.append(float(chance.binomial(target.trials, share)))
    return made
