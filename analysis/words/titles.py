"""Settings by their titles instead of the names of their files, in English and Dutch."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments.design.point import name_in_words
from sim.setting.configuration import file_name, is_own_file, names_in


def in_title(setting: str, language: str) -> str:
    """Write a setting's label in words: ``"crisis, liaisons"`` with the titles of its parts."""
    said = []
    for part in setting.split(", "):
        for group in ("scenario", "policy", "theory"):
            if all(_is_known(group, name.strip()) for name in part.split("+")):
                said.append(name_in_words(group, part, language))
                break
        else:
            said.append(part)
    return ", ".join(said)


def _is_known(group: str, name: str) -> bool:
    """Return whether a name is one of a group's, or that of a file of the user's own."""
    file = file_name(group, name)
    return file in names_in(group) or (is_own_file(file) and Path(file).is_file())


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
