"""An adviser's afternoon in a real browser: from opening the page to the A4."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from bijstand.command_line.main import main
from tests.page.adviser.tabs import Opened, on_screen
from tests.unrendered import without_pictures

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("few_draws")]


def cells(table: Locator, row: int) -> list[str]:
    return [
        squeezed(text)
        for text in table.locator("tbody tr").nth(row).locator("td").all_inner_texts()
    ]


def ask(page: Page, question: str) -> None:
    """Put a question, and leave situations and options as they come with it."""
    # Dutch first where the browser says so, and the question is there at once.
    expect(page.locator("main h2")).to_have_text("Vraag")
    page.check("[data-question=own]")
    page.fill("[data-key=ask]", question)
    page.click("[data-do=next]")
    on_screen(page, "situation")
    for name, likelihood in (("personnel_shortage", "likely"), ("crisis", "possible")):
        expect(page.locator(f"[data-situation={name}]")).to_be_checked()
        expect(page.locator(f"[data-likelihood={name}]")).to_have_value(likelihood)
    page.click("[data-do=next]")
    on_screen(page, "options")
    expect(page.locator("[data-package]")).to_have_count(3)


def test_the_advisers_afternoon(
    opened: Opened,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Liaisons, a joint framework or a partnership; what first; what is said to the minister?"""
    page = opened("", fresh="nl-NL")
    question = "Zetten we geld in op liaisons, een kader of een verband?"
    ask(page, question)
    page.click("[data-do=next]")
    on_screen(page, "consequences")
    expect(page.locator("[data-folder]").first).to_contain_text("8 seeds")
    expect(page.locator("[data-table=lost]")).to_be_visible()
    shown = [cells(page.locator("[data-table=changes]"), row)[:2] for row in (1, 2, 3)]
    compared = page.locator("[data-folder] code").first.inner_text()
    expect(page.locator("footer")).to_contain_text("voorspelt geen aantallen")
    page.click("[data-words] summary")
    expect(page.locator("[data-words]")).to_contain_text("procentpunt")

    # What first: where support fails now, in both situations, and what to find out.
    page.click("[data-do=next]")
    on_screen(page, "why")
    for told in ("“Personeelstekort” kunnen", "“Crisis” kunnen", "Wat eerst uit te zoeken"):
        expect(page.locator(".results")).to_contain_text(told)

    # An advice is not taken along before one has seen whether it holds.
    page.click("[data-screen=take]")
    on_screen(page, "take")
    expect(page.locator("[data-first]")).to_contain_text("Houdt het stand")
    expect(page.locator("[data-hand=pdf]")).to_be_disabled()
    page.click("[data-do=look]")
    on_screen(page, "holds")
    expect(page.locator("[data-table=regret]")).to_be_visible()
    page.click("[data-do=next]")
    on_screen(page, "take")
    files = {kind: taken(page, kind, tmp_path) for kind in ("pdf", "docx", "xlsx", "csv_nl")}
    assert [file.name for file in files.values()] == [
        "advies.pdf",
        "advies.docx",
        "tabellen.xlsx",
        "tabellen-csv.zip",
    ]
    text = text_of(files["pdf"])
    sentences = page.locator("[data-sentences] p").all_inner_texts()
    command, *again = page.locator(".again li code").all_inner_texts()
    assert len(sentences) == 3
    for said in (question, compared, *sentences):
        assert squeezed(said) in text

    # The command line opens the same studies, and says the same numbers.
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "300")
    changes = [
        squeezed(cell.removeprefix("● ").removeprefix("○ ")) for row in shown for cell in row
    ]
    for change in changes:
        assert change in text, "the page and the A4 say different numbers"

    def said_by(*words: str) -> str:
        capsys.readouterr()
        assert main(words) == 0
        return squeezed(capsys.readouterr().out)

    said_by(*shlex.split(command)[1:], "output.name=again")
    (made_again,) = (folder / "outputs/brief/again").glob("*.pdf")
    assert text_of(made_again).replace("=again", "") == text.replace(f"={Path(compared).name}", "")
    with without_pictures():
        printed = said_by("compare", f"from={compared}/resolved_config.yaml", "language=nl")
        assert [change for change in changes if change not in printed] == []
        assert len(again) == 2
        assert said_by("verify", compared)
        said_by("report", compared, "language=nl")


def taken(page: Page, kind: str, into: Path) -> Path:
    """Take a file along, and return where it was saved."""
    expect(page.locator(f"[data-hand={kind}]")).to_be_enabled()
    with page.expect_download() as download:
        page.click(f"[data-hand={kind}]")
    file = into / download.value.suggested_filename
    download.value.save_as(file)
    return file


def text_of(file: Path) -> str:
    """Return the text of a PDF of one page."""
    (page,) = PdfReader(file).pages
    return squeezed(page.extract_text())


def squeezed(text: str) -> str:
    """Return a text with one space wherever it has room, or a line ends."""
    return re.sub(r"\s+", " ", text).strip()
