"""Ctrl-C and a closed pipe: one line or none, and what is finished is kept."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments import cli
from experiments.cli import INTERRUPTED, NOBODY_READS, main
from experiments.study import open_study

ROOT = Path(__file__).parents[1]
QUICK = ["run.seeds=2", "run.days=40", "run.warm_up_days=5"]
COMMAND = [sys.executable, "-m", "experiments.cli"]


def started(*words: str, **options: object) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
    return subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment, **options,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_interrupt_that_a_library_turns_into_its_own_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted_import(name: str) -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt as error:
            raise ImportError("a library could not be imported") from error

    monkeypatch.setattr(cli, "import_module", interrupted_import)
    assert main(["run"]) == INTERRUPTED
    assert capsys.readouterr().err == "bijstand: interrupted\n"


def test_interrupt_while_it_runs_keeps_what_is_finished(folder: Path) -> None:
    assert main(["run", *QUICK]) == 0  # compiles, so that the next one has finished runs soon
    process = started("run", "run.seeds=100000", "run.days=10", "output.name=long", cwd=folder)
    manifest = folder / "outputs" / "run" / "long" / "manifest.json"
    for _ in range(600):
        if list(manifest.parent.glob("runs/part-*")):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert said == ("", "bijstand: interrupted\n")
    content = json.loads(manifest.read_text())
    assert content["status"] == "interrupted"
    runs = open_study(manifest.parent).runs()
    assert len(runs) == content["runs"]["done"] > 0


def test_interrupt_at_the_start_is_one_line() -> None:
    process = started("run", "run.seeds=100000")
    time.sleep(0.25)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert said == ("", "bijstand: interrupted\n")


@pytest.mark.parametrize("words", [["conditions"], ["list", "--csv"], ["run", "--info"]])
def test_closed_pipe_is_silent(words: list[str]) -> None:
    process = started(*words)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == NOBODY_READS
