"""Tables as CSV: as programs have it, or as a Dutch Excel opens and saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from analysis.export.sheets import Column, Sheet
from analysis.words.data_package import COMMAS, DUTCH, Field, Form

FORMS = {"en": COMMAS, "nl": DUTCH}
"""How tables are separated, by the word of ``csv=``."""
MARK = "\ufeff"
DIGITS = 12
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(sheet: Sheet, form: Form) -> str:
    """Return a table as the text of a CSV file; for a Dutch Excel it begins with a mark.

    A text that a spreadsheet would take for a formula gets an apostrophe, as it would there.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=form.delimiter, lineterminator=form.line_end)
    writer.writerow([column.heading for column in sheet.columns])
    for row in zip(*(column.cells for column in sheet.columns), strict=True):
        writer.writerow([_cell(value, form) for value in row])
    return (MARK if form == DUTCH else "") + made.getvalue()


def fields_of(columns: Sequence[Column]) -> list[Field]:
    """Return the columns of an exported table as a Table Schema has them."""
    return [Field(c.heading, _kind(c.cells), c.title, c.unit) for c in columns]


def _cell(value: Any, form: Form) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, float):
        return format(value, f".{DIGITS}g").replace(".", form.decimal)
    return str(value)


def _kind(cells: Sequence[Any]) -> str:
    there = [cell for cell in cells if cell is not None]
    if any(isinstance(cell, str) for cell in there) or not there:
        return "string"
    return "integer" if all(isinstance(cell, int) for cell in there) else "number"
