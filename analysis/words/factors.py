"""What a factor of a design is called in words, in English and Dutch."""

from __future__ import annotations

import re
from functools import lru_cache

from experiments.design.factors import DUMMY, LUCK, WORLD
from sim.conditions import CONDITIONS, GROUPS
from sim.setting.theory import QUESTIONS
from sim.world.spread import COLUMNS

PAIR = " × "
DUMMIES = (DUMMY, LUCK, CONDITIONS["dummy"].group)
"""What controls are called: the dummy, luck, and the dummy where factors are grouped."""
NAMED = {
    "scenario": ("scenario", "scenario"),
    "policy": ("policy", "beleid"),
    "theory": ("theory", "theorie"),
    "ideal": ("idealised gates", "geïdealiseerde poorten"),
}


def factor_name(factor: str, language: str) -> str:
    """Return the name of a factor in a language, as ``"trust at the start"``.

    Two factors joined by `` × `` are a pair; a group of conditions has its title.
    """
    if PAIR in factor:
        return PAIR.join(factor_name(part, language) for part in factor.split(PAIR))
    head, _, name = factor.partition(".")
    place = 1 if language == "nl" else 0
    if head == "conditions" and name in CONDITIONS:
        condition = CONDITIONS[name]
        return (condition.meaning_en, condition.meaning_nl)[place]
    if head == "theory" and name in QUESTIONS:
        switch = QUESTIONS[name]
        return (switch.question_en, switch.question_nl)[place]
    if head == WORLD and name.partition(".")[0] in COLUMNS:
        column, _, row = name.partition(".")
        title = COLUMNS[column].title[place]
        return f"{title}: {row}" if row else title
    if factor in GROUPS:
        return (GROUPS[factor].title_en, GROUPS[factor].title_nl)[place]
    return NAMED[factor][place] if factor in NAMED else factor


def short_name(factor: str) -> str:
    """Return the key without the word before its point: ``conditions.dummy`` is ``dummy``."""
    return PAIR.join(part.partition(".")[2] or part for part in factor.split(PAIR))


def name_and_key(factor: str, language: str) -> str:
    """Return a factor for a sentence: its name with its key behind it."""
    name, key = factor_name(factor, language), short_name(factor)
    if name.endswith("?"):
        name = f"het antwoord op “{name}”" if language == "nl" else f"the answer to “{name}”"
    return name if name == key else f"{name} ({key})"


def without_keys(text: str) -> str:
    """Return a sentence that names factors without their keys, for who reads and types nothing."""
    return _keys().sub("", text)


@lru_cache(maxsize=1)
def _keys() -> re.Pattern[str]:
    names = "|".join(map(re.escape, (*CONDITIONS, *QUESTIONS)))
    cells = "|".join(map(re.escape, COLUMNS))
    return re.compile(rf" \((?:{names}|(?:{cells})(?:\.\w+)?)\)")
