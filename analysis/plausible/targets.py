"""What is known about the world, that runs can be held against: the files of conf/plausible."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat
from scipy.stats import norm

from sim.errors import UserError
from sim.reading.schema import held_against
from sim.setting.configuration import read_named, world_of
from sim.world import World
from sim.world.folders import built_in_name

Statistic = Literal[
    "supported_per_year",
    "lead_time_median_days",
    "requests_per_year",
    "honoured_per_year",
    "formal_acceptance",
    "share_of_requests",
    "lowest_rung_share",
]
Scale = Literal["log", "logit"]
SCALES: Mapping[Statistic, Scale] = {
    "supported_per_year": "log",
    "lead_time_median_days": "log",
    "requests_per_year": "log",
    "honoured_per_year": "log",
    "formal_acceptance": "logit",
    "share_of_requests": "logit",
    "lowest_rung_share": "logit",
}
"""On which scale a statistic is held against what was seen."""

COUNTED: tuple[Statistic, ...] = (
    "supported_per_year",
    "requests_per_year",
    "honoured_per_year",
)
"""Counts of a year."""

OF_CLASSES = (
    "supported_per_year",
    "lead_time_median_days",
    "share_of_requests",
    "lowest_rung_share",
)
"""Statistics of some classes; the others are of all formal requests."""

TARGETS = "targets"
"""The file of ``conf/plausible`` for worlds that have none of their own."""

NINE_IN_TEN = float(norm.ppf(0.95))
"""How many standard deviations from the middle the ends of a range lie that holds nine in ten."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is known about the world.

    What describes it is no part of its ``repr``, by which studies tell their targets apart.

    Attributes:
        name: Its name.
        classes: The classes of needs that it is about; none where it is about all requests.
        statistic: What of the model is held against it.
        value: What was seen.
        spread: Standard deviation on the scale of the statistic: of the figure, the years and the
            model. 0 for a count of trials, which has its own.
        source: Where it was seen.
        grade: Grade of the source.
        title_en: What it is called; its name where nothing is given.
        title_nl: The same in Dutch.
        trials: Of how many trials ``value`` is the share; 0 where it is no such count.
        unrecorded: Between which shares of what failed never entered such a count.
        providers: Requests of which organisations alone it is about; none: of all that were asked.
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
    trials: int = 0
    unrecorded: tuple[float, float] = (0.0, 0.0)
    providers: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """Return what it is called."""
        given = self.title_nl if language == "nl" else self.title_en
        return given or self.name.replace("_", " ")

    @property
    def scale(self) -> Scale:
        """The scale on which it is held against runs."""
        return SCALES[self.statistic]


class _Target(BaseModel):
    """A target as its file has it."""

    model_config = ConfigDict(strict=True, extra="forbid")
    name: str
    classes: list[str] = []
    providers: list[str] = []
    statistic: Statistic
    value: Annotated[FiniteFloat, Field(gt=0)] | None = None
    spread: Annotated[FiniteFloat, Field(gt=0)] | None = None
    range: Annotated[
        list[Annotated[FiniteFloat, Field(gt=0)]], Field(min_length=2, max_length=2)
    ] = []
    counted: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)] = []
    unrecorded: Annotated[
        list[Annotated[FiniteFloat, Field(ge=0, lt=1)]], Field(min_length=2, max_length=2)
    ] = [0.0, 0.0]
    source: str
    grade: str
    title_en: str = ""
    title_nl: str = ""


class _Targets(BaseModel):
    """The file of targets."""

    model_config = ConfigDict(strict=True, extra="forbid")
    limit: Annotated[FiniteFloat, Field(gt=0)]
    targets: Annotated[list[_Target], Field(min_length=1)]


def targets_of(world: World) -> str:
    """Return the name of the targets of a world: its own, called as it is, or those of ``conf``."""
    name = built_in_name(world.path)
    return name if name is not None and world_of("plausible", name) == name else TARGETS


def load_targets(world: World, name: str | None = None) -> tuple[tuple[Target, ...], float]:
    """Read targets and the limit of implausibility.

    Args:
        world: Targets about classes alone that it has not are left out.
        name: Of a file of ``conf/plausible``, or of a world; None for those of the world.

    Raises:
        UserError: For a class or statistic that does not exist, or a value that is not allowed.
    """
    name = name or targets_of(world)
    file = f"conf/plausible/{name}.yaml"
    content = held_against(_Targets, read_named("plausible", name), file)
    known, there = {c.id for c in world.classes}, {own.id for own in world.organisations}
    told = [_told(each, file) for each in content.targets]
    ours = [t for t in told if there.issuperset(t.providers)]
    targets = [t for t in ours if known.intersection(t.classes) or not t.classes]
    if not any(target.classes or target.providers for target in targets):
        raise UserError(
            "no target of conf/plausible/{name}.yaml is about a class of this world, so "
            "nothing can be ruled out",
            name=name,
        )
    return tuple(targets), content.limit


def _told(given: _Target, file: str) -> Target:
    """Return a target as it is held against runs, whichever way its file says what was seen."""
    where = f"{file}: {given.name}"
    ways = [
        given.value is not None and given.spread is not None,
        bool(given.range),
        bool(given.counted),
    ]
    lone = (given.value is None) != (given.spread is None)
    if sum(ways) != 1 or lone:
        raise UserError(
            "{where} says what was seen in {ways} ways; allowed: one of value with spread, "
            "range (lowest, highest) and counted (successes, trials)",
            where=where,
            ways=sum(ways) + lone,
        )
    if bool(given.counted) != (given.statistic == "formal_acceptance"):
        raise UserError(
            "{where}: counted (successes, trials) goes with statistic formal_acceptance alone; "
            "allowed: both or neither",
            where=where,
        )
    if given.statistic in OF_CLASSES and not given.classes:
        raise UserError(
            "{where}: statistic {statistic} is about classes; allowed: one class or more",
            where=where,
            statistic=given.statistic,
        )
    if given.statistic not in OF_CLASSES and given.classes:
        raise UserError(
            "{where}: statistic {statistic} is about all formal requests; allowed: no classes",
            where=where,
            statistic=given.statistic,
        )
    described = {
        name: getattr(given, name)
        for name in ("name", "statistic", "source", "grade", "title_en", "title_nl")
    }
    return Target(
        classes=tuple(given.classes),
        providers=tuple(given.providers),
        **described,
        **_seen(given, where),
    )


def _seen(given: _Target, where: str) -> dict[str, Any]:
    if given.counted:
        successes, trials = given.counted
        low, high = given.unrecorded
        if not 0 <= successes <= trials or trials == 0 or low > high:
            raise UserError(
                "{where}: counted {successes} of {trials}, unrecorded {low:g} to {high:g}; allowed:"
                " successes up to trials of 1 or more, and the smaller share first",
                where=where,
                successes=successes,
                trials=trials,
                low=low,
                high=high,
            )
        return {
            "value": successes / trials,
            "spread": 0.0,
            "trials": trials,
            "unrecorded": (low, high),
        }
    logit = SCALES[given.statistic] == "logit"
    if given.range:
        low, high = given.range
        if not low < high or (logit and high >= 1.0):
            raise UserError(
                "{where}: range is {low:g} to {high:g}; allowed: the lowest first, shares below 1",
                where=where,
                low=low,
                high=high,
            )
        ends = [_logit(end) if logit else math.log(end) for end in (low, high)]
        middle, spread = sum(ends) / 2.0, (ends[1] - ends[0]) / 2.0 / NINE_IN_TEN
        value = 1.0 / (1.0 + math.exp(-middle)) if logit else math.exp(middle)
        return {"value": value, "spread": spread}
    if logit and float(given.value or 0.0) >= 1.0:
        raise UserError(
            "{where}: value is {value:g}; allowed: a share below 1", where=where, value=given.value
        )
    return {"value": given.value, "spread": given.spread}


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))
