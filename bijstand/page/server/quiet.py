"""What the server says on the terminal: a line for what broke, nothing for what visitors send."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import Any

from sim.errors import shown

# A visitor who has gone, or who does not speak HTTP, breaks nothing.
OF_VISITORS = (
    "ClientDisconnected",
    "WebSocketDisconnect",
    "LocalProtocolError",
    "RemoteProtocolError",
    "ConnectionResetError",
    "BrokenPipeError",
)


class Lines(logging.Handler):
    """Writes one line for each kind of exception, and no traceback.

    Libraries log what a browser sends wrongly as errors of their own; those hold no exception, and
    are left out. The same thing going wrong again is not said again.
    """

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__(logging.ERROR)
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        if record.exc_info and isinstance(record.exc_info[1], Exception):
            self.say(record.exc_info[1])

    def say(self, error: BaseException) -> None:
        """Write what went wrong, and where."""
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                self.say(each)
            return
        if type(error).__name__ in OF_VISITORS:
            return
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "unknown"
        kind = f"{type(error).__name__} in {where}"
        if kind not in self._said:
            self._said.add(kind)
            said = shown(str(error), 120)
            print(f"bijstand: the page goes on after an error: {kind}: {said}", file=sys.stderr)


def settle_logging() -> Lines:
    """Have all that is logged, warned of or raised in a thread written as ``Lines`` does."""
    lines = Lines()
    root = logging.getLogger()
    root.handlers[:] = [lines]
    logging.captureWarnings(True)

    def in_thread(what: Any) -> None:
        if what.exc_value is not None:
            lines.say(what.exc_value)

    threading.excepthook = in_thread
    sys.unraisablehook = in_thread
    return lines
