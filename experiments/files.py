"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.errors import UserError

DRAFT = ".draft"
LOCK = ".lock"


def write_whole(file: Path, content: bytes | str) -> None:
    """Write a file so that a reader finds the old content or the new, also after a power cut.

    Raises:
        OSError: Where it cannot be written; then the old content is still there.
    """
    data = content.encode() if isinstance(content, str) else content
    draft = file.with_name(f".{file.name}{DRAFT}")
    try:
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    put_in_place(draft, file)


def put_in_place(draft: Path, file: Path) -> None:
    """Give a finished draft its name, and make sure that the name survives a power cut."""
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def synced(file: Path) -> None:
    """Make sure that what was written to a file is on the disk."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_drafts(folder: Path) -> None:
    """Remove what a killed process left half-written."""
    for draft in folder.glob(f".*{DRAFT}"):
        draft.unlink(missing_ok=True)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; the hold ends with it, however it ends.

    Raises:
        UserError: Where another process holds it.
    """
    with (folder / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(
                f"output.name: '{folder}' is being written by another process; allowed: another "
                "name, or to wait until it is finished"
            ) from error
        yield
