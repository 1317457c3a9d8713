"""Remembers that an interrupt came, for not everything that it meets lets it through.

Ctrl-C, the end of a session (a closed laptop or terminal) and a request to end (``kill``, SLURM at
the end of a job's time) are one thing to a study: it stores what is finished and ends. Libraries
turn an interrupt into an error of their own, above all while they are imported, and one that comes
inside a clean-up is dropped by Python itself. So the handler takes a note beside raising; long
loops look at the note, and the command line reads it when something else is raised.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from sim.words import Message

# Not every system has all of them: SIGHUP is of Unix, SIGBREAK (Ctrl-Break) of Windows.
NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
STATUS_OF_SIGNAL = 128
# A closing terminal says so twice, through the system and through the shell.
TOGETHER = 0.2


class Interrupt:
    """The handler of the signals, and its note."""

    def __init__(self) -> None:
        self.number: int | None = None
        self._at = 0.0

    @property
    def came(self) -> bool:
        """Whether an interrupt came."""
        return self.number is not None

    @property
    def status(self) -> int:
        """The exit status after an interrupt: 128 and the number of the signal."""
        return STATUS_OF_SIGNAL + (signal.SIGINT if self.number is None else self.number)

    @property
    def said(self) -> Message:
        """What is said of it."""
        if self.number in (None, signal.SIGINT):
            return Message("interrupted")
        return Message("interrupted ({signal})", signal=signal.Signals(self.number).name)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a note and raise ``KeyboardInterrupt``, as Python does; at the second one, end."""
        now = time.monotonic()
        if self.number is not None:
            if now - self._at > TOGETHER:
                os._exit(STATUS_OF_SIGNAL + number)
            return
        self.number, self._at = number, now
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raise ``KeyboardInterrupt`` where one came and was lost on its way."""
        if self.came:
            raise KeyboardInterrupt

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Handle the signals inside a ``with`` block; only the main thread can.

        A signal that is ignored already stays so: ``nohup`` and a script's background rely on it.
        """
        self.number = None
        previous = {}
        with suppress(ValueError):  # not in the main thread
            for number in signals():
                if signal.getsignal(number) is not signal.SIG_IGN:
                    previous[number] = signal.signal(number, self)
        try:
            yield
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)


def signals() -> list[signal.Signals]:
    """Return the signals of this system that interrupt."""
    return [signal.Signals[name] for name in NAMES if name in signal.Signals.__members__]


INTERRUPT = Interrupt()
