"""What is handed on of stored answers: tables for a spreadsheet, and one A4."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.answers import answer_of, folder_of, open_answer
from analysis.stored.answer import Answer
from analysis.stored.stored import read_stored
from experiments.configuration.settings import plain_name
from experiments.keys.declared import DECLARED
from experiments.keys.values import FILE, TEXT
from sim.errors import UserError


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

    found = open_answer(answer)
    spoken = DECLARED["language"].read(language or found.language, "language")
    plain = plain_name(name) or f"{found.stored.verb}-{found.stored.folder.name}"
    place = Path(FILE.read(str(folder), "output.folder")) / "export" / plain
    return write_export(found, place, spoken, csv)


def brief(
    answers: Answer | str | Path | Iterable[Answer | str | Path],
    *,
    language: str | None = None,
    question: str | None = None,
    weights: str | Iterable[str] = "",
    folder: str | Path = "outputs",
    name: str | None = None,
) -> list[Path]:
    """Write one A4 on answers, as PDF and as a Word document.

    The advice follows from the numbers by the rules of ``analysis.brief.rules``; where none
    follows, the page says so.

    Args:
        answers: One or several answers, or the folders of finished studies, the most important
            first; with ``pip install 'bijstand[office]'``.
        language: "en" or "nl"; None for that of the first answer.
        question: The question in your own words, 300 characters at most; None for one that is
            made from the studies.
        weights: How likely each situation of the comparison is, in their order, as
            ``"likely,possible:2.5"`` or a list of such words: likely, possible or unknown, and
            where it is otherwise the weight. With it the table has the average over the situations,
            and says what each counts for.
        folder: The files go to ``<folder>/brief/<name>/``.
        name: Their name; None for brief.

    Returns:
        The PDF and the DOCX.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    from analysis.brief.weights import read_weights  # noqa: PLC0415 - brings every room along
    from analysis.brief.write import write_brief  # noqa: PLC0415

    given: list[Any] = [answers]
    if isinstance(answers, Iterable) and not isinstance(answers, str):
        given = list(answers)
    if not given:
        raise UserError("there are no answers; allowed: one or several, or folders of studies")
    folders = list(map(folder_of, given))
    # Together they must be of one version of the model, each finished, and each once.
    found = [answer_of(stored) for stored in read_stored(folders)]
    spoken = DECLARED["language"].read(language or found[0].language, "language")
    asked = "" if question is None else TEXT.read(question, "question")
    weighed = weights if isinstance(weights, str) else ",".join(map(str, weights))
    plain, place = plain_name(name) or "brief", FILE.read(str(folder), "output.folder")
    words = [
        f"language={spoken}",
        *([f"question={asked}"] if asked else []),
        *([f"weights={weighed}"] if weighed else []),
        *([f"output.name={plain}"] if plain != "brief" else []),
    ]
    command = shlex.join(["bijstand", "brief", *folders, *words])
    into = Path(place) / "brief" / plain
    return write_brief(found, into, spoken, command, asked, read_weights(weighed))
