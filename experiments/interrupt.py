"""Remembers that an interrupt (Ctrl-C) came, for not everything that it meets lets it through.

Libraries turn it into an error of their own, above all while they are imported, and one that comes
inside a clean-up is dropped by Python itself. So the handler takes a note beside raising; long
loops look at the note, and the command line reads it when something else is raised.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """The handler of the signal, and its note."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a note and raise ``KeyboardInterrupt``, as Python does."""
        self.came = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raise ``KeyboardInterrupt`` where one came and was lost on its way."""
        if self.came:
            raise KeyboardInterrupt

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Handle the signal inside a ``with`` block; only the main thread can."""
        self.came = False
        try:
            previous = signal.signal(signal.SIGINT, self)
        except ValueError:
            yield
            return
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, previous)


INTERRUPT = Interrupt()
