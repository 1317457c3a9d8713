"""What a calibration contributes to a report."""

from __future__ import annotations

from analysis.stored.answer import Answer
from analysis.stored.part import Part, part_from

LEADS = 2


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of an answer: what it says of the open questions leads."""
    leads = answer.sentences(language)[:LEADS]
    return part_from(answer, language, where=answer.stored.where(language), leads=leads)
