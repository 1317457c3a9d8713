"""One A4: one page in print and in Word, in both languages, whatever is put on it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import bijstand
from analysis.brief.columns import SMALLEST, WIDTH, layout_of
from analysis.brief.content import LONGEST_QUESTION, Content
from analysis.brief.pdf import BOLD, FONT, _register_fonts, fitted
from analysis.stored.grid import Grid
from tests.analysis.brief.files import CASES, Of, both, pages, text_of, words_of

pypdf = pytest.importorskip("pypdf")
docx = pytest.importorskip("docx")
stringWidth = pytest.importorskip("reportlab.pdfbase.pdfmetrics").stringWidth

pytestmark = pytest.mark.usefixtures("few_draws")

REQUIRED = "BIJSTAND_OFFICE_REQUIRED"
LONG = "Welke maatregelen houden stand wanneer het erop aankomt, en wat kosten zij aan mensen? "


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
