"""Errors that a user can cause, and how they read.

An error is part of the public interface: one line that says what is wrong, where, which value
was given, what is allowed, and the nearest right name. The command line prints that line and
ends with status 2; nobody sees a traceback for what a user did wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sim.words import Message, from_elsewhere, in_language

LISTED_AT_MOST = 12
LONGEST_VALUE, LONGEST_MESSAGE = 60, 2_000


class UserError(ValueError):
    """Something that the user gave is not allowed; the message is one line, fit to print.

    What came from outside may stand in it: line breaks become spaces, control characters (which
    could paint or move on a terminal) are escaped, and no message is longer than a screen.

    Args:
        template: The English message, with the names of its values in braces; or a message.
        values: What stands in it; phrases among them are messages too.

    Attributes:
        message: The message, whatever the language; ``str`` of the error is its English.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        """Make the message fit to print."""
        whole = isinstance(template, Message) and not values
        self.message = template if whole else Message(template, **values)
        super().__init__(_one_line(self.message))

    def in_language(self, language: str) -> str:
        """Return the line in a language."""
        return _one_line(in_language(self.message, language))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes with the values, so that it can be told in any language."""
        return type(self), (self.message,), {**self.__dict__}


def _one_line(text: str) -> str:
    return _printable(" ".join(text.split()), LONGEST_MESSAGE)


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
        return Message("a {kind} that is too long to show", kind=type(value).__name__)
    return _printable(written, most)


def _printable(text: str, most: int) -> str:
    if len(text) > most:
        text = f"{text[: most // 2]}…{text[-(most // 2) :]}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def inside(place: str, key: object) -> Message:
    """Return where something stands that stands below a key: ``policy 'x': classes``."""
    return Message("{place}: {key}", place=place, key=key)


def reason_of(error: OSError) -> Message:
    """Return in words what the system did not allow."""
    return from_elsewhere(error.strerror or str(error))


def a_mapping(content: object, where: str) -> Mapping[str, Any]:
    """Return what a file should hold as keys with values; nothing at all is an empty mapping."""
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise UserError(
            "{where} is {value}; keys with values are needed", where=where, value=shown(content)
        )
    return content


def a_list(content: object, where: str) -> list[Any]:
    """Return what a file should hold as a list; nothing at all is an empty list."""
    if content is None:
        return []
    if not isinstance(content, list | tuple):
        raise UserError("{where} is {value}; a list is needed", where=where, value=shown(content))
    return list(content)


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name that looks most like ``name``, or None where nothing is near."""
    lowered = {candidate.lower(): candidate for candidate in allowed}
    matches = get_close_matches(name.lower(), lowered, n=1, cutoff=0.5)
    return lowered[matches[0]] if matches else None


def did_you_mean(near: str | None) -> str:
    """Return the hint at the nearest right name, where there is one, to end a message with."""
    return Message("; did you mean '{near}'?", near=near) if near else ""


def listed(names: Sequence[str]) -> str:
    """Return names as a message lists them: the first of them, and of many how many there are."""
    if len(names) <= LISTED_AT_MOST:
        return ", ".join(names)
    first = ", ".join(names[:LISTED_AT_MOST])
    return Message("{names}, … ({count} in all)", names=first, count=len(names))


def unknown_name(
    kind: str, name: object, allowed: Iterable[str], where: str | None = None
) -> UserError:
    """Build the error for a name that does not exist.

    Args:
        kind: What the name should have been: "scenario", "condition", "class", …; a message where
            it has values, as ``Message("value of {key}", key=key)``.
        name: The name as the user gave it.
        allowed: All right names.
        where: The file or key in which the name stood, if any.

    Returns:
        The error, to be raised by the caller.
    """
    names = list(allowed)
    near = nearest(name[:LONGEST_VALUE], names) if isinstance(name, str) else None
    return UserError(
        "unknown {kind} {given}{place}{hint} (allowed: {listed})",
        kind=kind if isinstance(kind, Message) else Message(kind),
        given=f"'{name}'" if isinstance(name, str) and len(name) <= LONGEST_VALUE else shown(name),
        place=Message(" in {where}", where=where) if where else "",
        hint=did_you_mean(near),
        listed=listed(names),
    )
