"""The docs: in step with the declarations, without dead links, and true in what they name."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from analysis.codebook.codes import codes
from analysis.documents.__main__ import DOCS, PAGES
from analysis.documents.architecture import BOXES, reduced
from analysis.documents.imports import PARTS, import_counts
from analysis.documents.ledger import entries, names_in
from sim.conditions import CONDITIONS
from sim.setting.configuration import names_in as files_in
from sim.setting.theories.theory import SWITCHES

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
    assert len(entries()) > 40
    for code, row in entries().items():
        assert row["inference"] and row["breadth"] and row["decided_by"], code
        assert codes()[code].level == "parent" or row["alternative_reading"], code


def test_architecture_shows_every_part_and_nothing_goes_round() -> None:
    assert set(BOXES) == set(PARTS)
    for upper, lower in reduced(import_counts()):
        assert BOXES[upper][1] <= BOXES[lower][1], f"{upper} imports {lower}, which stands above it"


def test_description_has_every_switch_theory_and_lever() -> None:
    text = (DOCS / "ODD.md").read_text(encoding="utf-8")
    tables = {name: (DOCS / "tables" / name).read_text() for name in ("theory.md", "choices.md")}
    assert all(f"(tables/{name}" in text for name in tables)
    enters = text.partition("### 7.9")[2].partition("### 7.10")[0]
    for switch in SWITCHES.values():
        answers = ", ".join(f"`{value}`" for value in switch.values)
        assert f"| {switch.symbol} | `{switch.name}`" in tables["theory.md"]
        assert answers in tables["theory.md"], switch.name
        assert re.search(rf"{switch.symbol}(?: enters)? E\d+", " ".join(enters.split())), (
            switch.name
        )
    assert all(f"| `{name}` |" in tables["theory.md"] for name in files_in("theory"))
    assert all(f"| `{name}` |" in tables["choices.md"] for name in files_in("policy"))


def test_description_names_only_conditions_that_exist() -> None:
    text = (DOCS / "ODD.md").read_text(encoding="utf-8")
    own_values = re.findall(r"`(weight_\w+|\w+_(?:start|effect|scale|rate|floor|share))`", text)
    declared = {*CONDITIONS, "dedicated_share", "on_time_share", "informal_share", "pareto_share"}
    assert set(own_values) <= declared


def test_metadata_has_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metadata = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    assert metadata["version"] == project["version"]
    assert metadata["keywords"] == project["keywords"]
