"""Which seed a run takes: explicit, stored with the run, and by a rule that suits the design."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sim.errors import UserError, shown, unknown_name
from sim.streams.tape import HIGHEST_SEED

Rule = Literal["same", "base_row"]
RULES: tuple[Rule, ...] = ("same", "base_row")
# Of these, points of a base row are compared with each other and base rows are averaged over.
BY_BASE_ROW = ("sobol", "sobol_points", "lhs", "morris", "shapley")


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seeds of a study.

    Attributes:
        count: Runs per point, each with its own seed.
        first: The first seed.
        rule: "same": replication r has seed ``first + r`` at every point, for paired comparison.
            "base_row": replication r at base row b has seed ``first + b * count + r``: constant
            within a base row, so that luck does not pass for an effect, and varied across.
    """

    count: int = 1
    first: int = 1
    rule: Rule = "same"

    def __post_init__(self) -> None:
        """Refuse what is no rule, no run, or no seed."""
        if self.rule not in RULES:
            raise unknown_name("rule of seeds", self.rule, RULES)
        if self.count < 1:
            raise UserError("replications are {count}; allowed: 1 or more", count=self.count)
        if self.first < 0:
            raise UserError("the first seed is {first}; allowed: 0 or more", first=self.first)

    def of(
        self, base_rows: npt.NDArray[np.int64], replications: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """Return the seed of each run from its base row and replication."""
        rows = base_rows * self.count if self.rule == "base_row" else 0
        return self.first + rows + replications

    def check(self, most_base_rows: int) -> None:
        """Refuse seeds that would become larger than a seed can be."""
        last = self.first + (most_base_rows + 1) * self.count
        if last > HIGHEST_SEED:
            raise UserError(
                "seeds would go up to {last}; allowed: up to {highest}",
                last=last,
                highest=HIGHEST_SEED,
            )

    def contents(self) -> dict[str, Any]:
        """Return the seeds as plain data."""
        return {"first": self.first, "count": self.count, "rule": self.rule}


def seeds_for(kind: str, count: int = 1, first: int = 1, rule: str = "auto") -> Seeds:
    """Return the seeds that suit a kind of design.

    Args:
        kind: The kind of the design.
        count: Runs per point.
        first: The first seed.
        rule: "auto" for what suits the kind, or one of ``RULES``.

    Raises:
        UserError: For a rule that does not exist or numbers that are not allowed.
    """
    if rule not in ("auto", *RULES):
        raise unknown_name("value of design.seed_rule", rule, ("auto", *RULES))
    suits: Rule = "base_row" if kind in BY_BASE_ROW else "same"
    return Seeds(count, first, suits if rule == "auto" else next(r for r in RULES if r == rule))


def as_seeds(given: Seeds | int | Sequence[int], kind: str, by_base_row: bool = False) -> Seeds:
    """Return seeds from a number of replications, or from consecutive seeds such as a range.

    Raises:
        UserError: For anything else.
    """
    rule = "base_row" if by_base_row else "auto"
    if isinstance(given, Seeds):
        return given
    if isinstance(given, Integral) and _whole(given):
        return seeds_for(kind, int(given), rule=rule)
    every = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else []
    listed = [int(seed) for seed in every if _whole(seed)]
    if not every or every != listed or listed != list(range(listed[0], listed[0] + len(listed))):
        raise UserError(
            "seeds are {listed}; allowed: a number of them, or consecutive whole numbers",
            listed=shown(every[:5] or given),
        )
    return seeds_for(kind, len(listed), listed[0], rule)


def _whole(value: object) -> bool:
    """Return whether a value is a whole number, of Python's or of numpy's; yes and no are none."""
    return isinstance(value, Integral) and not isinstance(value, bool | np.bool_)
