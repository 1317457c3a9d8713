"""Showing how far the work is, in a thread that does nothing else.

Whoever runs would run nothing while it draws, and whoever makes a study ready would share the
interpreter with it: so the first picture waits until runs are under way, which need no interpreter.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

FIRST_AFTER, BETWEEN = 0.1, 0.25
"""Seconds until the first picture of a work, and from one picture to the next."""


@contextmanager
def shown_meanwhile(show: Callable[[], None]) -> Iterator[None]:
    """Show something now and then as long as something else is done.

    Args:
        show: Draws it. A page that is closing is drawn no more, whatever that raises.
    """
    over = threading.Event()

    def draw() -> None:
        pause = FIRST_AFTER
        while not over.wait(pause):
            with suppress(Exception):
                show()
            pause = BETWEEN

    threading.Thread(target=draw, name="bijstand-shows", daemon=True).start()
    try:
        yield
    finally:
        over.set()
