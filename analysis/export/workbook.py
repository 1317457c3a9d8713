"""An answer as a workbook: a sheet of text first, then a sheet a table, then what columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from analysis.export.about import about, headings_of_columns
from analysis.export.archive import sealed
from analysis.export.sheets import Column, Sheet
from analysis.export.units import Printed
from analysis.stored.answer import Answer
from analysis.words.labels import DECIMALS
from sim.errors import UserError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIRST, LAST = ("Answer", "Antwoord"), ("Columns", "Kolommen")
TEXT_WIDTH, KEY_WIDTH, WIDEST = 100, 24, 48
ROWS_MEASURED = 60
HEAD = "DDE6EE"


def workbook(answer: Answer, sheets: Sequence[Sheet], language: str) -> bytes:
    """Return an answer as the content of an XLSX file.

    Args:
        answer: The answer.
        sheets: Its tables in that language.
        language: "en" or "nl".
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only who writes a workbook needs it

    book = Workbook()
    first: Any = book.active
    first.title = FIRST[language == "nl"]
    _write_text(first, about(answer, language))
    for sheet in sheets:
        _write_table(book.create_sheet(sheet.title), sheet.columns)
    _write_table(book.create_sheet(LAST[language == "nl"]), headings_of_columns(sheets, language))
    book.properties.title, book.properties.language = about(answer, language)[0][1], language
    book.properties.creator = "bijstand"
    return sealed(_saved(book), str(answer.stored.manifest["written"]))


def _saved(book: Any) -> bytes:
    """Return a workbook as a file.

    Raises:
        UserError: Where the disk takes no more, which the writer of XML tells otherwise.
    """
    made = BytesIO()
    try:
        book.save(made)
    except Exception as error:
        if type(error).__name__ != "SerialisationError":
            raise
        raise UserError(
            "the workbook cannot be written ({reason}); allowed: a disk with room left",
            reason=str(error),
        ) from error
    return made.getvalue()


def _write_text(sheet: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
    """Write lines of a heading and a text below each other."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    for number, (heading, text) in enumerate(lines, start=1):
        _put(sheet, number, 1, heading).font = Font(bold=True)
        _put(sheet, number, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).alignment = Alignment(vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = KEY_WIDTH, TEXT_WIDTH
    sheet.sheet_view.showGridLines = False


def _write_table(sheet: Worksheet, columns: Sequence[Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place, column in enumerate(columns, start=1):
        head = _put(sheet, 1, place, column.heading)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=HEAD)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        for number, (value, how) in enumerate(zip(column.cells, column.shown, strict=True), 2):
            if value is not None:
                _put(sheet, number, place, value).number_format = _format(value, how)
        longest = max((len(str(cell)) for cell in column.cells[:ROWS_MEASURED]), default=0)
        width = min(WIDEST, max(10, longest + 2 if _has_texts(column) else 14))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    if columns:
        sheet.auto_filter.ref = sheet.dimensions


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    """Write a cell; a text is a text, also where it looks like a formula."""
    cell: Any = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", value.startswith("=")
    return cell


def _has_texts(column: Column) -> bool:
    return any(isinstance(cell, str) for cell in column.cells)


def _format(value: Any, how: Printed) -> str:
    """Return how a number is shown; the cell holds all of it, and Excel writes the local mark."""
    if isinstance(value, str):
        return "General"
    if isinstance(value, int) or how.shown is None:
        return "General"
    return f"0.{'0' * DECIMALS[how.shown]}"
