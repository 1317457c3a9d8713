"""The kinds of designs, each drawn by SALib or scipy where they have it.

Those take a second to import, so that each is imported by what draws with it: a list of points, as
every ``bijstand run`` is, needs none of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.design.factors import WORLD, Factor
from experiments.design.table import Design, design_of
from experiments.keys.declared import DECLARED
from experiments.keys.limits import refuse_too_large
from sim.conditions import CONDITIONS
from sim.errors import UserError, shown, unknown_name
from sim.setting.theories.theory import SWITCHES
from sim.words import Message

CENTRE = "centre"
TOGETHER = ("sobol", "morris", "shapley")
"""Kinds of pairs of runs that share their luck and differ in a factor. In these a column of the
world's tables is one factor: its values pick joint draws, which is noise to whatever fits a course
to values. And luck itself is one, as a yardstick."""
Sample = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]
"""A raw sample, points x factors, and the base row of each point."""


def make_design(
    kind: str, factors: Sequence[Factor], points: int = 0, seed: int = 1, **options: Any
) -> Design:
    """Make the design of a kind over factors.

    Args:
        kind: A key of ``KINDS``. A list comes from ``read_design`` instead.
        factors: What is varied.
        points: Points (lhs, sobol_points), base rows (sobol, shapley), trajectories (morris), or
            the values that each number gets (factorial, ofat).
        seed: The seed of the sample.
        **options: ``levels`` (morris, default 4), ``groups`` (sobol, morris: factors of a group
            move together), ``second_order`` (sobol), ``centre`` (ofat: values by factor where
            that is not the default).

    Returns:
        The design; the same arguments give the same one.

    Raises:
        UserError: For a kind, number of points or option that is not allowed.
    """
    given = _options(kind, options)
    _refuse_picks(kind, factors)
    count = points_of(kind, factors, points, given)
    refuse_too_large(
        count,
        len(factors),
        Message("design={kind} with design.points={points}", kind=kind, points=shown(points)),
    )
    seed = DECLARED["design.seed"].read(seed, "design.seed")
    problem = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [list(factor.bounds) for factor in factors],
        **({"groups": [factor.group for factor in factors]} if given.get("groups") else {}),
    }
    raw, base_rows = KINDS[kind].sampler(list(factors), problem, points, seed, given)
    told = {"points": points, "seed": seed, **given}
    return design_of(kind, factors, raw, base_rows, told)


def _refuse_picks(kind: str, factors: Sequence[Factor]) -> None:
    """Refuse a column as one factor where its values would be taken for more or less of it."""
    picks = next((factor.name for factor in factors if factor.picks), None)
    if picks is not None and kind not in TOGETHER:
        raise UserError(
            "factor '{name}' picks joint draws of a column, which design={kind} would take for "
            "more and less of it; allowed: its cells, as {name}.<row>, or design={kinds}",
            name=picks,
            kind=kind,
            kinds=", ".join(TOGETHER),
        )


def points_of(
    kind: str, factors: Sequence[Factor], points: int, options: Mapping[str, Any] | None = None
) -> int:
    """Return how many points a design would have, without drawing it.

    Args:
        kind: A key of ``KINDS``.
        factors: What is varied.
        points: As ``make_design``.
        options: As ``make_design``.

    Raises:
        UserError: For a kind or a number that is not allowed.
    """
    if kind not in KINDS:
        raise unknown_name("value of design", kind, ["list", *KINDS])
    if not factors:
        raise UserError(
            "design={kind} has no factors; allowed: one or more (design.factors)", kind=kind
        )
    least = KINDS[kind].least
    if not isinstance(points, int) or isinstance(points, bool) or points < least:
        raise UserError(
            "design.points is {points}; allowed with design={kind}: {least} or more",
            points=shown(points),
            kind=kind,
            least=least,
        )
    given = options or {}
    moved = len({factor.group for factor in factors}) if given.get("groups") else len(factors)
    return KINDS[kind].points(factors, points, 2 * moved if given.get("second_order") else moved)


def _options(kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that are given, each of its kind and known to the kind of design."""
    if kind not in KINDS:
        raise unknown_name("value of design", kind, ["list", *KINDS])
    known = KINDS[kind].options
    given = {}
    for name, asked in options.items():
        declared = DECLARED.get(f"design.{name}")
        value = declared.read(asked, f"design.{name}") if declared else asked
        if value is not False and name not in known:
            raise UserError(
                "design.{name}={value} means nothing to design={kind}; allowed there: {options}",
                name=name,
                value=shown(value),
                kind=kind,
                options=", ".join(("points", "seed", *known)),
            )
        if value is not False:
            given[name] = value
    return given


def _lhs(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    from SALib.sample import latin  # noqa: PLC0415

    return latin.sample(problem, points, seed=seed), np.arange(points)


def _sobol_points(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    from scipy.stats import qmc  # noqa: PLC0415

    _power_of_two(points, "sobol_points")
    unit = qmc.Sobol(d=len(factors), scramble=True, rng=seed).random(points)
    low, high = np.array(problem["bounds"]).T
    return low + unit * (high - low), np.arange(points)


def _sobol(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    from SALib.sample import sobol  # noqa: PLC0415

    _power_of_two(points, "sobol")
    second = bool(told.get("second_order"))
    raw = sobol.sample(problem, points, calc_second_order=second, scramble=True, seed=seed)
    return raw, np.repeat(np.arange(points), len(raw) // points)


def _morris(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    from SALib.sample import morris  # noqa: PLC0415

    raw = morris.sample(problem, points, num_levels=told.get("levels", 4), seed=seed)
    return raw, np.repeat(np.arange(points), len(raw) // points)


def _shapley(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    from SALib.sample import shapley  # noqa: PLC0415

    raw = shapley.sample(problem, points, seed=seed)
    return raw, np.repeat(np.arange(points), len(factors) + 1)


def _factorial(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    levels = [factor.raw(factor.levels(points)) for factor in factors]
    raw = np.array(list(product(*levels)), np.float64)
    return raw, np.zeros(len(raw), np.int64)


def _ofat(
    factors: list[Factor], problem: dict[str, Any], points: int, seed: int, told: Mapping[str, Any]
) -> Sample:
    centre = told.get("centre", {})
    middle = np.array([_raw_default(factor, centre) for factor in factors])
    rows = [middle]
    for place, factor in enumerate(factors):
        for value in factor.raw(factor.levels(points)):
            if value != middle[place]:
                rows.append(np.where(np.arange(len(factors)) == place, value, middle))
    return np.array(rows), np.zeros(len(rows), np.int64)


def _raw_default(factor: Factor, centre: Mapping[str, Any]) -> float:
    """Return where a factor stands while another is varied."""
    head, _, name = factor.name.partition(".")
    if factor.name in centre:
        value = centre[factor.name]
    elif head == WORLD:
        value = 0.0
    elif head == "conditions":
        value = CONDITIONS[name].default
    elif name:
        value = SWITCHES[name].values[0]
    else:
        value = factor.words[0]
    return float(factor.raw([value])[0])


def _power_of_two(points: int, kind: str) -> None:
    if points & (points - 1):
        below = 1 << (points.bit_length() - 1)
        raise UserError(
            "design.points is {points}; allowed with design={kind}: a power of two, as "
            "{below} or {above}",
            points=points,
            kind=kind,
            below=below,
            above=2 * below,
        )


Sampler = Callable[
    [list[Factor], dict[str, Any], int, int, Mapping[str, Any]],
    Sample,
]

Count = Callable[[Sequence[Factor], int, int], int]
"""The points of a kind: from factors, points asked for, and columns that move by themselves."""


class KindOfDesign(NamedTuple):
    """What there is to know of a kind of design: its sampler, options, fewest points, and size."""

    sampler: Sampler
    options: tuple[str, ...]
    least: int
    points: Count


def _as_asked(factors: Sequence[Factor], points: int, moved: int) -> int:
    return points


def _per_base_row(factors: Sequence[Factor], points: int, moved: int) -> int:
    return points * (moved + 1)


def _saltelli(factors: Sequence[Factor], points: int, moved: int) -> int:
    return points * (moved + 2)


def _combinations(factors: Sequence[Factor], points: int, moved: int) -> int:
    return math.prod(factor.level_count(points) for factor in factors)


def _single_moves(factors: Sequence[Factor], points: int, moved: int) -> int:
    return 1 + sum(factor.level_count(points) for factor in factors)


KINDS: dict[str, KindOfDesign] = {
    "factorial": KindOfDesign(_factorial, (), 2, _combinations),
    "lhs": KindOfDesign(_lhs, (), 1, _as_asked),
    "sobol": KindOfDesign(_sobol, ("groups", "second_order"), 1, _saltelli),
    "sobol_points": KindOfDesign(_sobol_points, (), 1, _as_asked),
    "morris": KindOfDesign(_morris, ("levels", "groups"), 1, _per_base_row),
    "shapley": KindOfDesign(_shapley, (), 1, _per_base_row),
    "ofat": KindOfDesign(_ofat, (CENTRE,), 2, _single_moves),
}
