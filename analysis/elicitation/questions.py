"""What experts are asked about ranges: declared conditions, worded as what could be counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sim.conditions import CONDITIONS, Condition
from sim.conditions.dutch import unit_in
from sim.errors import UserError, unknown_name
from sim.reading.schema import held_against
from sim.setting.configuration import read_named

GROUP, FILE = "elicit", "questions"
DAYS_PER_YEAR = 365.0
NO_UNIT = "1"
ASKED_IN: dict[str, tuple[str, str, float]] = {
    "share": ("%", "%", 100.0),
    "day": ("days", "dagen", 1.0),
    "1/day": ("times a year", "keer per jaar", DAYS_PER_YEAR),
    "per pair-year": ("times a year", "keer per jaar", 1.0),
    "persons": ("persons", "personen", 1.0),
}
"""By the unit of a condition the one that people answer in, in both languages, and the scale."""

MOST_ASKED = 20
"""More questions than people answer with care in one sitting."""

LARGEST = 100_000.0
"""The highest answer to a question whose unit sets no limit."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one condition.

    Attributes:
        condition: Its name.
        en: The question in English.
        nl: The question in Dutch.
        unit_en: The unit of the answer in English.
        unit_nl: The same in Dutch.
        scale: By which the condition's own value is multiplied to be in that unit.
        low: The lowest answer that makes sense, in that unit.
        high: The highest.
    """

    condition: str
    en: str
    nl: str
    unit_en: str
    unit_nl: str
    scale: float
    low: float
    high: float

    @property
    def factor(self) -> str:
        """The name of the condition among the factors of a design."""
        return f"conditions.{self.condition}"

    def text(self, language: str) -> str:
        """Return the question in a language."""
        return self.nl if language == "nl" else self.en

    def unit(self, language: str) -> str:
        """Return the unit of the answer in a language."""
        return self.unit_nl if language == "nl" else self.unit_en


class _Asked(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    condition: str
    en: Annotated[str, Field(min_length=10)]
    nl: Annotated[str, Field(min_length=10)]


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    questions: Annotated[list[_Asked], Field(min_length=1)]


def questions_for(names: Sequence[str] | None = None) -> tuple[Question, ...]:
    """Return what is asked.

    Args:
        names: Conditions, as ``agreements`` or ``conditions.agreements``; None for those of
            ``conf/elicit/questions.yaml``. One that has no question there is asked by its meaning.

    Raises:
        UserError: For a condition that does not exist, stands twice, or cannot be observed; or for
            more than people answer with care.
    """
    content = read_named(GROUP, FILE)
    file = held_against(_File, content, f"conf/{GROUP}/{FILE}.yaml")
    worded = {each.condition: each for each in file.questions}
    chosen = list(worded) if names is None else [name.removeprefix("conditions.") for name in names]
    for name in chosen:
        if name not in CONDITIONS or not observable(CONDITIONS[name]):
            allowed = [name for name, each in CONDITIONS.items() if observable(each)]
            if name not in CONDITIONS:
                raise unknown_name("condition", name, allowed, "elicit.factors")
            raise UserError(
                "elicit.factors: '{name}' has no unit that people could observe; allowed: "
                "conditions that have one, such as {example}",
                name=name,
                example=", ".join(list(worded)[:3]),
            )
        if chosen.count(name) > 1:
            raise UserError("elicit.factors: '{name}' stands there twice; allowed: once", name=name)
    if len(chosen) > MOST_ASKED:
        raise UserError(
            "elicit.factors has {count} conditions; allowed: {most} at most, since nobody answers "
            "more with care",
            count=len(chosen),
            most=MOST_ASKED,
        )
    return tuple(_question(CONDITIONS[name], worded.get(name)) for name in chosen)


def observable(condition: Condition) -> bool:
    """Return whether people could say of a condition how large it is: whether it has a unit."""
    return condition.unit != NO_UNIT and condition.group != "control"


def form_digest(questions: Sequence[Question]) -> str:
    """Return a digest of what a form asks; answers carry it, and are read as answers to that."""
    asked = [[q.condition, q.en, q.nl, q.scale, q.low, q.high] for q in questions]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:8]


def _question(condition: Condition, worded: _Asked | None) -> Question:
    own = (unit_in(condition.unit, "en"), unit_in(condition.unit, "nl"), 1.0)
    unit_en, unit_nl, scale = ASKED_IN.get(condition.unit, own)
    en = f"How large is this: {condition.meaning_en}?"
    nl = f"Hoe groot is dit: {condition.meaning_nl}?"
    low = condition.floor if condition.floor < 0.0 else 0.0
    high = scale if condition.unit == "share" else LARGEST
    return Question(
        condition.name,
        worded.en if worded else en,
        worded.nl if worded else nl,
        unit_en,
        unit_nl,
        scale,
        low * scale,
        high,
    )
