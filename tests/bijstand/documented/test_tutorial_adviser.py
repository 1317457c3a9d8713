"""The adviser's tutorial is walked: its three commands end in one A4 on what they found."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bijstand.command_line.main import main
from tests.unrendered import without_pictures

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.usefixtures("few_draws")

PAGE = Path(__file__).parents[3] / "docs" / "tutorial-adviser.md"
SHORT = ["run.days=40", "run.warm_up_days=5", "executor=serial"]
# What makes each of them quick; everything else is as it stands in the text.
FEW = {
    "compare": [*SHORT, "replications=5"],
    "robust": [
        *SHORT,
        "robust.draws=3",
        "robust.seeds=1",
        "robust.scenarios=[baseline]",
        "robust.theories=[figure_1,figure_2]",
    ],
    "brief": [],
}


def commands() -> list[list[str]]:
    """Return the words of the three commands."""
    text = PAGE.read_text(encoding="utf-8")
    section = re.search(r"^## \d\. Three commands.*?^(?=## )", text, re.M | re.S)
    assert section
    lines = re.findall(r"^bijstand (.*)$", section[0], re.M)
    return [shlex.split(line) for line in lines]


def test_the_page_comes_before_the_commands() -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^bijstand (\w+)", text, re.M)
    assert found[0] == "ui" and {"sensitivity", "voi"} <= set(found)
    assert [words[0] for words in commands()] == ["compare", "robust", "brief"]


def test_three_commands_make_one_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    *studies, brief = commands()
    with without_pictures():
        for verb, *words in studies:
            assert main([verb, *words, *FEW[verb]]) == 0
    assert main([*brief, *FEW["brief"]]) == 0
    place = tmp_path / "outputs" / "brief" / "advies"
    assert {file.name for file in place.iterdir()} == {"advies.pdf", "advies.docx"}
    reader = pypdf.PdfReader(place / "advies.pdf")
    assert len(reader.pages) == 1
    said = " ".join(reader.pages[0].extract_text().split())
    for title in ("Gezamenlijk afwegingskader", "Liaisons en gezamenlijke oefeningen"):
        assert title in said
    written = re.findall(r"`(outputs/brief/\S+)`", PAGE.read_text(encoding="utf-8"))
    assert written and all((tmp_path / name).is_file() for name in written)
    assert "compare/levers" in said and "robust/levers" in said
