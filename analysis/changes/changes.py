"""Two stored studies of one question, held against each other, in words and tables."""

from __future__ import annotations

from analysis.changes.found import Found
from analysis.changes.words import grids, sentences
from analysis.stored.grid import Grid


class Changes(Found):
    """What differs between two studies of one question, and what came of it."""

    def sentences(self, language: str = "en") -> list[str]:
        """Say it, the question first, then what moved, then why: in "en" or "nl"."""
        return sentences(self, language)

    def grids(self, language: str = "en") -> list[Grid]:
        """Return the tables of what was asked otherwise and of what moved, as people read them."""
        return grids(self, language)
