"""From stored answers to the two files of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.brief.content import LONGEST_QUESTION, content_of
from analysis.brief.docx import document
from analysis.brief.pdf import fitted
from analysis.brief.weights import Weight
from analysis.stored.answer import Answer
from experiments.running.telling import telling_of
from experiments.study.files import write_whole
from sim.errors import UserError, reason_of
from sim.extras import require_extra

FILES = {"en": ("brief.pdf", "brief.docx"), "nl": ("advies.pdf", "advies.docx")}


def write_brief(
    answers: Sequence[Answer],
    place: Path,
    language: str,
    command: str,
    question: str = "",
    weights: Sequence[Weight] = (),
) -> list[Path]:
    """Write one A4 on some answers, as PDF and DOCX, and return the files.

    Args:
        answers: The answers, the most important first.
        place: The folder that they go to; made where it is not there yet.
        language: "en" or "nl".
        command: The command that gives it again; it stands on the page.
        question: The question; empty for one that is made from the studies.
        weights: How likely each situation that was compared is; empty where nobody said.

    Raises:
        UserError: Where a package is missing, the question is too long for the page, weights are
            not one for each situation, or the folder cannot be written.
    """
    require_extra("office", "bijstand brief")
    if len(question) > LONGEST_QUESTION:
        raise UserError(
            "question has {count} characters; allowed: {most} at most, so that all fits one page",
            count=len(question),
            most=LONGEST_QUESTION,
        )
    with telling_of(answers[0].stored.world):
        content = content_of(answers, language, command, question, weights)
    data, scale, others = fitted(content)
    made = dict(zip(FILES[language], (data, document(content, scale, others)), strict=True))
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, bytes_of in made.items():
            write_whole(place / name, bytes_of)
    except OSError as error:
        raise UserError(
            "'{file}' cannot be written: {reason}", file=place, reason=reason_of(error)
        ) from error
    return [place / name for name in made]
