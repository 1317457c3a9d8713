"""Take the pictures of the page that the documentation shows: ``make pictures``."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.page.serving import ROOT, browser, served

FOLDER = ROOT / "docs" / "pictures"
COLOURS = 220
LARGEST = 150_000
PATIENCE = 240_000
SIZE = {"width": 1280, "height": 800}


def run_to(page: Page, day: int) -> None:
    """Let time run until a day has come."""
    page.wait_for_selector("[data-do=play]")
    page.select_option("[data-do=speed]", "full")
    page.click("[data-do=play]")
    page.wait_for_function(
        f"+document.querySelector('[data-day]').innerText.match(/\\d+/)[0] >= {day}"
    )
    page.click("[data-do=play]")


def map_and_course(page: Page) -> None:
    """The map and the course, in the middle of a crisis."""
    run_to(page, 385)


def why(page: Page) -> None:
    """The story of a request that came to nothing."""
    run_to(page, 385)
    page.click("[data-tab=why]")
    page.select_option("[data-filter=state]", "withdrawn_in_consultation")
    page.locator(".requests tbody tr").nth(1).click()
    page.wait_for_selector(".story .drivers")


def compare(page: Page) -> None:
    """Two settings side by side."""
    page.wait_for_selector("[data-do=play]")
    page.click("[data-tab=compare]")
    page.click("[data-do=compare]")
    page.wait_for_selector(".maps")
    page.click("[data-choice=policy] summary")
    page.check("[data-choice=policy] [value=capacity_priority_crisis]")
    page.click("[data-choice=policy] summary")
    page.wait_for_selector("[data-do=step]:enabled")
    run_to(page, 420)
    page.locator("[data-matched]").scroll_into_view_if_needed()


def options(page: Page) -> None:
    """The packages of the ready question, and the levers."""
    page.wait_for_selector("[data-package]")


def consequences(page: Page) -> None:
    """What packages change, on the seeds of the first refinement."""
    page.wait_for_selector("[data-table=lost]")
    done(page)


def holds(page: Page) -> None:
    """Whether that holds, over all futures."""
    page.wait_for_selector("[data-table=regret]", timeout=PATIENCE)


def take(page: Page) -> None:
    """The advice in Dutch, after it was taken along."""
    holds(page)
    page.click("[data-do=next]")
    page.wait_for_selector("[data-hand=pdf]:enabled", timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE):
        page.click("[data-hand=pdf]")
    page.wait_for_selector("[data-sentences] p")


def done(page: Page) -> None:
    """Wait until nothing is under way."""
    page.wait_for_function("!document.querySelector('[data-doing]')", timeout=PATIENCE)


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "page-options": ("?screen=options", options),
    "page-consequences": ("?screen=consequences", consequences),
    "page-holds": ("?screen=holds", holds),
    "page-take": ("?screen=holds&language=nl", take),
    "page-map": ("?scenario=crisis&seed=2", map_and_course),
    "page-why": ("?scenario=crisis&seed=2", why),
    "page-compare": ("?scenario=crisis&seed=2", compare),
}


def save(picture: bytes, file: Path) -> None:
    """Write a picture with few colours, small enough to be kept beside the code."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        raise RuntimeError(f"{file} is larger than {LARGEST} bytes")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as page_served, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for name, (query, prepare) in PICTURES.items():
            page = started.new_page(viewport=SIZE)
            page.goto(page_served.opening(query))
            page.wait_for_selector("main h2")
            prepare(page)
            page.wait_for_timeout(700)
            save(page.screenshot(), FOLDER / f"{name}.png")
            page.close()
        started.close()


if __name__ == "__main__":
    main()
