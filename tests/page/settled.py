"""Waiting for a session whose models are set up in a thread."""

from __future__ import annotations

import threading
import time

from bijstand.page.run.session import Session

PATIENCE = 60.0


def settled(session: Session) -> Session:
    """Wait until what runs is what the controls say, and return the session."""
    end = time.monotonic() + PATIENCE
    while session.setting_up and time.monotonic() < end:
        time.sleep(0.005)
    assert not session.setting_up
    # What it tells the page then is told as well.
    for thread in threading.enumerate():
        if thread.name == "bijstand-set-up":
            thread.join(PATIENCE)
    return session
