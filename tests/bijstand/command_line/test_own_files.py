"""Who reads a stored study is told where files of one's own are no longer what it was run with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import bijstand
from analysis.stored.stored import read_stored
from bijstand.command_line.main import main
from experiments.design import list_design
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.running.plan import Plan
from experiments.study.own_files import own_files
from sim.errors import UserError
from sim.world.folders import NETHERLANDS

pytestmark = pytest.mark.usefixtures("unrendered")

WORDS = ["run", "run.seeds=2", "run.days=40", "run.warm_up_days=5", "output.name=own"]
STUDY = "outputs/run/own"
LEVER = """\
title_en: Two days
title_nl: Twee dagen
conditions:
  exercise_days: 2
cost:
  people: nobody
  money: {amount: 0.2, unit: million euro a year, source: a guess, grade: J}
  source: a guess
"""


@pytest.fixture
def lever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of a lever of one's own, and the lever's file."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "two_days.yaml"
    file.write_text(LEVER, encoding="utf-8")
    assert main([*WORDS, "policy=./two_days.yaml"]) == 0
    return file


def test_names_and_costs_are_not_read_from_another_file_than_was_run(
    lever: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", STUDY]) == 0
    assert main(["report", STUDY]) == 0
    lever.write_text(LEVER.replace("amount: 0.2", "amount: 50"), encoding="utf-8")
    capsys.readouterr()
    for words in (["report", STUDY], ["export", STUDY], ["brief", STUDY]):
        assert main(words) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert "two_days.yaml' was edited after" in line and f"from={STUDY}" in line
    assert main(["verify", STUDY]) == 1
    said = capsys.readouterr().out
    assert "whole, but NOT the files of your own" in said and "yours    ./two_days.yaml" in said
    with pytest.raises(UserError, match="was edited after"):
        bijstand.open(STUDY)
    # An older study may be held against a newer one, which was run with the file as it is now.
    assert main([*WORDS[:-1], "output.name=newer", "policy=./two_days.yaml"]) == 0
    assert bijstand.changes(STUDY, "outputs/run/newer").sentences()
    lever.write_text(LEVER, encoding="utf-8")
    assert main(["report", STUDY]) == 0


def test_run_again_a_study_is_of_the_file_as_it_is_now(lever: Path) -> None:
    lever.write_text(LEVER.replace("Two days", "Days"), encoding="utf-8")
    assert main([*WORDS, "policy=./two_days.yaml"]) == 0, "a title decides no run"
    assert read_stored([STUDY])
    assert main(["verify", STUDY]) == 0


def test_every_file_of_ones_own_is_among_them(tmp_path: Path) -> None:
    world = tmp_path / "land"
    shutil.copytree(NETHERLANDS, world, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (tmp_path / "two.yaml").write_text(LEVER, encoding="utf-8")
    (tmp_path / "half.yaml").write_text("levers: [./two.yaml*0.5]\n", encoding="utf-8")
    (tmp_path / "busy.yaml").write_text("conditions:\n  needs_scale: 1.2\n", encoding="utf-8")
    names = [f"{tmp_path}/half.yaml+mit", "none"]
    frame = Frame(scenario=f"crisis+{tmp_path}/busy.yaml", world=str(world))
    design = list_design(pd.DataFrame({"policy": names}))
    found = own_files(Plan(design, frame, Seeds(1)))
    tables = {file.name for file in world.iterdir() if file.suffix == ".csv"}
    assert len(tables) >= 5
    assert {Path(file).name for file in found} == {"half.yaml", "two.yaml", "busy.yaml", *tables}
    assert own_files(Plan(list_design(pd.DataFrame({"policy": ["mit"]})), Frame(), Seeds(1))) == {}
