"""What is said on stderr while something is done, in the language of who asked for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sim.words import LANGUAGES, Message, in_language
from sim.words.sides import called, usual_names

_WORLD: ContextVar[str | None] = ContextVar("world", default=None)
_LANGUAGE: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


@contextmanager
def telling_in(language: str) -> Iterator[None]:
    """Say everything inside a ``with`` block in a language."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


@contextmanager
def telling_of(world: str | None) -> Iterator[None]:
    """Call both sides, and the rows of the tables, what a world calls them inside a ``with`` block.

    Args:
        world: Its path; None for the Netherlands. Sides are called as always where it has no
            organisations of its own.

    Raises:
        UserError: For a world that cannot be loaded.
    """
    if world is None and _WORLD.get() is None:
        yield
        return
    # Most tell of the world that is always there, for which these need not be imported.
    from experiments.design.spoken import speaking_of  # noqa: PLC0415
    from sim.world import load_world  # noqa: PLC0415
    from sim.world.organisation import names_of_sides  # noqa: PLC0415

    spoken = load_world(world)
    alike = spoken.organisations == load_world().organisations
    names = usual_names() if alike else names_of_sides(spoken.organisations)
    before = _WORLD.set(world)
    try:
        with speaking_of(spoken), called(names):
            yield
    finally:
        _WORLD.reset(before)


def language_told() -> str:
    """Return the language in which things are said now."""
    return _LANGUAGE.get()


def told(text: str) -> str:
    """Return a text in that language; one that knows no other is as it is."""
    return str(in_language(text, language_told()))


def say(text: str) -> None:
    """Say a line on stderr."""
    print(f"bijstand: {told(text)}", file=sys.stderr, flush=True)


def note(text: str) -> None:
    """Say on stderr what must be known beside a result."""
    say(Message("note: {text}", text=text))
