"""What closed sessions held goes back to the system, for a server may stand for weeks.

A session that ends leaves cycles of Python objects, which wait for the collector, and pages of
memory that the C library keeps for whoever asks next. Both are cleared a moment after a session
has ended, and once for all that ended in that moment.
"""

from __future__ import annotations

import ctypes
import gc
import threading

SECONDS_AFTER = 3.0


class GivesBack:
    """Clears up after sessions.

    Args:
        after: Seconds to wait, in which more sessions may end.
    """

    def __init__(self, after: float = SECONDS_AFTER) -> None:
        self._after = after
        self._waiting = False
        self._lock = threading.Lock()

    def soon(self) -> None:
        """Clear up in a moment; the moment is the same for all who ask before it has come."""
        with self._lock:
            if self._waiting:
                return
            self._waiting = True
        timer = threading.Timer(self._after, self._now)
        timer.daemon = True
        timer.start()

    def _now(self) -> None:
        with self._lock:
            self._waiting = False
        give_back()


def give_back() -> None:
    """Collect what nobody refers to any more, and let the C library return its free pages."""
    gc.collect()
    # Of GNU's library only; others return pages by themselves, or cannot be asked.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if _has_one_library() else None
    if trim is not None:
        trim(0)


def _has_one_library() -> bool:
    """Return whether a process finds its C library without a name, as on all but Windows."""
    return not hasattr(ctypes, "WinDLL")


GIVES_BACK = GivesBack()
