"""What is seen of a study while it runs: a bar on a terminal, elsewhere a line a minute.

A log and a notebook cannot take a line back, so they get a line only where there is something to
wait for: one as soon as it is known that there is more than a minute to go, then one a minute, and
one at the end of a study that had any.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

from experiments.running.chunk import Rows
from experiments.running.telling import say, told
from experiments.running.terminal import is_live, progress_bar
from sim.words import Joined, Message

EVERY = 60.0
# A rate that a few seconds gave is good enough to say whether it takes minutes or hours.
FIRST_AFTER = 3.0


@dataclass
class Pace:
    """When a line is due: a minute after the last one, also where that was of another study.

    Attributes:
        clock: Returns seconds that never go back.
    """

    clock: Callable[[], float] = time.monotonic
    _since: float | None = None
    _left: float = 0.0

    def begin(self) -> float:
        """Take note that a study begins; the minute runs on where one ended just now."""
        now = self.clock()
        if self._since is None or now - self._left > EVERY:
            self._since = now
        return now

    def due(self, early: bool) -> bool:
        """Return whether a line is due, be it early, and begin another minute where it is."""
        now = self._left = self.clock()
        if not early and self._since is not None and now - self._since < EVERY:
            return False
        self._since = now
        return True


PACE = Pace()


@dataclass
class Count:
    """How far a study is.

    Attributes:
        total: Number of runs in all.
        done: Number of runs that are done.
        failed: Number of runs that failed.
        without: Number of runs with an outcome that does not exist.
    """

    total: int
    done: int
    failed: int = 0
    without: int = 0

    def add(self, rows: Rows) -> None:
        """Count what came of a chunk."""
        self.done += len(rows)
        self.failed += len(rows.failures)
        self.without += rows.without_value

    @property
    def remarks(self) -> list[Message]:
        """What is worth a remark, in words."""
        said = [Message("{failed} failed", failed=self.failed)] if self.failed else []
        return said + (
            [Message("{without} with an outcome that does not exist", without=self.without)]
            if self.without
            else []
        )


class Bar:
    """A bar on stderr, taken away at the end."""

    def __init__(self, count: Count) -> None:
        self._bar = progress_bar()
        self._task = self._bar.add_task(
            told(Message("runs")), total=count.total, completed=count.done
        )
        with suppress(OSError):
            self._bar.start()

    def show(self, count: Count) -> None:
        """Show how far it is."""
        remarks = Joined(count.remarks)
        said = told(Message("runs ({remarks})", remarks=remarks) if remarks else Message("runs"))
        # A study does not end because its terminal is gone.
        with suppress(OSError):
            self._bar.update(self._task, completed=count.done, total=count.total, description=said)

    def end(self, count: Count, finished: bool) -> None:
        """Take the bar away."""
        with suppress(OSError):
            self._bar.stop()


@dataclass
class Lines:
    """Lines on stderr.

    Attributes:
        name: What the study is called.
        before: Number of runs that were done before it began.
    """

    name: str
    before: int
    _told: bool = False
    _began: float = 0.0
    _first: tuple[float, int] | None = None

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self._began = PACE.begin()

    def show(self, count: Count) -> None:
        """Say how far it is: early where it takes long, then a minute after the last line."""
        rate = self._rate(count.done)
        left = (count.total - count.done) / rate if rate else math.nan
        long = PACE.clock() - self._began >= FIRST_AFTER and left > EVERY
        if not PACE.due(early=not self._told and long):
            return
        self._told = True
        share = 100 * count.done // max(count.total, 1)
        done = Message(
            "{done} of {total} runs ({share}%)", done=count.done, total=count.total, share=share
        )
        speed = Message("{rate:.3n} runs/s", rate=rate)
        remaining = Message("about {left} left", left=duration(left))
        self._say(Joined([done, *([speed, remaining] if rate else []), *count.remarks]))

    def _rate(self, done: int) -> float:
        """Return runs a second since the first ones came, which may have waited for the compiler.

        Returns:
            0.0 as long as that is not known.
        """
        now = PACE.clock()
        if self._first is None and done > self.before:
            self._first = now, done
        since, first = self._first or (now, done)
        return (done - first) / (now - since) if done > first and now > since else 0.0

    def end(self, count: Count, finished: bool) -> None:
        """Say that it is finished, where anything was said before."""
        if self._told and finished:
            took = duration(PACE.clock() - self._began)
            done = Message("all {total} runs done in {took}", total=count.total, took=took)
            self._say(Joined([done, *count.remarks]))

    def _say(self, text: str) -> None:
        with suppress(OSError, ValueError):  # nobody reads on
            say(Message("{study}: {text}", study=self.name, text=text))


def duration(seconds: float) -> Message:
    """Return a length of time in the unit that suits it."""
    if seconds >= 1.5 * 3600:
        return Message("{hours:.1f} h", hours=seconds / 3600)
    if seconds >= 1.5 * 60:
        return Message("{minutes:.1f} min", minutes=seconds / 60)
    return Message("{seconds:.0f} s", seconds=seconds)


class Progress:
    """What is shown of a study, on stderr.

    Args:
        runs: Number of runs in all.
        done: Number of runs that were done before.
        name: What the study is called.
    """

    def __init__(self, runs: int, done: int, name: str = "study") -> None:
        self._count = Count(runs, done)
        self._name = name

    def __enter__(self) -> Progress:
        """Begin to show it."""
        count = self._count
        self._shown = Bar(count) if is_live(sys.stderr) else Lines(self._name, count.done)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show no more."""
        self._shown.end(self._count, finished=kind is None)

    def advance(self, rows: Rows) -> None:
        """Count what came of a chunk."""
        self._count.add(rows)
        self.look()

    def look(self) -> None:
        """Show how far it is, where that is due."""
        self._shown.show(self._count)

    def total(self, runs: int) -> None:
        """Set the number of runs anew."""
        self._count.total = runs
