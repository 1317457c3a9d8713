"""Two stored studies of one question, held against each other, in words and tables."""

from __future__ import annotations

from pathlib import Path

from analysis.changes.found import Found
from analysis.changes.words import grids, sentences
from analysis.stored.grid import Grid
from analysis.stored.stored import read_stored
from experiments.keys.declared import DECLARED


class Changes(Found):
    """What differs between two studies of one question, and what came of it."""

    def sentences(self, language: str = "en") -> list[str]:
        """Say it, the question first, then what moved, then why: in "en" or "nl"."""
        return sentences(self, DECLARED["language"].read(language, "language"))

    def grids(self, language: str = "en") -> list[Grid]:
        """Return the tables of what was asked otherwise and of what moved, as people read them."""
        return grids(self, language)


def changes_between(old: str | Path, new: str | Path) -> Changes:
    """Hold the studies of two folders against each other, the older one first.

    Raises:
        UserError: Where one is no finished study, or they are not of one question.
    """
    return Changes(*(read_stored([str(folder)], edited=True)[0] for folder in (old, new)))
