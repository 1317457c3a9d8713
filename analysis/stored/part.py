"""What one study contributes to a report, whatever its verb."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl

LARGEST_VECTOR = 300_000
PIXELS_PER_INCH = 150


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that is part of the page itself.

    Attributes:
        name: What the figure is called in the folder of its study.
        source: The picture as a ``data:`` address.
        draw: What draws it again; None for one that was read from a file.
    """

    name: str
    source: str
    draw: Callable[[], Any] | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is printed: all cells are texts, the first column names the row."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one study contributes.

    Attributes:
        verb: The verb of the study.
        where: What the study is about, in words.
        leads: The sentences that belong in the answer, the most important first.
        said: All sentences.
        grids: Tables.
        pictures: Figures.
        command: The command that makes it all again.
        doubts: What in this study would change the answer.
        factors: The conditions that it says matter most, by their key.
        short: Its first sentence in few words, to stand beside other studies of its kind.
        notes: What must be known beside it, a line each.
        together: How the sentence that holds such shorts begins; studies with the same share one.
    """

    verb: str
    where: str
    leads: Sequence[str]
    said: Sequence[str]
    command: str
    grids: Sequence[Grid] = ()
    pictures: Sequence[Picture] = ()
    doubts: Sequence[str] = ()
    factors: Sequence[str] = ()
    short: str = ""
    together: str = ""
    notes: Sequence[str] = ()


def picture(name: str, draw: Callable[[], Any]) -> Picture:
    """Draw a figure into the page: as lines, or as pixels where lines would take much room."""
    from analysis.words.style import look  # noqa: PLC0415 - matplotlib is slow to import

    with look(), mpl.rc_context({"svg.hashsalt": "bijstand"}):
        figure = draw()
        lines = BytesIO()
        figure.savefig(lines, format="svg", metadata={"Date": None})
        if len(lines.getvalue()) <= LARGEST_VECTOR:
            return Picture(name, data_address("image/svg+xml", lines.getvalue()), draw)
        pixels = BytesIO()
        figure.savefig(pixels, format="png", dpi=PIXELS_PER_INCH, metadata={"Software": None})
        return Picture(name, data_address("image/png", pixels.getvalue()), draw)


def data_address(kind: str, content: bytes) -> str:
    """Return a ``data:`` address: the content stands in the page, nothing is fetched."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
