"""What is handed on of stored answers: tables for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from analysis.answers import open_answer
from analysis.stored.answer import Answer
from experiments.configuration.settings import plain_name
from experiments.keys.declared import DECLARED
from experiments.keys.values import FILE


def export(
    answer: Answer | str | Path,
    *,
    csv: str | None = None,
    language: str | None = None,
    folder: str | Path = "outputs",
    name: str | None = None,
) -> list[Path]:
    """Write the tables of an answer for a spreadsheet.

    Labels, units and what stands in the cells are in words; numbers are those that are printed:
    shares in per cent, their differences in percentage points.

    Args:
        answer: An answer, or the folder of a finished study.
        csv: None for one workbook (XLSX; with ``pip install 'bijstand[office]'``): a sheet of text,
            a sheet a table, and what each column means. "nl" for CSV files that a Dutch Excel
            opens (semicolon, decimal comma, byte order mark), "en" for comma and point, with a
            ``datapackage.json`` (Table Schema) beside them.
        language: "en" or "nl"; None for that of the answer.
        folder: The files go to ``<folder>/export/<name>/``.
        name: None for the verb and the name of the study.

    Returns:
        The files.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    from analysis.export.export import write_export  # noqa: PLC0415 - brings every room along

    found = answer if isinstance(answer, Answer) else open_answer(answer)
    spoken = DECLARED["language"].read(language or found.language, "language")
    plain = plain_name(name) or f"{found.stored.verb}-{found.stored.folder.name}"
    place = Path(FILE.read(str(folder), "output.folder")) / "export" / plain
    return write_export(found, place, spoken, csv)
