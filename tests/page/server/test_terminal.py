"""What is no HTTP, no websocket and no path: the page stays silent on the terminal, and goes on."""

import base64
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from bijstand.page import budgets
from tests.page.kernel import Session
from tests.page.serving import Served, served

PATIENCE = 60.0
KEY = base64.b64encode(b"0123456789abcdef").decode()
UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    f"Sec-WebSocket-Key: {KEY}",
    "Sec-WebSocket-Version: 13",
)
PATHS = (
    "/../../etc/passwd",
    "/static/../../../etc/passwd",
    "/static/%2e%2e%2f%2e%2e%2fetc/passwd",
    "/static/%00",
    "/static/" + "a" * 300,
    "/static/" + "a" * 20_000,
    "//etc/passwd",
    "*",
    "http://evil.example/",
    "/?%ff=%fe&seed=%00",
    "/_solara/cdn/echarts@5.4.0",
    "/_solara/cdn/@widgetti",
    "/jupyter/nbextensions/..%5c..%5cx",
    "/%d8%00",
    "/jupyter/api/kernels/1",
)
NO_HTTP = (
    b"\0" * 100,
    b"\xff\xfe" * 5_000,
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\0",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\nx",
)
FRAMES = (
    b"\xff\xff\xff",
    b"\x81\xfe",
    b"\x81\x05abc",
    b"\x89\xff" + b"\0" * 8,
    b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0",
    b"\x88\x82\0\0\0\0\0\0",
    b"\x81\x82\0\0\0\0\xff\xfe",
    b"\x82\x81\0\0\0\0\x01",
    b"\xc1\x80\0\0\0\0",
)


@pytest.fixture(scope="module")
def page() -> Iterator[Served]:
    with served("run.days=10", "run.warm_up_days=0") as found:
        yield found


def connected(page: Served, content: bytes) -> socket.socket:
    """Return a connection to the page on which bytes have been sent."""
    connection = socket.create_connection(("127.0.0.1", page.port))
    connection.settimeout(PATIENCE)
    with suppress(OSError):
        connection.sendall(content)
    return connection


def sent(page: Served, content: bytes, wait: float = PATIENCE) -> bytes:
    """Return what the page answers to bytes, until it is done or silent for so long."""
    answer = b""
    with connected(page, content) as connection, suppress(OSError):
        connection.settimeout(wait)
        while chunk := connection.recv(65_536):
            answer += chunk
    return answer


def head(page: Served, first: str, *lines: str) -> bytes:
    """Return the head of a request that is let in."""
    own = (f"Host: {page.address[7:]}", f"Authorization: token {page.token}")
    return "\r\n".join([first, *own, *lines, "", ""]).encode("latin-1")


def goes_on(page: Served) -> None:
    with Session(page, "?seed=2") as session:
        session.act("step")
        session.wait(lambda: session.bar["day"] >= 1)
    assert page.broke() == []


def test_paths_that_are_none_are_not_there(page: Served) -> None:
    for path in PATHS:
        answer = sent(page, head(page, f"GET {path} HTTP/1.1", "Connection: close"))
        assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")) or "?" in path, path
        assert b"root:" not in answer
        assert b"Traceback (most recent" not in answer
        assert b"server:" not in answer.lower()
    goes_on(page)


def test_what_is_no_http_is_answered_briefly_or_not_at_all(page: Served) -> None:
    for content in NO_HTTP:
        answer = sent(page, content, 1.0)
        assert answer == b"" or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 403")), content[:40]
        assert len(answer) < 1_500
    goes_on(page)


def handshake(kernel: str) -> str:
    return f"GET /jupyter/api/kernels/{kernel}/channels?session_id=1 HTTP/1.1"


def test_a_websocket_that_speaks_nonsense_ends_alone(page: Served) -> None:
    for place, frame in enumerate(FRAMES):
        opened = head(page, handshake(f"nonsense-{place}"), *UPGRADE)
        with connected(page, opened + frame) as connection:
            assert connection.recv(12) == b"HTTP/1.1 101"
    wrong = [line.replace("13", "99").replace(KEY, "!") for line in UPGRADE]
    assert sent(page, head(page, handshake("wrong"), *wrong)).startswith(b"HTTP/1.1 400")
    goes_on(page)


def test_the_page_does_not_delete_its_own_scripts_when_asked_for_their_folder(page: Served) -> None:
    """As Solara's own server does."""
    for path in ("/_solara/cdn/requirejs@2.3.6", "/_solara/cdn/requirejs@2.3.6/"):
        assert b" 404 " in sent(page, head(page, f"GET {path} HTTP/1.1", "Connection: close"))
    script = head(page, "GET /_solara/cdn/requirejs@2.3.6/require.js HTTP/1.1", "Connection: close")
    assert sent(page, script).startswith(b"HTTP/1.1 200")
    assert page.broke() == []


def test_more_browser_tabs_than_there_may_be_are_refused(page: Served) -> None:
    with ExitStack() as tabs:
        answers = []
        for place in range(budgets.KERNELS + 1):
            opened = head(page, handshake(f"tab-{place}"), *UPGRADE)
            answers.append(tabs.enter_context(connected(page, opened)).recv(12))
    assert answers[0] == b"HTTP/1.1 101"
    assert answers[-1] == b"HTTP/1.1 403"
    assert page.broke() == []
