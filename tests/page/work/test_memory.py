"""What sessions held is cleared a moment after they end, once for all that end in it."""

from __future__ import annotations

import gc
import time
import weakref

import pytest

from bijstand.page.work import memory
from bijstand.page.work.memory import GivesBack, give_back


class Ring:
    """What only the collector can clear."""

    def __init__(self) -> None:
        self.me = self


def test_one_clearing_up_for_all_that_end_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[float] = []
    monkeypatch.setattr(memory, "give_back", lambda: cleared.append(time.monotonic()))
    gives, began = GivesBack(0.2), time.monotonic()
    for _ in range(5):
        gives.soon()
    until = began + 10.0
    while not cleared and time.monotonic() < until:
        time.sleep(0.01)
    assert len(cleared) == 1 and cleared[0] - began >= 0.2
    gives.soon()
    while len(cleared) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert len(cleared) == 2


def test_cycles_are_collected() -> None:
    gc.disable()
    try:
        ring = Ring()
        seen = weakref.ref(ring)
        del ring
        assert seen() is not None
        give_back()
        assert seen() is None
    finally:
        gc.enable()
