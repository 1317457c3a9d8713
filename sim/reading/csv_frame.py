"""A stored table as a data frame: of the form of every table, with the values that pandas reads."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from sim.errors import UserError
from sim.reading.csv_table import ALLOWED, COMMA, MOST_BYTES, table_from
from sim.reading.regular import read_bytes
from sim.reading.text import text_from
from sim.words import from_elsewhere


def read_csv_frame(path: str | Path) -> pd.DataFrame:
    """Read a table that pandas wrote: separated by commas, with a decimal point.

    Raises:
        UserError: Where it cannot be read, has no columns, a column twice, or ragged rows.
    """
    where = str(path)
    text = text_from(read_bytes(path, where, ALLOWED, MOST_BYTES), where)
    table = table_from(text, where)
    if not table.header:
        raise UserError("{where} is empty; allowed: a header and rows", where=where)
    if table.separator != COMMA and len(table.header) > 1:
        raise UserError(
            "{where} is not separated by commas; allowed: a table as it was stored", where=where
        )
    try:
        return pd.read_csv(io.StringIO(text))
    except (ValueError, OverflowError) as error:
        raise UserError(
            "{where} cannot be read ({reason})",
            where=where,
            reason=from_elsewhere(str(error).splitlines()[0]),
        ) from error
