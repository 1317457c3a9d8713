"""A table as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.words.readers import for_readers


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as people read it: all cells are texts, the first column names the row.

    Attributes:
        heading: What heads the first column.
        columns: What heads the others.
        rows: A text per cell.
        title: What stands above it.
        note: How it is to be read; it stands below.
        strong: The first cell of the row that matters most.
    """

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    note: str = ""
    strong: str = ""

    def for_readers(self, language: str) -> Grid:
        """Return it for who reads it and types nothing: titles in the place of keys."""

        def read(texts: Sequence[str]) -> list[str]:
            return [for_readers(text, language) for text in texts]

        heading, title, note, strong = read([self.heading, self.title, self.note, self.strong])
        return Grid(
            heading, read(self.columns), [read(row) for row in self.rows], title, note, strong
        )
