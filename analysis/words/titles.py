"""Settings by their titles instead of the names of their files, in English and Dutch."""

from __future__ import annotations

import pandas as pd

from experiments.design.point import label_in_words


def in_title(setting: str, language: str) -> str:
    """Write a setting's label in words: ``"crisis, liaisons"`` with the titles of its parts."""
    return label_in_words(setting, language)


def quoted(name: str) -> str:
    """Put a title into quotation marks, as it stands in the middle of a sentence."""
    return f"“{name}”"


def unquoted(name: str) -> str:
    """Return a title as it stands by itself, in a table or a figure."""
    return name.strip("“”")


def entitled(table: pd.DataFrame, language: str, column: str = "setting") -> pd.DataFrame:
    """Return a table with its settings in words, quoted."""
    names = {name: quoted(in_title(str(name), language)) for name in table[column].unique()}
    return table.assign(**{column: table[column].map(names)})
