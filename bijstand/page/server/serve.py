"""The server of the page: for those who were given its address, with nothing fetched elsewhere."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from bijstand.page import budgets
from bijstand.page.run.side import build
from bijstand.page.server.addresses import Addresses, addresses_of
from bijstand.page.server.around import mend_document
from bijstand.page.server.entrance import TOKEN, Entrance
from bijstand.page.server.guard import Guard
from bijstand.page.server.quiet import settle_logging
from bijstand.page.work.outside import Outside, hand_in
from bijstand.page.work.turns import Turns
from sim.errors import UserError
from sim.words import from_elsewhere

PAGE = "bijstand.page.page"
NOWHERE = "http://127.0.0.1:1/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page is to be shown.

    Attributes:
        host: The address to listen at.
        port: The port; 0 takes one that is free.
        proxy: The address at which a proxy shows the page; "" without one.
        root_path: The path at which it does; "" where it is the whole site.
    """

    host: str
    port: int
    proxy: str = ""
    root_path: str = ""


def serve(given: Outside, place: Place, ready: Callable[[str, Addresses], None]) -> None:
    """Show the page until the process is interrupted.

    Args:
        given: What sessions start with, and what the page takes from outside.
        place: Where it is shown.
        ready: Called with the page's address and its token once it can be opened, and with all
            addresses.

    Raises:
        UserError: Where the address cannot be had, or the start does not fit the world.
    """
    addresses_of(place.host, place.port, place.proxy, place.root_path)  # refused before all else
    listening = listen(place.host, place.port)
    with closing(listening):
        port = listening.getsockname()[1]
        addresses = addresses_of(place.host, port, place.proxy, place.root_path)
        secure = addresses.proxy.startswith("https:")
        entrance = Entrance(port, addresses.root_path, secure)
        hand_in(given)
        # The first step of a model may compile for a while; nobody should wait for it on the page.
        build(given.start, given.the_world(), Turns().join()).model.run_for(2.0)
        settle_logging()
        settle_server(addresses.root_path)
        server = server_of(addresses, entrance)
        where = f"{addresses.printed}{addresses.root_path}/?{TOKEN}={entrance.token}"
        ready(where, addresses)
        server.run(sockets=[listening])


@dataclass(frozen=True, slots=True)
class Kernels:
    """What Solara keeps for each browser tab.

    Attributes:
        there: Its contexts, by the id that the tab has chosen.
        coming: Those that are connected, with how many connections each.
    """

    there: Mapping[str, Any]
    coming: Counter[str] = field(default_factory=Counter)

    def admits(self, kernel: str, page: str, session: str) -> bool:
        """Whether a page may connect: to a kernel of its own browser, or to one more."""
        found = self.there.get(kernel)
        if found is None:
            return kernel in self.coming or len({*self.there, *self.coming}) < budgets.KERNELS
        return bool(found.session_id == session and _is_open(found, page))

    def knows(self, kernel: str, page: str) -> bool:
        """Whether a page of a kernel is there to be closed."""
        found = self.there.get(kernel)
        return found is not None and page in found.page_status

    @contextmanager
    def connected(self, kernel: str) -> Iterator[None]:
        """Count a kernel from when it is admitted, for it is there a moment later."""
        self.coming[kernel] += 1
        try:
            yield
        finally:
            self.coming[kernel] -= 1
            if not self.coming[kernel]:
                del self.coming[kernel]


def _is_open(kernel: Any, page: str) -> bool:
    status = kernel.page_status.get(page)
    return status is None or status.name != "CLOSED"


def server_of(addresses: Addresses, entrance: Entrance) -> Any:
    """Return the server of the page, with the guard before it and its limits set."""
    import uvicorn  # noqa: PLC0415 - after the settings, which Solara reads on import
    from solara.server import kernel_context, settings  # noqa: PLC0415
    from solara.server.starlette import app  # noqa: PLC0415

    mend_document()
    installed = settings.assets.proxy_cache_dir
    kernels = Kernels(kernel_context.contexts)
    guard = Guard(app, addresses, entrance, kernels, lambda path: (installed / path).is_file())
    return uvicorn.Server(
        uvicorn.Config(
            guard,
            log_config=None,
            log_level="error",
            access_log=False,
            loop="asyncio",
            http="h11",
            # Where a request comes from is settled by the guard, and never by a header alone.
            proxy_headers=False,
            server_header=False,
            date_header=False,
            ws_max_size=budgets.LONGEST_MESSAGE,
            ws_max_queue=4,
            limit_concurrency=budgets.CONNECTIONS,
            h11_max_incomplete_event_size=budgets.LONGEST_HEAD,
            timeout_graceful_shutdown=1,
        )
    )


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
        raise UserError(
            "host={host} port={port}: the page cannot be opened there ({reason}); allowed: "
            "an address of this machine and a port that is free (port=0 takes one)",
            host=host,
            port=port,
            reason=from_elsewhere((error.strerror or str(error)).lower()),
        ) from error
    found.setblocking(False)
    return found


def settle_server(root_path: str = "") -> None:
    """Set up the server: no fetching from elsewhere, no counting of visits, sessions that end."""
    os.environ["SOLARA_APP"] = PAGE
    os.environ["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] = "False"
    import solara.settings  # noqa: PLC0415 - reads the environment on import
    from solara.server import settings  # noqa: PLC0415

    # Scripts and styles come from the installed assets; what is not there is not fetched.
    solara.settings.assets.cdn = NOWHERE
    settings.telemetry.mixpanel_enable = False
    settings.kernel.cull_timeout = f"{budgets.SECONDS_WITHOUT_A_TAB}s"
    settings.kernel.max_per_session = budgets.KERNELS
    settings.main.mode = "production"
    # Solara would take these from the headers of whoever asks first, and keep them.
    settings.main.root_path = root_path
    settings.main.base_url = f"http://localhost{root_path}/"
    settings.theme.title = "bijstand"
    settings.theme.show_banner = False
    settings.assets.fontawesome_enabled = False
