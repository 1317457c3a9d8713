"""Helper of the tests of what a user gives: catch the line with which it is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.errors import UserError


def refusal(call: Callable[[], object]) -> str:
    """Return the one line with which something is refused."""
    with pytest.raises(UserError) as caught:
        call()
    message = str(caught.value)
    assert message.splitlines() == [message]
    return message
