"""Under which conditions it fails: the part of a report that a study of discovery makes."""

from __future__ import annotations

from dataclasses import replace

from analysis.discovery.answer import FOUND
from analysis.discovery.discovery import holds
from analysis.stored.answer import Answer
from analysis.stored.part import Part, plain_part


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a study of discovery."""
    part = plain_part(answer, language)
    first, *others = part.said
    held = holds(answer.parts[FOUND].check)
    return replace(
        part,
        leads=[first if held else f"{part.where}: {first}"],
        doubts=[f"{part.where}: {line}" for line in others],
    )
