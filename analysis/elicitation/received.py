"""What came back: the files of respondents, or the example panel that ships, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.elicitation.answer import ANSWERS, WEIGHING
from analysis.elicitation.answers import COLUMNS, made_by_rule, read_ranges
from analysis.elicitation.checked import CODE, FORM, SHEET
from analysis.elicitation.questions import form_digest, questions_for
from analysis.elicitation.weighing import officials
from analysis.elicitation.weighing.officials import read_weighing
from analysis.elicitation.weighing.vignettes import vignettes_digest
from experiments.keys.declared import EXAMPLE
from experiments.study.notes import Note
from sim.errors import UserError
from sim.reading import Table, read_table
from sim.setting.configuration import CONFIGURATION
from sim.words import LANGUAGES, Message

EXAMPLES = CONFIGURATION / "elicit"


def example_file(kind: str) -> Path:
    """Return the file of the example panel of a kind."""
    return EXAMPLES / f"example_{kind}.csv"


def received(
    kind: str, factors: Sequence[str] | None, files: str | Sequence[str] | None
) -> tuple[dict[str, str], pd.DataFrame]:
    """Read the answers to what is asked, all mistakes in them told.

    Args:
        kind: "ranges" or "weighing".
        factors: The conditions that are asked; None for the declared list.
        files: The files that came back, or "example"; None for none.

    Returns:
        The text of one table of all answers by its name in the folder, and its rows; none where
        nothing came back.

    Raises:
        UserError: For whatever is wrong with what is asked, or with an answer.
    """
    if kind == WEIGHING and factors is not None:
        raise UserError("elicit.factors means nothing to elicit.kind=weighing; allowed: null")
    questions = questions_for(factors)
    if files is None:
        return {}, pd.DataFrame(columns=[CODE])
    tables = tables_of(kind, files)
    if kind == WEIGHING:
        form, columns = vignettes_digest(), list(officials.COLUMNS)
        rows = read_weighing(tables, form)
        written = rows.assign(**{officials.ANSWER: rows.apply(officials.as_typed, axis=1)})
    else:
        form, columns = form_digest(questions), list(COLUMNS)
        written = rows = read_ranges(tables, questions, form)
    text: str = written.assign(**{FORM: form})[columns].to_csv(index=False)
    return {ANSWERS: text}, rows


def tables_of(kind: str, files: str | Sequence[str]) -> list[Table]:
    """Return the tables of files, or that of the example panel."""
    paths = [example_file(kind)] if files == EXAMPLE else [Path(name) for name in files]
    return [read_table(path, path.name, SHEET) for path in paths]


def notes_on(rows: pd.DataFrame) -> tuple[Note, ...]:
    """Return what must be known of answers: that some, or all, are nobody's."""
    made, all_ = made_by_rule(rows), rows[CODE].nunique()
    if not made:
        return ()
    note = Message(
        "{made} of {all} respondents were made by a rule, to try the way with; what comes of them "
        "says nothing of the world",
        made=made,
        all=all_,
    )
    return ({language: note.in_language(language) for language in LANGUAGES},)
