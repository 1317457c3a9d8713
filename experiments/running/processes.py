"""Worker processes of this machine: how they begin, and that they end with their parent.

They do not import the caller's script, which would run it once more where it has no
``if __name__ == "__main__"``; what they need of it is sent (``experiments.running.sent``).
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process, spawn
from multiprocessing.connection import wait
from typing import Any

from experiments.running.interrupt import signals

_preparation_data = spawn.get_preparation_data
_lock = threading.Lock()
_users = 0


def process_pool(workers: int) -> Executor:
    """Return a pool of processes, none of which outlives this one."""
    # Not forked: a fork of a process with threads and compiled code may hang.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_in_worker)


def _in_worker() -> None:
    """Leave interrupts to the parent, and end when it is gone, however it went."""
    for number in signals():
        if number != signal.SIGTERM:  # with which the pool ends what is left of a broken one
            signal.signal(number, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def script_left_alone() -> Iterator[None]:
    """Let processes that are started inside a ``with`` block not import the caller's script.

    The standard library has no setting for it: a new process is told where the script lies among
    other things, and here it is not told.
    """
    global _users  # noqa: PLW0603 - studies in several threads share the one standard library
    with _lock:
        _users += 1
        spawn.get_preparation_data = _without_script
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                spawn.get_preparation_data = _preparation_data


def _without_script(name: str) -> dict[str, Any]:
    told: dict[str, Any] = _preparation_data(name)
    return {key: value for key, value in told.items() if not key.startswith("init_main")}
