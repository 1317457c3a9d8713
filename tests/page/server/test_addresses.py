"""Which requests are the page's own, and who is let in: each by the headers of a browser."""

import pytest

from bijstand.command_line.main import WRONG_USE, main
from bijstand.page.server.addresses import Addresses, addresses_of
from bijstand.page.server.entrance import Entrance, names_token, without_token
from sim.errors import UserError

HERE = Addresses("127.0.0.1", 8765)
OTHER_MACHINES = Addresses("0.0.0.0", 8765)
HUB = addresses_of("127.0.0.1", 8765, "https://Hub.example/user/x/proxy/8765/", "")
TOLD = addresses_of("127.0.0.1", 8765, "", "/user/x/proxy/8765")


def asked(addresses: Addresses, reading: bool = False, **headers: str) -> bool:
    """Return whether a request with some headers is the page's own."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return addresses.refusal(named, reading=reading) is None


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_the_addresses_of_this_machine_are_the_pages_own(host: str) -> None:
    assert asked(HERE, host=host)
    assert asked(HERE, host=host, origin=f"http://{host}", sec_fetch_site="same-origin")


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:8766",
        "localhost.evil.example:8765",
        "127.0.0.1:8765.evil.example",
        "user@127.0.0.1:8765",
        "127.0.0.1:8765, evil.example",
        "192.168.1.4:8765",
        "[::2]:8765",
        "127.0.0.1:08765x",
    ],
)
def test_a_name_that_points_here_is_not_the_pages_own(host: str) -> None:
    assert not asked(HERE, host=host)
    assert not asked(HERE, host=host, origin=f"http://{host}")


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "http://evil.example",
        "http://127.0.0.1:8766",
        "https://127.0.0.1:8765",
        "http://localhost:8765",
        "http://127.0.0.1:8765.evil.example",
        "http://127.0.0.1:8765/",
        "file://",
        "http://[::1]:8765",
        "chrome-extension://127.0.0.1:8765",
    ],
)
def test_a_page_of_another_origin_is_refused(origin: str) -> None:
    refused = HERE.refusal({"host": "127.0.0.1:8765", "origin": origin}, reading=True)
    assert refused is not None
    assert "Origin" in refused
    assert "\n" not in refused


def test_a_link_on_another_site_may_lead_here_and_nothing_else_of_it_may() -> None:
    host = "127.0.0.1:8765"
    for site in ("cross-site", "same-site"):
        link = {"sec_fetch_site": site, "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
        assert asked(HERE, reading=True, host=host, **link)
        assert not asked(HERE, host=host, **link)
        for mode, dest in (("navigate", "iframe"), ("no-cors", "script"), ("cors", "empty")):
            part = {"sec_fetch_site": site, "sec_fetch_mode": mode, "sec_fetch_dest": dest}
            assert not asked(HERE, reading=True, host=host, **part)


def test_what_a_proxy_would_say_is_not_believed_of_anyone() -> None:
    assert not asked(HERE, host="evil.example", x_forwarded_host="127.0.0.1:8765")
    assert asked(HERE, host="127.0.0.1:8765", x_forwarded_host="evil.example")
    assert not asked(HUB, host="evil.example", x_forwarded_host="hub.example")


def test_behind_a_proxy_its_address_is_the_pages_own() -> None:
    assert HUB.root_path == "/user/x/proxy/8765"
    assert HUB.printed == "https://hub.example"
    for host in ("hub.example", "hub.example:443", "127.0.0.1:8765"):
        assert asked(HUB, host=host, origin="https://hub.example")
    assert not asked(HUB, host="hub.example", origin="https://evil.example")
    assert not asked(HUB, host="evil.example", origin="https://hub.example")


def test_where_only_a_path_is_given_the_proxy_says_the_rest() -> None:
    assert asked(TOLD, host="hub.example", origin="https://hub.example")
    host = {"host": "127.0.0.1:8765", "x_forwarded_host": "hub.example, inner"}
    assert asked(TOLD, origin="https://hub.example", **host)
    assert not asked(TOLD, origin="https://evil.example", **host)
    assert not asked(TOLD, host="hub.example", origin="null")


def test_a_page_for_all_machines_is_opened_by_its_number_or_name_only() -> None:
    for host in ("192.168.1.4:8765", "[2001:db8::1]:8765", "localhost:8765"):
        assert asked(OTHER_MACHINES, host=host, origin=f"http://{host}")
    assert not asked(OTHER_MACHINES, host="evil.example:8765")
    assert OTHER_MACHINES.seen_elsewhere
    assert OTHER_MACHINES.printed == "http://127.0.0.1:8765"
    assert Addresses("::1", 9).printed == "http://[::1]:9"
    assert not Addresses("::1", 9).seen_elsewhere


@pytest.mark.parametrize(
    ("proxy", "root_path", "said"),
    [
        ("hub.example", "", "proxy is 'hub.example'; allowed: the address"),
        ("ftp://hub.example", "", "proxy is 'ftp://hub.example'"),
        ("https://hub.example/?x=1", "", "proxy is"),
        ("https://[::1", "", "proxy is"),
        ("https://hub.example/a b", "", "proxy is"),
        ("https://hub.example/<x>", "", "proxy has the path"),
        ("", "user/x", "root_path has the path 'user/x'"),
        ("", "//evil.example", "root_path has the path"),
        ("https://hub.example/a", "/b", "root_path is '/b', and proxy has the path '/a'"),
    ],
)
def test_an_address_that_is_none_is_said_in_a_line(proxy: str, root_path: str, said: str) -> None:
    with pytest.raises(UserError) as found:
        addresses_of("127.0.0.1", 1, proxy, root_path)
    assert said in str(found.value)


def test_the_verb_refuses_it_before_it_starts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ui", "proxy=hub"]) == WRONG_USE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_token_lets_in_and_nothing_else() -> None:
    entrance = Entrance(8765, "/hub", True)
    token = entrance.token
    assert entrance.cookie_header == (
        f"bijstand-8765={token}; Path=/hub/; HttpOnly; SameSite=Strict; Secure"
    )
    assert entrance.has_token(f"seed=3&token={token}", {})
    assert entrance.has_token("", {"authorization": f"token {token}"})
    assert entrance.has_token("", {"authorization": f"Bearer {token}"})
    assert entrance.has_cookie({"cookie": f"bijstand-8765=old; bijstand-8765={token}"})
    for wrong in ("", token[:-1], token + "x", token.swapcase(), "é\ud800"):
        assert not entrance.has_token(f"token={wrong}", {})
        assert not entrance.has_cookie({"cookie": f"bijstand-8765={wrong}"})
        assert not entrance.has_token("", {"authorization": f"token {wrong}"})
    assert not entrance.has_cookie({"cookie": f"bijstand-8766={token}"})
    assert Entrance(8765).token != token
    assert len(token) >= 40
    assert token not in repr(entrance)


def test_the_token_leaves_the_address_and_the_rest_stays_as_it_was() -> None:
    assert without_token("a=%20b&token=x&seed=3") == "a=%20b&seed=3"
    assert without_token("token=x") == ""
    assert not names_token("a=token&tokens=2")
