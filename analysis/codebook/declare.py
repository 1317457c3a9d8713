"""What an experiment for a code is: settings, what is measured, and what must be seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.keys.standing import Declared
from sim.run import Run

DAYS, WARM_UP_DAYS, SEEDS = 365, 60, 16

Numbers = npt.NDArray[np.float64]
Reading = Callable[[Run], "float | Numbers"]
"""From a run to a number, or to a number per incident of the tape (NaN: none)."""


@dataclass(frozen=True, eq=False)
class Arm:
    """One setting of an experiment; what is not given is at its default.

    Attributes:
        conditions: Values of conditions, within their possible (not only plausible) limits.
        theory: Switches.
        policy: Names of levers.
        scenario: Names of scenarios.
        classes: Changed values in the table of classes, by class id.
        ideal: Gates that are idealised.
    """

    conditions: Mapping[str, float] = field(default_factory=dict)
    theory: Mapping[str, str] = field(default_factory=dict)
    policy: str = "none"
    scenario: str = "baseline"
    classes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ideal: tuple[str, ...] = ()

    def parts(self) -> dict[str, str]:
        """Return everything that is set, as text by name."""
        said = {name: f"{value:g}" for name, value in self.conditions.items()}
        said |= {f"theory.{name}": value for name, value in self.theory.items()}
        for name, value in (("policy", self.policy), ("scenario", self.scenario)):
            if value not in ("none", "baseline"):
                said[name] = value
        for of_class, values in self.classes.items():
            said |= {f"{key} of {of_class}": _shown(value) for key, value in values.items()}
        if self.ideal:
            said["ideal"] = "+".join(self.ideal)
        return said

    def key(self) -> tuple[tuple[str, str], ...]:
        """Return what tells this arm from others."""
        return tuple(sorted(self.parts().items()))


def _shown(value: Any) -> str:
    return ";".join(map(str, value)) if isinstance(value, tuple) else f"{value}"


@dataclass(frozen=True, slots=True)
class Region:
    """Where the whole interval must lie; ends are not part of it, but where both are the same.

    Attributes:
        low: The lower end.
        high: The upper end.
    """

    low: float = -math.inf
    high: float = math.inf

    def holds(self, low: float, high: float) -> bool:
        """Return whether an interval lies within; an interval that does not exist does not."""
        if self.low == self.high:
            return low == high == self.low
        return self.low < low <= high < self.high

    def __str__(self) -> str:
        """Return the region in signs."""
        if self.low == self.high:
            return f"= {self.low:g}"
        if math.isinf(self.low):
            return f"< {self.high:g}"
        return f"> {self.low:g}" if math.isinf(self.high) else f"{self.low:g} to {self.high:g}"


UP, DOWN, EXACTLY_0 = Region(low=0.0), Region(high=0.0), Region(0.0, 0.0)


def within(bound: float) -> Region:
    """Return the region of what is too small to matter."""
    return Region(-bound, bound)


@dataclass(frozen=True)
class Contrast(Declared):
    """How the arms are compared.

    Attributes:
        name: For the document.
        arms: How many it takes.
        of_means: From the arms' means over seeds to the contrast (numbers or arrays).
        linear: Whether it may be taken seed by seed, and within a seed incident by incident.
    """

    name: str
    arms: int
    of_means: Callable[..., Any]
    linear: bool = True


VALUE = Contrast("value", 1, lambda a: a)
CHANGE = Contrast("change", 2, lambda a, b: b - a)
CHANGE_OF_CHANGE = Contrast("difference of changes", 4, lambda a, b, c, d: (d - c) - (b - a))
RATIO = Contrast("ratio", 2, lambda a, b: b / a, linear=False)
RATIO_OF_CHANGES = Contrast(
    "ratio of changes", 4, lambda a, b, c, d: (d - c) / (b - a), linear=False
)
SHARE_OF_JOINT = Contrast(
    "share of the joint gain", 3, lambda none, one, both: (one - none) / (both - none), linear=False
)
MIDDLE_OVER_ENDS = Contrast(
    "middle above both ends", 3, lambda a, b, c: b - np.maximum(a, c), linear=False
)


@dataclass(frozen=True)
class Experiment(Declared):
    """One claim about a code, as something that can fail.

    Attributes:
        code: Number of the code.
        name: Short name, unique within the code.
        claim: What must be seen, in words.
        measured: What is measured, in words.
        reading: From a run to it.
        contrast: How the arms are compared.
        arms: The settings, in the order that the contrast takes.
        region: Where the whole interval must lie.
        by_seed: Instead of arms and reading: from a seed to the contrast itself.
        setup: What ``by_seed`` does, in words.
        absent: Where the effect does not show in the model: why. The test then expects that it
            does not show, so that nobody overlooks when it begins to.
        days: Days that are measured.
        warm_up_days: Days before them.
        seeds: How many seeds, from 1 on.
    """

    code: int
    name: str
    claim: str
    measured: str
    region: Region
    reading: Reading | None = None
    contrast: Contrast = CHANGE
    arms: Sequence[Arm] = ()
    by_seed: Callable[[int], float] | None = None
    setup: str = ""
    absent: str = ""
    days: int = DAYS
    warm_up_days: int = WARM_UP_DAYS
    seeds: int = SEEDS

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        if (self.by_seed is None) == (self.reading is None):
            raise ValueError(f"{self.id}: a reading of runs or a number by seed is needed")
        if self.reading is not None and len(self.arms) != self.contrast.arms:
            raise ValueError(f"{self.id}: {self.contrast.name} takes {self.contrast.arms} arms")

    @property
    def id(self) -> str:
        """A name for tests: the code's number and the experiment's name."""
        return f"{self.code:02d}_{self.name}"

    def settings(self) -> str:
        """Return the arms in words: what is the same in all, and what changes between them."""
        if self.by_seed is not None:
            return self.setup
        said = [arm.parts() for arm in self.arms]
        names = list(dict.fromkeys(name for parts in said for name in parts))
        told = []
        for name in names:
            values = [parts.get(name, "default") for parts in said]
            same = len(set(values)) == 1
            told.append(f"{name} {values[0] if same else ' → '.join(values)}")
        return ", ".join(told) or "defaults"


def set_to(**conditions: float) -> Arm:
    """Return an arm with values for conditions."""
    return Arm(conditions)


def from_to(name: str, low: float, high: float, **same: float) -> tuple[Arm, Arm]:
    """Return two arms that differ in one condition."""
    return Arm({**same, name: low}), Arm({**same, name: high})
