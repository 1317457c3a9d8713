"""Parquet from outside: one regular file, of a size that its own description stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import UserError, shown
from sim.reading.regular import refuse_irregular
from sim.words import Message, from_elsewhere

# A file of a few kilobytes can say that it holds any number of rows.
MOST_CELLS = 1_000_000_000
ALLOWED = Message("a Parquet file")
# What pandas writes down of the numbers of rows that it left out of a longer table.
UNNAMED_INDEX = re.compile(r"__index_level_[0-9]+__")


def _every(field: pa.Field) -> bool:
    return True


def read_parquet(
    path: str | Path,
    where: str | None = None,
    allowed: str = ALLOWED,
    wanted: Callable[[pa.Field], bool] = _every,
) -> pa.Table:
    """Read a Parquet file.

    Args:
        path: The file.
        where: What it is called in a message; its path by itself.
        allowed: What is allowed in its place, in words that complete "allowed: …".
        wanted: Says of a column whether it is read.

    Raises:
        UserError: Where it cannot be read, is no Parquet, damaged, larger than it may be, or has
            a column twice.
    """
    named = where or str(path)
    refuse_irregular(path, named, allowed)
    try:
        with pq.ParquetFile(path) as file:
            described = file.metadata
            if described.num_rows * max(described.num_columns, 1) > MOST_CELLS:
                raise UserError(
                    "{where} has {rows:,} rows of {columns:,} columns; allowed: "
                    "{most:,} cells at most",
                    where=named,
                    rows=described.num_rows,
                    columns=described.num_columns,
                    most=MOST_CELLS,
                )
            names = file.schema_arrow.names
            table = file.read([field.name for field in file.schema_arrow if wanted(field)])
            table.validate(full=True)
    except (OSError, pa.ArrowException, ValueError, MemoryError) as error:
        if isinstance(error, UserError):
            raise
        lines = str(error).splitlines() or [type(error).__name__]
        raise UserError(
            "{where} cannot be read ({reason}); allowed: {allowed}",
            where=named,
            reason=from_elsewhere(lines[0]),
            allowed=allowed,
        ) from error
    for name in names:
        if names.count(name) > 1:
            raise UserError(
                "{where}: column {name} stands there twice; allowed: once",
                where=named,
                name=shown(name),
            )
    return table


def read_frame(
    path: str | Path,
    where: str | None = None,
    allowed: str = ALLOWED,
    wanted: Callable[[pa.Field], bool] = _every,
) -> pd.DataFrame:
    """Read a Parquet file as a data frame; raises as ``read_parquet``."""
    return frame_of_table(read_parquet(path, where, allowed, wanted), where or str(path))


def frame_of_table(table: pa.Table, where: str) -> pd.DataFrame:
    """Return a table as a data frame, whatever its metadata say of an index.

    Raises:
        UserError: Where it holds something that a data frame cannot.
    """
    named = [name for name in table.schema.names if not UNNAMED_INDEX.fullmatch(name)]
    try:
        frame: pd.DataFrame = table.select(named).replace_schema_metadata(None).to_pandas()
        return frame
    except (pa.ArrowException, ValueError, TypeError) as error:
        lines = str(error).splitlines() or [type(error).__name__]
        raise UserError(
            "{where} cannot be read ({reason}); allowed: {allowed}",
            where=where,
            reason=from_elsewhere(lines[0]),
            allowed=ALLOWED,
        ) from error
