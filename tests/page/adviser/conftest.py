"""One page with small studies for all that an adviser does with it, and tabs for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.page.adviser.tabs import Opened
from tests.page.serving import Served, served

PATIENCE = 120_000


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Wait longer for what has to be worked out first."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("adviser")


@pytest.fixture(scope="package")
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


@pytest.fixture(scope="package")
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
