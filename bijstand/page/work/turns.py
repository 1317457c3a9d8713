"""Who may compute now: one session at a time, each in the order in which it asked.

Python computes in one thread at a time, whatever is done. Left to itself it gives most to the
session that asks for most. Here a session asks for a turn, works for a moment (a day of one model),
and stands at the end of the line again: with n sessions that want to work, each gets an nth, and
what one of them asks for does not change what the others get.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bijstand.page import budgets
from sim.errors import UserError

# What each turn leaves of those before it, of which the last twenty count most.
REMEMBERED = 0.95


class Turns:
    """The line of all sessions of a server.

    Args:
        sessions: How many there may be at once.
        seconds: How long each may work, all its turns together.
    """

    def __init__(
        self, sessions: int = budgets.SESSIONS, seconds: float = budgets.SECONDS_OF_WORK
    ) -> None:
        """Open a line in which nobody stands."""
        self.sessions, self.seconds = sessions, seconds
        self._there: set[Worker] = set()
        self._line: deque[object] = deque()
        self._moves = threading.Condition()

    def join(self) -> Worker:
        """Let a session in.

        Raises:
            UserError: Where as many are there as may be.
        """
        with self._moves:
            if len(self._there) >= self.sessions:
                raise UserError(
                    "{sessions} sessions are open, as many as this page takes; close a tab that is "
                    "not used, and open this one again",
                    sessions=len(self._there),
                )
            worker = Worker(self)
            self._there.add(worker)
        return worker

    @property
    def asking(self) -> int:
        """How many work or wait for a turn now."""
        return len(self._line)

    def leave(self, worker: Worker) -> None:
        """Let a session go; its place is free at once."""
        with self._moves:
            self._there.discard(worker)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and hold it inside a ``with`` block."""
        ticket = object()
        with self._moves:
            self._line.append(ticket)
            self._moves.wait_for(lambda: self._line[0] is ticket)
        try:
            yield
        finally:
            with self._moves:
                self._line.popleft()
                self._moves.notify_all()


class Worker:
    """A session that stands in the line.

    Attributes:
        worked: Seconds that it has worked, all turns together.
        share: Of its last turns, the share of the time in which it worked and did not wait for
            others: 1 for a session alone, a third of three that want to work.
    """

    def __init__(self, turns: Turns) -> None:
        """Stand in a line; ``Turns.join`` is what makes one."""
        self.turns = turns
        self.worked = 0.0
        self._worked_lately = self._waited_lately = 0.0

    @property
    def share(self) -> float:
        """The share of the time of its last turns in which it worked."""
        both = self._worked_lately + self._waited_lately
        return self._worked_lately / both if both else 1.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and work in it.

        Raises:
            UserError: Where the session has worked as long as one may.
        """
        refuse_more_work(self)
        asked = time.perf_counter()
        with self.turns.one():
            began = time.perf_counter()
            try:
                yield
            finally:
                took = time.perf_counter() - began
                self.worked += took
                self._worked_lately = took + REMEMBERED * self._worked_lately
                self._waited_lately = began - asked + REMEMBERED * self._waited_lately

    def leave(self) -> None:
        """Leave the line."""
        self.turns.leave(self)


def refuse_more_work(worker: Worker) -> None:
    """Refuse a session that has worked as long as one may.

    Raises:
        UserError: Then.
    """
    if worker.worked >= worker.turns.seconds:
        raise UserError(
            "this session has computed for {seconds:n} seconds, as long as one may on this "
            "page; open it anew to go on, or use bijstand run",
            seconds=worker.turns.seconds,
        )
