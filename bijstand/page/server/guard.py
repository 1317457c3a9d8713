"""What stands before the page: it lets in the page's own requests, and nothing else reaches Solara.

Solara trusts whoever can connect: it takes addresses and paths from headers that anyone can send,
opens a kernel for whoever names one, and deletes its own installed scripts when asked for a folder
of them. So a request is passed on only where address, entrance and path are right, with none of its
headers but the few that matter; and a message on a websocket only in the forms of ``messages``.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, quote

from bijstand.page import budgets
from bijstand.page.server.addresses import Addresses
from bijstand.page.server.entrance import HOW_TO_GET_IN, Entrance, names_token, without_token
from bijstand.page.server.headers import SAFE, own_cookie, passed_on, session_of
from bijstand.page.server.messages import heard

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_ID = r"[0-9A-Za-z-]{1,64}"
_PARTS = re.compile(r"/(static|_solara/cdn|jupyter/nbextensions)(/[\w@.-]{1,100})+", re.ASCII)
_KERNEL = re.compile(rf"/jupyter/api/kernels/({_ID})/channels")
_CLOSING = re.compile(rf"/_solara/api/close/({_ID})")
_POLICY_VIOLATION, _TRY_LATER = 1008, 1013

_log = logging.getLogger(__name__)


class Kernels(Protocol):
    """What the guard asks about kernels."""

    def admits(self, kernel: str, page: str, session: str) -> bool:
        """Whether a page of a browser may connect to a kernel, or to one more."""

    def knows(self, kernel: str, page: str) -> bool:
        """Whether a page of a kernel is there to be closed."""

    def connected(self, kernel: str) -> AbstractContextManager[None]:
        """Count a kernel from when it is admitted, for it is there a moment later."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The application that uvicorn serves, with the page's own behind it.

    Attributes:
        app: What is guarded.
        addresses: Where the page is shown.
        entrance: Who may come in.
        kernels: What the server keeps for each browser tab.
        has_file: Whether a path below ``_solara/cdn`` is a file that is installed.
    """

    app: App
    addresses: Addresses
    entrance: Entrance
    kernels: Kernels
    has_file: Callable[[str], bool]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _as_text(scope)
        reading = scope["method"] in ("GET", "HEAD")
        refused = self.addresses.refusal(headers, reading=reading)
        if refused:
            await _say(send, 403, f"bijstand: refused: {refused}")
            return
        query = scope["query_string"].decode("latin-1")
        with_token = self.entrance.has_token(query, headers)
        if not with_token and not self.entrance.has_cookie(headers):
            await _say(send, 403, HOW_TO_GET_IN)
            return
        path = self._own_path(scope["path"])
        if reading and (path is None or names_token(query)):
            await self._send_on(scope, send, path or "/", with_token)
            return
        if not self._known(path or "", query, reading):
            await _say(send, 404, "bijstand: there is nothing at this address")
            return
        await self._pass_on(scope, receive, send, path or "/")

    def _own_path(self, path: str) -> str | None:
        """Return a path as the page knows it; None for the prefix of a proxy without its slash."""
        root = self.addresses.root_path
        if not root or not (path + "/").startswith(root + "/"):
            return path
        return path[len(root) :] or None

    def _known(self, path: str, query: str, reading: bool) -> bool:
        """Whether there is something of the page's own at a path."""
        if not reading:
            closing = _CLOSING.fullmatch(path)
            return closing is not None and self.kernels.knows(closing[1], _page(query))
        if path == "/":
            return True
        if len(path) > budgets.LONGEST_PATH or not _PARTS.fullmatch(path) or "/." in path:
            return False
        return not path.startswith("/_solara/") or self.has_file(path.removeprefix("/_solara/cdn/"))

    async def _send_on(self, scope: Scope, send: Send, path: str, come_in: bool) -> None:
        """Send a browser to the same address without the token; with the cookie if it came right.

        The address is a path of this page, whatever was asked for.
        """
        where = f"{self.addresses.root_path}/{quote(path.lstrip('/'), safe='/@')}"
        query = without_token(scope["query_string"].decode("latin-1"))
        where += f"?{query}" if query else ""
        headers = [(b"cache-control", b"no-store")]
        if come_in:
            headers.append((b"set-cookie", self.entrance.cookie_header.encode("latin-1")))
        if _as_text(scope).get("sec-fetch-site") in (None, "none", "same-origin"):
            headers.append((b"location", where.encode("latin-1")))
            await _say(send, 303, "bijstand: see the page itself", headers)
            return
        # A link on another site led here. Browsers hold the cookie back from what such a link
        # leads to, redirects too; from what this answer then asks for they do not.
        headers.append((b"refresh", f"0;url={where}".encode("latin-1")))
        await _say(send, 200, "bijstand: the page opens", headers)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        begun = False

        async def send_safely(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0] not in SAFE]
                root = self.addresses.root_path
                cookies = [own_cookie(pair, root, self.entrance.secure) for pair in kept]
                message["headers"] = [*cookies, *SAFE.items()]
            await send(message)

        try:
            await self.app(passed_on(scope, _as_text(scope), path), receive, send_safely)
        except Exception:
            _log.exception("a request could not be answered")
            if not begun:
                await _say(send, 500, "bijstand: this could not be answered")

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _as_text(scope)
        query = scope["query_string"].decode("latin-1")
        path = self._own_path(scope["path"]) or ""
        kernel, page = _KERNEL.fullmatch(path), _page(query)
        # A browser always says which page opens a websocket; without that it is a program, which
        # has to show what only the printed address holds.
        let_in = self.entrance.has_cookie(headers) or self.entrance.has_token(query, headers)
        refused = self.addresses.refusal(headers, reading=False)
        if refused or not let_in or not kernel or not re.fullmatch(_ID, page):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        if not self.kernels.admits(kernel[1], page, session_of(headers)):
            await send({"type": "websocket.close", "code": _TRY_LATER})
            return
        scope = passed_on(scope, _as_text(scope), path)
        scope["query_string"] = f"session_id={page}".encode("latin-1")
        try:
            with self.kernels.connected(kernel[1]):
                await self.app(scope, _Listening(receive), send)
        except Exception:
            _log.exception("a session ended")


def _page(query: str) -> str:
    """Return the page of a browser that a request is about."""
    return parse_qs(query).get("session_id", [""])[-1]


class _Listening:
    """Receives the messages of one websocket: the page's own, and no faster than a page needs."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.left, self.since = float(budgets.MESSAGES_AT_ONCE), time.monotonic()

    async def __call__(self) -> Message:
        while True:
            message = await self.receive()
            if message["type"] != "websocket.receive":
                return message
            await self._in_measure()
            text = heard(message.get("text") or "")
            if text is not None:
                return {"type": "websocket.receive", "text": text}

    async def _in_measure(self) -> None:
        """Wait where more is said than a page says; meanwhile the browser cannot say more."""
        now = time.monotonic()
        rate = budgets.MESSAGES_A_SECOND
        self.left = min(budgets.MESSAGES_AT_ONCE, self.left + (now - self.since) * rate) - 1
        self.since = now
        if self.left < 0:
            await asyncio.sleep(-self.left / rate)


def _as_text(scope: Scope) -> dict[str, str]:
    """Return the headers of a request; of a name that stands twice, all its values."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joint = "; " if key == "cookie" else ", "
        found[key] = f"{found[key]}{joint}{text}" if key in found else text
    return found


async def _say(
    send: Send, status: int, line: str, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    """Answer with one line of text."""
    body = f"{line}\n".encode()
    told = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *SAFE.items(),
        *(headers or []),
    ]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})
