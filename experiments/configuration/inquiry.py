"""What one call of a verb of analysis does: its study, and the question that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # A help text waits for neither Hydra nor SALib.
    from pathlib import Path

    from experiments.configuration.question import Question
    from experiments.configuration.study import StudyJob


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A study, and what is asked of it.

    Attributes:
        study: The study.
        question: The verb's section of the configuration.
    """

    study: StudyJob
    question: Question

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""
        return self.study.name

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.study.place

    @property
    def world(self) -> str | None:
        """The path of the world; None for the Netherlands."""
        return self.study.world

    @property
    def language(self) -> str:
        """The language of what is told: "en" or "nl"."""
        return self.study.language

    @property
    def outcome(self) -> str:
        """The one outcome that is asked about."""
        return self.question.outcome()
