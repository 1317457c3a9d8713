"""How many days of warm-up a truncation rule would take, and which states still drift.

MSER-5 (White 1997): means over five days, here over all seeds too; the days are left out whose
omission makes the standard error of the mean of the rest least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.intervals.several import holm_verdicts
from analysis.stored.summary import Estimate, estimate
from sim.measures.measures import outcomes_of
from sim.measures.tally import SUMS, tally
from sim.outcomes import OUTCOMES
from sim.run import Run, run_setting
from sim.setting.setting import Setting
from sim.state.codes import END_STATES
from sim.state.records import zeros
from sim.state.shared import share

BATCH_DAYS, SEEDS = 5, range(1, 21)
OF_ORDER = (
    "lead_time_median_days",
    "lead_time_p90_days",
    "active_pairs",
    "learning_dividend",
    "aversion_end",
    "understanding_end",
    "trust_end",
)
"""Outcomes that are no sums over needs, so that five days have none of their own."""
STATES = ("understanding", "trust", "aversion", "busy_police", "busy_defence")

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What the rule takes, and what drifts.

    Attributes:
        days: Days to leave out, by outcome; -1 where the rule finds no end of it in the first half.
        drifts: By state, its mean over the last third of the measured days less that over the
            second third, over seeds; those that are told from 0 by Holm.
        seeds: How many seeds it rests on.
    """

    days: dict[str, int]
    drifts: dict[str, Estimate]
    seeds: int


def warm_up_of(setting: Setting, seeds: Sequence[int] = SEEDS) -> WarmUp:
    """Run a setting with some seeds and look at how it settles.

    Args:
        setting: What is run, warm-up and all.
        seeds: The seeds; the rule wants 20 or more.
    """
    runs = [run_setting(setting, seed, daily=True) for seed in seeds]
    days = setting.warm_up_days + setting.days
    courses = courses_of(runs, int(days))
    states = {
        name: np.array([np.asarray(run.snapshots)[name] for run in runs], np.float64)
        for name in STATES
    }
    batches = {name: _batched(values.mean(axis=0)) for name, values in states.items()}
    found = {**courses, **batches}
    drifts = {
        name: drift(values[:, int(setting.warm_up_days) :]) for name, values in states.items()
    }
    told = holm_verdicts({name: each.chance for name, each in drifts.items()})
    return WarmUp(
        {name: truncated(values) for name, values in found.items()},
        {name: each for name, each in drifts.items() if told[name]},
        len(runs),
    )


def courses_of(runs: Sequence[Run], days: int) -> dict[str, Numbers]:
    """Return the outcomes of every five days, each of the sums over all runs.

    Args:
        runs: Runs of one setting, on several seeds.
        days: How many days a run has, those of the warm-up too.
    """
    batches = days // BATCH_DAYS
    found = zeros(SUMS, batches + 1)
    ends = np.zeros((batches + 1, len(END_STATES)), np.int64)
    for run in runs:
        state = share(run.state)
        own, own_ends = zeros(SUMS, batches), np.zeros((batches, len(END_STATES)), np.int64)
        for batch in range(batches):
            first = float(batch * BATCH_DAYS)
            spans = run.setting.crisis_spans
            tally(state, first, days - first, spans, own[batch], own_ends[batch])
        for name in SUMS.names or ():
            found[name][:-1] += own[name]
        ends[:-1] += own_ends
    # All needs from a day on, less those from five days later.
    within = zeros(SUMS, batches)
    for name in SUMS.names or ():
        within[name] = found[name][:-1] - found[name][1:]
    values = outcomes_of(within, ends[:-1] - ends[1:], BATCH_DAYS)
    return {name: values[name] for name in OUTCOMES if name not in OF_ORDER}


def truncated(batches: Numbers) -> int:
    """Return the days that MSER-5 leaves out; -1 where the least lies at half of them or later.

    Args:
        batches: Means over five days, in order; what does not exist is left out.
    """
    values = batches[~np.isnan(batches)]
    half = len(values) // 2
    if half == 0:
        return 0
    errors = [float(values[cut:].var()) / (len(values) - cut) for cut in range(half + 1)]
    least = int(np.argmin(errors))
    return -1 if least == half and errors[least] < errors[0] else least * BATCH_DAYS


def drift(measured: Numbers) -> Estimate:
    """Return how far a state moves from the second third of the days to the last, over seeds.

    Args:
        measured: Shape (seeds, days).
    """
    third = measured.shape[1] // 3
    last, before = measured[:, -third:], measured[:, -2 * third : -third]
    return estimate(last.mean(axis=1) - before.mean(axis=1))


def _batched(values: Numbers) -> Numbers:
    whole = values[: len(values) // BATCH_DAYS * BATCH_DAYS]
    return whole.reshape(-1, BATCH_DAYS).mean(axis=1)
