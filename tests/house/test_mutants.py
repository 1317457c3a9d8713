"""The declared faults fit the code as it is, and the tests notice nine of ten in each area."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutants.copy import FAILED, PASSED, reach_compiled_code, run_tests, with_fault
from tests.mutants.faults import ROOT, Fault, FaultError, areas, faults_of
from tests.mutants.score import AT_LEAST, read_score, share_noticed

PLANTED = Fault("planted", "planted.py", "x > 0", "x >= 0", "Zero counts.", ("test_planted.py",))
CODE = "def above(x):\n    return x > 0\n"


@pytest.mark.parametrize("area", areas())
def test_faults_fit_the_code_and_are_noticed(area: str) -> None:
    """If a fault no longer fits: declare it anew, and run ``make mutants``."""
    faults, score = faults_of(area), read_score().get(area, {})
    for fault in faults:
        fault.applied((ROOT / fault.file).read_text(encoding="utf-8"))
    assert [fault.means for fault in faults if fault.key not in score] == [], "run make mutants"
    assert share_noticed(faults, score) >= AT_LEAST


@pytest.mark.parametrize("area", areas())
def test_the_tests_that_are_to_notice_exist_and_are_no_pins(area: str) -> None:
    named = {test for fault in faults_of(area) for test in fault.tests}
    assert len(named) > 0
    for test in named:
        file, _, name = test.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not name or re.search(rf"^def {re.escape(name.partition('[')[0])}\(", text, re.M)
        assert "baselines" not in file


def test_a_fault_stands_once_changes_something_and_is_python() -> None:
    assert PLANTED.applied(CODE) == CODE.replace(">", ">=")
    for was, becomes, words in (
        ("x < 0", "x", "0 times, not 1"),
        ("x", "y", "2 times, not 1"),
        ("x > 0", "x > 0", "changes nothing"),
        ("x > 0", "x >", "Not Python"),
    ):
        with pytest.raises(FaultError, match=words):
            replace(PLANTED, was=was, becomes=becomes).applied(CODE)


def test_a_fault_is_noticed_or_survives_and_leaves_no_trace(tmp_path: Path) -> None:
    """Two faults in one file of one size within a second: neither runs in the other's place."""
    (tmp_path / "planted.py").write_text(CODE, encoding="utf-8")
    test = "from planted import above\ndef test_above():\n    assert above(1) and not above(0)\n"
    (tmp_path / "test_planted.py").write_text(test, encoding="utf-8")
    before = (tmp_path / "planted.py").stat().st_mtime_ns
    found = []
    for place, becomes in enumerate(("x >= 0", "x == 1")):
        with with_fault(tmp_path, replace(PLANTED, becomes=becomes), place):
            assert becomes in (tmp_path / "planted.py").read_text(encoding="utf-8")
            found.append(run_tests(tmp_path, PLANTED.tests, compiled=None)[0])
        assert (tmp_path / "planted.py").read_text(encoding="utf-8") == CODE
        assert (tmp_path / "planted.py").stat().st_mtime_ns == before
    assert found == [FAILED, PASSED]
    with pytest.raises(FaultError, match="cannot run"):
        run_tests(tmp_path, ["test_nowhere.py"], compiled=None)


def test_what_compiled_code_reads_is_told_from_what_it_does_not() -> None:
    """A fault in it needs new machine code; taken for the other, it would not be tried at all."""
    reached = reach_compiled_code()
    assert {
        "sim/measures/tally.py",
        "sim/state/codes.py",
        "sim/rules/able.py",
        "sim/state/records.py",
    } <= reached
    assert (
        not {
            "analysis/compare/compare.py",
            "bijstand/verbs/study/run.py",
            "analysis/stored/summary.py",
        }
        & reached
    )


def test_an_unknown_area_is_refused_in_one_line() -> None:
    command = [sys.executable, "-m", "tests.mutants", "outcome"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"no such area: outcome; allowed: {', '.join(areas())}\n"
