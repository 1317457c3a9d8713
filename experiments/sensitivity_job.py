"""What one call of ``bijstand sensitivity`` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.questions import Question
from experiments.study_settings import StudyJob


@dataclass(frozen=True, slots=True)
class SensitivityJob:
    """What one call of the verb does.

    Attributes:
        study: The study of the design itself.
        question: The verb's section of the configuration.
        method: The method.
        outcomes: The outcomes.
        ranges: Which other ranges it is done again with.
    """

    study: StudyJob
    question: Question
    method: str
    outcomes: Sequence[str]
    ranges: Sequence[str]

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""
        return self.study.name

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.study.place

    @property
    def where(self) -> str:
        """What was run, in words."""
        return self.question.point.label
