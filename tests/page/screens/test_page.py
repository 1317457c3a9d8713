"""The page in a real browser: what a reader does, and what they then see."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from bijstand.command_line.main import main
from sim.run import simulate

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("unrendered")]

Tab = Callable[..., Page]
DAYS, WARM_UP, SEED = 40, 30, 3
PATIENCE = 45_000


def gap_closed(**changes: object) -> str:
    """Return what the page should show at the last day of a run."""
    run = simulate(seed=SEED, days=DAYS, warm_up_days=WARM_UP, **changes)
    return f"{100 * run.outcomes['gap_closed']:.1f}%"


def play_to_the_end(page: Page) -> None:
    page.select_option("[data-do=speed]", "full")
    page.click("[data-do=play]")
    expect(page.locator("[data-day]")).to_have_text(f"Day {DAYS} of {DAYS}", timeout=PATIENCE)
    expect(page.locator("[data-do=play]")).to_contain_text("Play again")


def test_it_loads_from_its_own_address_and_says_what_it_is(tab: Tab) -> None:
    page = tab()
    expect(page.locator("h1")).to_have_text("bijstand")
    expect(page.locator(".map .pick")).not_to_have_count(0)
    for words in (
        "at a desk",
        "granted",
        "deployed",
        "ended without support",
        "Police",
        "Ring: people taken",
    ):
        expect(page.locator(".map-picture")).to_contain_text(words)
    expect(page.locator(".disclaimer")).to_contain_text("predicts no numbers")
    expect(page.locator(".effect")).to_contain_text("run again at once")
    expect(page.locator("[data-do=reset]")).to_have_count(0)
    # Nothing hangs over the edge of a screen of 1280 by 800.
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_time_that_runs_moves_the_map_and_the_charts(tab: Tab) -> None:
    page = tab()
    before = page.inner_html(".map"), page.inner_html(".course")
    play_to_the_end(page)
    after = page.inner_html(".map"), page.inner_html(".course")
    assert before[0] != after[0]
    assert before[1] != after[1]
    expect(page.locator("[data-gap-closed]")).to_have_text(gap_closed())


def test_a_step_is_a_day(tab: Tab) -> None:
    page = tab()
    page.click("[data-do=step]")
    expect(page.locator("[data-day]")).to_have_text(f"Day 1 of {DAYS}")
    page.focus("[data-do=step]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-day]")).to_have_text(f"Day 2 of {DAYS}")


def at_day_0(page: Page) -> None:
    """Wait until what was changed runs."""
    expect(page.locator("[data-day]")).to_have_text(f"Day 0 of {DAYS}")
    expect(page.locator("[data-do=step]")).to_be_enabled()


def test_a_slider_acts_at_once_and_changes_the_outcome(tab: Tab) -> None:
    page = tab()
    play_to_the_end(page)
    page.click("[data-group=capacity] summary")
    slider = page.locator("[data-slider=shortage_defence]")
    expect(page.locator(".condition", has=slider)).to_contain_text("thesis §4.2.3")
    slider.focus()
    page.keyboard.press("End")
    at_day_0(page)
    play_to_the_end(page)
    changed = gap_closed(conditions={"shortage_defence": 0.4})
    assert changed != gap_closed()
    expect(page.locator("[data-gap-closed]")).to_have_text(changed)


def test_scenario_policy_and_theory_are_chosen_by_name(tab: Tab) -> None:
    page = tab()
    for key, name in (("scenario", "flood"), ("policy", "liaisons"), ("theory", "figure_1")):
        page.click(f"[data-choice={key}] summary")
        option = page.locator(f"[data-choice={key}] .option", has=page.locator(f"[value={name}]"))
        assert len(option.inner_text()) > 60, "a name stands with its description"
        option.locator("input").check()
    page.click("[data-choice=scenario] [value=personnel_shortage]")
    for part in ("scenario=flood", "personnel_shortage", "policy=liaisons", "theory=figure_1"):
        page.wait_for_function("part => location.search.includes(part)", arg=part)
    at_day_0(page)
    play_to_the_end(page)
    expected = gap_closed(scenario="flood+personnel_shortage", policy="liaisons", theory="figure_1")
    expect(page.locator("[data-gap-closed]")).to_have_text(expected)


def test_the_language_is_switched_at_once(tab: Tab) -> None:
    page = tab()
    page.click("[data-language=nl]")
    expect(page.locator("[data-do=play]")).to_contain_text("Start")
    expect(page.locator(".course")).to_contain_text("Waar behoeften tot nu toe eindigden")
    expect(page.locator(".setting")).to_contain_text("meteen opnieuw berekend")
    assert page.evaluate("document.documentElement.lang") == "nl"
    page.click("[data-language=en]")
    expect(page.locator("[data-do=play]")).to_contain_text("Play")


def test_a_request_tells_its_story(tab: Tab) -> None:
    page = tab()
    play_to_the_end(page)
    page.click("[data-tab=why]")
    page.select_option("[data-filter=state]", "withdrawn_in_consultation")
    expect(page.locator(".requests tbody tr").first).to_contain_text("withdrawn in consultation")
    row = page.locator(".requests tbody tr").first
    row.locator("button").focus()
    page.keyboard.press("Enter")
    story = page.locator(".story")
    for part in (
        "What was needed",
        "Who was asked",
        "The three gates",
        "What moved the two sides",
        "Stated and true reason",
        "Time at the desks",
        "What it achieved",
    ):
        expect(story).to_contain_text(part)
    expect(story).to_contain_text("withdrawn in consultation")
    page.select_option("[data-filter=state]", "supported")
    # The table follows the filter a moment later; a click before would be on another request.
    expect(page.locator(".requests tbody tr").first).to_contain_text("supported")
    page.locator(".requests tbody tr").first.click()
    expect(story).to_contain_text("How it ended: supported")


def test_a_line_on_the_map_leads_to_its_story(tab: Tab) -> None:
    page = tab("?scenario=crisis_and_shortage&days=400&warm_up_days=0")
    page.select_option("[data-do=speed]", "fast")
    page.click("[data-do=play]")
    page.wait_for_selector(".map [data-stage]")
    page.click("[data-do=play]")
    expect(page.locator("[data-do=play]")).to_contain_text("Play", timeout=PATIENCE)
    page.locator(".map [data-stage]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".story h3")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-tab=why]")).to_have_attribute("aria-selected", "true")


def test_two_settings_run_side_by_side(tab: Tab) -> None:
    page = tab()
    page.click("[data-tab=compare]")
    page.click("[data-do=compare]")
    expect(page.locator(".maps .map")).to_have_count(2)
    expect(page.locator("[data-matched]")).to_contain_text("same setting")
    page.click("[data-choice=scenario] summary")
    page.check("[data-choice=scenario] [value=personnel_shortage]")
    expect(page.locator(".maps figure").nth(1)).to_contain_text("Shortage")
    play_to_the_end(page)
    one, other = (
        simulate(scenario=name, seed=SEED, days=DAYS, warm_up_days=WARM_UP).outcomes["gap_closed"]
        for name in ("baseline", "personnel_shortage")
    )
    cells = page.locator("[data-outcome=gap_closed] td")
    expect(cells.nth(0)).to_have_text(f"{100 * one:.1f}")
    expect(cells.nth(1)).to_have_text(f"{100 * other:.1f}")
    expect(cells.nth(2)).to_have_text(f"{100 * (other - one):+.1f}".replace("-", "−"))


def test_what_is_taken_along_runs_again_with_the_same_numbers(tab: Tab, tmp_path: Path) -> None:
    page = tab("?conditions.trust_start=0.4&theory.trust=moderator&policy=joint_exercises")
    page.click("[data-tab=take]")
    files = {}
    for kind in ("configuration", "json", "log", "csv"):
        with page.expect_download() as download:
            page.click(f"[data-take={kind}-whole-0]")
        files[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[kind])
    words = (f"from={files['configuration']}", f"output.folder={tmp_path}", "output.name=again")
    assert main(["run", *words]) == 0
    again = pd.read_parquet(tmp_path / "run" / "again" / "runs" / "runs.parquet").iloc[0]
    content = json.loads(files["json"].read_text(encoding="utf-8"))
    assert again["seed"] == content["seed"] == SEED
    for outcome, value in content["outcomes"].items():
        assert value == again[outcome] or (value is None and pd.isna(again[outcome]))
    assert content["conditions"] == {"trust_start": 0.4}
    assert list(pd.read_csv(files["csv"])["outcome"]) == list(content["outcomes"])
    assert len(pd.read_csv(files["log"])) > 300
    # The page takes back what it gave.
    page.set_input_files("[data-do=open]", files["configuration"])
    expect(page.locator("[data-notice]")).to_contain_text("was read")


def test_what_is_wrong_is_said_and_the_page_goes_on(tab: Tab, tmp_path: Path) -> None:
    page = tab("?conditions.trust_start=99&seed=1")
    expect(page.locator("[data-error=page]")).to_contain_text("'trust_start' is 99.0: allowed")
    for text, said in (("many", "seed is 'many'"), ("-4", "a whole number"), ("9" * 30, "allowed")):
        page.fill("[data-key=seed]", text)
        page.keyboard.press("Tab")
        expect(page.locator("[data-error=seed]")).to_contain_text(said)
    page.fill("[data-key=seed]", "5")
    page.keyboard.press("Tab")
    expect(page.locator("[data-error=seed]")).to_have_count(0)
    page.click("[data-group=trust] summary")
    page.fill("[data-key='conditions.trust_start']", "a lot")
    page.keyboard.press("Tab")
    expect(page.locator("[data-error='conditions.trust_start']")).to_contain_text("'a lot'")
    page.click("[data-tab=take]")
    file = tmp_path / "resolved_config.yaml"
    file.write_text("choices: {scenario: baseline, theory: figure_2}\nconditions: {pretext: 7}\n")
    page.set_input_files("[data-do=open]", file)
    expect(page.locator("[data-error=file]")).to_contain_text("'pretext' is 7")
    page.click("[data-do=step]")
    expect(page.locator("[data-day]")).to_have_text(f"Day 1 of {DAYS}")


def test_tabs_are_reached_and_changed_by_keyboard(tab: Tab) -> None:
    page = tab()
    page.focus("[data-tab=map]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-tab=why]")).to_be_focused()
    expect(page.locator(".requests")).to_be_visible()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.filter || ''"))
    assert {"request_class", "state", "unit", "consented"} <= reached


def test_pictures_of_standing_tasks_are_asked_for(tab: Tab) -> None:
    page = tab()
    page.select_option("[data-do=speed]", "full")
    page.click("[data-do=play]")
    expect(page.locator("[data-day]")).to_have_text(re.compile(f"Day {DAYS} "), timeout=PATIENCE)
    before = page.locator(".map [data-stage]").count()
    page.check("[data-do=consented]")
    expect(page.locator(".map [data-stage]")).not_to_have_count(before)
