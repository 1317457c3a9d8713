"""An advice as it is handed on: which answers it rests on, what it says, the files made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.stored.answer import Answer
from bijstand.page.case.asked import Question
from bijstand.page.work.handing_on import Asked, Handed, again, handed, sources, three_sentences
from bijstand.page.work.pool import Share
from bijstand.page.work.worked_out import Workshop
from sim.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Told:
    """An advice.

    Attributes:
        questions: What it rests on: the comparison, and whether it holds.
        asked: What stands above it, and what counts for what in it.
        answers: What was answered.
        sentences: Its three sentences, by language.
        command: The command that makes the A4 again, by language.
        sources: The command that makes each study again, and the digest of its manifest.
    """

    questions: Sequence[Question]
    asked: Asked
    answers: Sequence[Answer]
    sentences: Mapping[str, Sequence[str]]
    command: Mapping[str, str]
    sources: Sequence[tuple[str, str]]


def tell(workshop: Workshop, questions: Sequence[Question], asked: Asked, share: Share) -> Told:
    """Work out an advice, with all that its verbs run beside their studies.

    Args:
        workshop: Who works it out.
        questions: The comparison, and whether it holds.
        asked: What stands above the advice, and what counts for what in it.
        share: Where its runs are done.

    Raises:
        UserError: For what a verb refuses.
    """
    answers = [workshop.whole(question, share) for question in questions]
    with workshop.telling():
        return Told(
            questions,
            asked,
            answers,
            {language: three_sentences(answers, language) for language in LANGUAGES},
            {language: again(answers, language, asked, "brief") for language in LANGUAGES},
            sources(answers),
        )


def make(workshop: Workshop, told: Told, kind: str, language: str) -> Handed:
    """Make a file of an advice.

    Raises:
        UserError: Where it cannot be made.
    """
    with workshop.telling():
        return handed(kind, told.answers, language, told.asked)
