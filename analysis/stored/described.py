"""What the tables in a study's folder hold, for programs: names, types and units of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.words.columns import CHANGE, OUTCOME, SQUARED
from analysis.words.data_package import Field, data_package, kind_of
from analysis.words.labels import PRIMARY, in_words, label_of
from analysis.words.tables import table_title

if TYPE_CHECKING:
    from analysis.stored.answer import Answer

OF_OUTCOME = (OUTCOME, CHANGE, SQUARED)


def package_of(answer: Answer) -> str:
    """Return the ``datapackage.json`` that lies beside the tables of an answer.

    Shares are fractions there, as in the runs; what depends on the outcome of a row says so.
    """
    language, outcome = answer.language, str(answer.stored.option("outcome", PRIMARY))
    files = {
        f"{name}.csv": (table_title(name, language), _fields(table, language, outcome))
        for name, table in answer.tables.items()
    }
    name = f"{answer.stored.verb}-{answer.stored.folder.name}"
    return data_package(name, name, files)


def _fields(table: pd.DataFrame, language: str, outcome: str) -> list[Field]:
    about: Mapping[str, Mapping[str, str]] = table.attrs["columns"]
    written = in_words(table, language)
    return [
        Field(
            str(column),
            kind_of(written[column]),
            about[str(column)][language] if str(column) in about else str(column),
            _unit(about[str(column)]["unit"], "outcome" in table, outcome)
            if str(column) in about
            else "",
        )
        for column in written.columns
    ]


def _unit(unit: str, by_row: bool, outcome: str) -> str:
    """Return a unit; that of the outcome the study asked about where no row names another one."""
    if unit not in OF_OUTCOME:
        return unit
    if by_row:
        return f"{unit} (column unit)"
    return unit.replace("of the outcome", label_of(outcome).unit)
