"""The runner: hands out chunks, stores them as they come back, and loses none on the way."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field, replace
from threading import Event

from experiments.running.chunk import STAGES, Rows, no_rows, run_chunk
from experiments.running.engine import Engine
from experiments.running.interrupt import INTERRUPT
from experiments.running.plan import Plan
from experiments.running.sent import packed, run_packed
from sim.errors import UserError

LARGEST_CHUNK = 20_000
# Of the wanted length, and at most so long, however few runs are left: to store a chunk, and to
# show it, takes time, too.
SHORTEST_PART, SHORTEST_SECONDS = 0.2, 0.1
LOOKS_EVERY = 0.25
LOST_ALONE_AT_MOST = 2
# So often, with no run finished in between, and it is the workers and not the runs.
RESTARTS_IN_A_ROW_AT_MOST = 40
# What an executor raises for a task whose worker is gone, by name: Dask may not be imported.
LOST = ("KilledWorker", "FutureCancelledError", "CommClosedError", "WorkerCancelled")

Stored = Callable[[int, int, Rows], None]
Stretch = tuple[int, int]


@dataclass
class Runner:
    """Does the runs of a plan that are still to be done.

    Attributes:
        plan: All runs.
        engine: Where they are done.
        stored: Called with start, stop and rows of each finished chunk, in this thread.
        seen: Called now and then while runs are under way, in this thread.
    """

    plan: Plan
    engine: Engine
    stored: Stored
    seen: Callable[[], None] = lambda: None
    _waiting: deque[Stretch] = field(default_factory=deque)
    _suspect: deque[Stretch] = field(default_factory=deque)
    _flying: dict[Future[Rows], Stretch] = field(default_factory=dict)
    _stop: Event = field(default_factory=Event)
    _alone: Stretch | None = None
    _lost_alone: int = 0
    _restarts: int = 0
    _broken: bool = False
    _full: bool = False
    _per_run: float | None = None

    def run(self, todo: list[Stretch]) -> None:
        """Do the runs of some stretches of the plan.

        Raises:
            KeyboardInterrupt: After Ctrl-C, when what was finished has been stored.
            UserError: With ``fail_fast`` for the first run that failed; where the executor or
                the disk is gone.
        """
        self._waiting.extend(todo)
        self._per_run = self.engine.per_run
        try:
            while self._flying or self._waiting or self._suspect:
                self._hand_out()
                self._receive()
        finally:
            self._wind_up()

    def _hand_out(self) -> None:
        # The first run goes alone, for it compiles the model where that was not done before; and
        # when a worker was lost, whose fault it was shows when nothing else is under way.
        alone = self._per_run is None or self._alone or self._suspect or self._broken
        if self._flying and alone:
            return
        if self._broken:
            self._begin_again()
        self._alone = self._suspect.popleft() if self._suspect else None
        if self._alone:
            self._send(self._alone)
            return
        room = self.engine.workers() * self.engine.ahead
        while self._waiting and len(self._flying) < (room if self._per_run else 1):
            size = self._size()
            start, stop = self._waiting.popleft()
            middle = min(stop, start + size)
            if middle < stop:
                self._waiting.appendleft((middle, stop))
            self._send((start, middle))

    def _begin_again(self) -> None:
        """Start the workers again, but not without an end where none of them ever finishes."""
        self._restarts += 1
        if self._restarts > RESTARTS_IN_A_ROW_AT_MOST:
            raise UserError(
                "workers were lost {restarts} times without a run that finished (memory?); "
                "finished runs are kept, the same command goes on from there",
                restarts=self._restarts,
            )
        self.engine.restart()
        self._broken = False

    def _size(self) -> int:
        """Return how many runs make a chunk of the wanted length, and leave some for others."""
        if not self._per_run:
            return 1
        wanted = int(self.engine.chunk_seconds / self._per_run)
        left = sum(stop - start for start, stop in self._waiting)
        share = left // (2 * max(1, self.engine.workers()))
        shortest = min(SHORTEST_PART * self.engine.chunk_seconds, SHORTEST_SECONDS)
        fewest = int(shortest / self._per_run)
        return max(1, min(wanted, max(share, fewest), LARGEST_CHUNK))

    def _send(self, stretch: Stretch) -> None:
        task = self.plan.task(*stretch)
        if self.engine.in_process:
            task = replace(task, stop=self._stop)
        try:
            if self.engine.sends:
                future = self.engine.executor.submit(run_packed, packed(task))
            else:
                future = self.engine.executor.submit(run_chunk, task)
            self._flying[future] = stretch
        except BrokenExecutor:
            self._lost(stretch)

    def _receive(self) -> None:
        """Wait for chunks, and store those that are finished."""
        INTERRUPT.check()
        self.engine.check()
        self.seen()
        finished, _ = wait(self._flying, LOOKS_EVERY, FIRST_COMPLETED)
        if not self._flying:
            time.sleep(LOOKS_EVERY)
        for future in finished:
            stretch = self._flying.pop(future)
            try:
                rows = future.result()
            except (BrokenExecutor, CancelledError):
                self._lost(stretch)
            except Exception as error:
                if type(error).__name__ not in LOST:
                    raise
                self._lost(stretch)
            else:
                self._finished(stretch, rows)
        INTERRUPT.check()

    def _finished(self, stretch: Stretch, rows: Rows) -> None:
        start, stop = stretch
        count = len(rows)
        if count:
            self._restarts, self._lost_alone = 0, 0
            self._measure(rows.seconds / count)
            self._keep(start, rows)
        if rows.interrupted:
            raise KeyboardInterrupt
        if rows.failures:
            self._fail_fast(next(iter(rows.failures.values())))
        if start + count < stop:
            self._waiting.appendleft((start + count, stop))

    def _fail_fast(self, said: tuple[str, str]) -> None:
        if self.plan.fail_fast:
            raise FailedFast(
                "a run failed ({stage}: {reason}); finished runs are kept",
                stage=STAGES.get(said[0], said[0]),
                reason=said[1],
            )

    def _measure(self, seconds: float) -> None:
        """Learn how long a run takes; what the first one compiled is forgotten soon."""
        known = self._per_run
        self._per_run = seconds if known is None else min(1.5 * seconds, (known + seconds) / 2)

    def _keep(self, start: int, rows: Rows) -> None:
        try:
            self.stored(start, start + len(rows), rows)
        except OSError:
            self._full = True
            raise

    def _lost(self, stretch: Stretch) -> None:
        """Take back a chunk whose worker is gone; a run that always kills its worker failed."""
        self.engine.check()
        if self.engine.again is None and not self.engine.mends_itself:
            raise UserError("the executor is broken; finished runs are kept")
        self._broken = True
        start, stop = stretch
        if stretch != self._alone:
            self._suspect.append(stretch)
        elif stop - start > 1:
            middle = (start + stop) // 2
            self._suspect.extendleft([(middle, stop), (start, middle)])
        elif self._lost_alone < LOST_ALONE_AT_MOST - 1:
            self._lost_alone += 1
            self._suspect.appendleft(stretch)
        else:
            self._lost_alone = 0
            said = ("worker", f"its worker was lost {LOST_ALONE_AT_MOST} times while it ran alone")
            lost = no_rows(self.plan.frame, 1)
            lost.kept, lost.failures = [{}], {0: said}
            self._keep(start, lost)
            self._fail_fast(said)

    def _wind_up(self) -> None:
        """Tell threads to end, and store what is finished and was not yet brought in."""
        self._stop.set()
        for future in self._flying:
            future.cancel()
        for future, (start, _) in self._flying.items():
            here = not future.cancelled() and (self.engine.in_process or future.done())
            if here and not self._full and future.exception() is None:
                rows = future.result()
                if len(rows):
                    self._keep(start, rows)
        self._flying.clear()


class FailedFast(UserError):
    """The first failed run ended a study that was told to end there."""
