"""What is known of any job: what its results are called, and where they go."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Placed(Protocol):
    """A job that knows where its results go."""

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""

    @property
    def place(self) -> Path:
        """The folder of the results."""

    @property
    def world(self) -> str | None:
        """The path of the world; None for the Netherlands."""

    @property
    def language(self) -> str:
        """The language of what is told."""
