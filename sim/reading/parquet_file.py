"""Parquet from outside: one regular file, of a size that its own description stands for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import UserError, shown
from sim.reading.regular import refuse_irregular

# A file of a few kilobytes can say that it holds any number of rows.
MOST_CELLS = 1_000_000_000
ALLOWED = "a Parquet file"


def read_parquet(path: str | Path, where: str | None = None, allowed: str = ALLOWED) -> pa.Table:
    """Read a Parquet file.

    Args:
        path: The file.
        where: What it is called in a message; its path by itself.
        allowed: What is allowed in its place, in words that complete "allowed: …".

    Raises:
        UserError: Where it cannot be read, is no Parquet, damaged, larger than it may be, or has
            a column twice or with other things in it than numbers and texts.
    """
    named = where or str(path)
    refuse_irregular(path, named, allowed)
    try:
        with pq.ParquetFile(path) as file:
            described = file.metadata
            if described.num_rows * max(described.num_columns, 1) > MOST_CELLS:
                raise UserError(
                    f"{named} has {described.num_rows:,} rows of {described.num_columns:,} columns;"
                    f" allowed: {MOST_CELLS:,} cells at most"
                )
            table = file.read()
    except (OSError, pa.ArrowException, ValueError, MemoryError) as error:
        if isinstance(error, UserError):
            raise
        lines = str(error).splitlines() or [type(error).__name__]
        raise UserError(f"{named} cannot be read ({lines[0]}); allowed: {allowed}") from error
    names = table.schema.names
    for name in names:
        if names.count(name) > 1:
            raise UserError(f"{named}: column {shown(name)} stands there twice; allowed: once")
    return table


def read_frame(path: str | Path, where: str | None = None, allowed: str = ALLOWED) -> pd.DataFrame:
    """Read a Parquet file as a data frame; raises as ``read_parquet``."""
    return read_parquet(path, where, allowed).to_pandas()
