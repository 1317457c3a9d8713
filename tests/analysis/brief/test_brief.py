"""One A4: one page in print and in Word, in both languages, whatever is put on it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import bijstand
from analysis.brief import content as contents
from analysis.brief.columns import SMALLEST, WIDTH, layout_of
from analysis.brief.content import LONGEST_QUESTION, Content, content_of
from analysis.brief.docx import document
from analysis.brief.pdf import BOLD, FONT, _register_fonts, fitted
from analysis.stored.answer import Answer
from analysis.stored.part import Grid
from analysis.words.phrases import spanned
from bijstand.command_line.main import WRONG_USE, main
from experiments.study.files import MANIFEST, digest_of
from tests.unrendered import without_pictures

pypdf = pytest.importorskip("pypdf")
docx = pytest.importorskip("docx")
stringWidth = pytest.importorskip("reportlab.pdfbase.pdfmetrics").stringWidth

pytestmark = pytest.mark.usefixtures("few_draws")

REQUIRED = "BIJSTAND_OFFICE_REQUIRED"
SHORT = {"days": 40, "warm_up_days": 5, "executor": "serial"}
LONG = "Welke maatregelen houden stand wanneer het erop aankomt, en wat kosten zij aan mensen? "


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Answer]:
    asked: dict[str, dict[str, Any]] = {
        "compare": {"policy": ["none", "joint_framework", "liaisons"], "replications": 6},
        "robust": {
            "policies": ["none", "joint_framework"],
            "scenarios": ["baseline"],
            "theories": ["figure_1", "figure_2"],
            "draws": 6,
            "seeds": 1,
        },
        "attribute": {"scenario": ["baseline"], "seeds": 2},
    }
    with without_pictures():
        return {
            verb: getattr(bijstand, verb)(**SHORT, **words, name="x", folder=str(folder))
            for verb, words in asked.items()
        }


@pytest.fixture(scope="module")
def situations(folder: Path) -> Answer:
    """Levers that are told apart in two situations."""
    with without_pictures():
        return bijstand.compare(
            scenario=["baseline", "crisis"],
            policy=["none", "joint_framework", "liaisons"],
            replications=6,
            days=400,
            warm_up_days=30,
            executor="serial",
            name="situations",
            folder=str(folder),
        )


def pages(data: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def text_of(data: bytes) -> str:
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    return " ".join(text.split())


def words_of(data: bytes) -> str:
    """Return the text of a Word document, its tables included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    return " ".join(re.sub(r"<[^>]+>", " ", xml.replace("</w:p>", " ")).split())


def both(content: Content) -> tuple[bytes, bytes]:
    data, scale, others = fitted(content)
    return data, document(content, scale, others)


CASES: dict[str, tuple[str, ...]] = {
    "one": ("compare",),
    "all": ("compare", "robust", "attribute"),
    "no policies": ("attribute",),
}
Of = Callable[[str, str], Content]


def made_of(answers: dict[str, Answer], case: str, language: str) -> Content:
    given = [answers[verb] for verb in CASES[case]]
    return content_of(given, language, "bijstand brief outputs/compare/x", "")


@pytest.fixture(scope="module")
def of_case(answers: dict[str, Answer]) -> Of:
    """What stands on the page of a case, in a language; its picture is drawn once."""
    return cache(partial(made_of, answers))


def stretched(content: Content) -> Content:
    """Return a page with as much on it as there can be: a long question, many policies, notes."""
    rows = [[f"{content.table.rows[0][0]} {n}", *content.table.rows[0][1:]] for n in range(9)]
    return replace(
        content,
        question=(LONG * 5)[:LONGEST_QUESTION],
        advice=[LONG * 2] * 3,
        table=Grid(content.table.heading, content.table.columns, rows, note=content.table.note),
        turns=[LONG * 2] * 3,
        notes=[LONG] * 3,
        others=[LONG * 4] * 2,
    )


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("case", ["one", "all", "no policies"])
def test_all_of_it_is_on_one_page_in_both_forms(of_case: Of, case: str, language: str) -> None:
    content = of_case(case, language)
    files = both(content)
    for data, read in zip(files, (text_of, words_of), strict=True):
        said = read(data)
        for line in (
            content.question,
            *content.advice,
            *content.turns,
            *content.limits,
            content.again,
            *content.sources,
            *(cell for row in content.table.rows for cell in row if cell),
        ):
            # A cell may be broken over lines in its middle.
            assert line.replace(" ", "") in said.replace(" ", ""), line
    assert pages(files[0]) == 1
    assert len(content.advice) == 3 and len(content.limits) == 2


@pytest.mark.parametrize("language", ["en", "nl"])
def test_much_still_fits_one_page(of_case: Of, language: str) -> None:
    full = stretched(of_case("all", language))
    data, scale, others = fitted(full)
    assert pages(data) == 1 and scale < 1.0 and others
    data, _, others = fitted(replace(full, others=[LONG * 40] * 2))
    assert pages(data) == 1 and not others


def test_what_can_never_fit_is_refused_in_a_line(of_case: Of) -> None:
    content = replace(of_case("one", "en"), turns=[LONG * 30] * 3)
    with pytest.raises(bijstand.UserError, match="does not fit on one page"):
        fitted(content)


def test_fonts_are_in_the_file_and_it_knows_its_language(of_case: Of) -> None:
    reader = pypdf.PdfReader(io.BytesIO(both(of_case("one", "nl"))[0]))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "DejaVuSans" in font["/BaseFont"] and "/FontFile2" in font["/FontDescriptor"]
    assert reader.metadata.title == "Advies over bijstand politie en Defensie"
    assert reader.trailer["/Root"]["/Lang"] == "nl"


def test_the_word_document_has_a_figure_in_words_and_its_language(of_case: Of) -> None:
    content = of_case("one", "nl")
    with zipfile.ZipFile(io.BytesIO(both(content)[1])) as archive:
        xml, styles = (archive.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    alt = re.search(r'descr="([^"]+)"', xml)
    assert alt and alt[1] == content.alt and "procentpunt" in content.alt
    assert 'w:val="nl-NL"' in styles and "tblHeader" in xml


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


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_word_of_the_table_is_broken(of_case: Of, language: str) -> None:
    table = of_case("all", language).table
    more = ["effect: Personeelstekort", "effect: het gemiddelde van 48 toekomsten"]
    rows = [[*row[:1], *["+2,6 (−1,8 tot 13,4)"] * 4, *row[-2:]] for row in table.rows]
    wide = Grid(
        table.heading, [*more, "effect: Crisis", "effect: gewogen", *table.columns[-2:]], rows
    )
    for grid in (table, wide):
        size, shares = layout_of(grid)
        assert sum(shares) == pytest.approx(1.0) and size >= SMALLEST
        lines = [([grid.heading, *grid.columns], BOLD), *((row, FONT) for row in grid.rows)]
        _register_fonts()
        for cells, font in lines:
            for cell, share in zip(cells, shares, strict=True):
                room = share * WIDTH - 12.0
                for word in cell.split():
                    assert stringWidth(word, font, size) <= room, (word, size, room)


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


def test_the_word_document_is_one_page_in_an_office(of_case: Of, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get(REQUIRED), f"{REQUIRED} is set, and there is no soffice"
        pytest.skip("there is no LibreOffice")
    given = {
        f"{case}-{language}": of_case(case, language) for case in CASES for language in ("en", "nl")
    }
    given |= {f"full-{language}": stretched(given[f"all-{language}"]) for language in ("en", "nl")}
    for name, content in given.items():
        (tmp_path / f"{name}.docx").write_bytes(both(content)[1])
    # It takes seconds to start, and opens all of them at once.
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'home').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            *sorted(tmp_path.glob("*.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    found = {file.stem: pages(file.read_bytes()) for file in tmp_path.glob("*.pdf")}
    assert found == dict.fromkeys(given, 1)
