"""One setting beside a reference: the part of a report that ``bijstand run`` makes."""

from __future__ import annotations

from analysis.stored.answer import Answer
from analysis.stored.part import Part, pictures
from analysis.words.phrases import listed
from analysis.words.titles import in_title


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a run: how much of the gap is closed comes first."""
    labels, said = answer.stored.manifest["labels"], answer.sentences(language)
    return Part(
        verb="run",
        where=listed((in_title(str(label), language) for label in labels), language),
        leads=said[: len(labels)],
        said=said,
        grids=answer.grids(language, False),
        pictures=pictures(answer.draw, language, "funnel", "gates"),
        command=answer.stored.command,
    )
