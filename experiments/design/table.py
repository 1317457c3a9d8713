"""The table of a design: a row per point, with the values used and the raw sample."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from experiments.design.factors import Factor
from experiments.design.units import with_units
from sim.conditions import refuse_both

POINT, BASE_ROW, RAW = "point", "base_row", "raw."
METADATA = b"bijstand.design"


@dataclass(frozen=True, eq=False)
class Design:
    """Points to run.

    Attributes:
        kind: "list", "factorial", "lhs", "sobol", "sobol_points", "morris", "shapley" or "ofat".
        factors: What is varied, in the order of the columns.
        table: The columns ``point``, ``base_row``, one per factor (the value used) and
            ``raw.<factor>`` (the raw sample). Points of a base row share their seeds where the
            kind asks for it.
        options: What the sampler was told: points asked for, seed, levels, groups, …
    """

    kind: str
    factors: tuple[Factor, ...]
    table: pd.DataFrame
    options: Mapping[str, Any]

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.table)

    @cached_property
    def digest(self) -> str:
        """A digest of kind, factors and table: the same digest means the same points."""
        found = hashlib.sha256(json.dumps([self.kind, self._declared()]).encode())
        for name in self.table.columns:
            column = self.table[name].to_numpy()
            found.update(f"\0{name}\0".encode())
            found.update(
                column.tobytes() if column.dtype.kind in "if" else "\0".join(column).encode()
            )
        return found.hexdigest()[:16]

    @property
    def problem(self) -> dict[str, Any]:
        """The problem as SALib wants it; to be given to its analysers with ``raw``."""
        found: dict[str, Any] = {
            "num_vars": len(self.factors),
            "names": [factor.name for factor in self.factors],
            "bounds": [list(factor.bounds) for factor in self.factors],
        }
        if self.options.get("groups"):
            found["groups"] = [factor.group for factor in self.factors]
        return found

    @property
    def raw(self) -> npt.NDArray[np.float64]:
        """The raw sample, points x factors."""
        return self.table[[RAW + factor.name for factor in self.factors]].to_numpy(np.float64)

    @cached_property
    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """The values used per factor, as arrays."""
        return {factor.name: self.table[factor.name].to_numpy() for factor in self.factors}

    @cached_property
    def base_rows(self) -> npt.NDArray[np.int64]:
        """The base row of each point."""
        return self.table[BASE_ROW].to_numpy(np.int64)

    def values(self, point: int) -> dict[str, float | str]:
        """Return the values of one point by factor."""
        return {
            name: str(column[point]) if column.dtype.kind not in "if" else float(column[point])
            for name, column in self.columns.items()
        }

    def to_arrow(self) -> pa.Table:
        """Return the table with kind, factors and options in its metadata."""
        described = {"kind": self.kind, "factors": self._declared(), "options": dict(self.options)}
        table = pa.Table.from_pandas(self.table, preserve_index=False)
        return table.cast(with_units(table.schema)).replace_schema_metadata(
            {METADATA: json.dumps(described).encode()}
        )

    def _declared(self) -> list[dict[str, Any]]:
        return [asdict(factor) for factor in self.factors]


def design_of(
    kind: str,
    factors: Sequence[Factor],
    raw: npt.NDArray[np.float64],
    base_rows: npt.NDArray[np.int64],
    options: Mapping[str, Any],
) -> Design:
    """Build a design from a raw sample.

    Args:
        kind: What it is.
        factors: The factors.
        raw: The raw sample, points x factors.
        base_rows: The base row of each point.
        options: What the sampler was told.

    Raises:
        UserError: Where two factors say the same in other words.
    """
    refuse_both([factor.name.removeprefix("conditions.") for factor in factors])
    columns: dict[str, Any] = {
        POINT: np.arange(len(raw), dtype=np.int64),
        BASE_ROW: base_rows.astype(np.int64),
    }
    columns |= {factor.name: factor.values(raw[:, i]) for i, factor in enumerate(factors)}
    columns |= {RAW + factor.name: raw[:, i] for i, factor in enumerate(factors)}
    return Design(kind, tuple(factors), pd.DataFrame(columns), dict(options))
