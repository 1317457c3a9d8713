"""Tables from outside, as a workbook of a spreadsheet (XLSX): recognised as a whole file.

A cell of a workbook knows whether it is a number, so that no mark has two readings. What merely
looks like a number (a text with a point or a comma, which the spreadsheet did not take for one) is
refused in a column of numbers, and so is a formula whose value was never stored.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from sim.errors import UserError, shown
from sim.extras import require_extra
from sim.reading.csv_table import Cell, Table, place_of, without_empty_columns
from sim.words import Message, from_elsewhere

MARK = b"PK\x03\x04"
OLD_MARK = b"\xd0\xcf\x11\xe0"
PART = "xl/workbook.xml"
# A file of a few kilobytes can unfold to any size, and one cell can stand at the end of the sheet.
MOST_BYTES = 400_000_000
MOST_CELLS = 20_000_000
MARKED_NUMBER = re.compile(r"[+-]?\d*[.,]\d[\d.,]*([eE][+-]?\d+)?", re.ASCII)
ALLOWED = Message("a workbook as Excel saves it (.xlsx)")


@dataclass(frozen=True, slots=True)
class Sheet(Table):
    """A table from a workbook.

    Attributes:
        texts: The cells that are texts and look like numbers, after their row and column.
    """

    texts: tuple[tuple[Cell, str], ...] = ()

    def with_points(self, numbers: Collection[str]) -> Table:
        """Return the table; a number of a workbook has no mark.

        Raises:
            UserError: Where a text that looks like a number stands in a column of numbers.
        """
        for place, text in self.texts:
            if place[1] in numbers:
                raise UserError(
                    "{where}, {place}: {cell} is a text that looks like a number; allowed: a "
                    "number that the spreadsheet takes for one (in Excel: Data, Text to Columns)",
                    where=self.where,
                    place=place_of(place),
                    cell=shown(text),
                )
        return self


def is_workbook(content: bytes) -> bool:
    """Return whether the content of a file is that of a workbook, of this form or the old one."""
    return content.startswith((MARK, OLD_MARK))


def workbook_from(content: bytes, where: str, sheet: str) -> Sheet:
    """Read a table from the content of a workbook.

    Args:
        content: The bytes of the file.
        where: What it is called in a message.
        sheet: The sheet that is read where there are several that are not empty.

    Raises:
        UserError: For what is no such workbook, larger than it may be, without the sheet, or with
            a cell that two people could read differently.
    """
    require_extra("office", where)
    _refuse_other_archives(content, where)
    try:
        lines = _chosen(content, where, sheet)
    except UserError:
        raise
    except Exception as error:  # whatever a library finds wrong with a file that was made by hand
        said = str(error).splitlines() or [type(error).__name__]
        raise UserError(
            "{where} cannot be read ({reason}); allowed: {allowed}",
            where=where,
            reason=from_elsewhere(said[0]),
            allowed=ALLOWED,
        ) from error
    return _table(lines, where)


def _refuse_other_archives(content: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names, size = archive.namelist(), sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError):
        names, size = [], 0
    if PART not in names:
        raise UserError("{where} is no workbook; allowed: {allowed}", where=where, allowed=ALLOWED)
    if size > MOST_BYTES:
        raise UserError(
            "{where} unfolds to {size:,} bytes; allowed: {most:,} at most",
            where=where,
            size=size,
            most=MOST_BYTES,
        )


def _chosen(content: bytes, where: str, wanted: str) -> list[list[Any]]:
    """Return the lines of the sheet with the wanted name, or of the only one that is not empty."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only who reads a workbook needs it

    values, formulas = (
        load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        for data_only in (True, False)
    )
    titles = {sheet.title: (sheet, formulas[sheet.title]) for sheet in values.worksheets}
    named = [title for title in titles if title.casefold() == wanted.casefold()]
    found = {title: list(_lines(*titles[title], where)) for title in named or titles}
    full = [title for title in found if found[title]]
    if len(full) > 1:
        raise UserError(
            "{where} has several sheets ({names}); allowed: one, or one of the name {name}",
            where=where,
            names=", ".join(shown(title)[1:-1] for title in full),
            name=shown(wanted),
        )
    return found[full[0]] if full else []


def _lines(sheet: Any, formulas: Any, where: str) -> Iterator[list[Any]]:
    """Yield the lines of a sheet that are not blank, each without empty cells behind."""
    cells = 0
    for each in (sheet, formulas):
        each.reset_dimensions()  # what a file says of its own size is not to be relied on
    for line, asked in zip(sheet.rows, formulas.rows, strict=True):
        cells += max(len(line), 1)
        if cells > MOST_CELLS:
            raise UserError(
                "{where} has more than {most:,} cells; allowed: {most:,} at most",
                where=where,
                most=MOST_CELLS,
            )
        found = [_value(cell, formula, where) for cell, formula in zip_longest(line, asked)]
        while found and found[-1] in ("", None):
            found.pop()
        if found:
            yield found


def _value(cell: Any, formula: Any, where: str) -> Any:
    """Return what a cell holds: a text, a number, yes or no, a day; refuse what it does not say."""
    value = None if cell is None else cell.value
    unknown = value is None and formula is not None and formula.data_type == "f"
    if unknown or (value is not None and cell.data_type == "e"):
        what = (
            Message("a formula without its value")
            if unknown
            else Message("the error {value}", value=str(value))
        )
        raise UserError(
            "{where}: cell {cell} is {what}; allowed: numbers and texts, as the spreadsheet "
            "saves them",
            where=where,
            cell=formula.coordinate if unknown else cell.coordinate,
            what=what,
        )
    return value.strip() if isinstance(value, str) else value


def _table(lines: list[list[Any]], where: str) -> Sheet:
    if not lines:
        return Sheet(where, (), [])
    width = max(map(len, lines))
    full = [[*line, *[None] * (width - len(line))] for line in lines]
    written = [[_text(value) for value in line] for line in full]
    header, rows = without_empty_columns(written[0], written[1:], where)
    doubtful = (
        ((number, name), value)
        for number, line in enumerate(full[1:], start=1)
        for name, value in zip(written[0], line, strict=True)
        if name and isinstance(value, str) and MARKED_NUMBER.fullmatch(value)
    )
    return Sheet(where, header, rows, texts=tuple(doubtful))


def _text(value: Any) -> str:
    """Write a cell as it would be typed, a number with a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
