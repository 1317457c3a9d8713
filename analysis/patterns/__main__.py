"""``python -m analysis.patterns FOLDER``: write ``docs/patterns.md`` from stored results."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.patterns.document import document
from sim.errors import UserError

FILE = Path(__file__).resolve().parents[2] / "docs" / "patterns.md"


def main(words: list[str]) -> int:
    """Write the document from the folder that is named."""
    try:
        if len(words) != 1:
            raise UserError("python -m analysis.patterns takes one folder, of bijstand patterns")
        FILE.write_text(document(Path(words[0])), encoding="utf-8")
    except UserError as error:
        print(f"bijstand: {error}", file=sys.stderr)
        return 2
    print(FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
