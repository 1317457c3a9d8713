"""Vignettes: made requests for support, each a wording per driver of willingness."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from analysis.elicitation.checked import SHEET
from sim.conditions import CONDITIONS
from sim.errors import UserError, shown
from sim.reading import read_table
from sim.reading.schema import held_against
from sim.setting.configuration import CONFIGURATION, read_named

GROUP, FILE = "elicit", "vignettes"
DESIGN_FILE = CONFIGURATION / GROUP / "design.csv"
DRIVERS = ("commitment", "benefit", "dependence", "effect", "cost", "role", "understanding")
"""The drivers in the order of the rule (E4)."""

WEIGHTS = tuple(f"weight_{driver}" for driver in DRIVERS)
Part = Literal["warm-up", "main", "repeat"]
PARTS: tuple[Part, ...] = ("warm-up", "main", "repeat")
Places = npt.NDArray[np.int64]
"""Which wording of each driver, from 0: vignettes x drivers."""


class _Wording(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    at: Annotated[float, Field(ge=0, le=1)]
    en: str
    nl: str


class _Driver(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    driver: str
    title_en: str
    title_nl: str
    wordings: Annotated[list[_Wording], Field(min_length=2)]


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    drivers: Annotated[list[_Driver], Field(min_length=len(DRIVERS), max_length=len(DRIVERS))]
    implausible: list[dict[str, int]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of a driver.

    Attributes:
        item: What it is called among the items of a form, as ``commitment_1``.
        driver: The place of its driver.
        at: Where it lies on 0 to 1, unless a respondent places it elsewhere.
        en: In English.
        nl: In Dutch.
    """

    item: str
    driver: int
    at: float
    en: str
    nl: str

    def text(self, language: str) -> str:
        """Return it in a language."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Vignette:
    """A made request.

    Attributes:
        item: What it is called among the items of a form, as ``v07``.
        part: "warm-up" (not counted), "main", or "repeat" (of a main one).
        places: The wording of each driver, from 0.
    """

    item: str
    part: Part
    places: tuple[int, ...]


@lru_cache(maxsize=1)
def _declared() -> _File:
    file = held_against(_File, read_named(GROUP, FILE), f"conf/{GROUP}/{FILE}.yaml")
    named = tuple(each.driver for each in file.drivers)
    if named != DRIVERS or any(weight not in CONDITIONS for weight in WEIGHTS):
        raise UserError(
            "conf/elicit/vignettes.yaml: drivers are {named}; allowed: {drivers}, in this order",
            named=", ".join(named),
            drivers=", ".join(DRIVERS),
        )
    return file


def wordings() -> tuple[tuple[Wording, ...], ...]:
    """Return the wordings of every driver, the weakest first."""
    return tuple(
        tuple(
            Wording(f"{each.driver}_{number}", place, w.at, w.en, w.nl)
            for number, w in enumerate(each.wordings, start=1)
        )
        for place, each in enumerate(_declared().drivers)
    )


def driver_titles(language: str) -> tuple[str, ...]:
    """Return what the drivers are called."""
    return tuple(d.title_nl if language == "nl" else d.title_en for d in _declared().drivers)


def nominal() -> npt.NDArray[np.float64]:
    """Return where the wordings lie on 0 to 1 as declared, drivers x wordings."""
    return np.array([[each.at for each in of_driver] for of_driver in wordings()])


def candidates() -> Places:
    """Return every mix of wordings that somebody could believe."""
    every = np.array(list(product(*(range(len(each)) for each in wordings()))))
    for mix in _declared().implausible:
        both = [every[:, DRIVERS.index(driver)] == number - 1 for driver, number in mix.items()]
        every = every[~np.logical_and.reduce(both)]
    return every


def valued(places: Places, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the drivers of vignettes on 0 to 1, vignettes x drivers.

    Args:
        places: The wordings.
        values: Where each wording lies, drivers x wordings.
    """
    return values[np.arange(len(DRIVERS)), places]


def read_vignettes() -> tuple[Vignette, ...]:
    """Return the vignettes that ship, in the order in which a form on paper has them."""
    table = read_table(DESIGN_FILE, DESIGN_FILE.name, SHEET)
    rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    return tuple(
        Vignette(row["item"], _part(row["part"]), tuple(int(row[d]) - 1 for d in DRIVERS))
        for row in rows
    )


def _part(text: str) -> Part:
    for part in PARTS:
        if text == part:
            return part
    raise UserError(
        "{file}: part is {part}; allowed: {parts}",
        file=DESIGN_FILE.name,
        part=shown(text),
        parts=", ".join(PARTS),
    )


def places_of(vignettes: tuple[Vignette, ...]) -> Places:
    """Return the wordings of vignettes as one array."""
    return np.array([each.places for each in vignettes])


def vignettes_digest() -> str:
    """Return a digest of what the form asks; answers carry it."""
    asked = [_declared().model_dump(), [[v.item, v.part, v.places] for v in read_vignettes()]]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:8]
