"""What a rule of an advice is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.brief.evidence import Evidence
from analysis.brief.wording import Wording
from experiments.keys.standing import Declared

ADVICE, NO_ADVICE = "advice", "no advice"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule(Declared):
    """One rule.

    Attributes:
        name: Its name, as it stands in tests and in the file of an advice.
        kind: Whether advice follows where it speaks; empty for a second or third sentence.
        holds: Says whether it holds.
        values: What stands in its sentence.
        en: The sentence in English.
        nl: The sentence in Dutch.
    """

    name: str
    kind: str
    holds: Callable[[Evidence], bool]
    values: Callable[[Evidence, Wording], Values]
    en: str
    nl: str

    def say(self, evidence: Evidence, language: str) -> str:
        """Return its sentence in a language."""
        template = self.nl if language == "nl" else self.en
        return template.format(**self.values(evidence, Wording(evidence, language)))


def nothing(_evidence: Evidence, _wording: Wording) -> Values:
    """Return that a sentence has nothing to fill in."""
    return {}


def always(_evidence: Evidence) -> bool:
    """Say that a rule holds whatever was found."""
    return True
