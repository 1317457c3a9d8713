"""Errors that a user can cause, and how they read.

An error is part of the public interface: one line that says what is wrong, where, which value
was given, what is allowed, and the nearest right name. The command line prints that line and
ends with status 2; nobody sees a traceback for what a user did wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

LISTED_AT_MOST = 12
LONGEST_VALUE, LONGEST_MESSAGE = 60, 2_000


class UserError(ValueError):
    """Something that the user gave is not allowed; the message is one line, fit to print.

    What came from outside may stand in it: line breaks become spaces, control characters (which
    could paint or move on a terminal) are escaped, and no message is longer than a screen.
    """

    def __init__(self, message: str) -> None:
        """Make the message fit to print."""
        super().__init__(_printable(" ".join(message.split()), LONGEST_MESSAGE))


def shown(value: object, most: int = LONGEST_VALUE) -> str:
    """Return a value as a message shows it: as Python writes it, escaped, and never long.

    Args:
        value: What the user gave, of any type and size.
        most: Characters at most; of a longer value both ends are shown.
    """
    if isinstance(value, str) and len(value) > 2 * most:
        value = value[:most] + value[-most:]  # a megabyte is not escaped for sixty characters
    try:
        written = repr(value)
    except (ValueError, RecursionError):  # a number of too many digits, lists in lists in lists
        written = f"a {type(value).__name__} that is too long to show"
    return _printable(written, most)


def _printable(text: str, most: int) -> str:
    if len(text) > most:
        text = f"{text[: most // 2]}…{text[-(most // 2) :]}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def a_mapping(content: object, where: str) -> Mapping[str, Any]:
    """Return what a file should hold as keys with values; nothing at all is an empty mapping."""
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise UserError(f"{where} is {shown(content)}; keys with values are needed")
    return content


def a_list(content: object, where: str) -> list[Any]:
    """Return what a file should hold as a list; nothing at all is an empty list."""
    if content is None:
        return []
    if not isinstance(content, list | tuple):
        raise UserError(f"{where} is {shown(content)}; a list is needed")
    return list(content)


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name that looks most like ``name``, or None where nothing is near."""
    lowered = {candidate.lower(): candidate for candidate in allowed}
    matches = get_close_matches(name.lower(), lowered, n=1, cutoff=0.5)
    return lowered[matches[0]] if matches else None


def unknown_name(
    kind: str, name: object, allowed: Iterable[str], where: str | None = None
) -> UserError:
    """Build the error for a name that does not exist.

    Args:
        kind: What the name should have been: "scenario", "condition", "class", …
        name: The name as the user gave it.
        allowed: All right names.
        where: The file or key in which the name stood, if any.

    Returns:
        The error, to be raised by the caller.
    """
    names = list(allowed)
    place = f" in {where}" if where else ""
    given = f"'{name}'" if isinstance(name, str) and len(name) <= LONGEST_VALUE else shown(name)
    near = nearest(name[:LONGEST_VALUE], names) if isinstance(name, str) else None
    hint = f"; did you mean '{near}'?" if near else ""
    listed = ", ".join(names[:LISTED_AT_MOST])
    more = f", … ({len(names)} in all)" if len(names) > LISTED_AT_MOST else ""
    return UserError(f"unknown {kind} {given}{place}{hint} (allowed: {listed}{more})")
