"""Every command, file and piece of Python in the docs works: a reader can do what is written.

A page's blocks are done in their order, in an empty folder that has `sim/` in it: `yaml` blocks
whose first line names a file are written, `sh` blocks run, `python` blocks and the notebook's cells
executed. Runs are made small; of the page of the browser and of the verbs that analyse (their own
tests run those) only the configuration is composed and checked.
"""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bijstand.command_line.main import VERBS, main

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")

ROOT = Path(__file__).parents[3]
DOCS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(sh|yaml|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHORT = {"run.days": "30", "run.warm_up_days": "5", "executor": "serial"}
FEW = {**SHORT, "run.seeds": "2"}
FEW_POINTS = {**SHORT, "design.points": "2", "replications": "1"}
FEW_PANELS = {"elicit.power_sets": "2", "elicit.draws": "8000"}
SMALL = {"run": FEW, "interview": FEW, "sweep": FEW_POINTS, "elicit": FEW_PANELS}
HANDED_ON = ("brief", "export")
LIGHT = {"ui", "list", "conditions", "check", "report", "verify"}
COMPOSED = set(VERBS) - {*SMALL, *HANDED_ON, *LIGHT}
STAGED = re.compile(r"@[\d.]")
PAGE_KEYS = ("port", "host", "seed")


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


# Its tables are files too; test_tutorial_world walks it.
WALKED = ("tutorial-world.md",)
WITH_BLOCKS = [page for page in DOCS if blocks(page) and page.name not in WALKED]


def small(line: str) -> list[str]:
    """Return the words of a documented command, made quick."""
    verb, *words = shlex.split(line.partition(">")[0], comments=True)[1:]
    if verb == "ui":
        return ["check", *(word for word in words if word.partition("=")[0] not in PAGE_KEYS)]
    if verb in HANDED_ON and not Path(words[0]).is_dir():
        return [verb, "--help"]  # of studies that are only composed here; the tutorial is walked
    if verb in COMPOSED:
        return [verb, *words, "--cfg", "job"]
    few = dict(SMALL.get(verb, {}))
    if STAGED.search(line):
        few.pop("run.days", None)  # its levers begin and end on days that a short run has not
    kept = [word for word in words if word.partition("=")[0] not in few]
    return [verb, *kept, *(f"{key}={value}" for key, value in few.items())]


def do(language: str, text: str, folder: Path) -> None:
    if language == "yaml":
        named = re.match(r"# (\S+\.yaml)\n", text)
        assert named, "a yaml block begins with the name of its file"
        (folder / named[1]).write_text(text, encoding="utf-8")
    elif language == "python":
        exec(compile(text, "docs", "exec"), {"__name__": "docs"})
    for line in text.splitlines() if language == "sh" else ():
        command = line.removeprefix(".venv/bin/")
        if command.startswith("bijstand "):
            assert main(small(command)) == 0, line
        elif command.startswith("cp "):
            subprocess.run(shlex.split(command), check=True)
        else:
            assert re.match(r"(make \w+|\s*#|\s*$)", command), f"no test knows how to run: {line}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sim").symlink_to(ROOT / "sim")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: page.name)
def test_what_the_page_says_can_be_done(page: Path, folder: Path) -> None:
    for language, text in blocks(page):
        do(language, text, folder)


def test_notebook_runs_from_top_to_bottom(folder: Path) -> None:
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    assert cells
    space: dict[str, object] = {"__name__": "notebook"}
    for cell in cells:
        few = re.sub(r"^(SEEDS|POINTS) = \d+", r"\1 = 2", cell, flags=re.MULTILINE)
        few = re.sub(r"^DAYS = \d+", "DAYS = 40", few, flags=re.MULTILINE)
        exec(compile(few, "notebook", "exec"), space)
    for name, verb in (("levers", "compare"), ("matter", "sensitivity"), ("hold", "robust")):
        answer: Any = space[name]
        assert answer.stored.verb == verb and answer.sentences() and answer._repr_html_()
    assert not re.search(r"^(import|from) (?!bijstand)", "\n".join(cells), re.MULTILINE)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_verbs_in_the_text_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:\.venv/bin/)?bijstand ([a-z]+)", text))
    assert named - set(VERBS) == set()
