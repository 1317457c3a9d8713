"""What a measurement of patterns stored of itself, held against what it must be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt

from experiments.study.files import MANIFEST
from sim.errors import UserError
from sim.reading import read_json
from sim.reading.schema import held_against

# Names only, so that no study outside the folder passes for one of its own.
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$", max_length=200)]


class _Measured(BaseModel):
    """What stands in the manifest of a measurement of patterns."""

    model_config = ConfigDict(strict=True)
    verb: str
    code: str
    patterns: list[str] | str
    seeds: PositiveInt
    first_seed: NonNegativeInt
    days: PositiveInt
    warm_up_days: NonNegativeInt
    draws: PositiveInt
    command: str
    studies: list[Name]
    warnings: list[dict[str, str]] = []
    theories: list[str] = []
    futures: NonNegativeInt = 0
    belief: dict[str, Any] | None = None


def read_measured(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a measurement; None for a folder that holds another one, or none.

    Raises:
        UserError: Where a key of it is missing or holds something else.
    """
    try:
        content = read_json(folder / MANIFEST)
    except UserError:
        return None  # what is wrong with it is said where it is opened as a study
    if not isinstance(content, dict) or "identity" in content or "studies" not in content:
        return None
    held_against(_Measured, content, str(folder / MANIFEST))
    return content
