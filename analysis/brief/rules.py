"""By which rules an advice follows from numbers, and where none does.

Each rule is declared once: its name, when it holds, and what it says in English and Dutch. Three
sentences make an advice: what follows, what it costs or would take, and how far it holds. The first
rule of each that holds is the one that speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.brief.costs_and_reach import SECOND, THIRD
from analysis.brief.evidence import Evidence
from analysis.brief.rule import ADVICE
from analysis.brief.what_follows import FIRST
from sim.words import LANGUAGES

SENTENCES = (FIRST, SECOND, THIRD)


@dataclass(frozen=True, slots=True)
class Advice:
    """What follows from numbers.

    Attributes:
        rules: The names of the three rules that spoke.
        follows: Whether an advice follows.
        sentences: Three sentences, by language.
    """

    rules: tuple[str, ...]
    follows: bool
    sentences: Mapping[str, tuple[str, ...]]


def advice(evidence: Evidence) -> Advice:
    """Return the advice that follows from what answers say of policies."""
    spoken = [next(rule for rule in rules if rule.holds(evidence)) for rules in SENTENCES]
    return Advice(
        tuple(rule.name for rule in spoken),
        spoken[0].kind == ADVICE,
        {
            language: tuple(rule.say(evidence, language) for rule in spoken)
            for language in LANGUAGES
        },
    )
