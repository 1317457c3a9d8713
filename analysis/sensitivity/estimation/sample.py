"""A design with the values of one outcome: what every estimator of sensitivity works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.design import Design
from experiments.design.factors import DUMMY, condition_factor
from sim.errors import UserError
from sim.words import Message

TRAJECTORIES = ("sobol", "morris", "shapley")
"""Designs whose base rows are several points, of which most differ in one factor only."""
ORDERED = ("list", "factorial")
"""Designs whose points stand in an order that somebody chose."""

DRAWN = "drawn"
"""What is left of any design once only independent draws of it are taken."""

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
        options: What the design was made with, such as levels and second_order: every estimator
            takes from here what its formula needs to know of the design.
        words: The factors whose values are words: their raw values are places, floored.
        whole: The factors of whole numbers, floored likewise.
    """

    kind: str
    problem: Mapping[str, Any]
    raw: npt.NDArray[np.float64]
    base_rows: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    options: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

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
            self,
            raw=self.raw[kept],
            base_rows=self.base_rows[kept] - start,
            values=self.values[kept],
        )

    def independent(self) -> npt.NDArray[np.int64]:
        """Return the places of rows that are independent draws: the ends of each base row."""
        if self.block <= 1:
            return np.arange(len(self.values))
        starts = np.arange(self.size) * self.block
        return np.sort(np.concatenate([starts, starts + self.block - 1]))

    def moved(self) -> npt.NDArray[np.float64]:
        """Return which share of its range each factor moves by in each base row.

        Of what runs use: whole numbers are floored, and another word is a whole range away from
        any other, since words have no distances.

        Returns:
            Shape (base rows, factors); 0 where a run of the base row uses no other value.
        """
        low, high = np.array(self.problem["bounds"], np.float64).T
        used, names = self.raw.copy(), list(self.problem["names"])
        for place, name in enumerate(names):
            if name in self.words or name in self.whole:
                high[place] -= 1.0
                used[:, place] = np.clip(np.floor(used[:, place]), low[place], high[place])
        steps = np.diff(used.reshape(self.size, self.block, -1), axis=1)
        share = np.abs(steps / (high - low)).sum(axis=1)
        words = np.isin(names, self.words)
        return np.where(words & (share > 0), 1.0, share)


def sample_of(design: Design, values: npt.NDArray[np.float64]) -> Sample:
    """Return a design with the values of an outcome.

    Args:
        design: The design.
        values: A value per point, in its order.
    """
    return Sample(
        design.kind,
        design.problem,
        design.raw,
        design.base_rows,
        values,
        design.options,
        words=tuple(factor.name for factor in design.factors if factor.words),
        whole=tuple(factor.name for factor in design.factors if factor.whole),
    )


def draws_of(sample: Sample, seed: int = 1) -> Sample:
    """Return the independent draws of a sample, in no order, a dummy among their factors.

    What works on any sample needs just that. Points of a list or a grid stand in an order, which
    halves of them would take for an effect; and where nothing that was varied enters nothing, a
    column of random numbers does, at no run's cost.

    Args:
        sample: A design with its values.
        seed: Seed of the order and of the dummy.
    """
    rng = np.random.default_rng(seed)
    rows = sample.independent() if sample.kind in TRAJECTORIES else np.arange(len(sample.values))
    if sample.kind in ORDERED:
        rows = rng.permutation(rows)
    raw, problem = sample.raw[rows], dict(sample.problem)
    if DUMMY not in problem["names"]:
        low, high = condition_factor(DUMMY.partition(".")[2]).bounds
        raw = np.column_stack([raw, rng.uniform(low, high, len(rows))])
        problem |= {
            "num_vars": raw.shape[1],
            "names": [*problem["names"], DUMMY],
            "bounds": [*problem["bounds"], [low, high]],
        }
    return replace(
        sample,
        kind=DRAWN,
        problem=problem,
        raw=raw,
        base_rows=np.arange(len(rows)),
        values=sample.values[rows],
    )


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
        raise UserError("outcome '{outcome}' is not in these runs", outcome=outcome)
    refuse_missing(runs, outcome)
    means = runs.groupby("point")[outcome].mean()
    absent = np.setdiff1d(np.asarray(points), means.index.to_numpy())
    if absent.size:
        raise UserError(
            "{absent} of {all} points of the design have no run ({points}); resume the "
            "study, or see failures.parquet for why they failed",
            absent=absent.size,
            all=len(points),
            points=_listed(absent),
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
            "outcome '{outcome}' does not exist in {missing} of {runs} runs ({points}), and an "
            "index over the others would be of another question; choose another outcome, "
            "longer runs (run.days=), or narrower ranges",
            outcome=outcome,
            missing=int(missing.sum()),
            runs=len(runs),
            points=_listed(where),
        )


def _listed(points: npt.NDArray[Any]) -> str:
    shown = ", ".join(str(point) for point in points[:NAMED_POINTS])
    more = ", …" if len(points) > NAMED_POINTS else ""
    return Message("points {points}", points=f"{shown}{more}")
