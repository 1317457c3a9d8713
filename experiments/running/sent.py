"""Tasks as bytes, for other processes, with whatever a caller wrote in a script or a notebook.

A function of a script or a notebook, a closure or a lambda has no module from which another process
could import it, so it is sent itself (cloudpickle).
"""

from __future__ import annotations

import pickle
import platform

import cloudpickle

from experiments.running.chunk import Rows, Task, run_chunk
from sim.errors import UserError, shown

LONGEST_REASON = 200


def packed(task: Task) -> bytes:
    """Return a task as bytes.

    Raises:
        UserError: Where it holds what only this process has, such as an open file or a lock.
    """
    try:
        return bytes(cloudpickle.dumps(task))
    except Exception as error:  # what is pickled may raise anything
        reason = shown(f"{type(error).__name__}: {error}", LONGEST_REASON)
        raise UserError(
            "keep={keep} cannot be sent to other processes ({reason}); allowed: a function "
            "that holds no lock, open file or connection, or executor=threads",
            keep=shown(task.keep),
            reason=reason,
        ) from error


def run_packed(data: bytes) -> Rows:
    """Do the runs of a packed task, in a worker.

    Raises:
        UserError: Where this worker does not know what the task holds, or as ``run_chunk``.
    """
    try:
        task = pickle.loads(data)
    except Exception as error:
        reason = shown(f"{type(error).__name__}: {error}", LONGEST_REASON)
        raise UserError(
            "a worker ({node}) cannot read what it is sent ({reason}); allowed: modules "
            "that are installed there too, or executor=threads",
            node=platform.node(),
            reason=reason,
        ) from error
    return run_chunk(task)
