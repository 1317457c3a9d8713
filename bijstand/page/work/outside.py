"""What the page takes from outside the model: what sessions start with, how one is saved.

The page lies inside ``sim``, which knows nothing of experiments. The verb that opens the page
hands in what writes a configuration, so that the format of the file is declared once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any

from bijstand.page.case.choices import Choices
from bijstand.page.work.asking import Asking
from bijstand.page.work.pool import Pool
from bijstand.page.work.turns import Turns
from bijstand.page.work.worked_out import Workshop
from experiments.running.telling import telling_of
from sim.world import World, load_world


@dataclass(frozen=True)
class Outside:
    """What the verb hands to the page.

    Attributes:
        configuration: Writes choices and a language as the file that ``bijstand run`` takes.
        asking: The verbs, as the page asks them.
        start: What a session starts with.
        language: In which language.
        world: In which world; None for the Netherlands.
        folder: Where that world lies; None for the Netherlands.
        turns: The line in which all sessions stand to compute.
        pool: Where the runs of all studies are done.
    """

    configuration: Callable[[Choices, str], str]
    asking: Asking
    start: Choices = field(default_factory=Choices)
    language: str = "en"
    world: World | None = None
    folder: str | None = None
    turns: Turns = field(default_factory=Turns)
    pool: Pool = field(default_factory=Pool)

    @cached_property
    def workshop(self) -> Workshop:
        """What all visits have their studies worked out by."""
        return Workshop(self.asking, self.folder)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Call sides, kinds of need and units what the world of the page calls them."""
        with telling_of(self.folder):
            yield

    def the_world(self) -> World:
        """Return the world of all sessions."""
        return self.world or load_world(None)


class _Handed:
    """Holds what was handed in; one for the whole server."""

    outside: Outside | None = None


def hand_in(outside: Outside) -> None:
    """Let all sessions use these parts from outside."""
    _Handed.outside = outside


def outside() -> Outside:
    """Return what was handed in."""
    if _Handed.outside is None:
        raise RuntimeError(
            "the page is opened by bijstand.page.server.serve.serve, which hands in its parts"
        )
    return _Handed.outside


def in_its_words(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Have a part of the page drawn in the words of the page's own world."""

    @wraps(draw)
    def drawn(*given: Any, **named: Any) -> Any:
        with outside().telling():
            return draw(*given, **named)

    return drawn
