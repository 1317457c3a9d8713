"""A copy of the project, in which one fault after the other stands for a while."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import grimp

from tests.mutants.faults import ROOT, Fault, FaultError

LONGEST_SECONDS = 600
PASSED, FAILED, BROKEN = 0, 1, 2


def copy_project(folder: Path) -> None:
    """Copy what git knows, and what it would if it were added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


@contextmanager
def with_fault(folder: Path, fault: Fault, place: int) -> Iterator[None]:
    """Put a fault into the copy, and take it out again.

    Python and Numba tell by a file's time whether they must compile it again: each fault has a time
    of its own, and what was there before gets its old one back.
    """
    path = folder / fault.file
    before, kept = path.read_text(encoding="utf-8"), path.stat()
    path.write_text(fault.applied(before), encoding="utf-8")
    later = kept.st_mtime_ns + (place + 1) * 1_000_000_000
    os.utime(path, ns=(later, later))
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))


def run_tests(folder: Path, tests: Sequence[str], *, compiled: Path | None) -> tuple[int, str]:
    """Run some tests in the copy until the first that fails.

    Args:
        folder: The copy.
        tests: Files or tests.
        compiled: Where machine code is kept, if the fault does not reach it.

    Returns:
        ``PASSED``, ``FAILED`` or ``BROKEN`` (the tests could not be loaded), and what they said.

    Raises:
        FaultError: Where there are no such tests.
    """
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
    if compiled is not None:
        environment["NUMBA_CACHE_DIR"] = str(compiled)
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return FAILED, f"FAILED: longer than {LONGEST_SECONDS} seconds"
    if done.returncode not in (PASSED, FAILED, BROKEN):
        raise FaultError(f"pytest cannot run {' '.join(tests)}: {done.stdout}{done.stderr}")
    return done.returncode, done.stdout + done.stderr


def reach_compiled_code() -> set[str]:
    """Return the files that a compiled function stands in or takes a constant from."""
    graph = grimp.build_graph("bijstand", "analysis", "experiments", "sim")
    reached = set(graph.find_modules_that_directly_import("sim.state.compiled"))
    for name in list(reached):
        reached |= graph.find_upstream_modules(name)
    files = (ROOT.joinpath(*name.split(".")) for name in reached)
    found = (file / "__init__.py" if file.is_dir() else file.with_suffix(".py") for file in files)
    return {str(file.relative_to(ROOT)) for file in found}
