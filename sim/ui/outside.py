"""What the page takes from outside the model: names of outcomes, and how a configuration is saved.

The page lies inside ``sim``, which knows nothing of experiments and analysis. The verb that opens
the page hands these in, so that a name or a file format is declared once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sim.ui.choices import Choices
from sim.world import World, load_world


class Labels(Protocol):
    """Names in plain words: of end states, gates and outcomes."""

    @property
    def END_STATE_NAMES(self) -> Mapping[str, tuple[str, str]]:
        """What end states are called."""

    @property
    def LABELS(self) -> Mapping[str, Any]:
        """What outcomes are called, by their keys."""

    def label_of(self, outcome: str) -> Any:
        """Return the label of an outcome."""

    def number(self, value: float, unit: Any, language: str, *, signed: bool = False) -> str:
        """Write a value of an outcome in its unit."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the verb hands to the page.

    Attributes:
        labels: Names of end states and outcomes.
        configuration: Writes choices and a language as the file that ``bijstand run`` takes.
        start: What a session starts with.
        language: In which language.
        world: In which world; None for the Netherlands.
    """

    labels: Labels
    configuration: Callable[[Choices, str], str]
    start: Choices = field(default_factory=Choices)
    language: str = "en"
    world: World | None = None

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
        raise RuntimeError("the page is opened by sim.ui.serve.serve, which hands in its parts")
    return _Handed.outside
