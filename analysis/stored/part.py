"""What one study contributes to a report, whatever its verb."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from analysis.stored.grid import Grid

if TYPE_CHECKING:
    from analysis.stored.answer import Answer

LARGEST_VECTOR = 300_000
PIXELS_PER_INCH = 150


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that is part of the page itself.

    Attributes:
        name: What the figure is called in the folder of its study.
        source: The picture as a ``data:`` address.
        pixels: The same as PNG, which a word processor takes; empty where it was not drawn here.
        draw: What draws it again; None for one that was read from a file.
    """

    name: str
    source: str
    draw: Callable[[], Any] | None = None
    pixels: str = ""


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
    """Draw a figure into the page: as lines (as pixels where those take much room), and as PNG."""
    import matplotlib as mpl  # noqa: PLC0415 - slow to import

    from analysis.words.style import look  # noqa: PLC0415

    with look(), mpl.rc_context({"svg.hashsalt": "bijstand"}):
        figure = draw()
        lines = BytesIO()
        figure.savefig(lines, format="svg", metadata={"Date": None})
        pixels = BytesIO()
        figure.savefig(pixels, format="png", dpi=PIXELS_PER_INCH, metadata={"Software": None})
        png = data_address("image/png", pixels.getvalue())
        small = len(lines.getvalue()) <= LARGEST_VECTOR
        source = data_address("image/svg+xml", lines.getvalue()) if small else png
        return Picture(name, source, draw, png)


def part_from(answer: Answer, language: str, *names: str, **more: Any) -> Part:
    """Return the part of an answer, which says there what it says everywhere.

    Args:
        answer: The answer.
        language: "en" or "nl".
        names: The figures that are shown, of those that there are; none for all.
        more: What else a part has: where and leads, and whatever its room adds.
    """
    shown = [name for name in names or answer.draw if name in answer.draw]
    return Part(
        verb=answer.stored.verb,
        said=answer.sentences(language),
        grids=answer.grids(language, False),
        pictures=[picture(name, partial(answer.draw[name], language)) for name in shown],
        command=answer.stored.command,
        **more,
    )


def plain_part(answer: Answer, language: str) -> Part:
    """Return the part of an answer: the first sentence leads, and all figures are shown."""
    leads = answer.sentences(language)[:1]
    return part_from(answer, language, where=answer.stored.where(language), leads=leads)


def data_address(kind: str, content: bytes) -> str:
    """Return a ``data:`` address: the content stands in the page, nothing is fetched."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
