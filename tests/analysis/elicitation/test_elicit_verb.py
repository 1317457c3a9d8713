"""Experts asked for ranges: forms out, answers in, a belief, by verb and Python."""

from __future__ import annotations

import csv
import io
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

import bijstand
from analysis.elicitation.answer import ANSWERS
from analysis.elicitation.answers import read_ranges
from analysis.elicitation.forms.form import ranges_form
from analysis.elicitation.panels import TWO_MINDS, ranges_panel
from analysis.elicitation.questions import form_digest, observable, questions_for
from analysis.elicitation.received import example_file
from bijstand.command_line.main import main
from experiments.design.belief import BELIEF, read_belief
from sim.conditions import CONDITIONS
from sim.reading import table_from
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")

QUESTIONS = questions_for()
FORM = form_digest(QUESTIONS)


def test_what_cannot_be_observed_is_not_asked() -> None:
    assert "no unit" in refusal(lambda: questions_for(["willingness_slope"]))
    assert "did you mean 'agreements'" in refusal(lambda: questions_for(["agrements"]))
    assert "twice" in refusal(lambda: questions_for(["agreements", "conditions.agreements"]))
    many = [name for name, each in CONDITIONS.items() if observable(each)][:21]
    assert "20 at most" in refusal(lambda: questions_for(many))
    assert [q.condition for q in questions_for(["trust_start"])] == ["trust_start"]


def test_the_example_panel_is_what_its_rule_makes_and_every_code_says_so() -> None:
    assert example_file("ranges").read_text(encoding="utf-8") == ranges_panel()
    answers = read_ranges([table_from(ranges_panel(), "example")], QUESTIONS, FORM)
    assert answers["code"].str.startswith("MADE").all() and set(answers["round"]) == {1, 2}


def test_the_forms_name_no_default_and_no_code_of_who_answered() -> None:
    answers = read_ranges([table_from(ranges_panel(), "example")], QUESTIONS, FORM)
    for language in ("en", "nl"):
        first, second = (ranges_form(QUESTIONS, language, heard) for heard in (None, answers))
        assert "MADE" not in second and "://" not in first + second
        for question in QUESTIONS:
            assert question.text(language) in unescape(first)
            # A figure in a question would be what answers are anchored on.
            assert not any(character.isdigit() for character in question.text(language))
            assert f'data-low="{question.low:g}" data-high="{question.high:g}"' in first


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Go the whole way once: forms, the example panel, and its belief."""
    folder = tmp_path_factory.mktemp("asked")
    for words in (["output.name=forms"], ["elicit.answers=example", "output.name=panel"]):
        assert main(["elicit", f"output.folder={folder}", *words]) == 0
    return folder / "elicit"


def test_forms_go_out_and_answers_come_back_as_a_belief_without_persons(asked: Path) -> None:
    names = {file.name for file in (asked / "forms").iterdir()}
    assert {"form-round-1-en.html", "form-round-1-nl.html", "typed-round-1-nl.csv"} <= names
    belief = read_belief(asked / "panel")
    assert set(belief.distributions) == {question.factor for question in QUESTIONS}
    assert belief.provenance["respondents"] == 7
    for name in (
        BELIEF,
        "form-round-2-en.html",
        "tables/experts.csv",
        "tables/pooled.csv",
        "answer.md",
    ):
        assert "MADE0" not in (asked / "panel" / name).read_text(encoding="utf-8")


def test_verb_python_and_a_reopened_folder_say_the_same(asked: Path, tmp_path: Path) -> None:
    again = bijstand.open(asked / "panel")
    made = bijstand.elicit(answers="example", folder=str(tmp_path), name="panel")
    for language in ("en", "nl"):
        said = again.sentences(language)
        assert [line.replace(str(asked), "") for line in said] == [
            line.replace(str(tmp_path / "elicit"), "") for line in made.sentences(language)
        ]
        assert len(said) >= 4
    pd.testing.assert_frame_equal(again.tables["pooled"], made.tables["pooled"])
    assert any("7 of 7" in line for line in again.warnings)
    assert any("7 van de 7" in line for line in again.in_language("nl").warnings)
    assert any(CONDITIONS[TWO_MINDS].meaning_en in line for line in again.sentences("en"))


def test_a_table_typed_from_paper_is_read_and_an_edited_folder_is_refused(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blank = (asked / "forms" / "typed-round-1-nl.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(blank), delimiter=";"))
    assert [row["condition"] for row in rows] == [question.condition for question in QUESTIONS]
    typed = blank.replace(";agreements;;;;;", ";agreements;10,5;60;30;80;").replace(
        ";;1;", ";PA12;1;"
    )
    (tmp_path / "typed.csv").write_text(typed, encoding="utf-8-sig")
    answer = bijstand.elicit(answers=["typed.csv"], name="typed")
    assert list(answer.tables["pooled"]["factor"]) == ["conditions.agreements"]
    assert "few" in " ".join(answer.sentences("en"))
    kept = tmp_path / "outputs" / "elicit" / "typed" / ANSWERS
    kept.write_text(kept.read_text().replace("10.5", "9.5"))
    assert ANSWERS in refusal(lambda: bijstand.open(kept.parent))


def test_a_folder_of_other_answers_is_not_written_over(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [f"output.folder={asked.parent}", "output.name=panel", "elicit.factors=[agreements]"]
    assert main(["elicit", *words]) == 2
    assert "another question" in capsys.readouterr().err


def test_a_report_takes_what_a_panel_holds(asked: Path, tmp_path: Path) -> None:
    assert main(["report", str(asked / "panel"), f"output.folder={tmp_path}"]) == 0
    page = (tmp_path / "report" / "report" / "report.html").read_text(encoding="utf-8")
    assert "experts gave 70 answers" in page
