"""The docs: in step with the declarations, without dead links, and true in what they name."""

import re
from pathlib import Path

import pytest

from analysis.documents.__main__ import DOCS, PAGES
from analysis.documents.architecture import BOXES, reduced
from analysis.documents.imports import PARTS, import_counts
from analysis.documents.ledger import entries, names_in
from sim.codebook import codes

ROOT = DOCS.parent
PAGES_BY_HAND = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])


@pytest.mark.parametrize("name", PAGES)
def test_page_is_in_step_with_the_declarations(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run make docs"


@pytest.mark.parametrize("page", PAGES_BY_HAND, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    ours = [link for link in links if not link.startswith(("http://", "https://"))]
    assert [link for link in ours if not (page.parent / link).exists()] == []


def test_ledger_has_an_entry_for_every_code() -> None:
    assert sorted(entries()) == sorted(codes())


def test_what_decides_between_readings_exists() -> None:
    found = [named for row in entries().values() for named in names_in(row["decided_by"])]
    assert len(found) > len(codes()) / 2
    assert [name for name, exists in found if not exists] == []


def test_every_leaf_with_another_reading_says_where_it_is_decided() -> None:
    for code, row in entries().items():
        assert row["inference"] and row["breadth"] and row["decided_by"], code
        assert codes()[code].level == "parent" or row["alternative_reading"], code


def test_architecture_shows_every_part_and_nothing_goes_round() -> None:
    assert set(BOXES) == set(PARTS)
    for upper, lower in reduced(import_counts()):
        assert BOXES[upper][1] <= BOXES[lower][1], f"{upper} imports {lower}, which stands above it"
