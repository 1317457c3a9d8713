"""What a user gave is shown in one short line that cannot touch the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import LONGEST_MESSAGE, LONGEST_VALUE, UserError, shown, unknown_name

DEEP: list = []
for _ in range(100_000):
    DEEP = [DEEP]


@given(st.text())
def test_a_message_is_one_line_of_printable_text(text):
    assert str(UserError(text)).isprintable()
    assert str(unknown_name("scenario", text, ["flood"])).isprintable()


@pytest.mark.parametrize(
    "value",
    ["x" * 5_000_000, b"x" * 5_000_000, ["x"] * 100_000, 10**100_000, DEEP],
    ids=["text", "bytes", "list", "number", "nested"],
)
def test_a_large_value_is_shown_short(value):
    assert len(shown(value)) <= LONGEST_VALUE + 1
    assert len(str(unknown_name("scenario", value, ["flood"]))) < 200


def test_codes_of_a_terminal_are_escaped_where_they_are_shown():
    assert str(UserError("a \x1b[2Jb\u202ec")) == "a \\x1b[2Jb\\u202ec"
    assert "\x1b" not in shown("\x1b[31m")


def test_a_message_is_never_longer_than_a_screen():
    assert len(str(UserError("y" * 1_000_000))) <= LONGEST_MESSAGE + 1


def test_a_short_value_is_shown_as_it_was_given():
    assert shown("half") == "'half'"
    assert shown(0.5) == "0.5"
    assert shown(None) == "None"
