"""What a factor of a design is called in sentences and figures, in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterable

from sim.conditions import CONDITIONS
from sim.theory import SWITCHES

OTHERS = {
    "scenario": ("scenario", "scenario"),
    "policy": ("policy", "beleid"),
    "theory": ("theory", "theorie"),
}
PAIR = " × "
AND = (" and ", " en ")


def factor_name(factor: str, language: str) -> str:
    """Return a factor in words: a condition's meaning, a switch's question.

    Args:
        factor: The factor's name in a design, as ``conditions.trust_start``; two joined by `` × ``
            are a pair; the name of a group of conditions stays as it is.
        language: "en" or "nl".
    """
    if PAIR in factor:
        return PAIR.join(factor_name(part, language) for part in factor.split(PAIR))
    dutch = language == "nl"
    head, _, name = factor.partition(".")
    if head == "conditions" and name in CONDITIONS:
        condition = CONDITIONS[name]
        return condition.meaning_nl if dutch else condition.meaning_en
    if head == "theory" and name in SWITCHES:
        switch = SWITCHES[name]
        return switch.question_nl if dutch else switch.question_en
    return OTHERS[factor][dutch] if factor in OTHERS else factor


def short_name(factor: str) -> str:
    """Return the key without the word before its point: ``conditions.dummy`` is ``dummy``."""
    return PAIR.join(part.partition(".")[2] or part for part in factor.split(PAIR))


def listed(names: Iterable[str], language: str) -> str:
    """Join names as a sentence does: ``a, b and c``."""
    words = list(names)
    ends = [", ".join(words[:-1]), *words[-1:]]
    return AND[language == "nl"].join(end for end in ends if end)


def in_words(factor: str, language: str) -> str:
    """Return a factor for a sentence: its meaning with its key behind it."""
    name, key = factor_name(factor, language).rstrip("?"), short_name(factor)
    return name if name == key else f"{name} ({key})"
