"""One page for all tests of the browser, and a fresh tab for each."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ProxySettings,
    Request,
    sync_playwright,
)

from tests.page.serving import Served, browser, served

# A short run, so that a test sees it from its first to its last day.
SETTING = ("run.days=40", "run.warm_up_days=30", "seed=3")
# Set where the tests of the browser must run, as in continuous integration.
REQUIRED = "BIJSTAND_BROWSER_REQUIRED"
# Nobody listens there: only this machine is reached. Requests that are caught one by one would
# block as much, but a browser that catches them keeps nothing, and loads every script anew.
NOWHERE: ProxySettings = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}


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


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """One reader for the tests of a file, who keeps the page's scripts as any browser does."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, accept_downloads=True, proxy=NOWHERE
    )
    context.set_default_timeout(45_000)
    yield context
    context.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of, and which requests left the page's own address."""
    return []


@pytest.fixture
def tab(
    reader: BrowserContext, page_served: Served, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Open the page in a tab with the network blocked, except for the page's own address."""
    tabs = []

    def listen(request: Request) -> None:
        if not request.url.startswith((page_served.address, "data:", "blob:")):
            complaints.append(f"asked for {request.url}")

    def open_tab(query: str = "?screen=watch", ready: str = "[data-do=play]") -> Page:
        page = reader.new_page()
        tabs.append(page)
        page.on("request", listen)
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(page_served.opening(query))
        page.wait_for_selector(ready)
        return page

    yield open_tab
    for page in tabs:
        page.close()
    assert complaints == []
