"""What runs give of that which is known about the world, and how far from it that lies.

A statistic stands on the scale on which it is held against what was seen (logarithm, logit),
pooled over the seeds of a draw, with the variance that the luck of these seeds leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import betaln, expit, logsumexp, xlog1py, xlogy

from analysis.plausible.targets import COUNTED, Target
from sim.measures.measures import measured
from sim.measures.tally import DAYS_PER_YEAR
from sim.state.codes import CIVIL, NO_GO, OPEN, SUPPORT_WITHDRAWN, SUPPORTED

HALF_A_NEED = 0.5
LUCK = np.polynomial.hermite_e.hermegauss(9)
"""At which values the luck of seeds enters the chance of a count, and with what weight."""
UNRECORDED = np.polynomial.legendre.leggauss(8)
"""The same of the share that never entered it, from -1 to 1."""
LOGITS = np.linspace(-10.0, 14.0, 481)
"""Where the likeliest chance of a success is looked for."""
OF = "_of"
"""What follows the name of a share for the number of needs or requests that it is of."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, repr=False)
class Seen:
    """Reads the targets' statistics off a run; given to the runner as ``keep``.

    Attributes:
        targets: The targets.
    """

    targets: tuple[Target, ...]

    def __repr__(self) -> str:
        """Name what is read off a run; what it is then held against decides no run."""
        read = [
            (t.name, t.classes, t.statistic, *filter(None, [t.providers])) for t in self.targets
        ]
        return f"Seen({read})"

    def __call__(self, run: Any) -> dict[str, float]:
        """Return a number per target, NaN where the run has no such value.

        Of a share also how many requests or needs it is of, under ``<name>_of``.
        """
        setting, state = run.setting, run.state
        log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
        needs, found = _Needs(log, setting), dict[str, float]()
        for target in self.targets:
            value, count = _statistic(target, needs)
            found[target.name] = value
            if target.scale == "logit":
                found[target.name + OF] = float(count)
        return found


@dataclass(eq=False)
class _Needs:
    """What several targets ask of a run, worked out once.

    Attributes:
        log: Its measured records.
        setting: What was run.
    """

    log: Any
    setting: Any

    @cached_property
    def classes(self) -> npt.NDArray[np.int64]:
        """The place of each need's class."""
        return np.ascontiguousarray(self.log["request_class"], np.int64)

    @cached_property
    def came(self) -> npt.NDArray[np.bool_]:
        """Whether support came."""
        ends = np.isin(self.log["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN))
        came: npt.NDArray[np.bool_] = ends & (self.log["started"] == 1)
        return came

    @cached_property
    def formal(self) -> npt.NDArray[np.bool_]:
        """Whether it was a formal request of the civil side that has ended."""
        kinds = np.asarray(self.setting.tables.classes)
        asked = (kinds["pre_authorised"] == 0) & (kinds["side"] == CIVIL)
        ended = (self.log["filed"] == 1) & (self.log["end_state"] != OPEN)
        formal: npt.NDArray[np.bool_] = ended & asked[self.classes]
        return formal

    def of(self, classes: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return whether each need is of one of some classes."""
        among = np.array([c.id in classes for c in self.setting.world.classes])
        return among[self.classes]


def _statistic(target: Target, needs: _Needs) -> tuple[float, int]:
    """Return a statistic of a run, and on how many needs or requests it rests."""
    setting = needs.setting
    if target.statistic in ("supported_per_year", "lead_time_median_days"):
        ours = needs.came & needs.of(target.classes)
        count = int(ours.sum())
        if target.statistic == "supported_per_year":
            return count * DAYS_PER_YEAR / setting.days, count
        return (float(np.median(needs.log["lead_time"][ours])) if count else np.nan), count
    if target.statistic == "lowest_rung_share":
        ours = needs.came & needs.of(target.classes)
        rungs = np.array([unit.rung for unit in setting.world.units])[needs.log["provider"][ours]]
        lowest = np.array(
            [min(r for r in c.rungs if r > 0) if any(c.rungs) else 0 for c in setting.world.classes]
        )[needs.classes[ours]]
        return _share(int((rungs == lowest).sum()), len(rungs)), len(rungs)
    return _of_requests(target, needs)


def _of_requests(target: Target, needs: _Needs) -> tuple[float, int]:
    """Return a statistic of the formal requests of the civil side."""
    log, setting, formal = needs.log, needs.setting, needs.formal
    if target.providers:
        ours = [unit.organisation in target.providers for unit in setting.world.units]
        formal = formal & (log["provider"] >= 0) & np.array(ours)[log["provider"]]
    filed = int(formal.sum())
    if target.statistic == "requests_per_year":
        return filed * DAYS_PER_YEAR / setting.days, filed
    if target.statistic == "share_of_requests":
        return _share(int((formal & needs.of(target.classes)).sum()), filed), filed
    honoured = formal & np.isin(log["end_state"], (SUPPORTED, NO_GO, SUPPORT_WITHDRAWN))
    count = int(honoured.sum())
    if target.statistic == "honoured_per_year":
        return count * DAYS_PER_YEAR / setting.days, count
    return _share(count, filed), filed


def _share(part: int, whole: int) -> float:
    return part / whole if whole else np.nan


@dataclass(frozen=True, eq=False)
class Summary:
    """What draws give of the targets' statistics.

    Attributes:
        middle: By point, a column per target: its statistic on its scale; NaN where no run of the
            point has one.
        variance: The same: what the luck of seeds leaves of variance.
    """

    middle: pd.DataFrame
    variance: pd.DataFrame


def summary_of(seen: pd.DataFrame, targets: Sequence[Target], days: float) -> Summary:
    """Pool the statistics of runs over the seeds of each point.

    Args:
        seen: A row per run: point, and the columns that ``Seen`` gives.
        targets: The targets.
        days: Measured days of a run.
    """
    middle, variance = {}, {}
    for target in targets:
        if target.scale == "logit":
            found = _of_share(seen, target)
        elif target.statistic in COUNTED:
            found = _of_count(seen, target, days)
        else:
            found = _of_time(seen, target)
        middle[target.name], variance[target.name] = found
    return Summary(pd.DataFrame(middle), pd.DataFrame(variance))


def _of_count(seen: pd.DataFrame, target: Target, days: float) -> tuple[pd.Series, pd.Series]:
    """Pool a count of a year: half a need more, so that none at all has a logarithm."""
    by_point = seen.groupby("point")[target.name]
    mean, count = by_point.mean(), by_point.count()
    needs = (mean * count * days / DAYS_PER_YEAR).clip(lower=1.0)
    return np.log(mean + _half(days)), 1.0 / needs


def _of_time(seen: pd.DataFrame, target: Target) -> tuple[pd.Series, pd.Series]:
    """Pool median times: their mean over seeds, and what seeds make their logarithms differ by."""
    by_point = seen.groupby("point")[target.name]
    logs = np.log(seen[target.name].clip(lower=1e-6)).groupby(seen["point"])
    luck = (logs.var(ddof=1) / by_point.count()).fillna(0.0)
    return np.log(by_point.mean().clip(lower=1e-6)), luck


def _of_share(seen: pd.DataFrame, target: Target) -> tuple[pd.Series, pd.Series]:
    """Pool a share; half a request more on either side, so that none and all have a logit."""
    whole, point = seen[target.name + OF], seen["point"]
    part = (seen[target.name].fillna(0.0) * whole).groupby(point).sum()
    every = whole.groupby(point).sum()
    yes, no = part + HALF_A_NEED, every - part + HALF_A_NEED
    there = every > 0
    logit = pd.Series(np.log(yes / no), index=every.index)
    return logit.where(there), (1.0 / yes + 1.0 / no).where(there)


def _half(days: float) -> float:
    return HALF_A_NEED * DAYS_PER_YEAR / days


def on_scale(target: Target, days: float) -> float:
    """Return what was seen, on the target's scale."""
    if target.scale == "logit":
        return float(np.log(target.value) - np.log1p(-target.value))
    half = _half(days) if target.statistic in COUNTED else 0.0
    return float(np.log(target.value + half))


def in_units(target: Target, value: float, days: float) -> float:
    """Return a value on a target's scale in its unit: a year, days, a share."""
    if target.scale == "logit":
        return float(expit(value))
    half = _half(days) if target.statistic in COUNTED else 0.0
    return float(np.exp(value) - half)


def distances(seen: pd.DataFrame, targets: Sequence[Target], days: float) -> pd.DataFrame:
    """Return how far each point lies from each target, in standard deviations, with its sign.

    Args:
        seen: A row per run: point, and the columns that ``Seen`` gives.
        targets: The targets.
        days: Measured days of a run: counts of rare needs are themselves uncertain.

    Returns:
        By point, a column per target: (model − seen) on the target's scale, over the root of
        spread² and the variance of the mean over seeds. Of a count of trials, the root of twice
        the log likelihood that is lost against the likeliest chance. NaN where no run of the point
        has a value. Frequencies count half a need more, so that none at all has a logarithm.
    """
    summary = summary_of(seen, targets, days)
    return pd.DataFrame({target.name: distance(summary, target, days) for target in targets})


def distance(summary: Summary, target: Target, days: float) -> pd.Series:
    """Return how far each point lies from one target, as ``distances``."""
    middle, variance = summary.middle[target.name], summary.variance[target.name]
    if not target.trials:
        return pd.Series((middle - on_scale(target, days)) / np.sqrt(target.spread**2 + variance))
    successes = round(target.value * target.trials)
    chance = log_chance(middle.to_numpy(), variance.to_numpy(), target, successes)
    likeliest = log_chance(LOGITS, np.zeros(len(LOGITS)), target, successes)
    lost = np.sqrt(np.maximum(0.0, 2.0 * (likeliest.max() - chance)))
    sign = np.where(middle > LOGITS[likeliest.argmax()], 1.0, -1.0)
    return pd.Series(sign * lost, index=middle.index)


def log_chance(middle: Numbers, variance: Numbers, target: Target, successes: int) -> Numbers:
    """Return the log chance of so many successes, as a count of trials would have them.

    Args:
        middle: Logit of the chance of a success, by draw.
        variance: What the luck of seeds leaves of variance in it.
        target: A count of trials; of what fails, a share that nobody knows is never recorded, and
            looks like a success.
        successes: How many of its trials.
    """
    luck, weights = LUCK
    places, parts = UNRECORDED
    low, high = target.unrecorded
    hidden = low + (high - low) * (places + 1.0) / 2.0
    chance = expit(middle[:, None] + np.sqrt(variance)[:, None] * luck)
    counted = chance[..., None] + hidden * (1.0 - chance[..., None])
    failures, ways = target.trials - successes, -np.log1p(target.trials)
    ways = ways - betaln(failures + 1.0, successes + 1.0)
    every = ways + xlogy(successes, counted) + xlog1py(failures, -counted)
    shares = (weights / weights.sum())[:, None] * (parts / 2.0)
    return np.asarray(logsumexp(every, axis=(1, 2), b=shares))
