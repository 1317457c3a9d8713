"""How wide the columns of the A4's table are: no word of it is broken."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.stored.grid import Grid

LARGEST, SMALLEST, STEP = 8.5, 6.0, 0.5
"""Sizes of the letters of the table, in points."""
WIDTH, PADDING = 504.0, 13.0
"""Of the page between its margins, and of what lies around the text of a cell, in points."""
BOLD_LETTER, LETTER = 0.74, 0.64
"""What a letter takes of its size, on average over a word, and not little."""
FIRST = 0.26
"""Of the width the first column takes at most, unless there is room left."""


def layout_of(table: Grid) -> tuple[float, list[float]]:
    """Return the size of the letters in points, and the share of the width of each column.

    Each column is as wide as its longest word; what is left goes to those whose cells are wider.
    Letters become smaller where words would not fit.
    """
    columns = [[head, *cells] for head, *cells in zip(*_lines(table), strict=True)]
    size = LARGEST
    while size > SMALLEST and sum(_need(each, size) for each in columns) > WIDTH:
        size -= STEP
    needs = [_need(each, size) for each in columns]
    wants = [max(need, _want(each, size)) for need, each in zip(needs, columns, strict=True)]
    wants[0] = max(needs[0], min(wants[0], FIRST * WIDTH))
    room, missing = WIDTH - sum(needs), sum(wants) - sum(needs)
    share = 0.0 if missing <= 0.0 else max(0.0, min(1.0, room / missing))
    widths = [need + share * (want - need) for need, want in zip(needs, wants, strict=True)]
    widths[0] += max(0.0, WIDTH - sum(widths))
    return size, [width / sum(widths) for width in widths]


def _lines(table: Grid) -> list[Sequence[str]]:
    return [[table.heading, *table.columns], *table.rows]


def _need(column: Sequence[str], size: float) -> float:
    """Return the width that the longest word of a column takes, in points."""
    head, *cells = (max(map(len, str(cell).split() or [""])) for cell in column)
    longest = max([head * BOLD_LETTER, *(cell * LETTER for cell in cells)])
    return longest * size + PADDING


def _want(column: Sequence[str], size: float) -> float:
    """Return the width at which no cell of a column is broken, in points."""
    return max(len(str(cell)) for cell in column[1:] or column) * LETTER * size + PADDING
