"""What nobody foresaw: one line on the terminal, and the details in a file to be sent along.

What a user did wrong never comes here (``sim.errors.UserError``). What does is an error of the
program, or of the machine: no memory, no room on the disk, a folder that may not be read.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

from sim.errors import inside, reason_of, shown
from sim.words import Message

PROGRAM_ERROR = 70
"""EX_SOFTWARE of sysexits.h: an error of the program itself."""
OF_THE_MACHINE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
    errno.EIO,
    errno.ENOTDIR,
    errno.ENAMETOOLONG,
    errno.ENOMEM,
    errno.EAGAIN,
    errno.EFBIG,
}
TRACEBACK = "BIJSTAND_TRACEBACK"
OPTION = "--traceback"
LONGEST_REASON = 300


def wants_traceback(words: list[str]) -> bool:
    """Return whether an error of the program shall be shown whole; take the option out of words."""
    asked = OPTION in words
    while OPTION in words:
        words.remove(OPTION)
    return asked or os.environ.get(TRACEBACK, "") not in ("", "0")


def of_the_machine(error: BaseException) -> Message | None:
    """Return in a line what the machine did not allow; None for any other error."""
    if isinstance(error, MemoryError):
        return Message(
            "there is not enough memory for this; allowed: fewer points, runs or workers"
        )
    if isinstance(error, OSError) and error.errno in OF_THE_MACHINE:
        reason = reason_of(error)
        return (
            inside(shown(str(error.filename), LONGEST_REASON), reason) if error.filename else reason
        )
    return None


def caught(error: BaseException, words: Sequence[str]) -> Message:
    """Write down an error of the program, and return the line that says so.

    Args:
        error: What was raised.
        words: The command line.
    """
    reason = shown(str(error), LONGEST_REASON)[1:-1]
    what = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    try:
        descriptor, file = tempfile.mkstemp(".txt", "bijstand-error-")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as log:
            log.write(details(error, words))
        where = Message("details in {file}; please report it with that file", file=file)
    except OSError as failed:
        where = Message(
            "its details could not be written ({reason}); {variable}=1, or {option}, shows them",
            reason=reason_of(failed),
            variable=TRACEBACK,
            option=OPTION,
        )
    return Message("an error of the program ({what}); {where}", what=what, where=where)


def details(error: BaseException, words: Sequence[str]) -> str:
    """Return all that is needed to find an error: command, versions, traceback."""
    from experiments.running.provenance import versions

    said = [f"bijstand {' '.join(map(shown, words))}"]
    try:
        said += [f"{name} {version}" for name, version in versions().items()]
    except Exception as failed:  # the error may be what makes this fail too
        said.append(f"versions: {failed!r}")
    said += [f"python {sys.version}", "", "".join(traceback.format_exception(error))]
    return "\n".join(said)
