"""The page behind a reverse proxy: as nginx shows it, and as JupyterHub does."""

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.page.server.proxy import Proxy, proxied
from tests.page.serving import Served, served

pytestmark = pytest.mark.browser
SETTING = ("run.days=10", "run.warm_up_days=0")
HUB = "/user/ada/proxy/8765"
FORWARDED = (
    "X-Forwarded-Host: {host}",
    "X-Forwarded-Proto: https",
    "X-Forwarded-For: 10.0.0.1",
    "X-Script-Name: /wrong",
)


@pytest.fixture(scope="module")
def hub_page() -> Iterator[Served]:
    """A page that is told under which path a hub shows it, and nothing else."""
    with served(*SETTING, f"root_path={HUB}") as page:
        yield page


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def walk_through(chromium: Browser, address: str, token: str) -> list[str]:
    """Open the page, look at every tab, and return what the browser complained of."""
    complaints: list[str] = []
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/?seed=4&token={token}")
    assert page.url == f"{address}/?seed=4"
    page.wait_for_selector("[data-do=play]")
    for tab in ("why", "compare", "take", "map"):
        page.click(f"[data-tab={tab}]")
        expect(page.locator(f"[data-tab={tab}]")).to_have_attribute("aria-selected", "true")
    page.click("[data-do=step]")
    expect(page.locator("[data-day]")).to_contain_text("Day 1 of")
    below = f"/{address.partition('://')[2].partition('/')[2]}".rstrip("/")
    assert {cookie["path"] for cookie in context.cookies()} == {f"{below}/"}
    context.close()
    return complaints


@pytest.mark.parametrize(
    ("prefix", "proxy"),
    [
        # nginx as it comes: its own Host, and the path taken off by proxy_pass http://…:8765/;
        ("/bijstand", {"host": "127.0.0.1:{to}"}),
        # nginx with proxy_set_header, at the root of a site
        ("", {"adds": FORWARDED}),
    ],
    ids=["nginx", "nginx-root"],
)
def test_the_page_works_behind_a_proxy_whose_address_it_is_told(
    chromium: Browser, prefix: str, proxy: dict[str, object]
) -> None:
    port, to = free_port(), free_port()
    with served(*SETTING, f"port={to}", f"proxy=http://127.0.0.1:{port}{prefix}") as page:
        walk_through_a_proxy(chromium, page, to, port, prefix, proxy)


@pytest.mark.parametrize(
    "proxy",
    [
        # jupyter-server-proxy, which says under which name it was asked; and its absolute kind
        {"adds": FORWARDED},
        {"host": "127.0.0.1:{to}", "adds": FORWARDED, "strips": False},
        {},
    ],
    ids=["hub", "hub-absolute", "hub-plain"],
)
def test_the_page_works_behind_a_hub(
    chromium: Browser, hub_page: Served, proxy: dict[str, object]
) -> None:
    walk_through_a_proxy(chromium, hub_page, hub_page.port, free_port(), HUB, proxy)


def walk_through_a_proxy(
    chromium: Browser, page: Served, to: int, port: int, prefix: str, proxy: dict[str, object]
) -> None:
    """Look at the page at one port through a proxy at another; nobody has a word to say of it."""
    made = {**proxy, "host": str(proxy["host"]).format(to=to) if "host" in proxy else None}
    with proxied(Proxy(to, prefix, **made), port):  # type: ignore[arg-type]
        assert walk_through(chromium, f"http://127.0.0.1:{port}{prefix}", page.token) == []
    assert page.broke() == []


def test_without_being_told_of_a_proxy_the_page_believes_none(
    chromium: Browser, page_served: Served
) -> None:
    port, page = free_port(), page_served
    to = page.port
    with proxied(Proxy(to, adds=FORWARDED), port):
        tab = chromium.new_page()
        answer = tab.goto(f"http://127.0.0.1:{port}/?token={page.token}")
        assert answer is not None
        assert answer.status == 403
        tab.close()
    with proxied(Proxy(to, host=f"127.0.0.1:{to}", adds=("X-Script-Name: /wrong",)), port):
        tab = chromium.new_page()
        answer = tab.goto(f"http://127.0.0.1:{port}/?token={page.token}")
        assert answer is not None
        assert "/wrong/" not in answer.text()
        tab.close()
    assert page.broke() == []
