"""The server of the page: on this machine only, with nothing fetched from elsewhere."""

from __future__ import annotations

import os
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import closing
from typing import Any

from sim.errors import UserError
from sim.ui.outside import Outside, hand_in
from sim.ui.session import build

PAGE = "sim.ui.page"
# A browser that closes its page says so; one that loses its network is given this long.
FORGOTTEN_AFTER = "5m"
# The browser itself refuses whatever would come from another address.
ONLY_FROM_HERE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)

NOWHERE = "http://127.0.0.1:1/"

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def serve(given: Outside, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Show the page until the process is interrupted.

    Args:
        given: What sessions start with, and what the page takes from outside.
        host: The address to listen at.
        port: The port.
        ready: Called with the page's address once it can be opened.

    Raises:
        UserError: Where the address cannot be had, or the start does not fit the world.
    """
    listening = listen(host, port)
    with closing(listening):
        hand_in(given)
        # The first step of a model may compile for a while; nobody should wait for it on the page.
        build(given.start, given.the_world()).model.run_for(2.0)
        settle_server()
        import uvicorn  # noqa: PLC0415 - after the settings, which it reads on import
        from solara.server.starlette import app  # noqa: PLC0415

        config = uvicorn.Config(
            OnlyFromHere(app), log_level="error", access_log=False, loop="asyncio",
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        ready(f"http://{host}:{listening.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address.

    Raises:
        UserError: Where the port is in use, or the address is none of this machine's.
    """
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        reason = error.strerror or str(error)
        raise UserError(
            f"host={host} port={port}: the page cannot be opened there ({reason.lower()}); "
            "allowed: an address of this machine and a port that is free (port=0 takes one)"
        ) from error
    found.setblocking(False)
    return found


def settle_server() -> None:
    """Set up the server: no fetching from elsewhere, no counting of visits, sessions that end."""
    os.environ["SOLARA_APP"] = PAGE
    os.environ["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] = "False"
    import solara.settings  # noqa: PLC0415 - reads the environment on import
    from solara.server import settings  # noqa: PLC0415

    # Scripts and styles come from the installed assets; what is not there is not fetched.
    solara.settings.assets.cdn = NOWHERE
    settings.telemetry.mixpanel_enable = False
    settings.kernel.cull_timeout = FORGOTTEN_AFTER
    settings.main.mode = "production"
    settings.theme.title = "bijstand"
    settings.theme.show_banner = False
    settings.assets.fontawesome_enabled = False


class OnlyFromHere:
    """Adds to every answer that the browser may fetch nothing from other addresses."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        """Wrap a server's application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_with_rule(message: Message) -> None:
            if message["type"] == "http.response.start":
                rule = (b"content-security-policy", ONLY_FROM_HERE.encode())
                message["headers"] = [*message.get("headers", []), rule]
            await send(message)

        await self.app(scope, receive, send_with_rule)
