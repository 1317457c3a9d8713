"""The tables of a stored study, written for people: one workbook, or a folder of CSV."""

from __future__ import annotations

from pathlib import Path

from analysis.export.csv_files import FORMS, csv_text, fields_of
from analysis.export.sheets import Sheet, sheets_of
from analysis.export.workbook import workbook
from analysis.stored.answer import Answer
from analysis.words.data_package import FILE, data_package
from experiments.study.files import write_whole
from sim.errors import UserError, reason_of, unknown_name
from sim.extras import require_extra

WORKBOOKS = {"en": "tables.xlsx", "nl": "tabellen.xlsx"}


def write_export(answer: Answer, place: Path, language: str, csv: str | None = None) -> list[Path]:
    """Write the tables of an answer for people, and return the files.

    Args:
        answer: The answer.
        place: The folder that they go to; made where it is not there yet.
        language: "en" or "nl": labels, units and words in the cells.
        csv: None for one workbook; "nl" or "en" for a CSV file per table in the form that a
            spreadsheet of that country opens, with a ``datapackage.json`` beside them.

    Raises:
        UserError: Where a package is missing, or the folder cannot be written.
    """
    if csv is not None and csv not in FORMS:
        raise unknown_name("csv", csv, FORMS)
    if csv is None:
        require_extra("office", "bijstand export")
    sheets = sheets_of(answer, language)
    files = _csv_files(answer, sheets, csv) if csv else {}
    content: dict[str, bytes] = files or {
        WORKBOOKS[language]: workbook(answer, sheets, language),
    }
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, data in content.items():
            write_whole(place / name, data)
    except OSError as error:
        raise UserError(
            "'{file}' cannot be written: {reason}", file=place, reason=reason_of(error)
        ) from error
    return [place / name for name in content]


def _csv_files(answer: Answer, sheets: list[Sheet], csv: str) -> dict[str, bytes]:
    form, name = FORMS[csv], f"{answer.stored.verb}-{answer.stored.folder.name}"
    files = {f"{sheet.name}.csv": csv_text(sheet, form).encode() for sheet in sheets}
    fields = {f"{sheet.name}.csv": (sheet.title, fields_of(sheet.columns)) for sheet in sheets}
    return {**files, FILE: data_package(name, name, fields, form).encode()}
