"""Tables and intervals as HTML that a screen reader and a keyboard can work with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from analysis.stored.grid import Grid
from bijstand.page.pictures.svg import FAINT, FIRST, INK, tag

WIDTH, HEIGHT = 120.0, 14.0


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[tuple[str, Sequence[str]]],
    note: str = "",
    name: str = "",
) -> str:
    """Return a table that can be scrolled sideways, also with a keyboard.

    Args:
        caption: What it shows.
        heads: Heads of the columns, that of the first among them.
        rows: Name and cells of each row; cells are HTML already.
        note: How it is to be read.
        name: What a test, or a link, finds it by.
    """
    head = "".join(f'<th scope="col" role="columnheader">{escape(each)}</th>' for each in heads)
    names = [escape(each, quote=True) for each in heads[1:]]

    def cells_of(cells: Sequence[str]) -> str:
        # Where there is no room for columns each cell says itself what it is of.
        named = zip(names, cells, strict=True)
        return "".join(f'<td role="cell" data-head="{name}">{cell}</td>' for name, cell in named)

    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells_of(cells)}</tr>'
        for first, cells in rows
    )
    said = f'<p class="note">{escape(note)}</p>' if note else ""
    label, found_by = escape(caption, quote=True), escape(name, quote=True)
    return (
        f'<div class="scrolls" role="region" tabindex="0" aria-label="{label}"'
        f' data-table="{found_by}"><table class="wide" role="table">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>{said}'
    )


def grid_table(grid: Grid, caption: str = "", name: str = "") -> str:
    """Return a table of an answer, the row that matters most in bold."""
    rows = (
        (
            f"<b>{escape(row[0])}</b>" if row[0] == grid.strong else escape(row[0]),
            [escape(cell).replace("\n", "<br>") for cell in row[1:]],
        )
        for row in grid.rows
    )
    title = grid.title or caption or grid.heading
    return table(title, [grid.heading, *grid.columns], rows, grid.note, name)


def interval(mean: float, low: float, high: float, most: float) -> str:
    """Return an interval as a small picture beside its numbers, which say the same.

    Args:
        mean: The middle.
        low: Its lower end; NaN where there is none.
        high: Its upper end.
        most: The size, to both sides of 0, that fills the picture.
    """
    if not most > 0 or math.isnan(mean):
        return ""

    def at(value: float) -> float:
        return WIDTH / 2 * (1.0 + max(-1.0, min(1.0, value / most)))

    middle = HEIGHT / 2
    drawn = tag("line", x1=WIDTH / 2, x2=WIDTH / 2, y1=0.0, y2=HEIGHT, stroke=INK, stroke_width=1)
    drawn += tag("line", x1=0.0, x2=WIDTH, y1=middle, y2=middle, stroke=FAINT, stroke_width=1)
    if not math.isnan(low + high):
        drawn += tag(
            "line", x1=at(low), x2=at(high), y1=middle, y2=middle, stroke=FIRST, stroke_width=3
        )
    drawn += tag("circle", cx=at(mean), cy=middle, r=4, fill=FIRST)
    return (
        f'<svg class="interval" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true">{drawn}</svg>'
    )


def paragraphs(sentences: Iterable[str]) -> str:
    """Return sentences, a paragraph each."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
