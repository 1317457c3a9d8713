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


class UserError(ValueError):
    """Something that the user gave is not allowed; the message is one line, fit to print."""


def a_mapping(content: object, where: str) -> Mapping[str, Any]:
    """Return what a file should hold as keys with values; nothing at all is an empty mapping."""
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise UserError(f"{where} is {content!r}; keys with values are needed")
    return content


def a_list(content: object, where: str) -> list[Any]:
    """Return what a file should hold as a list; nothing at all is an empty list."""
    if content is None:
        return []
    if not isinstance(content, list | tuple):
        raise UserError(f"{where} is {content!r}; a list is needed")
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
    near = nearest(str(name), names)
    hint = f"; did you mean '{near}'?" if near else ""
    shown = ", ".join(names[:LISTED_AT_MOST])
    more = f", … ({len(names)} in all)" if len(names) > LISTED_AT_MOST else ""
    return UserError(f"unknown {kind} '{name}'{place}{hint} (allowed: {shown}{more})")
