"""What a choice of a package contributes to a report."""

from __future__ import annotations

from analysis.choose.words import leading
from analysis.stored.answer import Answer
from analysis.stored.part import Part, part_from


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of an answer: what to choose under each budget leads, and how sure it is."""
    leads = leading(answer.parts["found"], language)
    return part_from(answer, language, where=answer.stored.where(language), leads=leads)
