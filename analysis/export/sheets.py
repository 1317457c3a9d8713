"""The tables of an answer as people read them: words in the cells, numbers as they are printed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.export.codes import ASKED, FLAG_OF_INTERVAL, Words
from analysis.export.units import NO_UNIT, Printed, printed
from analysis.stored.answer import Answer
from analysis.words.labels import PRIMARY
from analysis.words.tables import table_title
from experiments.running.telling import telling_of
from sim.words import LANGUAGES
from sim.world import load_world

TRANSLATED = ("factor", "part")
"""Columns that some tables have in both languages beside the key."""
UNIT_COLUMN, SEE = ("unit", "eenheid"), ("see unit", "zie eenheid")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        key: Its name in the tables of the study; empty for one that is added here.
        title: What it is called, without the unit.
        unit: The unit of its numbers; empty where they have none; where rows differ, that the
            column of units says it.
        cells: What stands in it: texts, numbers (as printed), or None where there is no value.
        shown: How each number is printed.
    """

    key: str
    title: str
    unit: str
    cells: Sequence[Any]
    shown: Sequence[Printed]

    @property
    def heading(self) -> str:
        """The title with the unit behind it."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as people read it.

    Attributes:
        name: Its name in the study.
        title: What it is called, in at most 31 letters: what a spreadsheet allows.
        columns: Its columns, from left to right.
    """

    name: str
    title: str
    columns: Sequence[Column]

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.columns[0].cells) if self.columns else 0


def sheets_of(answer: Answer, language: str) -> list[Sheet]:
    """Return the tables of an answer as people read them, in a language."""
    world = load_world((answer.question.get("world") or {}).get("path"))
    words = Words(language, world)
    outcome = str(answer.stored.option("outcome", PRIMARY))
    with telling_of(answer.stored.world):
        return [
            Sheet(name, table_title(name, language), _columns(table, words, outcome))
            for name, table in answer.tables.items()
        ]


def _columns(table: pd.DataFrame, words: Words, outcome: str) -> list[Column]:
    """Return the columns of a table; where rows differ in unit, a column says which it is."""
    about: Mapping[str, Mapping[str, str]] = table.attrs["columns"]
    rows: list[dict[Any, Any]] = table.to_dict("records")
    made: list[Column] = []
    for name in map(str, table.columns):
        head, _, tail = name.rpartition("_")
        if head in TRANSLATED and tail in LANGUAGES:
            continue
        title = words.title(name, about[name][words.language])
        if not _is_number(table[name]):
            told = f"{name}_{words.language}"
            asked = next((of for of in ASKED.get(name, ()) if of in table), "")
            texts = (
                words.answers(table[asked], table[name])
                if asked
                else words.in_cells(_read_as(name, table), table[told if told in table else name])
            )
            made.append(Column(name, title, "", texts, [NO_UNIT] * len(texts)))
            continue
        own = {"factor": name} if name.startswith("conditions.") else {}
        shown = [printed(about[name]["unit"], {**row, **own}, outcome) for row in rows]
        units = list(dict.fromkeys(each.name(words.language) for each in shown))
        if len(units) > 1 and all(column.key for column in made):
            made.append(_units(shown, words.language))
        unit = SEE[words.language == "nl"] if len(units) > 1 else "".join(units)
        made.append(Column(name, title, unit, _numbers(table[name], shown), shown))
    return made


def _read_as(name: str, table: pd.DataFrame) -> str:
    """Return by which column's words a column is read: those of an interval are its own."""
    return FLAG_OF_INTERVAL if name == "flag" and "way" in table else name


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def _units(shown: Sequence[Printed], language: str) -> Column:
    """Return the column that says of each row in which unit its numbers are."""
    units = [each.name(language) for each in shown]
    return Column("", UNIT_COLUMN[language == "nl"], "", units, [NO_UNIT] * len(units))


def _numbers(column: pd.Series, shown: Sequence[Printed]) -> list[Any]:
    """Return the numbers of a column as they are printed; None where there is none."""
    return [
        None if not math.isfinite(value) else value * how.scale if how.scale != 1.0 else value
        for value, how in zip(column.tolist(), shown, strict=True)
    ]
