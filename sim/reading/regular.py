"""Regular files, bounded: nothing that hangs, never ends, or is larger than it may be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.errors import UserError, reason_of, shown
from sim.words import Message

KINDS = {
    stat.S_IFDIR: Message("a folder"),
    stat.S_IFIFO: Message("a pipe"),
    stat.S_IFSOCK: Message("a socket"),
    stat.S_IFCHR: Message("a device"),
    stat.S_IFBLK: Message("a device"),
}
# Opening a pipe waits for its other end, and a terminal may become ours, unless asked otherwise.
FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


def read_bytes(path: str | Path, where: str, allowed: str, most: int) -> bytes:
    """Return the content of a regular file.

    Args:
        path: The file.
        where: What it is called in a message.
        allowed: What is allowed in its place, in words that complete "allowed: …".
        most: Bytes at most; also of a file that grows, or does not say how long it is.

    Raises:
        UserError: Where it cannot be read, is no regular file, or is longer.
    """
    with _opened(path, where, allowed) as descriptor, os.fdopen(os.dup(descriptor), "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise UserError(
            "{where} is longer than {most:,} bytes; allowed: {allowed} up to that",
            where=where,
            most=most,
            allowed=allowed,
        )
    return content


def refuse_irregular(path: str | Path, where: str, allowed: str, most: int | None = None) -> None:
    """Refuse what is no regular file, for a library that opens files by their path.

    Args:
        path: The file.
        where: What it is called in a message.
        allowed: What is allowed in its place.
        most: Bytes at most.

    Raises:
        UserError: As ``read_bytes``.
    """
    with _opened(path, where, allowed) as descriptor:
        size = os.fstat(descriptor).st_size
    if most is not None and size > most:
        raise UserError(
            "{where} is longer than {most:,} bytes; allowed: {allowed} up to that",
            where=where,
            most=most,
            allowed=allowed,
        )


def files_in(folder: str | Path, ending: str | tuple[str, ...]) -> list[Path]:
    """Return the files of a folder with an ending, or one of several, by name.

    There are none where there is no such folder.

    A folder that cannot be read is no empty one: ``Path.glob`` finds nothing in it, and what is
    chosen, or identified, by its files would then be without them.

    Raises:
        UserError: Where the folder cannot be read, such as where no more files can be opened.
    """
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise UserError(
            "the folder {folder} cannot be read ({reason}); allowed: one that can",
            folder=shown(str(folder)),
            reason=reason_of(error),
        ) from error
    return [Path(folder) / name for name in sorted(names) if name.endswith(ending)]


@contextmanager
def _opened(path: str | Path, where: str, allowed: str) -> Iterator[int]:
    """Open a regular file without waiting; whatever goes wrong with it is one line."""
    try:
        descriptor = os.open(path, FLAGS)
        try:
            kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
            if kind != stat.S_IFREG:
                other = KINDS.get(kind, Message("no regular file"))
                raise UserError(
                    "{where} cannot be read (it is {kind}); allowed: {allowed}",
                    where=where,
                    kind=other,
                    allowed=allowed,
                )
            yield descriptor
        finally:
            os.close(descriptor)
    except UserError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = reason_of(error) if isinstance(error, OSError) else shown(str(error))
        raise UserError(
            "{where} cannot be read ({reason}); allowed: {allowed}",
            where=where,
            reason=reason,
            allowed=allowed,
        ) from error
