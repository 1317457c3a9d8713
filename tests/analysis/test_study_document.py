"""The worked study's document: blocks are filled between their marks, verdicts follow one rule."""

from __future__ import annotations

import re

import pytest

from analysis.report.__main__ import BEGIN, END, filled
from analysis.report.conclusions import CONCLUSIONS
from analysis.report.document import DOCUMENT, PICTURES
from analysis.report.verdicts import AGAINST, AGREES, NONE, OPEN, SMALLER, Size, verdict


def sizes(*ends: tuple[float, float]) -> list[Size]:
    return [Size("here", (low + high) / 2, low, high) for low, high in ends]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([(0.03, 0.05), (0.021, 0.03)], AGREES),
        ([(0.03, 0.05), (0.001, 0.03)], SMALLER),
        ([(-0.05, -0.03), (-0.02, -0.001)], AGAINST),
        ([(-0.01, 0.019), (0.001, 0.01)], NONE),
        ([(-0.01, 0.03)], OPEN),
        ([(0.03, 0.05), (-0.05, -0.03)], OPEN),
        ([], OPEN),
    ],
)
def test_a_verdict_needs_every_interval_on_its_side(
    ends: list[tuple[float, float]], expected: str
) -> None:
    assert verdict(sizes(*ends)) == expected


def test_blocks_stand_between_their_marks_and_nothing_else_moves() -> None:
    marks = [BEGIN.format(name="numbers"), END.format(name="numbers")]
    text = f"before\n{marks[0]}\nold\n{marks[1]}\nafter\n"
    once = filled(text, {"numbers": "new"})
    assert once == f"before\n{marks[0]}\n\nnew\n\n{marks[1]}\nafter\n"
    assert filled(once, {"numbers": "new"}) == once


def test_the_document_holds_every_block_and_every_picture_that_it_shows() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in ("sizes", "numbers", "verdicts"):
        block = text.partition(BEGIN.format(name=name))[2].partition(END.format(name=name))[0]
        assert len(block) > 200, name
    shown = re.findall(r"\(pictures/(study-[^)]+)\)", text)
    assert shown and all((PICTURES / name).exists() for name in shown)
    verdicts = text.partition(BEGIN.format(name="verdicts"))[2]
    assert all(conclusion.claim in verdicts for conclusion in CONCLUSIONS)
