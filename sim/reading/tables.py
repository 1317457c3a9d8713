"""Tables of a user's, as CSV or as a workbook: what a file is, it says itself."""

from __future__ import annotations

from pathlib import Path

from sim.reading.csv_table import ALLOWED, MOST_BYTES, Table, table_from
from sim.reading.regular import read_bytes
from sim.reading.workbook import is_workbook, workbook_from

TABLE_ENDINGS = (".csv", ".xlsx")


def read_table(path: str | Path, where: str, sheet: str, most: int = MOST_BYTES) -> Table:
    """Read a table from a file.

    Args:
        path: The file: CSV, or a workbook, by what is in it and not by its name.
        where: What it is called in a message.
        sheet: The sheet of a workbook that is read, where there are several.
        most: Bytes at most.

    Raises:
        UserError: Where it cannot be read, or as ``table_from`` and ``workbook_from``.
    """
    content = read_bytes(path, where, ALLOWED, most)
    if is_workbook(content):
        return workbook_from(content, where, sheet)
    return table_from(content, where)
