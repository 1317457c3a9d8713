"""How uncertain the cells of a world's tables are, and a world with other cells in their place.

Cells carry grades of their evidence. A grade is told as a spread once, here; a standardised number
from -1 to 1 per cell says where in its spread the cell lies, 0 as it stands in the table. What is
no number stays as it is, and so do cells that are exactly 0 or (of a share) 1: they say that
something is not so, or wholly so, and not how much.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from zlib import crc32

import numpy as np

from sim.errors import UserError, unknown_name
from sim.words import Message
from sim.world.schema import World

SPREADS = {"A": 0.05, "B": 0.10, "C": 0.20, "D": 0.10, "I": 0.30, "J": 0.50}
"""By grade: a positive number lies within the factor 1 + spread, either way. D is a direct source
of a frequency, I one that was inferred, J judgement."""

NO_GRADE = "J"
"""The grade of a column that has none."""

LOGITS_OF_J = 1.1
"""How far the logit of a share of grade J goes either way; of other grades in proportion."""

A_YEAR = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?) a year\b")
"""A range at the head of a note on the evidence of a frequency, which is used as it is."""

Kind = Literal["positive", "share", "whole"]
Table = Literal["units", "classes", "desks", "bases", "fit"]


class Column(NamedTuple):
    """A column whose cells are uncertain.

    Attributes:
        table: In which table of a world.
        kind: A positive number, a share, or a whole number of 1 or more.
        title: What it is, in English and Dutch.
        grade: The column that has the grade of each cell; None where there is none.
        least: The least that a cell may be.
    """

    table: Table
    kind: Kind
    title: tuple[str, str]
    grade: str | None = None
    least: float = 0.0


COLUMNS: dict[str, Column] = {
    "persons": Column("units", "whole", ("people of units", "mensen van eenheden"), "grade", 1.0),
    "dedicated_share": Column(
        "units", "share", ("share of people who stand ready", "deel dat klaarstaat"), "grade"
    ),
    "notice_days": Column("units", "positive", ("notice of units", "aanlooptijd"), "grade"),
    "needs_per_year": Column(
        "classes", "positive", ("needs a year", "behoeften per jaar"), "needs_grade"
    ),
    "size_median": Column("classes", "positive", ("size of needs", "omvang"), None, 1.0),
    "size_sigma": Column("classes", "positive", ("spread of sizes", "spreiding van omvang")),
    "duration_median_days": Column(
        "classes", "positive", ("duration of needs", "duur van behoeften")
    ),
    "duration_sigma": Column("classes", "positive", ("spread of durations", "spreiding van duur")),
    "deadline_median_days": Column(
        "classes", "positive", ("deadline of needs", "termijn van behoeften")
    ),
    "deadline_sigma": Column(
        "classes", "positive", ("spread of deadlines", "spreiding van termijnen")
    ),
    "severity": Column("classes", "share", ("severity of needs", "ernst van behoeften")),
    "visible_force": Column("classes", "share", ("visible force", "zichtbaar geweld")),
    "information_sensitivity": Column(
        "classes", "share", ("sensitivity of information", "gevoeligheid van informatie")
    ),
    "complexity": Column("classes", "share", ("complexity of needs", "complexiteit")),
    "core_task_fit": Column(
        "classes", "share", ("fit with the core task", "aansluiting op de kerntaak")
    ),
    "training_value": Column("classes", "share", ("training value", "oefenwaarde")),
    "requester_own_share": Column(
        "classes", "share", ("share that own people can meet", "deel dat eigen mensen aankunnen")
    ),
    "preparation_days": Column("classes", "positive", ("preparation", "voorbereiding")),
    "no_go_probability": Column("classes", "share", ("chance of a no-go", "kans op een no-go")),
    "extension_probability": Column(
        "classes", "share", ("chance of an extension", "kans op verlenging")
    ),
    "fit": Column("fit", "share", ("fit of capabilities", "geschiktheid van vermogens"), "grade"),
    "mean_days": Column("desks", "positive", ("time at desks", "tijd bij loketten"), "grade"),
    "officers": Column("desks", "whole", ("officers at desks", "functionarissen"), "grade", 1.0),
    "barrier_level": Column(
        "bases", "share", ("barrier of legal bases", "drempel van grondslagen")
    ),
}
"""Every column that can be varied, by the name in its file."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and how uncertain it is.

    Attributes:
        column: A key of ``COLUMNS``.
        row: The id of its row; of a fit both capabilities, joined with a colon.
        value: As the table has it.
        low: At -1 of its standardised number, before it is rounded.
        high: At 1.
    """

    column: str
    row: str
    value: float
    low: float
    high: float

    def at(self, place: float) -> float:
        """Return the cell at a standardised number from -1 to 1; at 0 as it stands.

        Between, positive numbers go evenly on the log scale and shares on the logit scale.
        """
        if place == 0.0:
            return self.value
        of, end = COLUMNS[self.column], self.high if place > 0 else self.low
        if of.kind == "share":
            logit = _logit(self.value) + abs(place) * (_logit(end) - _logit(self.value))
            return 1.0 / (1.0 + math.exp(-logit))
        moved = self.value * (end / self.value) ** abs(place)
        return max(of.least, float(np.rint(moved)) if of.kind == "whole" else moved)


# A user's world is read anew at every call, so that only the latest few are kept.
@lru_cache(maxsize=8)
def cells_of(world: World) -> dict[str, dict[str, Cell]]:
    """Return the cells of a world that are uncertain, by column and row."""
    found: dict[str, dict[str, Cell]] = {}
    for name, column in COLUMNS.items():
        rows = _rows(world, name, column)
        found[name] = {
            row: _cell(name, row, value, grade, note)
            for row, value, grade, note in rows
            if value != 0.0 and not (column.kind == "share" and value == 1.0)
        }
    return found


def _rows(world: World, name: str, column: Column) -> list[tuple[str, float, str, str]]:
    """Return id, value, grade and note on the evidence of every row of a column."""
    if column.table == "fit":
        grades = world.fit_grades
        return [(row_of(k), v, grades.get(k, NO_GRADE), "") for k, v in world.fit.items()]
    rows: tuple[Any, ...] = getattr(world, column.table)
    graded = column.grade
    return [
        (
            row.id,
            float(getattr(row, name)),
            NO_GRADE if graded is None else getattr(row, graded),
            row.evidence if name == "needs_per_year" else "",
        )
        for row in rows
    ]


def row_of(pair: tuple[str, str]) -> str:
    """Return the name of a row of fits."""
    return ":".join(pair)


def _cell(name: str, row: str, value: float, grade: str, note: str) -> Cell:
    spread = SPREADS[grade]
    if (said := A_YEAR.match(note)) is not None:
        low, high = map(float, said.groups())
        if low <= value <= high:
            return Cell(name, row, value, low, high)
    if COLUMNS[name].kind == "share":
        far = LOGITS_OF_J * spread / SPREADS[NO_GRADE]
        low, high = (1.0 / (1.0 + math.exp(-(_logit(value) + end))) for end in (-far, far))
        return Cell(name, row, value, low, high)
    return Cell(name, row, value, value / (1.0 + spread), value * (1.0 + spread))


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))


def places_in(world: World, given: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return the standardised numbers of cells, by column and row.

    Args:
        world: The tables as they stand.
        given: By ``column.row`` the number of a cell, from -1 to 1; by ``column`` one from 0 to 1
            that picks a joint draw of all its cells, where 0 leaves them as they stand.

    Raises:
        UserError: For a column or a row that does not exist.
    """
    cells = cells_of(world)
    found: dict[str, dict[str, float]] = {}
    for name, value in given.items():
        column, _, row = name.partition(".")
        if column not in COLUMNS:
            raise unknown_name("column of the world", column, COLUMNS)
        if row and row not in cells[column]:
            raise unknown_name(Message("row of world.{column}", column=column), row, cells[column])
        if row:
            found.setdefault(column, {})[row] = value
        elif value != 0.0:
            drawn = picked(column, value, len(cells[column]))
            found[column] = {
                **dict(zip(cells[column], drawn, strict=True)),
                **found.get(column, {}),
            }
    return found


def picked(column: str, value: float, count: int) -> list[float]:
    """Return the joint draw of a column's cells that a number picks, each from -1 to 1."""
    seed = [crc32(column.encode()), int(np.float64(value).view(np.uint64))]
    drawn: list[float] = np.random.default_rng(seed).uniform(-1.0, 1.0, count).tolist()
    return drawn


def drawn_world(world: World, given: Mapping[str, float]) -> World:
    """Return a world with other cells; the same one where nothing is moved.

    Args:
        world: The tables as they stand.
        given: As ``places_in``.

    Raises:
        UserError: For a column or a row that does not exist, or a world that is a draw already.
    """
    if world.drawn_from is not None:
        raise UserError("world '{name}' is a draw of its tables already", name=world.name)
    moved = {
        column: {row: cell.at(place) for row, place in places.items() for cell in [cells[row]]}
        for column, places in places_in(world, given).items()
        for cells in [cells_of(world)[column]]
        if any(places.values())
    }
    if not moved:
        return world
    tables: dict[str, Any] = {}
    for table in ("units", "classes", "desks", "bases"):
        columns = [name for name in moved if COLUMNS[name].table == table]
        if columns:
            tables[table] = tuple(
                _replaced(row, {c: moved[c][row.id] for c in columns if row.id in moved[c]})
                for row in getattr(world, table)
            )
    if "fit" in moved:
        tables["fit"] = {k: moved["fit"].get(row_of(k), fit) for k, fit in world.fit.items()}
    return replace(world, **tables, drawn_from=world)


def _replaced(row: Any, values: dict[str, float]) -> Any:
    whole = {c: int(v) if COLUMNS[c].kind == "whole" else v for c, v in values.items()}
    return replace(row, **whole) if whole else row
