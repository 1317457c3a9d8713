"""What a claim is: settings, what is read off them, how they are compared, what must be seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np

from experiments.design.factors import WORLD
from experiments.design.point import DEFAULT_THEORY
from experiments.keys.standing import Declared
from sim.conditions import CONDITIONS, in_any_words
from sim.setting.theories.theory import QUESTIONS, SWITCHES, load_theory

Arm = tuple[tuple[str, float | str], ...]
"""A setting: factor and value, sorted; what is not named is at its default."""

Values = Mapping[str, float | str]
SPECIAL = "special"
"""Where a number is read that no study holds."""


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

    @classmethod
    def read(cls, text: str) -> Region:
        """Return the region that signs stand for, as ``str`` gives them.

        Raises:
            ValueError: For anything else.
        """
        sign, _, bound = text.partition(" ")
        low, between, high = text.partition(" to ")
        if between:
            return cls(float(low), float(high))
        ends = {">": ("low",), "<": ("high",), "=": ("low", "high")}
        if sign not in ends:
            raise ValueError(f"{text!r} is no region; allowed: as > 0, < 0.7, = 0, -0.1 to 0.1")
        return cls(**dict.fromkeys(ends[sign], float(bound)))

    def __str__(self) -> str:
        """Return the region in signs."""
        if self.low == self.high:
            return f"= {self.low:g}"
        if math.isinf(self.low):
            return f"< {self.high:g}"
        return f"> {self.low:g}" if math.isinf(self.high) else f"{self.low:g} to {self.high:g}"


UP, DOWN, EXACTLY_0, ANY = Region(low=0.0), Region(high=0.0), Region(0.0, 0.0), Region()


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
_NAMED = (VALUE, CHANGE, CHANGE_OF_CHANGE, RATIO, RATIO_OF_CHANGES, SHARE_OF_JOINT)
CONTRASTS = {one.name: one for one in (*_NAMED, MIDDLE_OVER_ENDS)}
"""Those that experiments for codes name."""


def at(under: Values | None = None, **values: float | str) -> Arm:
    """Return a setting, of names as ``trust_start`` or ``policy`` or a switch such as ``gates``.

    Args:
        under: Values that hold in a whole case.
        **values: Values of this setting; what a case says of the same in other words gives way.
    """
    same = in_any_words(name for name in values if name in CONDITIONS)
    named = {name: one for name, one in (under or {}).items() if name not in same} | values
    # By its answers: other settings of a study name some of them, and stand at their defaults here.
    theory = load_theory(str(named.pop("theory", DEFAULT_THEORY)))
    named = {**theory.choices, **theory.conditions, **named}
    pairs = ((factor_of(name), value) for name, value in named.items())
    return tuple(sorted((name, value) for name, value in pairs if value != default_of(name)))


def default_of(factor: str) -> float | str:
    """Return the value of a factor where nothing is said of it."""
    head, _, name = factor.partition(".")
    if head == "conditions":
        return CONDITIONS[name].default
    if head == "theory" and name:
        return QUESTIONS[name].values[0]
    if head == WORLD:
        return 0.0
    return {"scenario": "baseline", "theory": DEFAULT_THEORY}.get(factor, "none")


def held(under: Values, name: str) -> float | str:
    """Return what a condition, or the answer to an open question, is in a case.

    Args:
        under: The values of the case; a theory that it names answers what it does not name itself.
        name: As ``trust`` or ``pretext``.
    """
    if name in under:
        return under[name]
    theory = load_theory(str(under.get("theory", DEFAULT_THEORY)))
    given = theory.choices if name in SWITCHES else theory.conditions
    return given.get(name, default_of(factor_of(name)))


def factor_of(name: str) -> str:
    """Return the factor that a short name stands for; "trust" is the switch."""
    if name in QUESTIONS:
        return f"theory.{name}"
    return f"conditions.{name}" if name in CONDITIONS else name


@dataclass(frozen=True, slots=True)
class Ask:
    """What is read, and where.

    Attributes:
        reading: A column of the study's runs: an outcome, or what it keeps of them beside.
        arm: The setting; in a study of draws, its part.
        study: The study that runs it.
    """

    reading: str
    arm: Arm | str = ()
    study: str = "main"


def special(name: str) -> Ask:
    """Return what asks for a number that no study holds, by its name."""
    return Ask(name, "", SPECIAL)


@dataclass(frozen=True)
class Part:
    """One number of a claim.

    Attributes:
        name_en: What it is, short.
        name_nl: The same in Dutch.
        asks: What goes into it.
        region: Where its interval must lie; ``ANY`` is reported and not judged.
        contrast: From means over runs to the number.
        of_runs: In its place: from numbers per run (one array each) to the number.
        equivalence: Whether it is judged by two one-sided tests (a 90 % interval).
        before: Whether it is how the claim was read before it was mended: judged, not counted.
    """

    name_en: str
    name_nl: str
    asks: tuple[Ask, ...]
    region: Region
    contrast: Contrast = VALUE
    of_runs: Callable[..., Any] | None = None
    equivalence: bool = False
    before: bool = False


@dataclass(frozen=True)
class Case:
    """The switch values (or conditions in their place) under which a claim is tried.

    Attributes:
        under: The values; empty for the defaults.
        foreseen: Whether the claim foresees that it passes there; None: it does not say.
        label: What it is called, where its values are too many to name.
    """

    under: Values
    foreseen: bool | None = None
    label: str = ""

    def name(self) -> str:
        """Return what it is called, or the values in words."""
        return self.label or ", ".join(f"{k} {v}" for k, v in self.under.items()) or "default"


@dataclass(frozen=True)
class Claim:
    """A claim as something that can fail.

    Attributes:
        id: Its name among the claims of its room.
        parts: From the values of a case to its numbers; all must hold.
        cases: Where it is tried; the first one gives the verdict.
        within: What else holds wherever it is tried, as it could not be seen otherwise.
    """

    id: str
    parts: Callable[[Values], Sequence[Part]]
    cases: tuple[Case, ...] = (Case({}),)
    within: Values = field(default_factory=dict)

    def tried_in(self, settings: Mapping[str, Values]) -> Self:
        """Return the claim with other cases: any settings, as draws of conditions or theories.

        Args:
            settings: By label the values, by name (``trust``, ``trust_start``, ``scenario``) or by
                factor (``theory.trust``, ``conditions.trust_start``) as in a row of a design; what
                the claim itself sets goes before them.
        """
        cases = (
            Case({**{_short(k): one for k, one in values.items()}, **self.within}, label=label)
            for label, values in settings.items()
        )
        return replace(self, cases=tuple(cases))


def _short(factor: str) -> str:
    head, _, name = factor.partition(".")
    return factor if head == WORLD else name or head


def change(
    names: tuple[str, str],
    reading: str,
    arms: tuple[Arm, Arm],
    region: Region,
    equivalence: bool = False,
    study: str = "main",
) -> Part:
    """Return a part: how a reading changes from one setting to another."""
    asks = tuple(Ask(reading, arm, study) for arm in arms)
    return Part(*names, asks, region, CHANGE, equivalence=equivalence)


def change_of_change(
    names: tuple[str, str], reading: str, arms: tuple[Arm, Arm, Arm, Arm], region: Region
) -> Part:
    """Return a part: (fourth less third) less (second less first)."""
    return Part(*names, tuple(Ask(reading, arm) for arm in arms), region, CHANGE_OF_CHANGE)


def value(names: tuple[str, str], reading: str, arm: Arm, region: Region) -> Part:
    """Return a part: a reading in one setting."""
    return Part(*names, (Ask(reading, arm),), region)


def before(part: Part) -> Part:
    """Return a part as how its claim was read before it was mended: judged, not counted."""
    return replace(part, before=True)


def over(name: str, *values: float | str) -> tuple[Case, ...]:
    """Return a case for each value of a switch or condition, the first one decisive."""
    return tuple(Case({name: one}) for one in values)
