"""``python -m analysis.codebook``: measure all experiments and write ``docs/codebook.md``.

What is run lies in ``outputs/codebook``, so that an interrupted measurement goes on where it was.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.codebook.declare import experiments
from analysis.codebook.document import document, is_shown
from analysis.codebook.studies import measure
from sim.errors import UserError

FILE = Path(__file__).resolve().parents[2] / "docs" / "codebook.md"
RUNS = Path("outputs") / "codebook"


def main() -> int:
    """Measure and write."""
    try:
        found = measure(experiments(), RUNS)
    except UserError as error:
        print(f"bijstand: {error}", file=sys.stderr)
        return 2
    FILE.write_text(document(found), encoding="utf-8")
    absent = [str(name) for name, row in found.iterrows() if not is_shown(row)]
    print(f"{FILE.name}: {len(found)} experiments, not shown: {', '.join(absent) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
