"""What tests of an adviser's work do with a tab."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Opened = Callable[..., Page]
"""Opens the page with a query in a tab, or in a fresh browser of a locale."""


def on_screen(page: Page, screen: str) -> None:
    expect(page.locator(f"[data-screen={screen}]")).to_have_attribute("aria-selected", "true")
    page.wait_for_function("s => location.search.includes('screen=' + s)", arg=screen)
