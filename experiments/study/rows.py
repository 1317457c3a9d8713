"""What came of a chunk, as a table with a row per run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from experiments.running.chunk import Rows
from experiments.study.store import ERROR, KEPT, KEYS, STAGE

Keys = tuple[npt.NDArray[np.int64], ...]


def rows_table(keys: Keys, rows: Rows) -> pa.Table:
    """Return the finished and failed runs of a chunk.

    Args:
        keys: Point, replication and seed of each run.
        rows: What came of them.

    Returns:
        The keys, a column per outcome (NaN where a value does not exist), ``stage`` and
        ``error`` (null where a run did not fail), and ``kept.<name>`` for what is kept.
    """
    count = len(rows)
    columns: dict[str, Any] = {
        key: pa.array(values[:count]) for key, values in zip(KEYS, keys, strict=True)
    }
    for name, numbers in zip(rows.names, rows.outcomes.T, strict=True):
        columns[name] = pa.array(np.ascontiguousarray(numbers))
    for place, name in enumerate((STAGE, ERROR)):
        said = [rows.failures[i][place] if i in rows.failures else None for i in range(count)]
        columns[name] = pa.array(said, pa.string())
    for name in sorted({name for kept in rows.kept[:count] for name in kept}):
        columns[KEPT + name] = _kept([kept.get(name) for kept in rows.kept[:count]])
    return pa.table(columns)


def _kept(values: Sequence[Any]) -> pa.Array:
    """Return what is kept under one name: numbers, lists of numbers, or lists of texts."""
    first = next(value for value in values if value is not None)
    if not isinstance(first, np.ndarray):
        return pa.array(values, pa.float64())
    if first.dtype.kind in "OUT":
        return pa.array(values, pa.list_(pa.string()))
    # Number by number, as Arrow takes lists, long ones would take a tenth of their run's time.
    lengths = [0 if value is None else len(value) for value in values]
    ends = np.cumsum([0, *lengths], dtype=np.int32)
    numbers = np.concatenate([value for value in values if value is not None], dtype=np.float64)
    absent = np.array([value is None for value in values])
    return pa.ListArray.from_arrays(
        pa.array(ends), pa.array(numbers), mask=pa.array(absent) if absent.any() else None
    )
