"""The headers that go to the page's server and come from it: few in, and strict ones out."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

# Vue compiles its templates in the browser, for which 'unsafe-eval' stays as long as Solara does.
# Everything else comes from this address, or is refused by the browser itself.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
SAFE: dict[bytes, bytes] = {
    b"content-security-policy": POLICY.encode(),
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}
# Solara knows a browser by this cookie: only who has it takes up a session again.
SESSION = b"solara-session-id"
_KEPT = (b"accept", b"accept-encoding", b"if-none-match", b"if-modified-since")


def passed_on(scope: MutableMapping[str, Any], path: str) -> dict[str, Any]:
    """Return a request as Solara gets to see it: its path, and what caching and sessions need."""
    given = [(name.lower(), value) for name, value in scope["headers"]]
    kept = [pair for pair in given if pair[0] in _KEPT]
    cookies = [
        part.strip() for name, value in given if name == b"cookie" for part in value.split(b";")
    ]
    session = [cookie for cookie in cookies if cookie.startswith(SESSION + b"=")][:1]
    kept += [(b"cookie", cookie) for cookie in session]
    kept.append((b"host", b"localhost"))
    # A websocket's handshake has been read by the server, and is not read again.
    return {
        **scope, "headers": kept, "path": path, "raw_path": path.encode("utf-8", "replace"),
        "root_path": "", "client": None, "server": ("localhost", 80),
    }  # fmt: skip


def own_cookie(pair: tuple[bytes, bytes], root_path: str, secure: bool) -> tuple[bytes, bytes]:
    """Return a header with Solara's cookie kept from scripts and from other sites."""
    name, value = pair
    if name != b"set-cookie" or not value.startswith(SESSION + b"="):
        return pair
    only = value.partition(b";")[0]
    where = f"; Path={root_path}/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"
    return name, only + where.encode("latin-1")
