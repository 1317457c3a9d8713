"""An adviser's afternoon in a real browser: from opening the page to the A4."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from bijstand.command_line.main import main
from bijstand.page.case.case import SCREENS
from tests.page.serving import Served, served
from tests.unrendered import without_pictures

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("few_draws")]

PATIENCE = 120_000
WIDTHS = (320, 390, 640, 1280, 1920)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Small enough to be worked out while a test waits; everything else is as for any reader.
QUERY = "?packages=joint_framework,mit&situations=personnel_shortage:likely,crisis:possible"
Opened = Callable[..., Page]


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Wait longer for what has to be worked out first."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("adviser")


@pytest.fixture(scope="module")
def own_page(folder: Path) -> Iterator[Served]:
    days = ("run.days=40", "run.warm_up_days=30")
    with served(*days, folder=folder, page=["tests.page.small"]) as found:
        yield found


def browser_of(chromium: Browser, locale: str) -> BrowserContext:
    """Return a browser that has seen nothing yet."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, locale=locale, accept_downloads=True
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """The browser of most tests, which keeps the page's scripts."""
    context = browser_of(chromium, "en-GB")
    yield context
    context.close()


@pytest.fixture
def opened(chromium: Browser, reader: BrowserContext, own_page: Served) -> Iterator[Opened]:
    to_close: list[Page | BrowserContext] = []

    def open_page(query: str = "", fresh: str = "") -> Page:
        """Open the page in a tab, or in a fresh browser of a locale."""
        context = browser_of(chromium, fresh) if fresh else reader
        page = context.new_page()
        to_close.append(context if fresh else page)
        page.goto(own_page.opening(query))
        page.wait_for_selector("main h2")
        return page

    yield open_page
    for opened in to_close:
        opened.close()


def screen_of(page: Page) -> str:
    """Return the screen that the address names."""
    return parse_qs(urlsplit(page.url).query)["screen"][0]


def on_screen(page: Page, screen: str) -> None:
    expect(page.locator(f"[data-screen={screen}]")).to_have_attribute("aria-selected", "true")
    page.wait_for_function("s => location.search.includes('screen=' + s)", arg=screen)


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


def test_a_case_survives_reload_back_and_another_tab(opened: Opened) -> None:
    page = opened(QUERY + "&screen=situation")
    page.check("[data-situation=flood]")
    expect(page.locator("[data-likelihood=flood]")).to_be_visible()
    page.select_option("[data-likelihood=flood]", "likely")
    page.click("[data-do=own-add]")
    page.fill("[data-own=start]", "1200")
    page.press("[data-own=start]", "Tab")
    expect(page.locator("[data-days]")).to_contain_text("1460 days")
    page.fill("[data-own=demand]", "999")
    page.press("[data-own=demand]", "Tab")
    expect(page.locator("[data-error=case]")).to_contain_text("allowed: 1 to 50")
    page.click("[data-screen=options]")
    on_screen(page, "options")
    page.reload()
    on_screen(page, "options")
    expect(page.locator("[data-package]")).to_have_count(2)
    page.go_back()
    on_screen(page, "situation")
    expect(page.locator("[data-own=start]")).to_have_value("1200")
    page.go_forward()
    on_screen(page, "options")
    other = opened("?" + urlsplit(page.url).query, fresh="en-GB")
    assert other.url == page.url
    expect(other.locator("[data-package]")).to_have_count(2)
    wrong = opened("?screen=attic&language=nl")
    expect(wrong.locator("[data-error=page]")).to_contain_text("'attic' bestaat niet")


def test_that_it_was_seen_whether_it_holds_stays_for_just_what_was_seen(opened: Opened) -> None:
    page = opened(QUERY + "&screen=take")
    may = page.locator("[data-hand=pdf]")
    page.click("[data-do=look]")
    expect(page.locator("[data-table=regret]")).to_be_visible()
    page.wait_for_function("location.search.includes('seen=')")
    page.click("[data-do=next]")
    on_screen(page, "take")
    expect(may).to_be_enabled()
    page.reload()
    on_screen(page, "take")
    expect(may).to_be_enabled()
    page.go_back()
    on_screen(page, "holds")
    page.go_back()
    on_screen(page, "take")
    expect(page.locator("[data-first]")).to_contain_text("Does it hold")
    page.go_forward()
    page.go_forward()
    on_screen(page, "take")
    expect(may).to_be_enabled()
    other = opened("?" + urlsplit(page.url).query, fresh="en-GB")
    expect(other.locator("[data-hand=pdf]")).to_be_enabled()
    # Another option is another question, which nobody has seen the answer of.
    for change in ("[data-package=mit] button", "[data-situation=crisis]"):
        page.click("[data-screen=options]" if "package" in change else "[data-screen=situation]")
        page.click(change)
        page.click("[data-screen=take]")
        on_screen(page, "take")
        expect(page.locator("[data-first]")).to_contain_text("Does it hold")
        expect(may).to_be_disabled()


def test_a_lever_is_pulled_for_a_kind_of_need_that_the_reader_chooses(opened: Opened) -> None:
    page = opened("?screen=options&packages=joint_framework")
    kind = page.locator("[data-for=working_groups]")
    expect(kind).to_have_value("")
    assert page.locator("[data-for]").count() < page.locator("[data-lever]").count()
    kind.select_option("armed_guard")
    page.check("[data-lever=working_groups]")
    page.fill("[data-pulled=strength]", "0,5")
    page.click("[data-do=add-package]")
    added = page.locator("[data-package='working_groups@armed_guard*0.5']")
    expect(added).to_contain_text("guard")
    expect(kind).to_have_value("")
    page.click("[data-language=nl]")
    expect(added).to_contain_text("sterkte 0,5")
    page.reload()
    expect(added).to_be_visible()


def test_a_lever_is_pulled_half_as_strong_for_some_of_the_days(opened: Opened) -> None:
    page = opened("?screen=options&packages=joint_framework")
    page.check("[data-lever=liaisons]")
    for key, value in {"strength": "0,5", "from_day": "90", "until_day": "365"}.items():
        page.fill(f"[data-pulled={key}]", value)
    page.click("[data-do=add-package]")
    added = page.locator("[data-package='liaisons*0.5@90..365']")
    expect(added).to_contain_text("strength 0.5; from day 90 up to day 365")
    page.check("[data-lever=liaisons]")
    page.fill("[data-pulled=strength]", "5")
    page.click("[data-do=add-apart]")
    expect(page.locator("[data-error=case]")).to_contain_text("above 0, at most 2")


def test_work_is_stopped_and_goes_on(opened: Opened) -> None:
    levers = "fusion_doctrine,exchange,joint_exercises,core_task,bottom_up"
    page = opened(f"?packages={levers}&situations=flood:likely,riots:likely&screen=consequences")
    page.click("[data-do=stop]")
    expect(page.locator("[data-said]")).to_contain_text("Stopped")
    page.click("[data-do=further]")
    expect(page.locator("[data-table=changes]")).to_be_visible()
    expect(page.locator("[data-doing]")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_screen_is_without_barriers(opened: Opened, language: str) -> None:
    page = opened(f"{QUERY}&language={language}")
    page.evaluate(AXE_SCRIPT)
    for screen in SCREENS:
        page.click(f"[data-screen={screen}]")
        on_screen(page, screen)
        ready = {
            "watch": ".course",
            "consequences": "[data-table=changes]",
            "holds": "[data-table=regret]",
            "why": ".results",
        }.get(screen, "main h2")
        page.wait_for_selector(ready)
        assert page.locator("h1").count() == 1
        assert page.title().endswith("– bijstand")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found = AxeResults(page.evaluate("rules => axe.run(rules)", RULES))
            assert found.violations_count == 0, f"{screen} {width}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (screen, width)


def test_a_keyboard_alone_leads_from_the_question_to_the_advice(opened: Opened) -> None:
    page = opened(QUERY)

    def tab_to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached with the keyboard")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "screen"
    for screen in SCREENS[1:6]:
        tab_to("[data-do=next]")
        page.keyboard.press("Enter")
        on_screen(page, screen)
        # What was pressed is gone; the reader stands at the new screen, not at the top of nothing.
        page.wait_for_function("document.activeElement.id === 'screen'")
    expect(page.locator("[data-table=regret]")).to_be_visible()
    tab_to("[data-do=next]")
    page.keyboard.press("Enter")
    on_screen(page, "take")
    expect(page.locator("[data-hand=pdf]")).to_be_enabled()
    tab_to("[data-hand=pdf]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "advice.pdf"
