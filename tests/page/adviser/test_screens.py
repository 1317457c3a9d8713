"""An adviser's case on the screens: kept, changed, stopped, by keyboard and without barriers."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import expect

from bijstand.page.case.case import SCREENS
from tests.page.adviser.tabs import Opened, on_screen

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 640, 1280, 1920)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Small enough to be worked out while a test waits; everything else is as for any reader.
QUERY = "?packages=joint_framework,mit&situations=personnel_shortage:likely,crisis:possible"


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
