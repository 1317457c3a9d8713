"""One page for all tests of the browser, and a fresh tab for each."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from tests.page.serving import Served, browser, served

# A short run, so that a test sees it from its first to its last day.
SETTING = ("run.days=40", "run.warm_up_days=30", "seed=3")
# Set where the tests of the browser must run, as in continuous integration.
REQUIRED = "BIJSTAND_BROWSER_REQUIRED"


@pytest.fixture(scope="session")
def page_served() -> Iterator[Served]:
    with served(*SETTING) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browser()
    if path is None:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set and there is no chromium here")
        pytest.skip("no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of, and which requests left the page's own address."""
    return []


@pytest.fixture
def tab(
    chromium: Browser, page_served: Served, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Open the page in a tab with the network blocked, except for the page's own address."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    context.set_default_timeout(45_000)

    def block(route: Route, request: Request) -> None:
        complaints.append(f"asked for {request.url}")
        route.abort()

    def elsewhere(url: str) -> bool:
        return not url.startswith((page_served.address, "data:", "blob:"))

    context.route(elsewhere, block)

    def open_tab(query: str = "?screen=watch", ready: str = "[data-do=play]") -> Page:
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(page_served.opening(query))
        page.wait_for_selector(ready)
        return page

    yield open_tab
    context.close()
    assert complaints == []
