"""The headers that go to the page's server and come from it: few in, and strict ones out."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
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
SESSION = "solara-session-id"
_KEPT = ("accept", "accept-encoding", "accept-language", "if-none-match", "if-modified-since")


def session_of(headers: Mapping[str, str]) -> str:
    """Return by which name Solara knows a browser; "" where it does not yet."""
    pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return next((value for name, _, value in pairs if name == SESSION), "")


def passed_on(
    scope: MutableMapping[str, Any], headers: Mapping[str, str], path: str
) -> dict[str, Any]:
    """Return a request as Solara gets to see it: its path, and what caching and sessions need."""
    kept = {name: headers[name] for name in _KEPT if name in headers} | {"host": "localhost"}
    session = session_of(headers)
    if session:
        kept["cookie"] = f"{SESSION}={session}"
    return {
        **scope,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in kept.items()],
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "client": None,
        "server": ("localhost", 80),
    }


def own_cookie(pair: tuple[bytes, bytes], root_path: str, secure: bool) -> tuple[bytes, bytes]:
    """Return a header with Solara's cookie kept from scripts and from other sites."""
    name, value = pair
    if name != b"set-cookie" or not value.startswith(f"{SESSION}=".encode()):
        return pair
    only = value.partition(b";")[0]
    where = f"; Path={root_path}/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"
    return name, only + where.encode("latin-1")
