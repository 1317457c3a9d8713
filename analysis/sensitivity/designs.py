"""Further designs that a study of sensitivity runs beside its own: noise, ranges, courses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from experiments.configuration.question import Question
from experiments.configuration.study import factors_in
from experiments.design import Design, list_design, make_design
from experiments.design.factors import DUMMY, LUCK, Factor, declared_factors
from experiments.design.ranges import narrowed
from sim.conditions import OTHER_WORDS, VARIED
from sim.errors import UserError, unknown_name
from sim.setting.configuration import names_in, read_named
from sim.setting.policies.policy import load_policy
from sim.words import Message

HALVED = "halved"
HALF = 0.5
LEVERS = "levers"


def ranged(factors: Sequence[Factor], ranges: str) -> list[Factor]:
    """Return factors over other ranges.

    Args:
        factors: The factors, over their declared ranges.
        ranges: "halved" around the middle, or the name of a file in ``conf/ranges``; what such a
            file does not name keeps its range.

    Raises:
        UserError: For a name that does not exist, or a range outside the declared one.
    """
    if ranges == HALVED:
        return [narrowed(factor, HALF) for factor in factors]
    if ranges not in names_in("ranges"):
        raise unknown_name("ranges", ranges, [HALVED, *names_in("ranges")], "sensitivity.ranges")
    given: Mapping[str, Any] = read_named("ranges", ranges)["conditions"]
    return [_within(factor, given.get(factor.name.partition(".")[2]), ranges) for factor in factors]


def _within(factor: Factor, given: Mapping[str, Any] | None, ranges: str) -> Factor:
    if given is None or not factor.name.startswith("conditions."):
        return factor
    low, high = float(given["low"]), float(given["high"])
    if not factor.low <= low < high <= factor.high:
        raise UserError(
            "conf/ranges/{ranges}.yaml: '{factor}' goes from {low:g} to {high:g}; allowed: "
            "inside {lowest:g} to {highest:g}",
            ranges=ranges,
            factor=factor.name,
            low=low,
            high=high,
            lowest=factor.low,
            highest=factor.high,
        )
    return replace(factor, low=low, high=high)


def levers() -> list[str]:
    """Return the conditions that are at their lowest unless a policy raises them.

    A study of what is uncertain leaves them out: they are choices, and their whole range would
    otherwise compete with what nobody chooses.
    """
    moved: set[str] = set()
    for policy in map(load_policy, names_in("policy")):
        moved.update(policy.conditions, *(effect.values for effect in policy.classes))
    moved |= {other for name, other in OTHER_WORDS.items() if name in moved}
    return [c.name for c in VARIED.values() if c.name in moved and c.default == c.low]


def hold_out(question: Question) -> None:
    """Take what ``sensitivity.leave_out`` names out of the factors of a question's design.

    Raises:
        UserError: For a name that is no factor of the design.
    """
    named = question.names("leave_out")
    if not named:
        return
    left_out = {
        f.name for n in named for f in declared_factors(levers() if n == LEVERS else [n])
    } - {DUMMY, LUCK}
    design = dict(question.composed.content["design"])
    factors = [f.name for f in factors_in(question.composed) if f.name not in left_out]
    question.composed.content["design"] = {**design, "factors": factors}


def noise_design(factors: Sequence[Factor], points: int, seed: int) -> Design:
    """Return points spread over the whole space, to be run on several seeds each."""
    return make_design("lhs", factors, points, seed + 1)


def course_design(
    factors: Sequence[Factor], chosen: Sequence[str], bases: int, levels: int, seed: int
) -> tuple[Design, pd.DataFrame]:
    """Return base points that are moved along single factors, each on a luck of its own.

    Args:
        factors: All factors.
        chosen: The factors whose course is wanted.
        bases: How many base points.
        levels: How many values of a number; words all count.
        seed: Seed of the base points.

    Returns:
        The design, and per point of it: point, factor, base, value.
    """
    base_points = make_design("lhs", factors, bases, seed + 2)
    names = [factor.name for factor in factors]
    values = base_points.table[names]
    rows: list[dict[str, Any]] = []
    places: list[tuple[int, str, int, Any]] = []
    for factor in (f for f in factors if f.name in chosen):
        for base in range(bases):
            for value in factor.levels(levels):
                row = dict(zip(names, values.iloc[base], strict=True))
                rows.append({**row, factor.name: value, "base_row": base})
                places.append((len(places), factor.name, base, value))
    design = list_design(pd.DataFrame(rows), Message("courses"))
    return design, pd.DataFrame(places, columns=["point", "factor", "base", "value"])


def levels_of(design: Design) -> pd.DataFrame:
    """Return which point of a one-at-a-time design moves which factor where.

    Returns:
        factor, value, point; the centre, where everything stands still, belongs to every factor.
    """
    centre = design.table.iloc[0]
    rows = []
    for factor in design.factors:
        column = design.table[factor.name]
        moved = np.flatnonzero((column != centre[factor.name]).to_numpy())
        points = sorted([0, *moved], key=lambda point: design.raw[point, _place(design, factor)])
        rows += [(factor.name, column.iloc[point], int(point)) for point in points]
    return pd.DataFrame(rows, columns=["factor", "value", "point"])


def _place(design: Design, factor: Factor) -> int:
    return [f.name for f in design.factors].index(factor.name)
