"""Helper of the tests of figures: what was drawn, as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import same_color
from matplotlib.container import ErrorbarContainer

Point = tuple[float, ...]


def about(*rows: tuple[float, ...]) -> list[object]:
    """Numbers of rows that were worked out by hand."""
    return [pytest.approx(row, abs=1e-9) for row in rows]


def bars(axes: Axes, colour: Any = None) -> list[Point]:
    """Lying bars, in the order in which they were drawn: line, left end, right end."""
    return [
        (bar.get_y() + bar.get_height() / 2, bar.get_x(), bar.get_x() + bar.get_width())
        for bar in axes.patches
        if colour is None or same_color(bar.get_facecolor()[:3], colour)
    ]


def whiskers(axes: Axes) -> list[Point]:
    """Error bars, in the order in which they were drawn: the ends of each, x then y."""
    return [
        (*map(float, start), *map(float, end))
        for container in axes.containers
        if isinstance(container, ErrorbarContainer)
        for lines in container.lines[2]
        for start, end in lines.get_segments()
    ]


def marks(axes: Axes) -> list[Point]:
    """Points that have error bars, or are drawn alone: x and y."""
    return [
        (float(x), float(y))
        for container in axes.containers
        if isinstance(container, ErrorbarContainer) and container.lines[0] is not None
        for x, y in container.lines[0].get_xydata()
    ]


def lines(axes: Axes) -> list[list[Point]]:
    """Lines that are no part of error bars: the points of each."""
    caps = {
        id(part)
        for container in axes.containers
        if isinstance(container, ErrorbarContainer)
        for part in (container.lines[0], *container.lines[1])
    }
    drawn = [line for line in axes.lines if id(line) not in caps]
    return [[(float(x), float(y)) for x, y in _numbers(line)] for line in drawn]


def _numbers(line: Any) -> Any:
    return zip(line.get_xdata(orig=False), line.get_ydata(orig=False), strict=True)


def bands(axes: Axes) -> list[set[Point]]:
    """Filled bands: the corners of each."""
    found = []
    for collection in axes.collections:
        for path in collection.get_paths() if hasattr(collection, "get_paths") else ():
            if len(path.vertices) > 4 and not hasattr(collection, "get_segments"):
                found.append({(round(float(x), 9), round(float(y), 9)) for x, y in path.vertices})
    return found


def dots(axes: Axes) -> list[Point]:
    """Points of scatters, in the order in which they were drawn."""
    return [
        (float(x), float(y))
        for collection in axes.collections
        if len(collection.get_offsets()) and not hasattr(collection, "get_segments")
        for x, y in np.asarray(collection.get_offsets())
        if not (x == 0 and y == 0)
    ]


def cells(axes: Axes) -> list[list[str]]:
    """What is written into the cells of a heat map, row by row."""
    rows, columns = axes.images[0].get_array().shape[:2]
    written = {text.get_position(): text.get_text() for text in axes.texts}
    return [[written.get((column, row), "") for column in range(columns)] for row in range(rows)]


def colours(axes: Axes) -> np.ndarray:
    """The numbers that a heat map is coloured by."""
    return np.ma.filled(np.ma.asarray(axes.images[0].get_array(), float), np.nan)


def names(axes: Axes, which: str = "y") -> list[str]:
    """The names along an axis, without line breaks."""
    labels = axes.get_yticklabels() if which == "y" else axes.get_xticklabels()
    return [" ".join(label.get_text().split()) for label in labels]


def title(axes: Axes) -> str:
    """The title of a panel, wherever it stands, without line breaks."""
    return " ".join(f"{axes.get_title('left')} {axes.get_title()}".split())
