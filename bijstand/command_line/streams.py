"""The standard streams of a command: there, and able to take whatever text is written to them.

A terminal of another encoding (cp1252, ASCII) gets what comes nearest instead of an error after an
hour of runs; and where a stream was closed before the start, what is written to it is lost, while
no file of ours is opened in its place.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata

# What stands for a character where an encoding does not have it.
NEAREST = {
    "–": "-",
    "—": "-",
    "−": "-",
    "·": "-",
    "•": "-",
    "×": "x",
    "…": "...",
    "≥": ">=",
    "≤": "<=",
    "±": "+/-",
    "→": "->",
    "←": "<-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "Σ": "sum",
    "€": "EUR",
    "≈": "~",
    "²": "2",
    "█": "#",
    "▏": "|",
    "│": "|",
    "─": "-",
    "━": "-",
    "╸": "-",
    "╺": "-",
    "\u00a0": " ",
    "\u202f": " ",
}
UNKNOWN = "?"
HANDLER = "bijstand.nearest"


def nearest(error: UnicodeError) -> tuple[str, int]:
    """Return what comes nearest to the characters that an encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


def _nearest(character: str) -> str:
    if character in NEAREST:
        return NEAREST[character]
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or UNKNOWN


def open_streams() -> None:
    """Make sure that the standard streams are there, and take any text."""
    codecs.register_error(HANDLER, nearest)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(number))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def _nowhere(number: int) -> io.TextIOWrapper:
    """Return a stream to nowhere, in the place of a descriptor that was closed."""
    try:
        os.fstat(number)
    except OSError:
        # The lowest free number is taken, which is this one: the streams below it are open by now.
        os.open(os.devnull, os.O_RDWR)
    return open(os.devnull, "r" if number == 0 else "w", encoding="utf-8")
