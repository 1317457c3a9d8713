"""What asking people contributes to a report."""

from __future__ import annotations

from analysis.stored.answer import Answer
from analysis.stored.part import Part, part_from

WHERE = ("what people hold", "wat mensen vinden")


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of an answer: it has no setting, for nothing was run for it."""
    leads = answer.sentences(language)[:1]
    return part_from(answer, language, where=WHERE[language == "nl"], leads=leads)
