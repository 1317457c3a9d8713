"""What is seen of a study while it runs: a bar with rate and time left, failures and gaps."""

from __future__ import annotations

from types import TracebackType

from experiments.chunk import Rows
from experiments.terminal import progress_bar


class Progress:
    """The bar of a study, on stderr.

    Args:
        runs: Number of runs in all.
        done: Number of runs that were done before.
    """

    def __init__(self, runs: int, done: int) -> None:
        self._bar = progress_bar()
        self._task = self._bar.add_task("runs", total=runs, completed=done)
        self._failed = 0
        self._without = 0

    def __enter__(self) -> Progress:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def advance(self, rows: Rows) -> None:
        """Count what came of a chunk."""
        self._failed += len(rows.failures)
        self._without += rows.without_value
        said = [f"{self._failed} failed"] if self._failed else []
        said += [f"{self._without} with an outcome that does not exist"] if self._without else []
        described = f"runs ({', '.join(said)})" if said else "runs"
        self._bar.update(self._task, advance=len(rows), description=described)

    def total(self, runs: int) -> None:
        """Set the number of runs anew."""
        self._bar.update(self._task, total=runs)
