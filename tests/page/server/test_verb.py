"""The verb that opens the page: what it starts with, and what it refuses before it starts."""

import socket
from typing import Any

import pytest

from bijstand.command_line.main import WRONG_USE, main
from bijstand.page.server.serve import listen
from bijstand.verbs.looking.ui import help_text
from sim.errors import UserError
from tests.page.kernel import Session
from tests.page.serving import served


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("port=many", "port is 'many'; allowed: a whole number from 0 to 65535"),
        ("port=70000", "port is '70000'"),
        ("seed=-1", "seed is '-1'"),
        ("scenario=flod", "did you mean 'flood'"),
        ("conditions.trust_start=7", "condition 'trust_start' is 7.0"),
        ("run.seeds=5", "unknown key 'run.seeds'"),
        ("prot=9000", "did you mean 'port'"),
        ("run.days=99999", "days is 99999"),
        ("--fast", "unknown option '--fast'"),
        ("host=no.such.address.invalid", "the page cannot be opened there"),
    ],
)
def test_what_is_wrong_is_one_line(
    word: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ui", word]) == WRONG_USE
    lines = [line for line in capsys.readouterr().err.splitlines() if "setting up" not in line]
    assert len(lines) == 1
    assert said in lines[0]


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"port={port}: the page cannot be opened there"):
            listen("127.0.0.1", port)


def test_help_has_examples_and_the_address() -> None:
    assert help_text().count("bijstand ui ") >= 3
    assert "127.0.0.1" in help_text()


def test_the_words_of_the_command_line_are_what_a_session_starts_with() -> None:
    words = ("scenario=flood", "language=nl", "run.days=9", "run.warm_up_days=3", "seed=8")
    with served(*words) as found, Session(found, "") as session:
        assert found.address.startswith("http://127.0.0.1:")
        assert session.shown("language", "screens") == "nl"
        assert session.bar["days"] == 9

        def forms() -> list[dict[str, Any]]:
            parts = list(session.parts.values())
            return [part["d"] for part in parts if "groups" in (part.get("d") or {})]

        session.wait(forms)
        (form,) = forms()
        assert form["seed"] == "8"
        (scenario,) = (choice for choice in form["choices"] if choice["key"] == "scenario")
        assert [o["name"] for o in scenario["options"] if o["chosen"]] == ["flood"]
