"""Figures are made, and written to files in their places that hold no picture.

Laying out the letters of figures is most of what a short command costs. What is drawn is the claim
of other tests.

python -m tests.unrendered run …: the command line, so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import IOBase
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image


def savefig(self: Figure, file: Any, **given: Any) -> None:
    """Write what stands in the place of a picture, as ``Figure.savefig``."""
    if isinstance(file, IOBase) and given.get("format") == "png":
        Image.new("L", (1, 1)).save(file, "png")
    elif isinstance(file, IOBase):
        file.write(b"<svg/>")
    else:
        Path(file).write_bytes(b"no picture")


def lay_out_nothing(self: Figure) -> None:
    """Leave every letter where it is, as ``Figure.draw_without_rendering`` does not."""


def no_layout_engine(self: Figure) -> None:
    """Have nothing that gives letters their places, as ``Figure.get_layout_engine`` has."""


def whole_sheet(self: Figure, *_: Any, **given: Any) -> Bbox:
    """Take up the whole sheet, whatever ``Figure.get_tightbbox`` would measure."""
    return Bbox.from_extents(*self.bbox_inches.extents)


INSTEAD = {
    "savefig": savefig,
    "draw_without_rendering": lay_out_nothing,
    "get_layout_engine": no_layout_engine,
    "get_tightbbox": whole_sheet,
}


def draw_nothing() -> None:
    """Draw nothing in this process, to its end."""
    for name, done in INSTEAD.items():
        setattr(Figure, name, done)


@contextmanager
def without_pictures() -> Iterator[None]:
    """Draw nothing as long as this lasts."""
    real = {name: getattr(Figure, name) for name in INSTEAD}
    draw_nothing()
    try:
        yield
    finally:
        for name, done in real.items():
            setattr(Figure, name, done)


if __name__ == "__main__":
    from bijstand.command_line.main import main

    draw_nothing()
    sys.exit(main(sys.argv[1:]))
