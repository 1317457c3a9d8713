"""A report of a ready question is short; long tables stand behind, figures can be pasted."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

import bijstand
from analysis.report import page as pages
from analysis.report.page import report
from analysis.report.sections import OPTIONAL
from analysis.report.texts import READY, TITLES
from analysis.stored.stored import Stored, read_stored
from tests.unrendered import without_pictures

pytestmark = pytest.mark.usefixtures("few_draws")

SHORT = {"days": 40, "warm_up_days": 5, "executor": "serial"}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> list[Stored]:
    place = str(tmp_path_factory.mktemp("outputs"))
    words = {"name": "x", "folder": place, **SHORT}
    with without_pictures():
        compared = bijstand.compare(policy=["none", "liaisons", "mit"], replications=2, **words)
        gates = bijstand.attribute(scenario=["baseline"], seeds=2, **words)
    return read_stored([str(answer.study.folder) for answer in (compared, gates)])


def sections(page: str) -> list[str]:
    return [name for name in re.findall(r'<section id="(\w+)"', page) if name in TITLES]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("word", READY)
def test_a_ready_question_shows_the_sections_that_answer_it(
    word: str, language: str, stored: list[Stored]
) -> None:
    text, keys = READY[word]
    page = report(stored, language, "x", word)
    assert f'<p class="question">{text[language == "nl"]}</p>' in page
    assert (
        set(sections(page))
        <= set(keys)
        < set(sections(report(stored, language, "x"))) | set(OPTIONAL)
    )
    # Whatever is left out, each study is named where the numbers come from.
    assert all(str(each.folder) in page.partition('id="provenance"')[2] for each in stored)


def test_its_answer_is_that_of_its_sections(stored: list[Stored]) -> None:
    first, whole = (report(stored, "en", "x", word) for word in ("first", None))
    answer = [
        page.partition('id="answer"')[2].partition("</section>")[0] for page in (first, whole)
    ]
    assert "who says no" in answer[0].lower() or "lost" in answer[0]
    assert "Gap closed by collaboration, on average" in answer[1]
    assert "Gap closed by collaboration, on average" not in answer[0]


def test_every_figure_can_be_taken_along_as_pixels_and_is_told_in_words(
    stored: list[Stored],
) -> None:
    page = report(stored, "nl", "x")
    figures = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert len(figures) >= 3
    for figure in figures:
        png = re.search(r'download="\w+\.png" href="data:image/png;base64,([^"]+)"', figure)
        assert png and base64.b64decode(png[1]).startswith(b"\x89PNG")
        alt = re.search(r'alt="([^"]+)"', figure)
        assert alt and alt[1].count(" ") > 8, "a sentence, not the name of a file"
        assert not re.search(r"\b[a-z]+_[a-z]+\b", alt[1])


def test_long_tables_stand_in_the_annex(
    stored: list[Stored], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'id="annex"' not in report(stored[:1], "en", "x")
    monkeypatch.setattr(pages, "LONGEST_TABLE", 1)
    page = report(stored[:1], "en", "x")
    body, annex = page.partition('id="annex"')[::2]
    heading = "Liaisons and joint exercises: change"
    assert heading in annex and heading not in body.partition('id="settings"')[2]
    assert "A long table stands in the annex." in body


def test_persons_and_euro_of_every_policy_are_told(stored: list[Stored]) -> None:
    page = report(stored, "nl", "x")
    costs = page.partition('id="costs"')[2].partition("</section>")[0]
    rows = re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td><td>([^<]+)</td>', costs)
    of_policy = {name: (persons, euro) for name, persons, euro in rows}
    assert of_policy["Liaisons en gezamenlijke oefeningen"] == ("60,3", "0,5")
    assert len(of_policy) == 2


def test_where_no_policy_ran_none_is_priced(stored: list[Stored], tmp_path: Path) -> None:
    assert 'id="costs"' not in report(stored[1:], "nl", "x")
