"""Every verb, whatever ends it, ends in the same bytes when the same command is run again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bijstand.command_line.main import VERBS as ALL_VERBS
from bijstand.command_line.main import WRONG_USE
from tests.faults import FAULTS, VERBS
from tests.shared import once

ROOT = Path(__file__).parents[2]
Found = dict[str, dict[str, Any]]
WRITE_NOTHING = {"list", "conditions", "check", "ui"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    def disturb_every_verb() -> Found:
        folder = tmp_path_factory.mktemp("faults")
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.faults", folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return {row["verb"]: row for row in map(json.loads, done.stdout.splitlines())}

    return once("faults", disturb_every_verb)


def test_every_verb_that_makes_or_reads_results_is_disturbed() -> None:
    assert set(VERBS) == set(ALL_VERBS) - WRITE_NOTHING


@pytest.mark.parametrize("verb", VERBS)
def test_disturbed_verb_ends_in_the_same_bytes(verb: str, found: Found) -> None:
    assert found[verb]["files"] > (verb != "verify")
    assert {fault for fault, *_ in found[verb]["faults"]} == set(FAULTS)
    assert found[verb]["different"] == []
    assert found[verb]["whole"]


def statuses(found: Found, fault: str) -> list[int]:
    return [status for row in found.values() for name, status, _ in row["faults"] if name == fault]


def test_faults_came_while_verbs_were_at_work(found: Found) -> None:
    kills, ends = statuses(found, "kill"), statuses(found, "term")
    assert set(kills) <= {0, -signal.SIGKILL} and kills.count(-signal.SIGKILL) >= len(VERBS) / 3
    assert set(ends) <= {0, 128 + signal.SIGTERM}
    assert ends.count(128 + signal.SIGTERM) >= len(VERBS) / 3
    assert statuses(found, "disk").count(WRONG_USE) >= len(VERBS) / 2
    assert statuses(found, "descriptors").count(0) < len(VERBS) / 2


@pytest.mark.parametrize("verb", VERBS)
def test_full_disk_is_one_line(verb: str, found: Found) -> None:
    assert len(found[verb]["faults"]) > 0
    for fault, status, said in found[verb]["faults"]:
        if fault == "disk":
            assert status in (0, WRONG_USE), said
            lines = [line for line in said.splitlines() if "bijstand: note:" not in line]
            assert len(lines) == (status == WRONG_USE), said
            assert all("cannot be written" in line for line in lines)
