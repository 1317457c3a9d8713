"""Processes of their own: for what is measured once in a process, as compiling and memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = "from sim import simulate; simulate(seed=1, daily=False).outcomes"


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a Python that finds this project."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def python(code: str, folder: Path = ROOT, **more: str) -> None:
    """Run some code in a Python of its own.

    Raises:
        RuntimeError: Where it fails, with what it said.
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def children_seconds() -> float:
    """Return the time that ended child processes had on the cores."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
