"""The guard before the page: what reaches it, and what comes back, request by request."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from bijstand.page import budgets
from bijstand.page.server.addresses import Addresses, addresses_of
from bijstand.page.server.entrance import Entrance
from bijstand.page.server.guard import Guard

ENTRANCE = Entrance(8765)
WITH_TOKEN = {"authorization": f"token {ENTRANCE.token}"}
HOST = {"host": "127.0.0.1:8765"}
KERNEL = "/jupyter/api/kernels/abc/channels"


class Kernels:
    """As many kernels as fit, and one of another browser."""

    def admits(self, kernel: str, page: str, session: str) -> bool:
        return kernel != "full"

    def knows(self, kernel: str, page: str) -> bool:
        return (kernel, page) == ("abc", "1")

    def connected(self, kernel: str) -> AbstractContextManager[None]:
        return nullcontext()


class Answered:
    """One request to a guard: what reached the application, and what was answered."""

    def __init__(self, **scope: Any) -> None:
        self.reached: list[dict[str, Any]] = []
        self.sent: list[dict[str, Any]] = []
        self.heard: list[str] = []
        self.coming = list(scope.pop("coming", []))
        guard = Guard(
            self._app,
            scope.pop("addresses", Addresses("127.0.0.1", 8765)),
            ENTRANCE,
            Kernels(),
            lambda path: path == "there.js",
        )
        headers = scope.pop("headers", {**HOST, **WITH_TOKEN})
        whole = {
            "type": "http",
            "method": "GET",
            "path": "/",
            "query_string": b"",
            "scheme": "http",
            "client": ("10.0.0.1", 9),
            "server": ("127.0.0.1", 8765),
            "headers": [(k.encode(), v.encode("latin-1")) for k, v in headers.items()],
            **scope,
        }
        # On a thread of its own: a browser's tests in this process leave a loop that runs.
        with ThreadPoolExecutor(1) as alone:
            alone.submit(asyncio.run, guard(whole, self._receive, self._send)).result()

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached.append(dict(scope))
        if scope["type"] == "websocket":
            while (message := await receive())["type"] == "websocket.receive":
                self.heard.append(message["text"])
            return
        if scope["path"] == "/static/breaks.js":
            raise ValueError("secret of the server")
        cookie = (b"set-cookie", b"solara-session-id=1; SameSite=none; Secure; expires=2038")
        headers = [cookie, (b"x-content-type-options", b"none")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"fine"})

    async def _receive(self) -> dict[str, Any]:
        if self.coming:
            return {"type": "websocket.receive", **self.coming.pop(0)}
        return {"type": "websocket.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def body(self) -> str:
        return b"".join(part.get("body", b"") for part in self.sent).decode()

    def header(self, name: str) -> list[str]:
        return [v.decode() for k, v in self.sent[0]["headers"] if k == name.encode()]


def test_without_token_or_cookie_a_line_says_how_to_get_in() -> None:
    for path in ("/", "/static/main.js", "/nothing"):
        answered = Answered(path=path, headers=HOST)
        assert (answered.status, answered.reached) == (403, [])
        assert answered.body.count("\n") == 1
        assert "the address that 'bijstand ui' printed" in answered.body


def test_the_token_becomes_a_cookie_and_leaves_the_address() -> None:
    query = f"scenario=flood&token={ENTRANCE.token}&seed=3".encode()
    answered = Answered(query_string=query, headers=HOST)
    assert answered.status == 303
    assert answered.header("location") == ["/?scenario=flood&seed=3"]
    assert answered.header("set-cookie") == [ENTRANCE.cookie_header]
    assert answered.header("cache-control") == ["no-store"]
    assert ENTRANCE.token not in answered.body
    cookie = ENTRANCE.cookie_header.partition(";")[0]
    inside = Answered(headers={**HOST, "cookie": f"x=1; {cookie}"})
    assert (inside.status, inside.body) == (200, "fine")


def test_with_a_cookie_an_old_token_leaves_the_address_too() -> None:
    cookie = ENTRANCE.cookie_header.partition(";")[0]
    answered = Answered(query_string=b"token=old&seed=3", headers={**HOST, "cookie": cookie})
    assert (answered.status, answered.header("location")) == (303, ["/?seed=3"])
    assert answered.header("set-cookie") == []
    assert Answered(query_string=b"token=old", headers=HOST).status == 403


@pytest.mark.parametrize("path", ["//evil.example", "/\r\nx: y", "///", "/a/../b", "/é"])
def test_what_the_token_leads_to_is_a_path_of_this_page(path: str) -> None:
    answered = Answered(path=path, query_string=f"token={ENTRANCE.token}".encode(), headers=HOST)
    (where,) = answered.header("location")
    assert where.startswith("/")
    assert not where.startswith("//")
    assert where.isascii()
    assert not set(where) & set("\r\n ")


def test_a_link_from_another_site_opens_by_itself_so_that_the_cookie_comes_along() -> None:
    link = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    query = f"token={ENTRANCE.token}&seed=3".encode()
    answered = Answered(query_string=query, headers={**HOST, **link})
    assert answered.status == 200
    assert answered.header("refresh") == ["0;url=/?seed=3"]
    assert answered.header("set-cookie") == [ENTRANCE.cookie_header]


def test_every_answer_tells_the_browser_to_be_strict() -> None:
    answers = (
        Answered(),
        Answered(headers=HOST),
        Answered(path="/nothing"),
        Answered(headers={}),
        Answered(query_string=f"token={ENTRANCE.token}".encode()),
    )
    for answered in answers:
        (policy,) = answered.header("content-security-policy")
        assert "default-src 'none'" in policy
        assert "connect-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy
        assert answered.header("x-content-type-options") == ["nosniff"]
        assert answered.header("referrer-policy") == ["no-referrer"]
        assert answered.header("cross-origin-resource-policy") == ["same-origin"]
        assert answered.header("server") == []
        assert not [k for k, _ in answered.sent[0]["headers"] if k.startswith(b"access-control")]
    assert Answered().header("set-cookie") == [
        "solara-session-id=1; Path=/; HttpOnly; SameSite=Strict"
    ]


def test_of_the_headers_only_those_that_matter_reach_the_page() -> None:
    told = {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "forwarded": "host=evil",
        "x-forwarded-for": "1.2.3.4",
        "script-name": "/evil",
        "x-script-name": "/evil",
        "x-forwarded-prefix": "/evil",
        "accept-encoding": "gzip",
        "origin": "http://127.0.0.1:8765",
        "cookie": f"other=1; solara-session-id=2; bijstand-8765={ENTRANCE.token}",
    }
    (scope,) = Answered(headers={**HOST, **told}).reached
    assert dict(scope["headers"]) == {
        b"accept-encoding": b"gzip",
        b"host": b"localhost",
        b"cookie": b"solara-session-id=2",
    }
    assert (scope["client"], scope["root_path"]) == (None, "")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/static/main.js", 200),
        ("GET", "/_solara/cdn/there.js", 200),
        ("GET", "/jupyter/nbextensions/vue/a.js", 200),
        ("GET", "/_solara/cdn/a-folder", 404),
        ("GET", "/_solara/cdn/there.js/", 404),
        ("GET", "/static/../../etc/passwd", 404),
        ("GET", "/static/..", 404),
        ("GET", "/static//etc/passwd", 404),
        ("GET", "/static/a\\..\\b", 404),
        ("GET", "/static/\0", 404),
        ("GET", "/static/.git/config", 404),
        ("GET", "/static/" + "a/" * 300 + "b", 404),
        ("GET", "/static/" + "a" * 300, 404),
        ("GET", "/resourcez", 404),
        ("GET", "/readyz", 404),
        ("GET", "/other", 404),
        ("GET", KERNEL, 404),
        ("POST", "/", 404),
        ("PUT", "/static/main.js", 404),
        ("OPTIONS", "/", 404),
        ("TRACE", "/", 404),
        ("POST", "/_solara/api/evict/abc", 404),
        ("GET", "/_solara/api/close/abc", 404),
    ],
)
def test_only_the_parts_of_the_page_are_there(method: str, path: str, status: int) -> None:
    answered = Answered(method=method, path=path)
    assert answered.status == status
    assert len(answered.reached) == (status == 200)


def test_a_page_is_closed_where_it_is_there() -> None:
    path = "/_solara/api/close/abc"
    assert Answered(method="POST", path=path, query_string=b"session_id=1").status == 200
    for query in (b"session_id=2", b"", b"session_id=%ff"):
        assert Answered(method="POST", path=path, query_string=query).status == 404


def test_what_breaks_is_one_line_without_what_broke(caplog: pytest.LogCaptureFixture) -> None:
    answered = Answered(path="/static/breaks.js")
    assert (answered.status, answered.body) == (500, "bijstand: this could not be answered\n")
    assert "could not be answered" in caplog.text


def websocket(**changes: Any) -> Answered:
    """Return what comes of opening a websocket."""
    usual = {"type": "websocket", "path": KERNEL, "query_string": b"session_id=1"}
    return Answered(**{**usual, **changes})


@pytest.mark.parametrize(
    "headers",
    [
        HOST,
        {**HOST, **WITH_TOKEN, "origin": "http://evil.example"},
        {**HOST, **WITH_TOKEN, "origin": "http://127.0.0.1:8766"},
        {**HOST, **WITH_TOKEN, "origin": "null"},
        {**HOST, "origin": "http://127.0.0.1:8765"},
        {"host": "evil.example:8765", **WITH_TOKEN},
        {**HOST, "cookie": "bijstand-8765=guessed"},
        {
            **HOST,
            **WITH_TOKEN,
            "sec-fetch-site": "cross-site",
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
        },
    ],
)
def test_a_websocket_from_elsewhere_is_refused(headers: dict[str, str]) -> None:
    answered = websocket(headers=headers)
    assert answered.reached == []
    assert [message["type"] for message in answered.sent] == ["websocket.close"]


@pytest.mark.parametrize(
    "change",
    [
        {"path": "/"},
        {"path": "/jupyter/api/kernels//channels"},
        {"path": "/jupyter/api/kernels/a/shell"},
        {"path": "/jupyter/api/kernels/../channels"},
        {"path": f"/jupyter/api/kernels/{'a' * 65}/channels"},
        {"query_string": b""},
        {"query_string": b"session_id="},
        {"query_string": b"session_id=%0a"},
        {"path": "/jupyter/api/kernels/full/channels"},
    ],
)
def test_a_websocket_to_something_else_is_refused(change: dict[str, Any]) -> None:
    assert websocket(**change).reached == []


def test_a_websocket_of_the_page_and_of_a_program_with_the_token_is_open() -> None:
    cookie = {"cookie": ENTRANCE.cookie_header.partition(";")[0]}
    assert websocket(headers={**HOST, **cookie, "origin": "http://127.0.0.1:8765"}).reached
    assert websocket().reached
    with_token = f"session_id=1&token={ENTRANCE.token}".encode()
    (scope,) = websocket(headers=HOST, query_string=with_token).reached
    assert scope["query_string"] == b"session_id=1"


def test_more_messages_than_a_page_has_are_heard_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", wait)
    for name, value in (("MESSAGES_AT_ONCE", 3), ("MESSAGES_A_SECOND", 10)):
        monkeypatch.setattr(budgets, name, value)
    assert websocket(coming=[{"text": "nonsense"}] * 3).heard == []
    assert waits == []
    websocket(coming=[{"text": "nonsense"}, {"bytes": b"\0"}] * 4)
    assert len(waits) == 5
    assert waits[-1] > waits[0] > 0.05


@pytest.mark.parametrize("stripped", [True, False])
def test_below_a_path_everything_is_where_the_proxy_shows_it(stripped: bool) -> None:
    hub = addresses_of("127.0.0.1", 8765, "https://hub.example/user/x", "")
    root = "" if stripped else "/user/x"
    host = {"host": "hub.example", **WITH_TOKEN}
    (scope,) = Answered(addresses=hub, path=f"{root}/static/a.js", headers=host).reached
    assert scope["path"] == "/static/a.js"
    query = f"token={ENTRANCE.token}&seed=3".encode()
    answered = Answered(addresses=hub, path=f"{root}/", query_string=query, headers=host)
    assert answered.header("location") == ["/user/x/?seed=3"]
    without_slash = Answered(addresses=hub, path="/user/x", query_string=b"seed=3", headers=host)
    assert without_slash.header("location") == ["/user/x/?seed=3"]
