"""Plain functions over plain data, for other tools: SALib, the EMA workbench, optimisers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from bijstand.made import Policy, Scenario
from bijstand.plain import plain, rows
from experiments.design.factors import Factor, declared_factors
from experiments.design.frame import Frame
from experiments.study.study import run_points
from sim.errors import UserError, shown
from sim.extras import require_extra
from sim.outcomes import DECLARED, OUTCOMES
from sim.setting.offered import offered_in
from sim.setting.theories.theory import SWITCHES

if TYPE_CHECKING:
    from ema_workbench import Model

Points = pd.DataFrame | npt.NDArray[Any] | Iterable[Mapping[str, float | str]]


def problem(factors: str | Iterable[str] | None = None) -> dict[str, Any]:
    """Return the conditions as SALib's samplers and analysers take them.

    Args:
        factors: Names of conditions (``trust_start``), groups (``group.trust``) or open questions
            (``theory.trust``, whose answers are numbered from 0 to 1); None for all conditions.

    Returns:
        A dict with ``num_vars``, ``names`` and ``bounds``; the names are columns for ``frame``.

    Raises:
        UserError: For a name that does not exist.

    Example:
        >>> problem(["trust_start"])["bounds"]
        [[0.3, 0.9]]
    """
    found = _factors(factors)
    return {
        "num_vars": len(found),
        "names": [factor.name for factor in found],
        "bounds": [list(factor.bounds) for factor in found],
    }


def _factors(names: str | Iterable[str] | None) -> list[Factor]:
    named = ["conditions"] if names is None else _listed(names)
    return declared_factors(named, control=False)


def _listed(names: str | Iterable[str]) -> list[str]:
    """Return names as a list; one by itself is no list of letters."""
    return [names] if isinstance(names, str) else [str(name) for name in names]


def frame(
    points: Points,
    factors: str | Iterable[str] | None = None,
    *,
    scenario: str | Scenario = "baseline",
    policy: str | Policy = "none",
    theory: str = "figure_2",
    world: str | Path | None = None,
    seeds: int | Sequence[int] = 1,
    days: int = 730,
    warm_up_days: int = 180,
) -> pd.DataFrame:
    """Run any list of points in memory.

    Args:
        points: A row per point. A frame or dicts have a column per factor (``trust_start``,
            ``theory.trust``, ``scenario``, ``policy``); an array has the columns of
            ``problem(factors)``, as SALib's samplers give it. Rows may occur twice.
        factors: As in ``problem``, for an array.
        scenario: What all points have in common.
        policy: The same for levers.
        theory: The same for the answers to open questions.
        world: The folder of a world; None for the Netherlands.
        seeds: Runs per point, on the same seeds at every point, or these seeds.
        days: Measured days.
        warm_up_days: Days before them.

    Returns:
        A row per run, point by point: ``point`` (the row, from 0), ``replication``, ``seed``, and
        a column per outcome.

    Raises:
        UserError: For a point that is not allowed, or the first run that failed.
    """
    table = _table(points, factors)
    # Whoever brings a row twice means it; the runner asks each point once.
    alike = table.groupby(list(table.columns), sort=False, dropna=False).ngroup()
    fixed = Frame(
        str(scenario),
        str(policy),
        theory,
        world=plain(world),
        days=days,
        warm_up_days=warm_up_days,
    )
    runs = run_points(fixed, table[~alike.duplicated()].reset_index(drop=True), seeds)
    rows = pd.DataFrame({"row": range(len(table)), "point": alike.to_numpy()})
    found_again = rows.merge(runs, on="point").drop(columns="point")
    return found_again.rename(columns={"row": "point"})


def _table(points: Points, factors: str | Iterable[str] | None) -> pd.DataFrame:
    """Return points with a column per factor."""
    if isinstance(points, np.ndarray):
        found = _factors(factors)
        if points.ndim != 2 or points.shape[1] != len(found):
            raise UserError(
                "points have the shape {shape}; allowed: a row per point and a column for each of"
                " {count} factors",
                shape=points.shape,
                count=len(found),
            )
        columns = zip(found, points.T, strict=True)
        return pd.DataFrame({factor.name: factor.values(column) for factor, column in columns})
    table = points if isinstance(points, pd.DataFrame) else pd.DataFrame(rows("points", points))
    if len(table) and not len(table.columns):
        raise UserError("points have no columns; allowed: a column per factor")
    if not table.columns.is_unique:
        twice = str(table.columns[table.columns.duplicated()][0])
        raise UserError("points have the column {name} twice", name=shown(twice))
    return table


# The workbench keeps "scenario" and "policy" for columns of its own.
OWN_NAMES = {"scenario_name": "scenario", "policy_name": "policy"}


class OneRun:
    """The model as a function of factors, which other processes can be given too."""

    def __init__(self, days: int, warm_up_days: int) -> None:
        self.days, self.warm_up_days = days, warm_up_days
        self.__name__ = "bijstand"

    def __call__(self, seed: int = 1, **values: float | str) -> dict[str, float]:
        """Run one point and return its outcomes."""
        point = {
            OWN_NAMES.get(name, name.replace("__", ".", 1)): value for name, value in values.items()
        }
        runs = frame([point], seeds=[seed], days=self.days, warm_up_days=self.warm_up_days)
        return {name: float(runs[name].iloc[0]) for name in OUTCOMES}


def ema_model(
    conditions: str | Iterable[str] | None = None,
    policies: str | Iterable[str] | None = None,
    *,
    days: int = 730,
    warm_up_days: int = 180,
) -> Model:
    """Return the model for the EMA workbench: uncertainties, levers and outcomes.

    Uncertainties are conditions (``conditions__trust_start``), open questions (``theory__trust``),
    ``scenario_name`` and the seed; the lever is ``policy_name``. Outcomes are to be maximised where
    more is better and minimised where less is.

    Args:
        conditions: As in ``problem``; None for all conditions and all open questions.
        policies: Names; None for no policy and each single one.
        days: Measured days.
        warm_up_days: Days before them.

    Raises:
        UserError: For a name that does not exist, or where the workbench is not installed.
    """
    require_extra("discovery", "ema_model")
    import ema_workbench as ema  # noqa: PLC0415 - slow to import, and an extra

    model = ema.Model("bijstand", function=OneRun(days, warm_up_days))
    names = None if conditions is None else _listed(conditions)
    uncertain: list[Any] = [
        ema.CategoricalParameter("scenario_name", offered_in("scenario")),
        ema.IntegerParameter("seed", 1, 2**31 - 1),
    ]
    for factor in declared_factors(names, control=False):
        head, _, rest = factor.name.partition(".")
        written = f"{head}__{rest}"
        if head == "theory":
            uncertain.append(ema.CategoricalParameter(written, list(SWITCHES[rest].values)))
        else:
            uncertain.append(ema.RealParameter(written, factor.low, factor.high))
    model.uncertainties = uncertain
    named = _listed(policies or offered_in("policy"))
    model.levers = [ema.CategoricalParameter("policy_name", named)]
    kinds = {
        "good": ema.ScalarOutcome.MAXIMIZE,
        "bad": ema.ScalarOutcome.MINIMIZE,
        "neutral": ema.ScalarOutcome.INFO,
    }
    model.outcomes = [
        ema.ScalarOutcome(name, kind=kinds[DECLARED[name].direction]) for name in OUTCOMES
    ]
    return model
