"""``python -m analysis.documents``: write what the docs take from declarations, data and code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.documents import tables, world
from analysis.documents.architecture import picture
from analysis.documents.declared import records
from analysis.documents.dependencies import dependencies
from analysis.documents.ledger import ledger

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "tables/conditions.md": tables.conditions,
    "tables/glossary.md": tables.glossary,
    "tables/theory.md": tables.theory,
    "tables/outcomes.md": tables.outcomes,
    "tables/choices.md": tables.choices,
    "tables/world.md": world.world,
    "evidence-ledger.md": ledger,
    "pictures/architecture.svg": picture,
    "../sim/state/declared.py": records,
}
"""Each file that is written, as seen from ``docs/``, with what makes its text."""
OF_THE_ENVIRONMENT: dict[str, Callable[[], str]] = {"dependencies.md": dependencies}
"""Files that hang on what is installed as well."""


def main() -> None:
    """Write every page anew."""
    pages = PAGES | OF_THE_ENVIRONMENT
    for name, text in pages.items():
        (DOCS / name).write_text(text(), encoding="utf-8")
    print(f"wrote {', '.join(pages)} in docs/")


if __name__ == "__main__":
    main()
