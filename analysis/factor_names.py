"""What a factor of a design is called in words, in English and Dutch."""

from __future__ import annotations

from sim.conditions import CONDITIONS
from sim.theory import SWITCHES

NAMED = {
    "scenario": ("scenario", "scenario"),
    "policy": ("policy", "beleid"),
    "theory": ("theory", "theorie"),
    "ideal": ("idealised gates", "geïdealiseerde poorten"),
}


def factor_name(factor: str, language: str) -> str:
    """Return the name of a factor in a language, as ``"trust at the start"``."""
    head, _, name = factor.partition(".")
    place = 1 if language == "nl" else 0
    if head == "conditions" and name in CONDITIONS:
        condition = CONDITIONS[name]
        return (condition.meaning_en, condition.meaning_nl)[place]
    if head == "theory" and name in SWITCHES:
        switch = SWITCHES[name]
        return (switch.question_en, switch.question_nl)[place]
    return NAMED[factor][place] if factor in NAMED else factor
