"""A browser session without a browser: what a tab says to the server, and what it is told.

A tab of Chromium takes a second of a processor and 100 MB; twenty sessions can be had for less.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any
from urllib.request import Request, urlopen

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.page.serving import Served

PATIENCE = 120.0
BETWEEN = 2.0


class Session:
    """One session of the page, with the state of its parts as the browser would hold it."""

    def __init__(self, served: Served, query: str, key: str = "speeds") -> None:
        """Open a page that is served, with a query; it is there once a part has a key."""
        address = served.address
        self.served, self.kernel, self.page = served, str(uuid.uuid4()), str(uuid.uuid4())
        self.parts: dict[str, dict[str, Any]] = {}
        socket = address.replace("http", "ws")
        self.socket = connect(
            f"{socket}/jupyter/api/kernels/{self.kernel}/channels?session_id={self.page}",
            additional_headers={
                "Authorization": f"token {served.token}",
                "Cookie": f"solara-session-id={uuid.uuid4()}",
            },
            max_size=None,
            ping_interval=None,
            legacy=True,
        )
        self.told = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()
        comm = str(uuid.uuid4())
        self._send("comm_open", {"comm_id": comm, "target_name": "solara.control", "data": {}})
        arguments = {
            "path": f"/{query or '?screen=watch'}",
            "appName": "__default__",
            "themes": {},
            "dark": False,
        }
        self._send("comm_msg", {"comm_id": comm, "data": {"method": "run", "args": arguments}})
        self.wait(lambda: self._part_with(key) is not None)

    def __enter__(self) -> Session:
        """Be used in a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the page, as a browser does that leaves it."""
        self.close()

    @property
    def bar(self) -> dict[str, Any]:
        """The state of the bar of time."""
        with self.told:
            return dict(self.parts[self._part_with("speeds") or ""])

    @property
    def course(self) -> str:
        """What has happened so far, as the page shows it."""
        with self.told:
            parts = list(self.parts.values())
        return next(str(part["content"]) for part in parts if part.get("kind") == "course")

    @property
    def results(self) -> str:
        """The tables of a screen, as the page shows them; empty before the first."""
        with self.told:
            parts = list(self.parts.values())
        kinds = ((str(part.get("kind", "")), str(part.get("content", ""))) for part in parts)
        return "".join(content for kind, content in kinds if kind.startswith("results"))

    def act(self, what: str, key: str = "speeds") -> None:
        """Press a control of the bar, or of another part."""
        self.do(key, "act", what)

    def speak(self, language: str) -> None:
        """Choose a language."""
        self.do("screens", "act", f"language:{language}")

    def open(self, screen: str) -> None:
        """Open a screen."""
        self.do("screens", "choose", screen)

    def do(self, key: str, event: str, data: Any) -> None:
        """Do something in the part whose state has a key, itself or in what it shows."""
        self.say(
            self._part_with(key), {"method": "custom", "content": {"event": event, "data": data}}
        )

    def say(self, part: str | None, data: Any) -> None:
        """Say something to a part."""
        self._send("comm_msg", {"comm_id": part, "data": data})

    def has(self, key: str) -> bool:
        """Whether a part is there whose state has a key, itself or in what it shows."""
        return self._part_with(key) is not None

    def shown(self, key: str, part: str = "") -> Any:
        """Return a value of the state of a part, found by that key or by another of its keys."""
        with self.told:
            state = self.parts.get(self._part_with(part or key) or "", {})
            return {**state, **(state.get("d") or {})}.get(key)

    def wait(self, come: Any) -> None:
        """Listen until something has come."""
        with self.told:
            assert self.told.wait_for(come, PATIENCE), "the server did not answer in time"

    def insist(self, do: Callable[[], None], come: Callable[[], bool]) -> None:
        """Do something again and again, until something has come."""
        for _ in range(int(PATIENCE / BETWEEN)):
            do()
            with self.told:
                if self.told.wait_for(come, BETWEEN):
                    return
        raise AssertionError("the server did not answer in time")

    def _listen(self) -> None:
        """Hear all that the server says, as a browser does, until the socket is closed."""
        with suppress(ConnectionClosed):
            for message in self.socket:
                with self.told:
                    self._hear(message)
                    self.told.notify_all()

    def close(self) -> None:
        """Close the page."""
        where = f"{self.served.address}/_solara/api/close/{self.kernel}?session_id={self.page}"
        headers = {"Authorization": f"token {self.served.token}"}
        urlopen(Request(where, b"", headers, method="POST"), timeout=PATIENCE).close()
        self.socket.close()

    def _part_with(self, key: str) -> str | None:
        # The newest: a page that is run again leaves the parts of the one before behind.
        newest = reversed(list(self.parts.items()))
        within = ((part, {*state, *(state.get("d") or {})}) for part, state in newest)
        return next((part for part, keys in within if key in keys), None)

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        header = {
            "msg_id": str(uuid.uuid4()),
            "msg_type": kind,
            "session": self.page,
            "username": "",
            "date": "2000-01-01T00:00:00Z",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
        self.socket.send(json.dumps(message))

    def _hear(self, text: str | bytes) -> None:
        if isinstance(text, bytes):
            return
        message = json.loads(text)
        content, kind = message["content"], message["header"]["msg_type"]
        if kind == "comm_open":
            self.parts[content["comm_id"]] = content["data"].get("state", {})
        elif kind == "comm_msg" and content["data"].get("method") == "update":
            self.parts.setdefault(content["comm_id"], {}).update(content["data"]["state"])
        elif kind == "comm_close":
            self.parts.pop(content["comm_id"], None)
