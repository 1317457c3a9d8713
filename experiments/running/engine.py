"""An executor as it is chosen, and at work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from experiments.keys.declared import DECLARED
from experiments.running.cores import cores
from sim.errors import unknown_name
from sim.extras import require_extra

CLUSTERS = ("dask", "slurm")
KINDS = ("serial", "threads", "processes", *CLUSTERS)


@dataclass(frozen=True)
class ExecutorChoice:
    """Which executor, as in the group ``executor`` of the configuration.

    Attributes:
        kind: One of ``KINDS``.
        workers: Number of workers; None for one per core that may be used.
        address: The address of a Dask scheduler to join; None starts a local cluster.
        job: What each job asks of SLURM, as dask-jobqueue names it: cores, memory, queue, …
        chunk_seconds: How long a chunk should take.
        timeout: Seconds to wait for a scheduler.
    """

    kind: str = "threads"
    workers: int | None = None
    address: str | None = None
    job: Mapping[str, Any] = field(default_factory=dict)
    chunk_seconds: float = 2.0
    timeout: float = 30.0

    def __post_init__(self) -> None:
        """Refuse an executor that does not exist or is not installed, or without workers."""
        if self.kind not in KINDS:
            raise unknown_name("value of executor", self.kind, KINDS)
        if self.kind in CLUSTERS:
            require_extra("cluster", f"executor={self.kind}")
        for name in ("workers", "chunk_seconds", "timeout"):
            DECLARED[f"executor.{name}"].read(getattr(self, name), f"executor.{name}")

    @property
    def count(self) -> int:
        """The number of workers on this machine."""
        return self.workers or cores()


@dataclass
class Engine:
    """An executor at work.

    Attributes:
        executor: The executor.
        workers: Returns the number of its workers, which may change.
        again: Starts it again after it broke; None where it mends itself, or is not ours.
        check: Raises a ``UserError`` where the executor is gone for good.
        mends_itself: Whether a lost worker leaves the others at work.
        chunk_seconds: How long a chunk should take.
        in_process: Whether workers are threads of this process, and can be told to stop.
        ahead: Chunks per worker that are handed out at once.
        sends: Whether workers are other processes, to which tasks are sent as bytes.
        per_run: Seconds of a run, where that is known beforehand: then no run goes alone first.
    """

    executor: Executor
    workers: Callable[[], int]
    again: Callable[[], Executor] | None = None
    check: Callable[[], None] = lambda: None
    mends_itself: bool = False
    chunk_seconds: float = 2.0
    in_process: bool = False
    ahead: int = 2
    sends: bool = True
    per_run: float | None = None

    def restart(self) -> None:
        """Start the executor again where it cannot go on by itself."""
        if self.again is not None:
            self.executor.shutdown(wait=False, cancel_futures=True)
            self.executor = self.again()
