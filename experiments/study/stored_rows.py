"""Rows that a study stored, held against its plan before anything is worked out from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.study.store import ERROR, KEPT, KEYS, STAGE
from sim.errors import UserError, shown
from sim.reading.parquet_file import read_frame
from sim.words import Message

TEXTS = (STAGE, ERROR)


def read_rows(
    file: Path, points: int, expected: int | None, further: Sequence[str] = ()
) -> pd.DataFrame:
    """Read a table of runs.

    Args:
        file: The Parquet file.
        points: Points of the design.
        expected: Rows that the manifest says there are; None where it does not say.
        further: Columns that are needed beside point, replication and seed.

    Raises:
        UserError: Where the file cannot be read, a column is missing or of another type, a run
            stands there twice or is none of the design, or there are more or fewer than were run.
    """
    frame, where = read_frame(file), str(file)
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
