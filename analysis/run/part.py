"""One setting beside a reference: the part of a report that ``bijstand run`` makes."""

from __future__ import annotations

from analysis.stored.answer import Answer
from analysis.stored.part import Part, part_from
from analysis.words.phrases import listed_apart
from analysis.words.titles import in_title


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a run: how much of the gap is closed comes first."""
    titles = [in_title(str(label), language) for label in answer.stored.manifest["labels"]]
    leads = answer.sentences(language)[: len(titles)]
    return part_from(
        answer, language, "funnel", "gates", where=listed_apart(titles, language), leads=leads
    )
