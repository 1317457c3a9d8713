"""What is made once for all processes that run tests side by side, and read by the others."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

# Where it lies; None where one process runs all tests (conftest.py tells).
_places: list[Path] = []


def share_in(folder: Path) -> None:
    """Say in which folder the processes of this run of the tests share what they made."""
    _places[:] = [folder]


def once[T](name: str, make: Callable[[], T]) -> T:
    """Return what a function makes; of all processes the first makes it, and the others wait.

    Args:
        name: A name of its own.
        make: Makes something that can be pickled and that no test changes.
    """
    if not _places:
        return make()
    file = _places[0] / f"once-{hashlib.sha256(name.encode()).hexdigest()[:16]}.pickle"
    with FileLock(file.with_suffix(".lock")):
        if not file.exists():
            draft = file.with_suffix(".draft")
            draft.write_bytes(pickle.dumps(make()))
            draft.rename(file)
        return pickle.loads(file.read_bytes())
