"""``python -m analysis.patterns FOLDER``: write ``docs/patterns.md`` from stored results.

With a second folder, of another world: ``docs/second-world-patterns.md``, both beside each other.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.patterns.document import document
from analysis.patterns.two_worlds import document as of_two_worlds
from sim.errors import UserError

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main(words: list[str]) -> int:
    """Write the document from the folder, or the two, that are named."""
    try:
        if len(words) not in (1, 2):
            raise UserError(
                "python -m analysis.patterns takes one folder of bijstand patterns or two"
            )
        folders = [Path(word) for word in words]
        text = document(*folders) if len(folders) == 1 else of_two_worlds(*folders)
        file = DOCS / ("patterns.md" if len(folders) == 1 else "second-world-patterns.md")
        file.write_text(text, encoding="utf-8")
    except UserError as error:
        print(f"bijstand: {error}", file=sys.stderr)
        return 2
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
