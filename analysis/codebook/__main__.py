"""``python -m analysis.codebook``: measure all experiments and write ``docs/codebook.md``.

What is run lies in ``outputs/codebook``, in a folder for each version of the model and of the
experiments, so that an interrupted measurement goes on where it was.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.codebook.declare import FILE as DECLARED_IN
from analysis.codebook.declare import experiments
from analysis.codebook.document import document, is_shown
from analysis.codebook.studies import measure
from experiments.running.provenance import code_digest, digest_of_content
from sim.errors import UserError

FILE = Path(__file__).resolve().parents[2] / "docs" / "codebook.md"
RUNS = Path("outputs") / "codebook"


def main() -> int:
    """Measure and write."""
    try:
        declared = DECLARED_IN.read_text(encoding="utf-8")
        version = digest_of_content({"code": code_digest(), "experiments": declared})
        found = measure(experiments(), RUNS / version[:12])
    except UserError as error:
        print(f"bijstand: {error}", file=sys.stderr)
        return 2
    FILE.write_text(document(found), encoding="utf-8")
    findings = found.to_dict("index")
    absent = [str(name) for name, row in findings.items() if not is_shown(row)]
    print(f"{FILE.name}: {len(found)} experiments, not shown: {', '.join(absent) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
