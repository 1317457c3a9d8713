"""What one call of ``bijstand sensitivity`` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.configuration.asked import Asked


@dataclass(frozen=True, slots=True)
class SensitivityJob(Asked):
    """What one call of the verb does; its study is that of the design itself.

    Attributes:
        method: The method.
        outcomes: The outcomes.
        ranges: Which other ranges it is done again with.
    """

    method: str
    outcomes: Sequence[str]
    ranges: Sequence[str]

    @property
    def where(self) -> str:
        """What was run, in words."""
        return self.question.point.label
