"""Figures are made, and written to files in their places that hold no picture.

Laying out the letters of figures is most of what a short command costs. What is drawn is the claim
of other tests.

python -m tests.unrendered run …: the command line, so.
"""

from __future__ import annotations

import sys
from io import IOBase
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure


def savefig(self: Figure, file: Any, **_: Any) -> None:
    """Write what stands in the place of a picture, as ``Figure.savefig``."""
    if isinstance(file, IOBase):
        file.write(b"<svg/>")
    else:
        Path(file).write_bytes(b"no picture")


if __name__ == "__main__":
    from bijstand.command_line.main import main

    Figure.savefig = savefig  # type: ignore[method-assign]
    sys.exit(main(sys.argv[1:]))
