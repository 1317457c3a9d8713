"""Where runs are done: in this process, on threads, in processes, or on a Dask cluster.

Each is a ``concurrent.futures`` executor; the runner knows no more of it than that, how many
workers it has, and how to start it again after it lost one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from experiments.keys.declared import DECLARED
from experiments.running.cores import cores
from experiments.running.processes import process_pool, script_left_alone
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


class SerialExecutor(Executor):
    """Does what is submitted at once, in the calling thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call the function and return a finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # handed on to whoever asks for the result
            future.set_exception(error)
        return future


@contextmanager
def started(choice: ExecutorChoice | Executor | str) -> Iterator[Engine]:
    """Start an executor for a ``with`` block.

    Args:
        choice: What to start; its name alone; or an executor that runs already, which is left
            as it is; it may say itself how long its chunks should take (``chunk_seconds``) and
            what a run takes (``per_run``).

    Raises:
        UserError: For an executor that does not exist or a scheduler that does not answer.
    """
    if isinstance(choice, Executor):
        workers = int(getattr(choice, "_max_workers", None) or cores())
        here = isinstance(choice, SerialExecutor | ThreadPoolExecutor)
        chunk = float(getattr(choice, "chunk_seconds", Engine.chunk_seconds))
        known: float | None = getattr(choice, "per_run", None)
        yield Engine(choice, lambda: workers, sends=not here, chunk_seconds=chunk, per_run=known)
        return
    chosen = ExecutorChoice(choice) if isinstance(choice, str) else choice
    if chosen.kind in CLUSTERS:
        # Importing it takes a second, which nobody else needs to wait for.
        from experiments.running.cluster import cluster_engine  # noqa: PLC0415

        with script_left_alone(), cluster_engine(chosen) as engine:
            yield engine
        return
    count = 1 if chosen.kind == "serial" else chosen.count
    again = None
    if chosen.kind == "serial":
        executor: Executor = SerialExecutor()
    elif chosen.kind == "threads":
        executor = ThreadPoolExecutor(count)
    else:
        again = _again(count)
        executor = again()
    engine = Engine(
        executor,
        lambda: count,
        again,
        chunk_seconds=chosen.chunk_seconds,
        in_process=again is None,
        ahead=1 if chosen.kind == "serial" else 2,
        sends=again is not None,
    )
    try:
        with script_left_alone():
            yield engine
    finally:
        engine.executor.shutdown(wait=engine.in_process, cancel_futures=True)


def _again(count: int) -> Callable[[], Executor]:
    return lambda: process_pool(count)
