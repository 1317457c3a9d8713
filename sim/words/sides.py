"""What the two sides of a world are called, in texts that hold for every world.

A text says ``{civil}`` and ``{military}`` where it means a side; it is read with the names of the
world that is spoken of (``called``), or with those of the first one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "sides.yaml"

Names = Mapping[str, Mapping[str, str]]
"""By language what each side is called."""

_CALLED: ContextVar[Names | None] = ContextVar("called", default=None)


@cache
def _declared() -> dict[str, dict[str, Any]]:
    import yaml  # noqa: PLC0415 - as the catalogues of other languages

    found: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def stored_name(quantity: str, side: str) -> str:
    """Return the stored name of what a side has, such as its shortage."""
    return f"{quantity}_{_declared()[side]['stored']}"


def usual_names() -> Names:
    """Return what the sides are called where no world says otherwise."""
    return {
        language: {side: row[language] for side, row in _declared().items()}
        for language in ("en", "nl")
    }


@contextmanager
def called(names: Names) -> Iterator[None]:
    """Call the sides by other names inside a ``with`` block."""
    before = _CALLED.set(names)
    try:
        yield
    finally:
        _CALLED.reset(before)


def said(text: str, language: str) -> str:
    """Return a text with the names of both sides in their places.

    Args:
        text: In that language.
        language: "en" or "nl".
    """
    if "{" not in text:
        return text
    found = text
    for side, name in (_CALLED.get() or usual_names())[language].items():
        found = found.replace(f"{{{side}}}", name)
    return found
