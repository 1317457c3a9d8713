"""History matching: which draws of the untabulated conditions do the data not rule out?

A draw of conditions is *implausible* where what it gives lies further from what was seen than the
figure's own uncertainty, the model's expected error and the chance of a few seeds can explain. What
is left is not "the" right setting but all that the data leave open; every analysis can run over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from sim.errors import UserError
from sim.measures.measures import measured
from sim.measures.tally import DAYS_PER_YEAR
from sim.reading.schema import held_against
from sim.setting.configuration import read_named
from sim.state.codes import SUPPORT_WITHDRAWN, SUPPORTED
from sim.world import World

Statistic = Literal["supported_per_year", "lead_time_median_days"]
HALF_A_NEED = 0.5
RIDGE = 1e-3

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is known about the world.

    What describes it is no part of its ``repr``, by which studies tell their targets apart.

    Attributes:
        name: Its name.
        classes: The classes of needs that it is about.
        statistic: What of the model is held against it.
        value: What was seen.
        spread: Standard deviation on the log scale: of the figure, the years and the model.
        source: Where it was seen.
        grade: Grade of the source.
        title_en: What it is called; its name where nothing is given.
        title_nl: The same in Dutch.
    """

    name: str
    classes: tuple[str, ...]
    statistic: Statistic
    value: float
    spread: float
    source: str = field(repr=False)
    grade: str = field(repr=False)
    title_en: str = field(default="", repr=False)
    title_nl: str = field(default="", repr=False)

    def title(self, language: str) -> str:
        """Return what it is called."""
        given = self.title_nl if language == "nl" else self.title_en
        return given or self.name.replace("_", " ")


class _Target(BaseModel):
    """A target as its file has it."""

    model_config = ConfigDict(strict=True, extra="forbid")
    name: str
    classes: Annotated[list[str], Field(min_length=1)]
    statistic: Statistic
    value: Annotated[FiniteFloat, Field(gt=0)]
    spread: Annotated[FiniteFloat, Field(gt=0)]
    source: str
    grade: str
    title_en: str = ""
    title_nl: str = ""


class _Targets(BaseModel):
    """The file of targets."""

    model_config = ConfigDict(strict=True, extra="forbid")
    limit: Annotated[FiniteFloat, Field(gt=0)]
    targets: Annotated[list[_Target], Field(min_length=1)]


def load_targets(world: World, name: str = "targets") -> tuple[tuple[Target, ...], float]:
    """Read the targets and the limit of implausibility from ``conf/plausible``.

    Raises:
        UserError: For a class or statistic that does not exist, or a value that is not allowed.
    """
    content = held_against(_Targets, read_named("plausible", name), f"conf/plausible/{name}.yaml")
    known = {c.id for c in world.classes}
    told = [Target(**{**dict(each), "classes": tuple(each.classes)}) for each in content.targets]
    targets = [target for target in told if known.intersection(target.classes)]
    if not targets:
        raise UserError(
            "no target of conf/plausible/{name}.yaml is about a class of this world, so "
            "nothing can be ruled out",
            name=name,
        )
    return tuple(targets), content.limit


@dataclass(frozen=True, repr=False)
class Seen:
    """Reads the targets' statistics off a run; given to the runner as ``keep``.

    Attributes:
        targets: The targets.
    """

    targets: tuple[Target, ...]

    def __repr__(self) -> str:
        """Name what is read off a run; what it is then held against decides no run."""
        read = [(target.name, target.classes, target.statistic) for target in self.targets]
        return f"Seen({read})"

    def __call__(self, run: Any) -> dict[str, float]:
        """Return a number per target; NaN where the run has no such value."""
        setting, state = run.setting, run.state
        log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
        ids = [c.id for c in setting.world.classes]
        met = np.isin(log["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN)) & (log["started"] == 1)
        found = {}
        for target in self.targets:
            places = [ids.index(name) for name in target.classes if name in ids]
            ours = log[met & np.isin(log["request_class"], places)]
            if target.statistic == "supported_per_year":
                found[target.name] = len(ours) * DAYS_PER_YEAR / setting.days
            else:
                found[target.name] = float(np.median(ours["lead_time"])) if len(ours) else np.nan
        return found


def distances(seen: pd.DataFrame, targets: Sequence[Target], days: float) -> pd.DataFrame:
    """Return how far each point lies from each target, in standard deviations, with its sign.

    Args:
        seen: A row per run: point and a column per target.
        targets: The targets.
        days: Measured days of a run: counts of rare needs are themselves uncertain.

    Returns:
        By point, a column per target: (log mean − log value) over the root of spread² and the
        variance of the mean over seeds. NaN where no run of the point has a value. Frequencies
        count half a need more, so that none at all has a logarithm.
    """
    found = {}
    for target in targets:
        by_point = seen.groupby("point")[target.name]
        mean, count = by_point.mean(), by_point.count()
        if target.statistic == "supported_per_year":
            half = HALF_A_NEED * DAYS_PER_YEAR / days
            distance = np.log(mean + half) - np.log(target.value + half)
            needs = (mean * count * days / DAYS_PER_YEAR).clip(lower=1.0)
            variance = 1.0 / needs
        else:
            distance = np.log(mean.clip(lower=1e-6)) - np.log(target.value)
            logs = np.log(seen[target.name].clip(lower=1e-6)).groupby(seen["point"])
            variance = (logs.var(ddof=1) / count).fillna(0.0)
        found[target.name] = distance / np.sqrt(target.spread**2 + variance)
    return pd.DataFrame(found)


def verdict(distance: pd.DataFrame, limit: float) -> pd.DataFrame:
    """Judge each point by its largest distance: implausibility, worst_target, plausible."""
    known = distance.abs().fillna(0.0)
    return pd.DataFrame(
        {
            "implausibility": known.max(axis=1),
            "worst_target": known.idxmax(axis=1),
            "plausible": known.max(axis=1) <= limit,
        }
    )


@dataclass(frozen=True, slots=True)
class Emulator:
    """A straight-line guess of each target's signed distance from the sampled conditions.

    It chooses which new draws are worth a run; only runs rule anything out.

    Attributes:
        middle: Mean of the conditions, shape (factors,).
        scale: Their standard deviations.
        weights: Per target: intercept and slopes, shape (factors + 1,).
        error: Per target: standard deviation of what the line misses.
    """

    middle: Numbers
    scale: Numbers
    weights: Mapping[str, Numbers]
    error: Mapping[str, float]

    def guess(self, raw: Numbers) -> Numbers:
        """Return the smallest implausibility that a draw may have, shape (points,)."""
        x = np.column_stack([np.ones(len(raw)), (raw - self.middle) / self.scale])
        worst = np.zeros(len(raw))
        for name, weights in self.weights.items():
            # One residual deviation of doubt is granted, so that few good draws are lost.
            worst = np.maximum(worst, np.abs(x @ weights) - self.error[name])
        return worst


def fit_emulator(raw: Numbers, signed: pd.DataFrame) -> Emulator:
    """Fit the lines by ridge regression.

    Args:
        raw: Sampled conditions, shape (points, factors).
        signed: From ``distances``, a row per point.
    """
    middle, scale = raw.mean(axis=0), np.maximum(raw.std(axis=0), 1e-12)
    weights, error = {}, {}
    for name in signed.columns:
        y = signed[name].to_numpy(np.float64)
        known = np.isfinite(y)
        if known.sum() < 2:
            continue
        x = np.column_stack([np.ones(known.sum()), (raw[known] - middle) / scale])
        penalty = RIDGE * known.sum() * np.eye(x.shape[1])
        penalty[0, 0] = 0.0
        weights[str(name)] = np.linalg.solve(x.T @ x + penalty, x.T @ y[known])
        error[str(name)] = float(np.std(y[known] - x @ weights[str(name)]))
    return Emulator(middle, scale, weights, error)


def narrowing(values: pd.DataFrame, plausible: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Compare each condition among the draws that are left with all that were drawn at random.

    Args:
        values: A row per draw of the first wave and a column per condition.
        plausible: Which of them are not ruled out.

    Returns:
        factor, mean, low, high (the middle 90 % of what is left), prior_mean, shift: the
        difference of the means in standard errors. The largest shift first.
    """
    left = values[plausible]
    rows = []
    for name in values.columns:
        every, ours = values[name].to_numpy(np.float64), left[name].to_numpy(np.float64)
        if len(ours) == 0:
            continue
        low, high = np.quantile(ours, (0.05, 0.95))
        error = every.std(ddof=1) / np.sqrt(len(ours))
        shift = (ours.mean() - every.mean()) / error if error > 0 else 0.0
        rows.append((name, ours.mean(), low, high, every.mean(), shift))
    columns = ["factor", "mean", "low", "high", "prior_mean", "shift"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("shift", key=np.abs, ascending=False, ignore_index=True)
