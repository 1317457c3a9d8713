"""What the page takes from outside the model: what sessions start with, how one is saved.

The page lies inside ``sim``, which knows nothing of experiments. The verb that opens the page
hands in what writes a configuration, so that the format of the file is declared once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bijstand.page.choices import Choices
from bijstand.page.turns import Turns
from sim.world import World, load_world


@dataclass(frozen=True, slots=True)
class Outside:
    """What the verb hands to the page.

    Attributes:
        configuration: Writes choices and a language as the file that ``bijstand run`` takes.
        start: What a session starts with.
        language: In which language.
        world: In which world; None for the Netherlands.
        turns: The line in which all sessions stand to compute.
    """

    configuration: Callable[[Choices, str], str]
    start: Choices = field(default_factory=Choices)
    language: str = "en"
    world: World | None = None
    turns: Turns = field(default_factory=Turns)

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
            "the page is opened by bijstand.page.serve.serve, which hands in its parts"
        )
    return _Handed.outside
