"""Tables from outside, as CSV: separated by commas, or as a spreadsheet of another country has it.

A table is recognised as a whole and never cell by cell. Where commas separate, a number has a
decimal point. Where semicolons or tabs do (a Dutch Excel), or nothing does since there is one
column, all numbers of the file have a decimal comma or all have a point. What a spreadsheet leaves
behind (``sep=;``, empty rows, empty columns, a byte order mark) is no part of the table.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from sim.errors import UserError, shown
from sim.reading.text import text_from
from sim.reading.values import DOUBTFUL, doubt
from sim.words import Joined, Message, from_elsewhere

MOST_BYTES = 100_000_000
ALLOWED = Message("a CSV file")
Cell = tuple[int, str]
COMMA, SEMICOLON = ",", ";"
SEPARATORS = (COMMA, SEMICOLON, "\t")
NAMED = {COMMA: Message("a comma"), SEMICOLON: Message("a semicolon"), "\t": Message("a tab")}
SEPARATOR_LINE = re.compile(r'"?sep=([^\r\n])"?[ ,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, as texts without spaces around them.

    Attributes:
        where: What it is called in a message.
        header: The names of the columns, each once; none where the file is empty.
        rows: The rows, each as long as the header.
        separator: What stood between the cells.
    """

    where: str
    header: tuple[str, ...]
    rows: list[list[str]]
    separator: str = COMMA

    def with_points(self, numbers: Collection[str]) -> Table:
        """Return the table with a decimal point in every number.

        Args:
            numbers: The names of the columns that hold numbers.

        Raises:
            UserError: Where some numbers have a comma and others a point, or none says what is
                meant: 1.500 alone can be one and a half, and one thousand five hundred.
        """
        if self.separator == COMMA:
            return self
        commas = list(self._marked(numbers, ","))
        points = list(self._marked(numbers, "."))
        if commas and points:
            (one, cell), (other, second) = commas[0], points[0]
            raise UserError(
                "{where}: {cell} in {one} has a decimal comma and {second} in {other} a point; "
                "allowed: the same mark in all numbers, and none for thousands",
                where=self.where,
                cell=shown(cell),
                one=place_of(one),
                second=shown(second),
                other=place_of(other),
            )
        given = commas or points
        if given and all(DOUBTFUL.fullmatch(cell) for _, cell in given):
            place, cell = given[0]
            raise UserError(
                "{where}, {place}: {doubt}",
                where=self.where,
                place=place_of(place),
                doubt=doubt(cell),
            )
        places = [at for at, name in enumerate(self.header) if name in numbers]
        return replace(self, rows=[_pointed(row, places) for row in self.rows]) if commas else self

    def _marked(self, numbers: Collection[str], mark: str) -> Iterator[tuple[Cell, str]]:
        """Yield the number cells that hold a mark, after their row and column."""
        columns = [(at, name) for at, name in enumerate(self.header) if name in numbers]
        for number, row in enumerate(self.rows, start=1):
            for at, name in columns:
                if mark in row[at]:
                    yield (number, name), row[at]


def place_of(cell: Cell) -> Message:
    """Say where a cell stands: in which row, in which column."""
    return Message("row {number}, {name}", number=cell[0], name=shown(cell[1]))


def table_from(content: bytes | str, where: str) -> Table:
    """Read a table from the content of a file.

    Raises:
        UserError: For what is not UTF-8 or no CSV, a column without a name or that is there
            twice, or a row that is shorter or longer than the header.
    """
    text = text_from(content, where)
    told = SEPARATOR_LINE.match(text)
    if told and told[1] not in SEPARATORS:
        raise UserError(
            "{where}: sep={mark}; allowed: {marks}",
            where=where,
            mark=shown(told[1]),
            marks=Joined(NAMED.values()),
        )
    body = text[told.end() :] if told else text
    separator = told[1] if told else _separator(body)
    try:
        lines = list(_records(body, separator))
    except csv.Error as error:
        raise UserError(
            "{where} is not well-formed CSV and cannot be read ({reason}); allowed: quotes "
            "around a whole cell only",
            where=where,
            reason=from_elsewhere(str(error)),
        ) from error
    if not lines:
        return Table(where, (), [], separator)
    header, rows = without_empty_columns(*_fitted(lines, where, separator), where)
    if "\0" in text:
        _refuse_nul(header, rows, where)
    return Table(where, header, rows, separator)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield all lines that are not blank; spreadsheets like to leave blank ones behind."""
    stream = io.StringIO(text, newline="")
    for line in csv.reader(stream, delimiter=separator, strict=True, skipinitialspace=True):
        cells = [cell.strip() for cell in line]
        if any(cells):
            yield cells


def _separator(text: str) -> str:
    """Return what stands between the names of the header; a semicolon where there is one name."""
    widths = {}
    for separator in SEPARATORS:
        try:
            widths[separator] = len(next(_records(text, separator), []))
        except csv.Error:
            widths[separator] = 0
    best = max(SEPARATORS, key=lambda each: widths[each])
    return best if widths[best] > 1 else SEMICOLON


def _fitted(
    lines: list[list[str]], where: str, separator: str
) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows without empty cells behind; refuse another length."""
    header, *rows = lines
    while not header[-1]:
        header.pop()
    for number, row in enumerate(rows, start=1):
        while len(row) > len(header) and not row[-1]:
            row.pop()
        if len(row) != len(header):
            raise UserError(
                "{where} row {number} ({row}): it has {cells} cells; allowed: {columns}, as "
                "the header ({mark} within a text needs quotes around it)",
                where=where,
                number=number,
                row=shown(row[0])[1:-1],
                cells=len(row),
                columns=len(header),
                mark=NAMED[separator],
            )
    return header, rows


def without_empty_columns(
    header: list[str], rows: list[list[str]], where: str
) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return header and rows without the columns in which nothing stands.

    Raises:
        UserError: Where something stands in a column without a name, or a name is there twice.
    """
    for at in (at for at, name in enumerate(header) if not name):
        for number, row in enumerate(rows, start=1):
            if row[at]:
                raise UserError(
                    "{where} row {number}: {row} stands in column {at}, which has no name; "
                    "allowed: a name in the header",
                    where=where,
                    number=number,
                    row=shown(row[at]),
                    at=at + 1,
                )
    kept = [at for at, name in enumerate(header) if name]
    for name in header:
        if name and header.count(name) > 1:
            raise UserError(
                "{where}: column {name} stands there twice; allowed: once",
                where=where,
                name=shown(name),
            )
    if len(kept) == len(header):
        return tuple(header), rows
    return tuple(header[at] for at in kept), [[row[at] for at in kept] for row in rows]


def _refuse_nul(header: tuple[str, ...], rows: list[list[str]], where: str) -> None:
    """Refuse a character that no text has, in the cell in which it stands."""
    for number, row in enumerate([[*header], *rows]):
        for name, cell in zip(header, row, strict=True):
            if "\0" in cell:
                raise UserError(
                    "{where} row {number} ({row}): {name} is {cell}; allowed: text without NUL "
                    "characters",
                    where=where,
                    number=number,
                    row=shown(row[0])[1:-1],
                    name=shown(name)[1:-1],
                    cell=shown(cell),
                )


def _pointed(row: list[str], places: list[int]) -> list[str]:
    return [
        cell.replace(",", ".") if at in places and cell.count(",") == 1 else cell
        for at, cell in enumerate(row)
    ]
