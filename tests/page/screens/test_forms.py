"""Forms in a real browser without a network: filled in, checked, saved, laid out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from analysis.elicitation.answers import read_ranges
from analysis.elicitation.checked import SHEET
from analysis.elicitation.forms.form import ranges_form, weighing_form
from analysis.elicitation.panels import ranges_panel
from analysis.elicitation.questions import form_digest, questions_for
from analysis.elicitation.weighing.officials import read_weighing
from analysis.elicitation.weighing.vignettes import read_vignettes, vignettes_digest
from sim.reading import Table, read_table, table_from

pytestmark = pytest.mark.browser
QUESTIONS = questions_for()
FORM = form_digest(QUESTIONS)
LANGUAGES = ("en", "nl")
Opened = Callable[[str], Page]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a form from its file; whatever it asks of a network fails the test."""
    context = chromium.new_context(accept_downloads=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))

    def open_form(text: str) -> Page:
        file = tmp_path / "form.html"
        file.write_text(text, encoding="utf-8")
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_form
    assert all(url.startswith(("file:", "blob:")) for url in asked)
    context.close()


def fill(page: Page, condition: str, low: str, high: str, best: str, sure: str) -> None:
    for name, value in (("low", low), ("high", high), ("best", best), ("sure", sure)):
        page.fill(f"#{condition}-{name}", value)


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click("button[type=submit]")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name in page.inner_text("#done")
    return file


def table_of(file: Path) -> Table:
    return read_table(file, file.name, SHEET)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_saved_as_answers_that_are_read(
    language: str, opened: Opened, tmp_path: Path
) -> None:
    page = opened(ranges_form(QUESTIONS, language))
    page.fill("#code", "ab12")
    fill(page, "agreements", "10,5", "60", "30.25", "80")
    page.fill("#agreements-reason", '=1+1; "zo", dus\nja')
    fill(page, "refill_time", "300", "1500", "700", "95")
    file = saved(page, tmp_path)
    assert file.name == "answers-ranges-1-AB12.csv"
    found = read_ranges([table_of(file)], QUESTIONS, FORM).set_index("condition")
    assert list(found.index) == ["agreements", "refill_time"]
    assert tuple(found.loc["agreements", ["low", "high", "best", "sure"]]) == (10.5, 60, 30.25, 80)
    assert found.loc["agreements", "reason"] == '\'=1+1; "zo", dus ja'
    assert set(found["code"]) == {"AB12"}


@pytest.mark.parametrize(
    ("code", "numbers", "where"),
    [
        ("Jansen", ("10", "60", "30", "80"), "#code"),
        ("AB12", ("10", "60", "", "80"), "#agreements-best"),
        ("AB12", ("40", "60", "30", "80"), "#agreements-low"),
        ("AB12", ("10", "160", "30", "80"), "#agreements-high"),
        ("AB12", ("10", "60", "30", "40"), "#agreements-sure"),
        ("AB12", ("1.500", "60", "30", "80"), "#agreements-low"),
        ("AB12", ("ten", "60", "30", "80"), "#agreements-low"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_where_it_is_and_nothing_is_saved(
    language: str, code: str, numbers: tuple[str, str, str, str], where: str, opened: Opened
) -> None:
    page = opened(ranges_form(QUESTIONS, language))
    page.fill("#code", code)
    fill(page, "agreements", *numbers)
    page.click("button[type=submit]")
    assert page.evaluate("document.activeElement.id") == where[1:]
    assert page.get_attribute(where, "aria-invalid") == "true"
    told = page.get_attribute(where, "aria-describedby").split()[-1]
    assert len(page.inner_text(f"#{told}")) > 20
    assert "1" in page.inner_text("#done")


@pytest.mark.parametrize("language", LANGUAGES)
def test_requests_are_judged_with_the_keyboard_in_an_order_of_ones_own(
    language: str, opened: Opened, tmp_path: Path
) -> None:
    text = weighing_form(read_vignettes(), language)
    page, orders = opened(text), []
    for _ in range(2):
        page.reload()
        orders.append(
            page.eval_on_selector_all("[data-kind=choice]", "all => all.map(e => e.dataset.row)")
        )
    assert orders[0][:2] == orders[1][:2] == ["v01", "v02"] and orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(v.item for v in read_vignettes())
    counts = page.eval_on_selector_all(".count", "all => all.map(e => e.textContent)")
    assert counts == [str(number) for number in range(1, 21)]
    page.focus("#code")
    page.keyboard.type("zz99")
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    for item in orders[1]:
        page.focus(f"#{item}-yes")
        page.keyboard.press("Space" if item != "v05" else "ArrowDown")
    file = saved(page, tmp_path)
    found = read_weighing([table_of(file)], vignettes_digest()).set_index("item")
    assert found.loc["commitment_1", "answer"] == 0.07
    judged = found[found.index.str.match(r"v\d\d")]
    assert len(judged) == 20 and judged.loc["v05", "answer"] == 0.0
    assert judged["answer"].sum() == 19.0
    places = judged["place"].astype(int)
    assert list(places.sort_values().index) == orders[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["first", "second", "weighing"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_form_is_labelled_and_fits_its_window_and_its_sheet(
    width: int, kind: str, language: str, opened: Opened
) -> None:
    heard = read_ranges([table_from(ranges_panel(), "example")], QUESTIONS, FORM)
    texts = {
        "first": lambda: ranges_form(QUESTIONS, language),
        "second": lambda: ranges_form(QUESTIONS, language, heard),
        "weighing": lambda: weighing_form(read_vignettes(), language),
    }
    page = opened(texts[kind]())
    page.set_viewport_size({"width": width, "height": 900})
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1 and page.locator("main").count() == 1
    unlabelled = page.evaluate(
        "Array.from(document.querySelectorAll('input, textarea'))"
        ".filter(e => !e.labels.length).length"
    )
    broken = page.evaluate(
        "Array.from(document.querySelectorAll('[aria-describedby], [aria-labelledby]'))"
        ".flatMap(e => ((e.getAttribute('aria-describedby') || '') + ' ' +"
        " (e.getAttribute('aria-labelledby') || '')).trim().split(/\\s+/))"
        ".filter(id => !document.getElementById(id)).length"
    )
    twice = page.evaluate(
        "(ids => ids.length - new Set(ids).size)"
        "(Array.from(document.querySelectorAll('[id]')).map(e => e.id))"
    )
    assert (unlabelled, broken, twice) == (0, 0, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert not page.is_visible("button") and page.is_visible(".paper")


def test_every_colour_of_a_form_can_be_read_on_its_ground() -> None:
    style = re.search(r"<style>(.*?)</style>", ranges_form(QUESTIONS, "en"), re.DOTALL)
    assert style
    for colour in set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", style[1])):
        assert contrast(colour, "#ffffff") >= 4.5, colour
    for colour in set(re.findall(r"border: \d\w* solid (#[0-9a-f]{6})", style[1])):
        assert contrast(colour, "#ffffff") >= 3.0, colour


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.1 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
