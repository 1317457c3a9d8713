"""The rival theories: an answer to each of the questions that the source study leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import Conditions
from sim.errors import UserError, a_mapping, inside, shown, unknown_name
from sim.setting.configuration import read_named
from sim.setting.theories.level import NEUTRAL, STANDARDISED, Level, checked_level
from sim.setting.theories.questions import QUESTIONS, SWITCHES, Switch
from sim.words import Message

__all__ = ["QUESTIONS", "SWITCHES", "THEORY_DTYPE", "Switch", "Theory", "load_theory"]


THEORY_DTYPE = np.dtype(
    [(name, np.int64) for name in SWITCHES] + [(name, np.float64) for name in Level._fields]
)
"""The record that the rules read: a code per switch, then the theory's level."""


@dataclass(frozen=True, slots=True)
class Theory:
    """One answer to every open question.

    Attributes:
        choices: The chosen value per switch; switches left out take their default.
        conditions: Conditions that the theory fixes (figure 1 sets ``reserve_response`` to 0).
        name: What the theory is called in tables.
        level: How it is brought to the level of ``figure_2``: "standardised" (mean and spread of
            the index, then the share that passes), "level" (mean, then the share) or "raw".
    """

    choices: Mapping[str, str]
    conditions: Mapping[str, float]
    name: str = "figure_2"
    level: str = STANDARDISED

    def __post_init__(self) -> None:
        """Refuse switches and values that do not exist, and fill in the defaults."""
        for name, value in self.choices.items():
            if name not in SWITCHES:
                raise unknown_name("theory switch", name, SWITCHES)
            if value not in SWITCHES[name].values:
                raise unknown_name(
                    Message("value of theory.{name}", name=name), value, SWITCHES[name].values
                )
        checked_level(self.level)
        complete = {name: self.choices.get(name, s.values[0]) for name, s in SWITCHES.items()}
        object.__setattr__(self, "choices", complete)

    @property
    def answers(self) -> dict[str, str]:
        """The choices and the level: an answer to each of ``QUESTIONS``."""
        return {**self.choices, "level": self.level}

    def answers_unlike(self, other: Theory) -> dict[str, str]:
        """Return the answers that are not those of another theory."""
        theirs = other.answers
        return {name: value for name, value in self.answers.items() if value != theirs[name]}

    def with_choices(self, answers: Mapping[str, str], name: str | None = None) -> Theory:
        """Return the theory with some answers given otherwise, its level where it is among them."""
        choices = {**self.answers, **answers}
        level = choices.pop("level")
        return Theory(choices, self.conditions, name or self.name, level)

    def to_record(self, level: Level = NEUTRAL) -> npt.NDArray[Any]:
        """Return the choices as codes, and a level: a record array of length 1."""
        codes = tuple(s.values.index(self.choices[name]) for name, s in SWITCHES.items())
        return np.array([(*codes, *level)], THEORY_DTYPE).view(np.recarray)


def load_theory(theory: str | Mapping[str, Any] | Theory = "figure_2") -> Theory:
    """Return a theory from its name, from a mapping of switches, or as it is.

    Args:
        theory: The name of a file in ``conf/theory``, a mapping such as ``{"trust": "driver"}``
            on top of the defaults, or a ``Theory``.

    Raises:
        UserError: For a theory, switch or value that does not exist.
    """
    if isinstance(theory, Theory):
        return theory
    name = theory if isinstance(theory, str) else "own"
    if not isinstance(theory, str | Mapping):
        raise UserError(
            "theory is {value}; allowed: a name, or switches by name, as {{'trust': 'driver'}}",
            value=shown(theory),
        )
    content = dict(read_named("theory", theory) if isinstance(theory, str) else theory)
    conditions = _checked(content.pop("conditions", None), Message("theory '{name}'", name=name))
    if isinstance(theory, str) and "level" in content:
        raise UserError(
            "theory '{name}': its file says how it is compared (level); allowed: "
            "theory.level= where it is run, the same for all theories",
            name=name,
        )
    level = checked_level(content.pop("level", STANDARDISED))
    described = ("title_", "description_", "section")
    choices = {k: v for k, v in content.items() if not k.startswith(described)}
    for key, value in choices.items():
        if not isinstance(value, str):
            raise UserError(
                "theory '{name}': switch '{key}' is {value}; give a word in quotes",
                name=name,
                key=key,
                value=shown(value),
            )
    return Theory(choices, conditions, name, level)


def _checked(content: object, place: str) -> dict[str, float]:
    values = a_mapping(content, inside(place, "conditions"))
    try:
        return Conditions(values).given()
    except UserError as error:
        raise UserError("{place}: {error}", place=place, error=error) from None
