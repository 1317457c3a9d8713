"""The page attacked by another site in a real browser that has the page open beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.page.server.elsewhere import elsewhere
from tests.page.serving import Served, browser

pytestmark = pytest.mark.browser
SECRET = "a line of a file of this machine"


@pytest.fixture
def attacker() -> Iterator[int]:
    with elsewhere() as port:
        yield port


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody who has the page open, and browses on."""
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def victim(context: BrowserContext, page_served: Served) -> Page:
    page = context.new_page()
    page.goto(page_served.opening("?screen=watch"))
    page.wait_for_selector("[data-do=play]")
    return page


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.yaml"
    file.write_text(f"title_en: {SECRET}\n{SECRET}: 1\n", encoding="utf-8")
    return file


def step(page: Page, day: int) -> None:
    page.click("[data-do=step]")
    expect(page.locator("[data-day]")).to_contain_text(f"Day {day} of")


# The same name on another port shares cookies with the page, and counts as the same site.
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_another_site_gets_nothing(
    name: str,
    attacker: int,
    context: BrowserContext,
    victim: Page,
    page_served: Served,
    secret: Path,
) -> None:
    step(victim, 1)
    evil = context.new_page()
    evil.goto(f"http://{name}:{attacker}/")
    for address in (page_served.address, page_served.address.replace("127.0.0.1", "localhost")):
        got = evil.evaluate(
            "([page, socket, file]) => attack(page, socket, file)",
            [address, address.replace("http", "ws"), str(secret)],
        )
        assert len(got) == 13
        assert {name: what for name, what in got.items() if what} == {}
    step(victim, 2)
    assert page_served.broke() == []


@pytest.mark.parametrize(
    "attack",
    [
        "f = document.createElement('iframe'); f.src = page + '/'; document.body.append(f)",
        "f = document.createElement('object'); f.data = page + '/'; document.body.append(f)",
        "f = document.createElement('form'); f.method = 'POST'; f.action = page + '/'; "
        "document.body.append(f); f.submit()",
        "f = document.createElement('form'); f.method = 'POST'; f.target = '_blank'; "
        "f.action = page + '/_solara/api/close/1'; document.body.append(f); f.submit()",
    ],
)
def test_a_frame_or_form_of_another_site_is_refused(
    attack: str, attacker: int, context: BrowserContext, victim: Page, page_served: Served
) -> None:
    evil = context.new_page()
    evil.goto(f"http://127.0.0.1:{attacker}/")
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    context.on("response", hear)
    evil.evaluate(f"page => {{ let f; {attack} }}", page_served.address)
    evil.wait_for_timeout(500)
    to_page = [answer for answer in answers if answer.url.startswith(page_served.address)]
    assert [answer.status for answer in to_page] == [403]
    assert all(SECRET not in frame.content() for frame in evil.frames)
    step(victim, 1)


def test_a_window_that_another_site_opens_is_out_of_its_reach_and_shows_no_file(
    attacker: int, context: BrowserContext, victim: Page, page_served: Served, secret: Path
) -> None:
    evil = context.new_page()
    evil.goto(f"http://127.0.0.1:{attacker}/")
    with context.expect_page() as opened:
        evil.evaluate(
            "url => { window.taken = window.open(url) }",
            f"{page_served.address}/?scenario={secret}&policy={secret}",
        )
    window = opened.value
    error = window.locator("[data-error=page]")
    expect(error).to_contain_text("unknown scenario")
    expect(error).to_contain_text(str(secret)[:20])
    assert SECRET not in window.content()
    assert evil.evaluate("window.taken.closed")  # another group of windows: it holds nothing
    step(victim, 1)


def test_a_name_that_is_pointed_at_this_machine_gets_nothing(
    chromium: Browser, page_served: Served
) -> None:
    port = page_served.address.rpartition(":")[2]
    rebound = chromium.browser_type.launch(
        executable_path=browser(),
        args=["--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
    )
    page = rebound.new_page()
    for query in ("", f"?token={page_served.token}"):
        answer = page.goto(f"http://evil.example:{port}/{query}")
        assert answer is not None
        assert answer.status == 403
        assert "not an address of this page" in answer.text()
    assert page.context.cookies() == []
    rebound.close()


def test_a_fresh_browser_gets_in_once_with_the_address_and_stays_in(
    chromium: Browser, page_served: Served
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    answer = page.goto(f"{page_served.address}/")
    assert answer is not None
    assert answer.status == 403
    assert "ends with its token" in page.inner_text("body")
    page.goto(page_served.opening("?seed=7"))
    assert "token" not in page.url
    page.wait_for_selector("[data-do=play]")
    assert page.url == f"{page_served.address}/?screen=watch&language=en&seed=7"
    page.reload()
    page.wait_for_selector("[data-do=play]")
    other = context.new_page()
    other.goto(f"{page_served.address}/?screen=watch&language=nl")
    other.wait_for_selector("[data-do=play]")
    (cookie,) = (c for c in context.cookies() if c["name"].startswith("bijstand-"))
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    assert page.evaluate("document.cookie") == ""
    context.close()


def test_a_link_of_another_site_with_the_token_opens_the_page(
    attacker: int, chromium: Browser, page_served: Served
) -> None:
    """As from a terminal inside a web page, or a chat."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"http://localhost:{attacker}/")
    page.evaluate("url => { location.href = url }", page_served.opening("?seed=7"))
    page.wait_for_selector("[data-do=play]")
    assert page.url == f"{page_served.address}/?screen=watch&language=en&seed=7"
    context.close()
