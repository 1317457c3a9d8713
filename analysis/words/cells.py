"""Titles in the place of ids in the cells of tables, by what their column holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.words.factors import factor_name
from analysis.words.labels import label_of
from analysis.words.titles import in_title
from experiments.design.point import name_in_words
from experiments.design.spoken import row_title
from sim.errors import UserError

Reader = Callable[[str, str], str]
"""Returns what an id is called, in a language."""


def entitled_file(group: str, name: str, language: str) -> str:
    """Return the title of a scenario, policy or theory; of what is none the name itself."""
    try:
        return name_in_words(group, name, language)
    except (UserError, KeyError, ValueError):
        return name


def _file(group: str) -> Reader:
    return lambda name, language: entitled_file(group, name, language)


def _row(table: str) -> Reader:
    return lambda row, language: row_title(table, row, language)


def _levers(names: str, language: str) -> str:
    return "; ".join(entitled_file("policy", name, language) for name in names.split(","))


READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("setting", "group", "reference"), in_title),
    **dict.fromkeys(("factor", "switch", "question", "first"), factor_name),
    **{
        name: _file(name.removeprefix("other_"))
        for name in ("scenario", "policy", "theory", "other_policy")
    },
    "levers": _levers,
    "outcome": lambda outcome, language: label_of(outcome).name(language),
    "class": _row("classes"),
    "unit": _row("units"),
}
"""By the name of a column; rows of a world's tables as the world that is spoken of calls them."""


def cells_in_words(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table with titles in the place of ids; what has no title stands as it is."""
    named = [name for name in READERS if name in table and not _is_number(table[name])]
    return table.assign(
        **{
            name: [
                READERS[name](cell, language) if isinstance(cell, str) and cell else cell
                for cell in table[name]
            ]
            for name in named
        }
    )


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column))
