"""What a choice was asked, read in the same way before it is run and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.choose.packages import Budget, Spent, budgets_of, spent_on
from experiments.design.frame import Frame
from experiments.design.point import NO_POLICY
from sim.errors import UserError
from sim.outcomes import DECLARED
from sim.setting.configuration import split_names
from sim.setting.offered import offered_in

ALL_TRIED = "all_packages"
"""Under what the design of the first study says whether it has all packages that fit."""


def levers_of(named: Sequence[str], world: str | None) -> list[str]:
    """Return the levers that packages are made of: those that were named, or all of a world.

    Raises:
        UserError: For several that are joined already.
    """
    levers = [name for name in named or offered_in("policy", world) if name != NO_POLICY]
    for name in levers:
        if len(split_names(name, "policy")) > 1:
            raise UserError(
                "choose.levers: '{name}' is a package; allowed: single levers, of which packages "
                "are made",
                name=name,
            )
    return levers


def numbers_of(given: float | Sequence[float] | None) -> list[float]:
    """Return the numbers of a key that takes none, one or several, the smallest first."""
    listed = given if isinstance(given, Sequence) else [] if given is None else [given]
    return sorted(float(each) for each in listed)


def budgets_in(given: Mapping[str, Any], levers: Sequence[str], frame: Frame) -> list[Budget]:
    """Return the budgets that the section of the verb asks about.

    Args:
        given: The section.
        levers: What packages are made of.
        frame: In which they cost what they cost.

    Raises:
        UserError: Where there are too many.
    """

    def dearest() -> Spent:
        each = [spent_on(lever, frame) for lever in levers]
        return Spent(sum(one.persons for one in each), sum(one.money for one in each))

    return budgets_of(numbers_of(given["persons"]), numbers_of(given["euro"]), dearest)


def apart_of(outcome: str, apart: float) -> float:
    """Return the smallest difference that matters in an outcome's own unit, from points."""
    return apart / 100.0 if DECLARED[outcome].unit == "share" else apart
