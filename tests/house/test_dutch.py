"""What a Dutch reader sees is Dutch: declared texts, errors, answers, figures, tables, report."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from matplotlib.text import Text

import analysis
import bijstand
from analysis.compare import part
from analysis.export.about import about
from analysis.export.codes import IN_ENGLISH
from analysis.export.sheets import sheets_of
from analysis.report.page import report
from analysis.stored.answer import Answer
from analysis.stored.stored import read_stored
from analysis.words.style import look
from sim.conditions import CONDITIONS, GROUPS
from sim.outcomes import DECLARED
from sim.setting.configuration import names_in, read_named
from sim.setting.theories.theory import QUESTIONS
from sim.words.message import catalogue
from sim.world import load_world
from tests.house.english import ONE, leaked
from tests.unrendered import without_pictures

pytestmark = pytest.mark.usefixtures("few_draws")

SHORT = {"days": 40, "warm_up_days": 5, "executor": "serial"}
# Pairs that are no texts: the verbs, whose second word is their line of help, and names of keys.
# Answers to open questions of theory stand as they are typed, in every language.
ANSWERS = {value for question in QUESTIONS.values() for value in question.values}
NO_TEXTS = ("VERBS", "KEYS_OF", "_HOMES", "EXTRAS", "SECTIONS", "ROOMS")


def pairs() -> Iterator[tuple[str, str]]:
    """Yield every declared pair of English and Dutch in the catalogues of the rooms."""
    for package in (analysis, bijstand):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__"):
                continue
            held = vars(importlib.import_module(module.name))
            for name, declared in held.items():
                if name in NO_TEXTS or not isinstance(declared, dict):
                    continue
                for key, pair in declared.items():
                    if is_pair(pair):
                        yield f"{module.name}.{name}[{key!r}]", pair[1]


def is_pair(value: Any) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) in (2, 3)
        and all(isinstance(text, str) for text in value)
        and value[0] != value[1]
    )


def declared() -> Iterator[tuple[str, str]]:
    """Yield what conditions, outcomes, open questions, named files and the world are called."""
    for name, condition in CONDITIONS.items():
        yield name, condition.meaning_nl
    for name, group in GROUPS.items():
        yield name, group.title_nl
    for name, outcome in DECLARED.items():
        yield name, f"{outcome.title_nl}. {outcome.meaning_nl}"
    for name, question in QUESTIONS.items():
        yield name, question.question_nl
    for group in ("scenario", "policy", "theory"):
        for name in names_in(group):
            content = read_named(group, name)
            for key in ("title_nl", "description_nl"):
                yield f"{group} {name}", str(content.get(key, ""))
    for each in load_world().classes:
        yield each.id, each.name_nl


def test_the_list_tells_english_from_dutch() -> None:
    assert leaked("the gap closed by each lever, with its share") == [
        "the",
        "gap",
        "closed",
        "each",
        "with",
        "share",
    ]
    assert leaked("Van de vergeleken maatregelen brengt “Liaisons” het meeste (5 tot 9)") == []
    assert leaked("zie conditions.trust_start=0.5, run.days en bijstand compare from=map") == []
    assert ONE.search("Een seed geeft geen interval") and not ONE.search("Eén seed geeft er geen")


@pytest.mark.parametrize("source", [pairs, declared])
def test_no_declared_text_has_english_in_its_dutch(source: Any) -> None:
    found = list(source())
    assert len(found) > 150
    assert {where: leaked(text) for where, text in found if leaked(text)} == {}
    assert [where for where, text in found if ONE.search(text)] == []


def test_no_error_has_english_in_its_dutch() -> None:
    # What --help says is of several lines, full of keys, and has tests of its own.
    told = [nl for en, nl in catalogue("nl").items() if en != nl and "\n" not in nl]
    assert len(told) > 300
    wrong = {dutch: leaked(dutch) for dutch in told if leaked(dutch)}
    # Names of keys that stand in a message as they are typed.
    allowed = {word for words in wrong.values() for word in words} & KEYS
    assert {dutch: words for dutch, words in wrong.items() if set(words) - allowed} == {}


KEYS = {
    "days",
    "conditions",
    "theory",
    "people",
    "share",
    "needs",
    "outcomes",
    "units",
    "policy",
    "outcome",
    "theories",
    "worst",
    "same",
    "none",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    place = str(tmp_path_factory.mktemp("outputs"))
    asked: dict[str, dict[str, Any]] = {
        "run": {"scenario": "crisis", "policy": "liaisons", "seeds": 2},
        "compare": {
            "scenario": ["baseline", "flood"],
            "policy": ["none", "liaisons"],
            "replications": 3,
        },
        "robust": {
            "policies": ["none", "liaisons"],
            "scenarios": ["baseline"],
            "theories": ["figure_1", "figure_2"],
            "draws": 6,
            "seeds": 1,
        },
        "sensitivity": {
            "method": "morris",
            "factors": ["agreements", "theory.trust"],
            "points": 4,
            "ranges": [],
        },
        "attribute": {"scenario": ["baseline"], "seeds": 2},
    }
    with without_pictures():
        return {
            verb: getattr(bijstand, verb)(**SHORT, **words, name="x", folder=place).in_language(
                "nl"
            )
            for verb, words in asked.items()
        }


def said(answer: Answer) -> Iterator[str]:
    """Yield all that a Dutch reader of an answer sees."""
    yield from (*answer.sentences("nl"), *answer.warnings)
    for narrow in (False, True):
        for grid in answer.grids("nl", narrow):
            yield from (grid.heading, *grid.columns, grid.title, grid.note)
            yield from (cell for row in grid.rows for cell in row)
    for sheet in sheets_of(answer, "nl"):
        yield sheet.title
        for column in sheet.columns:
            yield column.heading
            if IN_ENGLISH not in column.heading:
                yield from {cell for cell in column.cells if isinstance(cell, str)}
    yield from (text for line in about(answer, "nl") for text in line)
    with look():
        for name in answer.draw:
            for drawn in answer.figures[name].findobj(Text):
                yield drawn.get_text()


@pytest.mark.parametrize("verb", ["run", "compare", "robust", "sensitivity", "attribute"])
def test_no_answer_figure_or_table_has_english_in_its_dutch(
    verb: str, answers: dict[str, Answer]
) -> None:
    texts = list(said(answers[verb]))
    assert len(texts) > 50
    assert {text: leaked(text) for text in texts if leaked(text) and text not in ANSWERS} == {}
    assert [text for text in texts if ONE.search(text)] == []


def test_no_report_has_english_in_its_dutch(answers: dict[str, Answer]) -> None:
    stored = read_stored([str(answer.study.folder) for answer in answers.values()])
    page = report(stored, "nl", "x")
    body = re.sub(r"<style>.*?</style>|<pre>.*?</pre>|<code>.*?</code>", " ", page, flags=re.DOTALL)
    texts = [*re.findall(r">([^<]+)<", body), *re.findall(r'alt="([^"]+)"', body)]
    assert len(texts) > 200
    assert {text: leaked(text) for text in texts if leaked(text)} == {}


def test_a_leak_is_noticed(answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(part.TEXTS, "scenario", ("x", "{setting} against {first}: {size}."))
    monkeypatch.setitem(part.TEXTS, "same", ("x", "{setting} against {first}: the same."))
    monkeypatch.setitem(part.TEXTS, "no_scenario", ("x", "{setting} against {first}: the same."))
    again = bijstand.open(answers["compare"].study.folder).in_language("nl")
    assert any(leaked(text) for text in again.sentences())
