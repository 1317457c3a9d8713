"""What a pattern is: settings, what is read off them, how they are compared, what must be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.codebook.declare import CHANGE, CHANGE_OF_CHANGE, VALUE, Contrast, Region
from sim.conditions import CONDITIONS
from sim.setting.theory import SWITCHES

Arm = tuple[tuple[str, float | str], ...]
"""A setting: factor and value, sorted; what is not named is at its default."""

Values = Mapping[str, float | str]
ANY = Region()


def at(under: Values | None = None, **values: float | str) -> Arm:
    """Return a setting, of names as ``trust_start`` or ``policy`` or a switch such as ``gates``.

    Args:
        under: Values that hold in a whole case.
        **values: Values of this setting.
    """
    named = {**(under or {}), **values}
    pairs = ((factor_of(name), value) for name, value in named.items())
    return tuple(sorted((name, value) for name, value in pairs if value != default_of(name)))


def default_of(factor: str) -> float | str:
    """Return the value of a factor where nothing is said of it."""
    head, _, name = factor.partition(".")
    if head == "conditions":
        return CONDITIONS[name].default
    if head == "theory":
        return SWITCHES[name].values[0]
    return "baseline" if factor == "scenario" else "none"


def factor_of(name: str) -> str:
    """Return the factor that a short name stands for; "trust" is the switch."""
    if name in SWITCHES:
        return f"theory.{name}"
    return f"conditions.{name}" if name in CONDITIONS else name


@dataclass(frozen=True, slots=True)
class Ask:
    """What is read, and where.

    Attributes:
        reading: A name of ``READINGS`` or an outcome.
        arm: The setting; in a study of draws, its part.
        study: The study that runs it.
    """

    reading: str
    arm: Arm | str = ()
    study: str = "main"


@dataclass(frozen=True)
class Part:
    """One number of a pattern.

    Attributes:
        name_en: What it is, short.
        name_nl: The same in Dutch.
        asks: What goes into it.
        region: Where its interval must lie; ``ANY`` is reported and not judged.
        contrast: From means over runs to the number.
        of_runs: In its place: from numbers per run (one array each) to the number.
        equivalence: Whether it is judged by two one-sided tests (a 90 % interval).
    """

    name_en: str
    name_nl: str
    asks: tuple[Ask, ...]
    region: Region
    contrast: Contrast = VALUE
    of_runs: Callable[..., Any] | None = None
    equivalence: bool = False

    def name(self, language: str) -> str:
        """Return the name in a language ("en" or "nl")."""
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True)
class Case:
    """The switch values (or conditions in their place) under which a pattern is tried.

    Attributes:
        under: The values; empty for the defaults.
        foreseen: Whether the claim foresees that it passes there; None: it does not say.
    """

    under: Values
    foreseen: bool | None = None

    def name(self) -> str:
        """Return the values in words."""
        return ", ".join(f"{k} {v}" for k, v in self.under.items()) or "default"


@dataclass(frozen=True)
class Pattern:
    """A claim as something that can fail.

    Attributes:
        id: That of the claim.
        parts: From the values of a case to its numbers; all must hold.
        cases: Where it is tried; the first one gives the verdict.
    """

    id: str
    parts: Callable[[Values], Sequence[Part]]
    cases: tuple[Case, ...] = (Case({}),)


def change(
    names: tuple[str, str], reading: str, arms: tuple[Arm, Arm], region: Region,
    equivalence: bool = False, study: str = "main",
) -> Part:  # fmt: skip
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


def over(name: str, *values: float | str) -> tuple[Case, ...]:
    """Return a case for each value of a switch or condition, the first one decisive."""
    return tuple(Case({name: one}) for one in values)
