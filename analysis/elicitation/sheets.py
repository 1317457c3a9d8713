"""Files that came back: CSV, or a workbook of a spreadsheet, told by what is in them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from sim.errors import UserError
from sim.reading import Table, read_bytes, table_from
from sim.words import Message, from_elsewhere

MOST_BYTES, MOST_UNFOLDED = 10_000_000, 100_000_000
MARK = b"PK\x03\x04"
SHEET = "answers"
ALLOWED = Message("answers as CSV or XLSX")


def read_answers(path: Path) -> Table:
    """Read a table of answers; of a workbook its only sheet, or the one that is called answers.

    Raises:
        UserError: Where it cannot be read, or as ``sim.reading.table_from``.
    """
    content = read_bytes(path, path.name, ALLOWED, MOST_BYTES)
    if not content.startswith(MARK):
        return table_from(content, path.name)
    try:
        lines = _lines(content)
    except UserError as error:
        raise UserError("{where}: {error}", where=path.name, error=error) from None
    except Exception as error:  # whatever a library finds wrong with a file that was made by hand
        raise UserError(
            "{where} cannot be read ({reason}); allowed: {allowed}",
            where=path.name,
            reason=from_elsewhere(str(error) or type(error).__name__),
            allowed=ALLOWED,
        ) from error
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return table_from(text.getvalue(), path.name)


def _lines(content: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNFOLDED:
            raise UserError(
                "a workbook unfolds to more than {most:,} bytes; allowed: up to that",
                most=MOST_UNFOLDED,
            )
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - only who has a workbook needs it
    except ImportError:
        raise UserError(
            "a workbook needs openpyxl: pip install openpyxl; or save it as CSV"
        ) from None
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheets = {sheet.title.casefold(): sheet for sheet in book.worksheets}
    if SHEET not in sheets and len(sheets) > 1:
        raise UserError(
            "a workbook has {count} sheets; allowed: one, or one that is called {name}",
            count=len(sheets),
            name=SHEET,
        )
    chosen = sheets.get(SHEET) or next(iter(sheets.values()))
    return [[_text(cell) for cell in line] for line in chosen.iter_rows(values_only=True)]


def _text(value: Any) -> str:
    """Write a cell as it would be typed, a number with a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)
