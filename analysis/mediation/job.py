"""What one call of ``bijstand mediate`` does, and the contrast points that it is asked with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.configuration.asked import Asked
from experiments.configuration.question import Question
from sim.conditions import CONDITIONS
from sim.conditions.values import checked
from sim.errors import UserError, a_mapping, unknown_name

LEVELS = ("low", "middle", "high")
ENDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class MediateJob(Asked):
    """What one call of the verb does; its study is that of the contrast points.

    Attributes:
        theories: The theories.
        points: Per point of the study: point, theory, moderator, end, level.
    """

    theories: Sequence[str]
    points: pd.DataFrame


def contrasts(question: Question, key: str, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the conditions of each level of a contrast, under their factors' names."""
    return levels_in(question.given[key], f"mediate.{key}", names)


def levels_in(given: object, where: str, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Check that every level has its conditions, and return them under their factors' names."""
    content = a_mapping(given, where)
    missing = [name for name in names if name not in content]
    if missing:
        raise UserError(
            "{where} has no '{missing}'; allowed: {names}, all of them",
            where=where,
            missing=missing[0],
            names=", ".join(names),
        )
    return {
        name: {
            f"conditions.{condition}": _checked(condition, value, f"{where}.{name}")
            for condition, value in a_mapping(content[name], f"{where}.{name}").items()
        }
        for name in names
    }


def _checked(name: str, value: object, where: str) -> float:
    if name not in CONDITIONS:
        raise unknown_name("condition", name, CONDITIONS, where)
    return checked(name, value)
