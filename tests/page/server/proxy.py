"""A small reverse proxy, as nginx or JupyterHub stand in front of the page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Proxy:
    """How a proxy passes requests on.

    Attributes:
        to: The port of the page.
        prefix: The path below which it shows the page.
        strips: Whether it takes that path off.
        host: The Host that it passes on; None for the one it was asked under.
        adds: Headers that it adds; "{host}" in them is the Host it was asked under.
    """

    to: int
    prefix: str = ""
    strips: bool = True
    host: str | None = None
    adds: tuple[str, ...] = ()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one request with its answer, or a whole websocket."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
            there, back = await asyncio.open_connection("127.0.0.1", self.to)
            back.write(self._passed_on(first, lines).encode("latin-1"))
            await asyncio.gather(_copy(reader, back), _copy(there, writer))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _passed_on(self, first: str, lines: list[str]) -> str:
        method, path, version = first.split(" ")
        if self.strips:
            path = path.removeprefix(self.prefix) or "/"
        named = [line.partition(": ") for line in lines]
        asked = next(value for name, _, value in named if name.lower() == "host")
        websocket = any(name.lower() == "upgrade" for name, _, _ in named)
        left = ("host", *(() if websocket else ("connection",)))
        kept = [f"{name}: {value}" for name, _, value in named if name.lower() not in left]
        added = [line.format(host=asked) for line in self.adds]
        close = [] if websocket else ["Connection: close"]
        whole = [f"{method} {path} {version}", f"Host: {self.host or asked}"]
        return "\r\n".join([*whole, *kept, *added, *close, "", ""])


async def _copy(one: asyncio.StreamReader, other: asyncio.StreamWriter) -> None:
    while chunk := await one.read(65_536):
        other.write(chunk)
        await other.drain()
    if other.can_write_eof():
        other.write_eof()


@contextmanager
def proxied(proxy: Proxy, port: int) -> Iterator[None]:
    """Run a proxy at a port."""
    # In a thread of its own: the browser's driver has an event loop running in this one.
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.start_server(proxy.serve, "127.0.0.1", port)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result(10)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(server: asyncio.Server) -> None:
    """Listen no more, and let go of the connections that are still open."""
    server.close()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
