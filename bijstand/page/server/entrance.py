"""Who may come in: whoever has the address that was printed, and then that browser.

The address holds a token. A browser that opens it is given a cookie and sent on to the same address
without the token, so that it does not stay in the history or on a shared screen.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

TOKEN = "token"
HOW_TO_GET_IN = (
    "bijstand: this page opens from the address that 'bijstand ui' printed, which ends with its "
    "token; open that address in this browser once"
)


@dataclass(frozen=True, slots=True)
class Entrance:
    """The token of one server, and the cookie that stands for it.

    Attributes:
        port: The port of the page; browsers share cookies between the ports of a machine.
        path: The path below which the page lies, "" for the whole site.
        secure: Whether browsers reach it by https only.
        token: What stands in the printed address.
    """

    port: int
    path: str = ""
    secure: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"bijstand-{self.port}"

    @property
    def cookie_header(self) -> str:
        """What gives a browser the cookie."""
        secure = "; Secure" if self.secure else ""
        where = f"; Path={self.path}/; HttpOnly; SameSite=Strict{secure}"
        return f"{self.cookie}={self.token}{where}"

    def has_cookie(self, headers: Mapping[str, str]) -> bool:
        """Whether a browser has been let in before."""
        pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
        # Other pages of the machine may set a cookie of this name too: one right one is enough.
        return any([self._right(value) for name, _, value in pairs if name == self.cookie])

    def has_token(self, query: str, headers: Mapping[str, str]) -> bool:
        """Whether a request shows the token, in its address or as a program would."""
        shown_ = [value for key, value in parse_qsl(query) if key == TOKEN]
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if scheme.lower() in ("bearer", TOKEN):
            shown_.append(value.strip())
        return any([self._right(value) for value in shown_])

    def _right(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def without_token(query: str) -> str:
    """Return the query of an address without its token, and otherwise as it was."""
    return "&".join(part for part in query.split("&") if part.partition("=")[0] != TOKEN)


def names_token(query: str) -> bool:
    """Whether the query of an address holds a token, right or wrong."""
    return without_token(query) != query
