"""One look for all figures, and how they are written to files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib import rc_context, rcParams
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter
from matplotlib.transforms import Bbox

from sim.words.numbers import with_marks

# Two colours that the colour-blind tell apart, and that differ in brightness for print without
# colour (from the palette of Okabe and Ito), each with a light tint.
COLOURS = ("#0072B2", "#D55E00")
TINTS = ("#9CCBE6", "#F5C49C")
INK = "#222222"
MUTED = "#8A8A8A"
FAINT = "#D9D9D9"

PAGE_WIDTH = 7.4
PRINT_DPI = 200
ENDINGS = ("png", "svg")
NOTE_WIDTH = 125

_LOOK: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9.0,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "svg.hashsalt": "bijstand",
}


def look() -> AbstractContextManager[None]:
    """Return a context in which figures are drawn and written in the one look."""
    return rc_context(_LOOK)


def new_figure(height: float) -> Figure:
    """Return an empty figure as wide as a page; ``height`` in inches."""
    return Figure(figsize=(PAGE_WIDTH, height), layout="constrained")


def legend_below(figure: Figure, handles: Sequence[Artist], note: str) -> None:
    """Put the legend under a figure, below a note on how to read it."""
    labels = [fill(str(handle.get_label()), 100) for handle in handles]
    # A handle takes about as much room as six letters.
    columns = len(labels) if sum(len(label) + 6 for label in labels) <= 100 else 1
    if columns == 1 and max(map(len, labels)) <= 28:
        columns = 3
    figure.legend(
        list(handles),
        labels,
        loc="outside lower center",
        ncols=columns,
        title=note,
        title_fontsize=8,
    )


def columns_that_fit(labels: Sequence[str], letters: int) -> int:
    """Return into how many columns a legend fits that has room for so many letters in a row."""
    # A handle takes about as much room as six letters.
    lengths = np.array([len(label) + 6 for label in labels])
    for columns in range(len(labels), 1, -1):
        if sum(column.max() for column in np.array_split(lengths, columns)) <= letters:
            return columns
    return 1


def write_figure(figure: Figure, folder: Path, name: str, notes: Sequence[str] = ()) -> list[Path]:
    """Write a figure as PNG and SVG, and return the files.

    Args:
        figure: The figure.
        folder: Where it goes.
        name: The name of its files.
        notes: What must be known beside it; stands below it.
    """
    _lay_out(figure)
    if notes:
        text = "\n".join(fill(note, NOTE_WIDTH) for note in notes)
        # A legend hangs on the edge of the file, which the note moves: once there is room for it,
        # it is held in its place, or it would come to lie on the note.
        for legend in figure.legends:
            legend.set_bbox_to_anchor((0.0, 0.0, 1.0, 1.0), figure.transFigure)
        figure.text(0.0, -0.01, text, va="top", ha="left", fontsize=7.5, color=INK)
    bounds = _bounds(figure) if notes else None
    files = [folder / f"{name}.{ending}" for ending in ENDINGS]
    for file in files:
        # A date in the file would make every run's figure another one.
        metadata = {"Date": None} if file.suffix == ".svg" else {"Software": None}
        figure.savefig(file, dpi=PRINT_DPI, metadata=metadata, bbox_inches=bounds)
    return files


def _lay_out(figure: Figure) -> None:
    """Give everything its place, once for all files: it takes as long as drawing a figure twice."""
    engine = figure.get_layout_engine()
    if engine is not None:
        with _as_printed(figure):
            engine.execute(figure)
        figure.set_layout_engine("none")


def _bounds(figure: Figure) -> Bbox:
    """Return what there is to be seen, once for all files: each would be drawn twice for it."""
    with _as_printed(figure):
        return figure.get_tightbbox().padded(rcParams["savefig.pad_inches"])


@contextmanager
def _as_printed(figure: Figure) -> Iterator[None]:
    before, figure.dpi = figure.dpi, PRINT_DPI
    try:
        yield
    finally:
        figure.dpi = before


class DecimalComma(ScalarFormatter):
    """Numbers as usual, with the decimal sign of Dutch."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Write one number."""
        return with_marks(str(super().__call__(x, pos)), "nl")


def number_ticks(axes: Axes, language: str, which: Sequence[str] = ("x", "y")) -> None:
    """Write an axis's numbers with the decimal sign of the language."""
    for axis in which if language == "nl" else ():
        getattr(axes, f"{axis}axis").set_major_formatter(DecimalComma())
