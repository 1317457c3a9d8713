"""The runs of all readers' studies: one pool of threads, chunks in the order in which they came.

A chunk is short, and of each study only a few stand in the line, so that readers who compute at the
same time get the same share of the processor, whatever the sizes of their studies.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from bijstand.page.work.turns import Worker, refuse_more_work
from experiments.running.chunk import Rows, Task
from experiments.running.cores import cores

CHUNK_SECONDS = 0.3
FIRST_GUESS = 0.008
"""Seconds of a run before any was measured."""


REMEMBERED = 40
"""Runs after which what earlier ones took is forgotten."""


class Stopped(Exception):
    """A reader wants something else."""


class Pool:
    """Where all studies of a server are run.

    Attributes:
        per_run: Seconds that a run took lately, on one of the threads.
        measured: Whether that was measured; before the first runs it is a guess.
    """

    def __init__(self) -> None:
        """Start with nothing to do."""
        self.workers = cores()
        self.per_run, self.measured = FIRST_GUESS, False
        self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="bijstand-runs")

    @property
    def seconds_of_a_run(self) -> float:
        """Seconds of a run, all threads together."""
        return self.per_run / self.workers

    def learn(self, seconds: float, runs: int) -> None:
        """Learn what a run takes from some; a single one may have waited for the compiler."""
        self.per_run += (seconds - self.per_run) * min(1.0, runs / REMEMBERED)
        self.measured = True

    def submit(self, fn: Callable[..., Any], *args: Any) -> Future[Any]:
        """Have a thread do something."""
        return self._threads.submit(fn, *args)


class Share(ThreadPoolExecutor):
    """The pool as one study sees it: it counts what is done, and can be stopped.

    Args:
        pool: The pool.
        worker: Whose time it takes.
        moved: Called with the number of runs that are done, after each chunk.
    """

    chunk_seconds = CHUNK_SECONDS

    def __init__(self, pool: Pool, worker: Worker, moved: Callable[[int], None]) -> None:
        super().__init__(pool.workers)  # starts no thread before anything is submitted to it
        self._pool, self._worker, self._moved = pool, worker, moved
        self._ended = threading.Event()
        self.done = 0

    @property
    def per_run(self) -> float | None:
        """Seconds of a run; None before any was measured, for the first one compiles the model."""
        return self._pool.per_run if self._pool.measured else None

    def stop(self) -> None:
        """End the study as soon as its chunks let it; what is finished is kept."""
        self._ended.set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a chunk run in the pool.

        Raises:
            Stopped: Where the study was stopped.
            UserError: Where the reader has computed as long as one may.
        """
        if self._ended.is_set():
            raise Stopped
        refuse_more_work(self._worker)
        return self._pool.submit(self._run, fn, *args)

    def _run(self, fn: Callable[[Task], Rows], task: Task) -> Rows:
        began = time.perf_counter()
        rows = fn(replace(task, stop=self._ended))
        took = time.perf_counter() - began
        self._worker.worked += took / self._pool.workers
        if len(rows):
            self._pool.learn(took / len(rows), len(rows))
        self.done += len(rows)
        self._moved(self.done)
        return rows
