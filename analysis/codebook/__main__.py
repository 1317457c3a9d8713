"""``python -m analysis.codebook``: measure all experiments and write ``docs/codebook.md``."""

from __future__ import annotations

from pathlib import Path

from analysis.codebook.catalogue import experiments
from analysis.codebook.document import document
from analysis.codebook.measure import measure

FILE = Path(__file__).resolve().parents[2] / "docs" / "codebook.md"


def main() -> None:
    """Measure and write."""
    findings = measure(experiments())
    FILE.write_text(document(findings), encoding="utf-8")
    absent = [name for name, finding in findings.items() if not finding.shown]
    print(f"{FILE.name}: {len(findings)} experiments, not shown: {', '.join(absent) or 'none'}")


if __name__ == "__main__":
    main()
