"""What stands on an A4: studies, costs, weights, notes; and what is refused."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import bijstand
from analysis.brief import content as contents
from analysis.brief.content import LONGEST_QUESTION, content_of
from analysis.stored.answer import Answer
from analysis.words.phrases import spanned
from bijstand.command_line.main import WRONG_USE, main
from experiments.study.files import MANIFEST, digest_of
from tests.analysis.brief.files import Of, made_of, text_of, words_of

pytestmark = pytest.mark.usefixtures("few_draws")


def test_the_page_names_studies_with_digest_and_the_command(
    answers: dict[str, Answer], tmp_path: Path
) -> None:
    folder = answers["compare"].stored.folder
    asked = "Wat eerst?"
    data, _ = bijstand.brief(folder, language="nl", question=asked, folder=tmp_path)
    said = text_of(data.read_bytes()).replace(" ", "")
    assert digest_of(folder / MANIFEST)[:16] in said
    command = f"bijstand brief {folder} language=nl 'question={asked}'"
    assert command.replace(" ", "") in said
    again, _ = bijstand.brief(folder, language="nl", question=asked, folder=tmp_path, name="b")
    assert text_of(again.read_bytes()) != text_of(data.read_bytes()), (
        "another name is another command"
    )
    third, _ = bijstand.brief(folder, language="nl", question=asked, folder=tmp_path)
    assert third.read_bytes() == data.read_bytes()


def test_persons_and_euro_stand_beside_the_effect(of_case: Of) -> None:
    content = of_case("one", "nl")
    assert content.table.columns[-2:] == ["personen weg", "€ miljoen per jaar"]
    of_policy = {row[0]: row[-2:] for row in content.table.rows}
    assert of_policy["Gezamenlijk afwegingskader"] == ["17", "0,1"]
    assert of_policy["Liaisons en gezamenlijke oefeningen"] == ["60,3", "0,5"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "As it is 3 (likely), Crisis 2.5 (possible). The advice does not rest on these"),
        ("nl", "Zoals het is 3 (waarschijnlijk), Crisis 2,5 (mogelijk). Het advies berust niet op"),
    ],
)
def test_weights_stand_on_both_forms_with_the_average_that_they_make(
    language: str, said: str, situations: Answer, tmp_path: Path
) -> None:
    words = "likely,possible:2.5"
    files = bijstand.brief(situations, language=language, weights=words, folder=tmp_path)
    read = [text_of(files[0].read_bytes()), words_of(files[1].read_bytes())]
    found = situations.parts["settings"](language)
    for policy in found.policies[1:]:
        gain = found.weighed(policy, [3.0, 2.5])
        shown = spanned(gain.mean, language, gain.low, gain.high)
        for text in read:
            assert shown.replace(" ", "") in text.replace(" ", "")
    for text in read:
        assert said.replace(" ", "") in text.replace(" ", "")
        assert f"weights={words}" in text.replace(" ", "")
    plain = bijstand.brief(situations, language=language, folder=tmp_path, name="plain")
    assert said[:20] not in text_of(plain[0].read_bytes())


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("likely", "1 are given, and 2 situations were compared"),
        ("soon,likely", "likelihood of a situation"),
        ("likely:-1,likely", "allowed: a number from 0 to 100"),
        ("likely:0,possible:0", "all are 0"),
        ("likely:much,possible", "'much' is no weight"),
    ],
)
def test_weights_that_do_not_fit_are_refused_in_a_line(
    weights: str, said: str, situations: Answer, tmp_path: Path
) -> None:
    with pytest.raises(bijstand.UserError, match=re.escape(said)) as caught:
        bijstand.brief(situations, weights=weights, folder=tmp_path)
    assert caught.value.in_language("nl") != str(caught.value)


def test_a_change_that_is_sure_and_small_is_not_handed_on_without_saying_so(
    situations: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for small, there in ((1.0, True), (0.0, False)):
        monkeypatch.setattr(contents, "SMALL", small)
        content = content_of([situations], "en", "bijstand brief x", "")
        assert content.follows
        assert any("is sure and small" in note for note in content.notes) is there


def test_each_study_stands_with_all_that_decides_its_numbers(of_case: Of) -> None:
    said = of_case("all", "nl").sources
    assert all("runs van 40 dagen na 5 dagen aanloop; wereld: Nederland" in line for line in said)
    assert "Het eerste model van de studie en Het tweede model van de studie" in said[1]


def test_notes_are_few_and_the_rest_is_counted(
    answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST_NOTES", 1)
    content = made_of(answers, "all", "nl")
    assert len(content.notes) == 2 and re.fullmatch(r"Nog \d+ .*", content.notes[1])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "needs at least one folder"),
        (["{compare}", "question=" + "x" * (LONGEST_QUESTION + 1)], "allowed: 300 at most"),
        (["{compare}", "{compare}"], "is given twice"),
        (["{compare}", "output.name=a/b"], "output.name"),
        (["{compare}", "csv=nl"], "unknown key 'csv'"),
        (["nowhere"], "there is no folder"),
    ],
)
def test_what_is_not_allowed_is_one_line(
    words: list[str], said: str, answers: dict[str, Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    folders = {verb: answer.stored.folder for verb, answer in answers.items()}
    assert main(["brief", *(word.format(**folders) for word in words)]) == WRONG_USE
    line = capsys.readouterr().err
    assert said in line and line.count("\n") == 1


def test_the_verb_writes_both_files(
    answers: dict[str, Answer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(answers["compare"].stored.folder)
    assert main(["brief", folder, "language=nl", f"output.folder={tmp_path}"]) == 0
    place = tmp_path / "brief" / "brief"
    assert capsys.readouterr().out == "".join(
        f"Advies: {place / name}\n" for name in ("advies.pdf", "advies.docx")
    )


@pytest.mark.parametrize(
    ("answers", "several"), [(["none", "none"], False), (["none", "driver"], True)]
)
def test_open_questions_are_answered_in_every_way_only_where_answers_differ(
    answers: list[str], several: bool
) -> None:
    table = pd.DataFrame({"theory": ["figure_1", "figure_1"], "theory.trust": answers})
    study = SimpleNamespace(design=lambda: SimpleNamespace(table=table))
    said = contents._theory(SimpleNamespace(study=study, configuration={}), "nl")
    assert ("op elke manier beantwoord" in said) is several
