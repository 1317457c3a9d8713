"""What bijstand stands on is listed with its licence; what is copyleft is forced on nobody."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis.documents.dependencies import COPYLEFT, USES, asked, licence_of, packages
from bijstand.command_line.main import WRONG_USE, main

pytestmark = pytest.mark.usefixtures("unrendered")

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = {
    row[0]: row[1:] for row in re.findall(r"^\| `(\S+)` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.M)
}


def test_page_lists_what_is_installed_under_its_licence() -> None:
    """Other systems and versions of Python need a few others: those that are there are right."""
    wrong = {
        name: licence_of(name)
        for name, (use, _) in packages().items()
        if name not in ROWS or ROWS[name][0] != licence_of(name) or ROWS[name][2] != USES[use]
    }
    assert wrong == {}, "run make docs"


def test_page_lists_everything_that_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==(?!.*; (?:sys_platform|platform_system))", lock, re.M))
    tools = {"pip", "setuptools", "wheel"}
    here = {canonicalize_name(d.metadata["Name"]) for d in metadata.distributions()}
    assert (locked & here) - tools - set(ROWS) == set()


def test_copyleft_is_named_and_the_strong_one_is_an_extra() -> None:
    copyleft = {name: row for name, row in ROWS.items() if COPYLEFT.search(row[0])}
    assert all(f"* `{name}`: {row[0]}" in PAGE for name, row in copyleft.items())
    strong = {name for name, row in copyleft.items() if "GPL" in row[0]}
    assert {name: copyleft[name][2] for name in strong} == {
        "platypus-opt": USES["discovery"],
        "moocore": USES["choose"],
        "codespell": USES["test"],
    }
    assert {use for use, _ in packages().values()} == set(USES)


def test_nothing_that_the_project_asks_for_by_itself_leads_to_the_workbench() -> None:
    names = {canonicalize_name(r.name) for r in asked("")}
    assert "ema-workbench" not in names
    assert [use for name, (use, _) in packages().items() if name == "ema-workbench"] == [
        "discovery"
    ]


def test_every_licence_is_known() -> None:
    assert [name for name, row in ROWS.items() if row[0] == "see its metadata"] == []
    assert all(Requirement(name) for name in ROWS)


def test_discover_says_what_to_install_before_it_runs_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    assert main(["discover", "design.points=30"]) == WRONG_USE
    said = "bijstand: bijstand discover needs ema-workbench: pip install 'bijstand[discovery]'\n"
    assert capsys.readouterr().err == said
    assert list(tmp_path.iterdir()) == []
