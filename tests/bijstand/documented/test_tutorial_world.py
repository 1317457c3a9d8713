"""The chapter that makes a small world from nothing, word for word."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bijstand.command_line.main import main

CHAPTER = Path(__file__).resolve().parents[3] / "docs/tutorial-world.md"
FILES = re.compile(r"^`([\w./]+)`:\n\n```(?:csv|yaml)\n(.*?)\n```$", re.S | re.M)
COMMANDS = re.compile(r"^```sh\n(.*?)\n```$", re.S | re.M)

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")


@pytest.fixture
def island(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the files that the chapter shows."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.findall(CHAPTER.read_text(encoding="utf-8")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{content}\n", encoding="utf-8")
    assert len(list((tmp_path / "island").iterdir())) == 6
    return tmp_path


def test_every_command_of_the_chapter_works_and_says_what_it_promises(
    island: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [
        shlex.split(line)
        for block in COMMANDS.findall(CHAPTER.read_text("utf-8"))
        for line in block.splitlines()
    ]
    assert [words[:2] for words in commands] == [["bijstand", v] for v in ("check", "run", "run")]
    told = []
    for words in commands:
        assert main(words[1:]) == 0, words
        told.append(capsys.readouterr().out)
    implied = dict(re.findall(r"implies +(.+?): ([\d.,]+%?);", told[0]))
    assert float(implied["needs a year"]) == pytest.approx(42, abs=4)
    others = float(implied["needs a year for which others are asked"])
    assert 0.8 < others / float(implied["needs a year"]) <= 1.0
    assert float(implied["days to support, median"]) < 0.5
    assert "nothing: every class, unit and desk has a part" in told[0]
    assert "fire, civil side: asks harbour, then army" in told[0]
    low, high = map(
        float, re.findall(r"closes ([\d.]+) to ([\d.]+)% under", told[1].replace("\n", " "))[0]
    )
    assert high - low > 20.0, "all is judgement: hardly known at all"
    assert "A gale" in told[2]


def test_a_wrong_cell_is_named_by_file_row_and_column(
    island: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = island / "island/units.csv"
    file.write_text(file.read_text("utf-8").replace("boats,50", "boats,-50"), encoding="utf-8")
    assert main(["check", "world.path=island"]) == 2
    said = capsys.readouterr().err
    assert "units.csv row 3 (boats): persons is '-50'" in said and said.count("\n") == 1
