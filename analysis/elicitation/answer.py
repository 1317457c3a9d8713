"""The answer of asking people: the forms that go out, or what the answers come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.elicitation.answers import (
    COLUMNS,
    CONDITION,
    ROUND,
    latest,
    provenance_of,
    read_ranges,
)
from analysis.elicitation.checked import FORM, SHEET
from analysis.elicitation.forms.form import blank_table, ranges_form
from analysis.elicitation.pool import belief_of, fits_of, pooled_table, pools_of
from analysis.elicitation.questions import Question, form_digest, questions_for
from analysis.elicitation.weighed_answer import weighing_answer
from analysis.elicitation.words import form_sentences, pooled_grid, range_sentences
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from experiments.design.belief import BELIEF
from sim.reading import read_table
from sim.words import LANGUAGES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.stored.grid import Grid

ANSWERS = "answers.csv"
"""The answers as they were read, in the folder of what they come to."""

RANGES, WEIGHING = "ranges", "weighing"


def answer(stored: Stored) -> Answer:
    """Work out what forms ask, or what their answers come to.

    Args:
        stored: The folder: what is asked, and the answers where there are some.

    Returns:
        The answer. Before there are answers: the table "questions", and the forms as files. After:
        the tables "pooled" (a row per condition, the panel beside the declared prior), "experts"
        (a row per expert and condition, without codes), the belief and the forms of the second
        round as files, and the figure "belief".
    """
    if stored.option("kind") == WEIGHING:
        return weighing_answer(stored, ANSWERS)
    questions = questions_for(stored.option("factors"))
    file = stored.folder / ANSWERS
    if not file.exists():
        return _forms(stored, questions)
    answers = read_ranges([read_table(file, file.name, SHEET)], questions, form_digest(questions))
    return _ranges(stored, questions, answers)


def _forms(stored: Stored, questions: Sequence[Question]) -> Answer:
    table = pd.DataFrame(
        [(q.factor, q.text("en"), q.text("nl"), q.unit("en"), q.low, q.high) for q in questions],
        columns=["factor", "question_en", "question_nl", "unit", "lowest", "highest"],
    )
    return Answer(
        stored,
        lambda language: form_sentences(len(questions), stored.folder, language),
        {"questions": table},
        {},
        files=_files(questions),
    )


def _ranges(stored: Stored, questions: Sequence[Question], answers: pd.DataFrame) -> Answer:
    fits = fits_of(answers, questions)
    pools = pools_of(fits)
    pooled = pooled_table(pools, fits)
    form = form_digest(questions)
    belief = belief_of(
        pools,
        pooled,
        {
            **provenance_of(answers, RANGES, form),
            "pool": "linear, equal weights",
            "answers_of_second_round": int((latest(answers)[ROUND] == 2).sum()),
            "answers": len(latest(answers)),
        },
    )

    def draw(language: str) -> Figure:
        from analysis.elicitation.figures import ranges_figure  # noqa: PLC0415 - slow to import

        return ranges_figure(pooled, fits, questions, language)

    def grids(language: str, _narrow: bool) -> Sequence[Grid]:
        return [pooled_grid(pooled, questions, language)]

    return Answer(
        stored,
        lambda language: range_sentences(answers, pooled, fits, questions, stored.folder, language),
        {"pooled": pooled, "experts": fits.drop(columns="component")},
        {"belief": draw},
        files={**_files(questions, answers), BELIEF: belief.to_json().encode()},
        units={"pooled": "of the factor", "experts": "of the question"},
        grids=grids,
    )


def _files(questions: Sequence[Question], heard: pd.DataFrame | None = None) -> Mapping[str, bytes]:
    """Return the forms of a round, and the table into which paper is typed."""
    round_ = "1" if heard is None else "2"
    rows = [
        {FORM: form_digest(questions), ROUND: round_, CONDITION: question.condition}
        for question in questions
    ]
    found = {}
    for language in LANGUAGES:
        page = ranges_form(questions, language, heard)
        found[f"form-round-{round_}-{language}.html"] = page.encode()
        table = blank_table(rows, COLUMNS, language)
        found[f"typed-round-{round_}-{language}.csv"] = table.encode()
    return found
