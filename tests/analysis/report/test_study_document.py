"""The worked study's document: blocks are filled between their marks, verdicts follow one rule."""

from __future__ import annotations

import re

import pytest
import yaml

from analysis.report.__main__ import BEGIN, END, NOT_MADE, filled
from analysis.report.conclusions import CONCLUSIONS
from analysis.report.document import DOCUMENT, PICTURES
from analysis.report.verdicts import AGAINST, AGREES, NONE, OPEN, SMALL, SMALLER, Size, verdict
from experiments.design.point import name_in_words
from sim.conditions import CONDITIONS
from sim.setting.configuration import names_in

ROOT = DOCUMENT.parents[1]


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


BLOCKS = ("sizes", "words", "doubts", "verdicts", "evidence", "numbers")


def test_the_document_holds_every_block_and_every_picture_or_says_that_none_was_made() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    blocks = {
        name: text.partition(BEGIN.format(name=name))[2].partition(END.format(name=name))[0].strip()
        for name in BLOCKS
    }
    shown = re.findall(r"\(pictures/(study-[^)]+)\)", text)
    drawn = {file.name for file in PICTURES.glob("study-*.png")}
    assert set(shown) == drawn, "no picture of another run stays behind"
    if NOT_MADE in text:
        assert set(blocks.values()) == {NOT_MADE} and not shown
        return
    assert shown and all(len(block) > 200 for block in blocks.values())
    assert all(conclusion.claim in blocks["verdicts"] for conclusion in CONCLUSIONS)


def by_hand() -> str:
    """What stands outside the marks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return re.sub(r"<!-- (\w+): made by make study -->.*?<!-- end of \1 -->", "", text, flags=re.S)


def test_what_is_written_by_hand_names_no_lever_no_condition_and_no_size() -> None:
    text = by_hand()
    titles = [name_in_words("policy", name, "en") for name in names_in("policy")]
    named = [title for title in titles if title in text]
    named += [key for key in (*CONDITIONS, *names_in("policy")) if f"`{key}`" in text]
    assert named == [], "what is named comes from the runs"
    # The smallest effect of interest and the level of intervals are the only sizes.
    assert set(re.findall(r"(\S+) (?:percentage )?points", text)) == {f"{100 * SMALL:g}"}
    assert set(re.findall(r"(\S+) ?%", text)) == {"95"}


def test_the_parts_are_those_that_are_declared_and_run_and_budgets_are_theirs() -> None:
    text, make = by_hand(), (ROOT / "Makefile").read_text(encoding="utf-8")
    files = sorted((ROOT / "conf" / "experiment").glob("study_*.yaml"))
    assert len(files) == 13
    for file in files:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert f"`{file.stem}`" in text
        assert f"{content['verb']}:{file.stem}" in make
        assert f"{content['verb']}/{content['output']['name']}" in make
    choice, first = (
        yaml.safe_load((ROOT / "conf" / "experiment" / f"study_{name}.yaml").read_text("utf-8"))
        for name in ("choice", "first")
    )
    persons, euro = choice["choose"]["persons"], choice["choose"]["euro"]
    plain = " ".join(text.split())
    assert (
        "with {}, {} or {} persons and {}, {} or {} million euro".format(*persons, *euro) in plain
    )
    asked = first["voi"]
    assert f"with {asked['persons']} persons and {asked['euro']} million euro" in plain
