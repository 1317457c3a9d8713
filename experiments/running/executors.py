"""Where runs are done: in this process, on threads, in processes, or on a Dask cluster.

Each is a ``concurrent.futures`` executor; the runner knows no more of it than that, how many
workers it has, and how to start it again after it lost one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from experiments.running.cores import cores
from experiments.running.engine import CLUSTERS, Engine, ExecutorChoice
from experiments.running.processes import process_pool, script_left_alone


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
