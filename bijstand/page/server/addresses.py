"""Which addresses are the page's own: whatever was asked for under another one is refused.

A page on another site can make a browser send requests to this one. It cannot change three headers
in which the browser says where a request goes (``Host``), which page sent it (``Origin``) and how
the two are related (``Sec-Fetch-Site``). A name that an attacker has pointed at this machine (DNS
rebinding) shows in ``Host``. What a proxy adds (``X-Forwarded-Host`` and the like) anyone can
write; it is read only where the one who opened the page has said that a proxy stands in front.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

from sim.errors import UserError, shown

HERE = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?")
_ORIGIN = re.compile(rf"(https?)://({_HOST.pattern})")
_PROXY = re.compile(r"(https?://(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?)(/[^?#\s]*)?", re.I)
_ROOT_PATH = re.compile(r"(/[A-Za-z0-9._~@%+-]+)*")


@cache
def machine() -> tuple[str, ...]:
    """Return the names of this machine, which take a while to ask for."""
    return socket.gethostname().lower(), socket.getfqdn().lower()


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page is shown.

    Attributes:
        host: The address that is listened at.
        port: The port.
        proxy: Scheme, name and port at which a reverse proxy shows the page, as
            ``https://hub.example``; "" without one.
        root_path: The path below which a proxy shows the page, as ``/user/x/proxy/8765``; "" where
            it is the whole site.
        told_by_proxy: Whether the proxy in front says in its headers under which name it was
            asked; so where a path is given and no address.
    """

    host: str
    port: int
    proxy: str = ""
    root_path: str = ""
    told_by_proxy: bool = False

    @property
    def printed(self) -> str:
        """The address to open in a browser, without a path."""
        return self.proxy or f"http://{self._named}:{self.port}"

    @property
    def _named(self) -> str:
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return f"[{host}]" if ":" in host else host

    @property
    def seen_elsewhere(self) -> bool:
        """Whether other machines can reach the page directly."""
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() != "localhost"

    def refusal(self, headers: Mapping[str, str], *, reading: bool) -> str | None:
        """Say why a request is none of the page's own, from its headers; None where it is.

        Args:
            headers: Names in lower case with their values.
            reading: Whether it is a GET or HEAD, which a link on any site may lead to.
        """
        host = headers.get("host", "")
        if self.told_by_proxy:
            host = headers.get("x-forwarded-host", host).partition(",")[0].strip()
        if not self._own_host(host):
            return f"Host is {shown(host)}, which is not an address of this page"
        origin = headers.get("origin")
        if origin is not None and not self._own_origin(origin, host):
            return f"Origin is {shown(origin)}, which is not the page itself"
        related = headers.get("sec-fetch-site", "none")
        if related in ("none", "same-origin"):
            return None
        link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
        if reading and link == ("navigate", "document"):
            return None
        return "another site asked for a part of this page"

    def _own_host(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        if not found:
            return False
        if self.told_by_proxy or (self.proxy and _same_host(host, self.proxy)):
            return True
        name, port = found[1], int(found[2] or _PORTS["http"])
        return port == self.port and (name in self._names() or self._any_number(name))

    def _names(self) -> tuple[str, ...]:
        return (*HERE, self._named.lower(), *(machine() if self.host in EVERYWHERE else ()))

    def _any_number(self, name: str) -> bool:
        """Whether it is one of the addresses of a page for everywhere; no name can be rebound."""
        if self.host not in EVERYWHERE:
            return False
        try:
            return bool(ip_address(name.strip("[]")))
        except ValueError:
            return False

    def _own_origin(self, origin: str, host: str) -> bool:
        if self.proxy and origin.lower() == self.proxy:
            return True
        found = _ORIGIN.fullmatch(origin.lower())
        if not found or (found[1] != "http" and not self.told_by_proxy):
            return False
        return _same_host(host, origin.lower())


def _same_host(host: str, origin: str) -> bool:
    """Whether a Host header names the host of an origin, whose usual port need not be said."""
    scheme, _, named = origin.partition("://")
    usual = f":{_PORTS[scheme]}"
    return host.lower().removesuffix(usual) == named.removesuffix(usual)


def addresses_of(host: str, port: int, proxy: str, root_path: str) -> Addresses:
    """Return where the page is shown, from what was given on the command line.

    Args:
        host: The address to listen at.
        port: The port that is listened at.
        proxy: The address at which a proxy shows the page, with its path if it has one; or "".
        root_path: That path alone; or "".

    Raises:
        UserError: For what is not an address or a path, or for two paths that differ.
    """
    found = _PROXY.fullmatch(proxy)
    if proxy and not found:
        raise UserError(
            "proxy is {proxy}; allowed: the address at which the proxy shows the page, as "
            "https://example.org or https://example.org/path",
            proxy=shown(proxy),
        )
    origin, path = (found[1].lower(), (found[2] or "").rstrip("/")) if found else ("", "")
    root_path = root_path.rstrip("/")
    for key, given in (("proxy", path), ("root_path", root_path)):
        if not _ROOT_PATH.fullmatch(given):
            raise UserError(
                "{key} has the path {given}; allowed: a path as /user/x/page",
                key=key,
                given=shown(given),
            )
    if path and root_path and path != root_path:
        raise UserError(
            "root_path is {root_path}, and proxy has the path {path}",
            root_path=shown(root_path),
            path=shown(path),
        )
    for scheme, usual in _PORTS.items():
        origin = origin.removesuffix(f":{usual}") if origin.startswith(f"{scheme}:") else origin
    return Addresses(host, port, origin, path or root_path, bool(root_path) and not proxy)
