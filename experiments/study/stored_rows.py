"""Rows that a study stored, held against its plan before anything is worked out from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.study.store import ERROR, KEPT, KEPT_PER_GROUP, KEYS, STAGE
from sim.errors import UserError, shown
from sim.reading.parquet_file import read_frame
from sim.words import Message

TEXTS = (STAGE, ERROR)


def no_lists(field: pa.Field) -> bool:
    """Return whether a column holds one value a row: lists may be long."""
    return not pa.types.is_list(field.type)


def read_rows(
    file: Path,
    points: int,
    expected: int | None,
    further: Sequence[str] = (),
    wanted: Callable[[pa.Field], bool] | None = None,
) -> pd.DataFrame:
    """Read a table of runs.

    Args:
        file: The Parquet file.
        points: Points of the design.
        expected: Rows that the manifest says there are; None where it does not say.
        further: Columns that are needed beside point, replication and seed.
        wanted: Says of a column whether it is read; None for all.

    Raises:
        UserError: Where the file cannot be read, a column is missing or of another type, a run
            stands there twice or is none of the design, or there are more or fewer than were run.
    """
    where = str(file)
    frame = read_frame(file, wanted=wanted) if wanted else read_frame(file)
    for column in (*KEYS, *further):
        if column not in frame:
            raise UserError(
                "{where}: column {column} is missing", where=where, column=shown(column)
            )
    for name, values in frame.items():
        _check_column(values, str(name), where)
    keys = frame[["point", "replication"]]
    if (frame[list(KEYS)] < 0).any(axis=None) or (frame["point"] >= points).any():
        raise UserError(
            "{where}: a run of a point that the design has not ({points} points)",
            where=where,
            points=points,
        )
    if keys.duplicated().any():
        point, replication = keys[keys.duplicated()].iloc[0]
        raise UserError(
            "{where}: replication {replication} of point {point} stands there twice; allowed: once",
            where=where,
            replication=replication,
            point=point,
        )
    if expected is not None and len(frame) != expected:
        raise UserError(
            "{where} has {rows} rows; allowed: {expected}, as the manifest says",
            where=where,
            rows=len(frame),
            expected=expected,
        )
    return frame


def read_stretch(file: Path, column: str, first: int, end: int) -> npt.NDArray[np.float64]:
    """Read the numbers from ``first`` to before ``end`` of the lists in a column, row by row.

    Only so much is in memory at a time, however many rows and however long their lists.

    Raises:
        UserError: Where it cannot be read, or lists are not of one length.
    """
    try:
        with pq.ParquetFile(file) as stored:
            found, done = np.empty((stored.metadata.num_rows, end - first)), 0
            for batch in stored.iter_batches(KEPT_PER_GROUP, columns=[column]):
                found[done : done + len(batch)] = _stretch(batch.column(0), first, end)
                done += len(batch)
        return found
    except (OSError, pa.ArrowException, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise UserError(
            "{file}: column {column} cannot be read ({reason})",
            file=file,
            column=shown(column),
            reason=reason,
        ) from error


def _stretch(lists: pa.ListArray, first: int, end: int) -> npt.NDArray[np.float64]:
    lengths = set(lists.value_lengths().to_pylist())
    if len(lengths) != 1 or lists.null_count:
        raise ValueError(f"lists of {len(lengths)} lengths; allowed: one")
    numbers: npt.NDArray[np.float64] = lists.flatten().to_numpy(zero_copy_only=False)
    return numbers.reshape(len(lists), -1)[:, first:end]


def _check_column(values: pd.Series, name: str, where: str) -> None:
    if name.startswith(KEPT):
        return
    if name in KEYS:
        fits, allowed = values.dtype == np.int64, Message("whole numbers")
    elif name in TEXTS:
        there = values.dropna()
        fits, allowed = all(isinstance(value, str) for value in there), Message("texts")
    else:
        fits = pd.api.types.is_numeric_dtype(values) and values.dtype != np.bool_
        allowed = Message("numbers")
    if not fits:
        raise UserError(
            "{where}: column {column} holds {kind}; allowed: {allowed}",
            where=where,
            column=shown(name),
            kind=values.dtype,
            allowed=allowed,
        )
