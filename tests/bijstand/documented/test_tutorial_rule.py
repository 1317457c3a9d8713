"""The tutorial's condition and rule, word for word, in a copy: what it promises comes true."""

import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "tutorial-researcher.md"
HALF = """
from tests.made.rule_records import conditions
from sim.rules.allowed import desk_days
plain, half = (conditions(digital_filing=share) for share in (0.0, 0.5))
for barrier in (0.0, 0.4):
    whole = desk_days(plain, 3.0, barrier, 0.5, 0.5)
    assert whole > 0
    assert abs(desk_days(half, 3.0, barrier, 0.5, 0.5) - whole / 2) < 1e-12
"""
# Commands one after the other, in one process.
VERBS = """
from bijstand.command_line.main import main
for words in {}:
    assert main(words) == 0, words
"""
SHOW = ["conditions", "group=legal"]
SET = ["check", "conditions.digital_filing=0.4"]
SWEEP = [
    "sweep",
    "design=ofat",
    "design.factors=[digital_filing]",
    "run.warm_up_days=5",
    "design.points=2",
    "executor=serial",
]


def indented_blocks() -> list[str]:
    """Return the three pieces of the section, as they stand there: code, its Dutch, code."""
    section = PAGE.read_text(encoding="utf-8").partition("## A condition and a rule")[2]
    section = section.partition("\n## ")[0]
    return re.findall(r"(?:^(?: {4}.*)\n)+", section, re.MULTILINE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the edits, in a copy of what is tracked."""
    folder = tmp_path_factory.mktemp("tutorial") / "copy"
    folder.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    condition, dutch, factor = indented_blocks()
    declared = folder / "sim" / "conditions" / "allowed.py"
    before, end, after = declared.read_text(encoding="utf-8").rpartition("\n)\n")
    declared.write_text(f"{before}\n{condition}{end.lstrip()}{after}", encoding="utf-8")
    told = folder / "sim" / "words" / "nl" / "declared.yaml"
    told.write_text(told.read_text(encoding="utf-8") + dedent(dutch), encoding="utf-8")
    rules = folder / "sim" / "rules" / "allowed.py"
    text = rules.read_text(encoding="utf-8")
    start = text.index("def desk_days(")
    at = text.index("\n    )\n\n", start) + 1
    rules.write_text(text[:at] + factor + text[at:], encoding="utf-8")
    return folder


def python(copy: Path, *words: str, plainly: bool = False) -> str:
    """Run Python in the copy, on the copy's own code; plainly: with no compilation."""
    own = os.environ | ({"NUMBA_DISABLE_JIT": "1"} if plainly else {})
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=own, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shown(copy: Path) -> str:
    """What the condition's group is said to hold, and a study of it, before the docs are made."""
    return python(copy, "-c", VERBS.format([SHOW, [*SWEEP, "run.days=5"]]), plainly=True)


@pytest.fixture(scope="module")
def documented(copy: Path, shown: str) -> Path:
    """Make the docs: the record that they write is of the model, which is compiled anew after."""
    python(copy, "-m", "analysis.documents")
    return copy


def test_the_condition_is_shown_and_varied_at_once(shown: str) -> None:
    assert "digital_filing" in shown


def test_with_half_of_the_time_saved_the_mean_time_is_half(copy: Path, shown: str) -> None:
    python(copy, "-c", HALF)


def test_the_docs_follow(documented: Path) -> None:
    table = (documented / "docs" / "tables" / "conditions.md").read_text(encoding="utf-8")
    assert "digital_filing" in table
    typed = (documented / "sim" / "state" / "declared.py").read_text(encoding="utf-8")
    assert "    digital_filing: Real\n" in typed


def test_the_condition_can_be_set_and_varied(documented: Path) -> None:
    python(documented, "-c", VERBS.format([SET, [*SWEEP, "run.days=20"]]))


def test_no_test_breaks(documented: Path) -> None:
    python(
        documented,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/sim/setting/test_conditions.py",
        "tests/sim/rules/test_rules_able_allowed.py",
        "tests/sim/test_baselines.py",
        "tests/analysis/documents/test_documents.py",
    )
