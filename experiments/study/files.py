"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sim.errors import UserError

RESOLVED, MANIFEST = "resolved_config.yaml", "manifest.json"
DRAFT = ".draft"
LOCK = ".lock"
# A folder can be brought to the disk on Unix only, and not on every file system there.
FOLDERS_ARE_SYNCED = os.name == "posix"
NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP)


def write_whole(file: Path, content: bytes | str) -> None:
    """Write a file so that a reader finds the old content or the new, also after a power cut.

    Raises:
        OSError: Where it cannot be written; then the old content is still there.
    """
    with drafted(file) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def drafted(file: Path) -> Iterator[Path]:
    """Give a draft to write in a ``with`` block, at whose end it takes the place of a file.

    After an error nothing of it is left, and the old content is still there.

    Raises:
        OSError: Where it cannot be brought to the disk.
    """
    draft = file.with_name(f".{file.name}{DRAFT}")
    try:
        yield draft
        synced(draft)
        put_in_place(draft, file)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def put_in_place(draft: Path, file: Path) -> None:
    """Give a finished draft its name, and make sure that the name survives a power cut."""
    draft.replace(file)
    if not FOLDERS_ARE_SYNCED:
        return
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(folder)


def synced(file: Path) -> None:
    """Make sure that what was written to a file is on the disk."""
    with file.open("rb+") as written:  # Windows syncs only what may be written
        os.fsync(written.fileno())


def remove_drafts(folder: Path) -> None:
    """Remove what a killed process left half-written."""
    for draft in folder.glob(f".*{DRAFT}"):
        draft.unlink(missing_ok=True)


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder; none where there is no such folder.

    Unlike ``Path.glob`` it does not take a folder that cannot be read for an empty one.

    Raises:
        OSError: Where the folder cannot be read.
    """
    return sorted(folder.iterdir()) if folder.is_dir() else []


def files_below(folder: Path) -> list[Path]:
    """Return all files of a folder and of those below it, as ``files_in``."""
    found: list[Path] = []
    for file in files_in(folder):
        found += files_below(file) if file.is_dir() and not file.is_symlink() else [file]
    return found


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; the hold ends with it, however it ends.

    Raises:
        UserError: Where another process holds it, or its file system knows no locks.
        OSError: Where no lock can be put there.
    """
    # The library's own way out, a file that says who holds it, would outlast a killed process.
    lock = FileLock(folder / LOCK, timeout=0, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise UserError(
            "output.name: '{folder}' is being written by another process; allowed: another "
            "name, or to wait until it is finished",
            folder=folder,
        ) from error
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
        raise UserError(
            "output.folder: the file system of '{folder}' has no locks, so two processes "
            "could write there at once; allowed: a folder on a disk of this machine, or a "
            "network file system with locks",
            folder=folder,
        ) from error
    try:
        yield
    finally:
        lock.release()
