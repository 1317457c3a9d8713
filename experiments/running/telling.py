"""What is said on stderr while something is done, in the language of who asked for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from sim.words import LANGUAGES, Message, in_language
from sim.words.sides import called

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
        world: Its path; None, or a world without organisations of its own: the sides as always.

    Raises:
        UserError: For a world that cannot be loaded.
    """
    # Most tell of the world that is always there, for which these need not be imported.
    from experiments.design.spoken import speaking_of  # noqa: PLC0415
    from sim.world import load_world  # noqa: PLC0415
    from sim.world.organisation import names_of_sides  # noqa: PLC0415

    if world is None:
        yield
        return
    spoken = load_world(world)
    own = spoken.organisations
    alike = own == load_world().organisations
    with speaking_of(spoken), nullcontext() if alike else called(names_of_sides(own)):
        yield


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
