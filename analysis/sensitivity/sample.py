"""A design with the values of one outcome: what every estimator of sensitivity works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.factors import DUMMY
from sim.conditions import CONDITIONS
from sim.errors import UserError

DUMMIES = (DUMMY, CONDITIONS["dummy"].group)
"""What the dummy is called: among factors, and where factors are grouped."""

NAMED_POINTS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A design and a value per row, in the order in which the design was made.

    Attributes:
        kind: The kind of design: "morris", "shapley", "sobol", "lhs", …
        problem: SALib's description of the factors.
        raw: Shape (rows, factors), as sampled: categories and whole numbers not yet floored.
        base_rows: Shape (rows,), from 0: the base row or trajectory that a row belongs to.
        values: Shape (rows,), the outcome, averaged over the replications of a row.
        second_order: Whether a Sobol design also holds the rows for pairs of factors.
    """

    kind: str
    problem: Mapping[str, Any]
    raw: npt.NDArray[np.float64]
    base_rows: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    second_order: bool = False

    @property
    def names(self) -> list[str]:
        """What indices are estimated for: the groups, or else the factors."""
        groups = self.problem.get("groups")
        return list(dict.fromkeys(groups)) if groups else list(self.problem["names"])

    @property
    def size(self) -> int:
        """The number of base rows (N), trajectories, or points."""
        return int(self.base_rows.max()) + 1 if len(self.base_rows) else 0

    @property
    def block(self) -> int:
        """The number of rows in a base row."""
        return len(self.values) // max(1, self.size)

    def first(self, size: int) -> Sample:
        """Return the part of the design with the first base rows."""
        return self.part(0, size)

    def part(self, start: int, stop: int) -> Sample:
        """Return the base rows from start to before stop, numbered from 0 again."""
        # Base rows stand in order: a slice is no copy.
        kept = slice(start * self.block, stop * self.block)
        return replace(
            self, raw=self.raw[kept], base_rows=self.base_rows[kept] - start,
            values=self.values[kept],
        )  # fmt: skip

    def independent(self) -> npt.NDArray[np.int64]:
        """Return the places of rows that are independent draws: the ends of each base row."""
        if self.block <= 1:
            return np.arange(len(self.values))
        starts = np.arange(self.size) * self.block
        return np.sort(np.concatenate([starts, starts + self.block - 1]))


def outcome_values(
    runs: pd.DataFrame, outcome: str, points: Sequence[int] | npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return an outcome per point, averaged over its replications.

    Args:
        runs: A row per run: point, replication, seed, outcomes.
        outcome: The outcome's key.
        points: The points of the design, in its order.

    Raises:
        UserError: Where a value does not exist or a run is not there: one missing value makes
            every index of some estimators zero without a word, so none is worked out.
    """
    if outcome not in runs:
        raise UserError(f"outcome '{outcome}' is not in these runs")
    refuse_missing(runs, outcome)
    means = runs.groupby("point")[outcome].mean()
    absent = np.setdiff1d(np.asarray(points), means.index.to_numpy())
    if absent.size:
        raise UserError(
            f"{absent.size} of {len(points)} points of the design have no run "
            f"({_listed(absent)}); resume the study, or see failures.parquet for why they failed"
        )
    return means.loc[list(points)].to_numpy(np.float64)


def refuse_missing(runs: pd.DataFrame, outcome: str) -> None:
    """Refuse an outcome that does not exist in some of the runs.

    Raises:
        UserError: It says in how many, at which points, and what can be done.
    """
    values = runs[outcome].to_numpy(np.float64)
    missing = ~np.isfinite(values)
    if missing.any():
        where = np.unique(runs["point"].to_numpy()[missing])
        raise UserError(
            f"outcome '{outcome}' does not exist in {int(missing.sum())} of {len(runs)} runs "
            f"({_listed(where)}), and an index over the others would be of another question; "
            "choose another outcome, longer runs (run.days=), or narrower ranges"
        )


def _listed(points: npt.NDArray[Any]) -> str:
    shown = ", ".join(str(point) for point in points[:NAMED_POINTS])
    return f"points {shown}{', …' if len(points) > NAMED_POINTS else ''}"
