"""The contrast points that ``bijstand mediate`` is asked with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pandas as pd

from experiments.configuration.question import Question
from sim.conditions import CONDITIONS
from sim.conditions.values import checked
from sim.errors import UserError, a_mapping, unknown_name

LEVELS = ("low", "middle", "high")
ENDS = ("low", "high")


def contrast_points(theories: Sequence[str], moderators: Sequence[str]) -> pd.DataFrame:
    """Return what each point of the study is: point, theory, moderator, end, level."""
    points = product(theories, moderators, ENDS, LEVELS)
    table = pd.DataFrame(points, columns=["theory", "moderator", "end", "level"])
    return table.rename_axis("point").reset_index()


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
