"""Ctrl-C, its kin and a closed pipe: one line or none, and what is finished is kept."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bijstand.command_line import main as cli
from bijstand.command_line.main import NOBODY_READS, main
from experiments.running.interrupt import TOGETHER, Interrupt, signals
from experiments.study.study import open_study

ROOT = Path(__file__).parents[3]
QUICK = ["run.seeds=2", "run.days=40", "run.warm_up_days=5"]
COMMAND = [sys.executable, "-m", "bijstand"]
LONG = ["run.seeds=100000", "run.days=10", "output.name=long"]
INTERRUPTED = 128 + signal.SIGINT


def started(*words: str, **options: object) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
    return subprocess.Popen(
        [*COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **{"preexec_fn": nothing_ignored, **options},
    )


def nothing_ignored() -> None:
    """Let a process begin as one of a terminal does, also where the tests run in the background."""
    for number in signals():
        signal.signal(number, signal.SIG_DFL)


def hangup_ignored() -> None:
    """Let a process begin as nohup does."""
    nothing_ignored()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def with_runs(folder: Path, *words: str, **options: object) -> subprocess.Popen:
    """Start a study and wait until some of its runs are stored."""
    process = started("run", *LONG, *words, cwd=folder, **options)
    for _ in range(900):
        if list((folder / "outputs" / "run" / "long").glob("runs/part-*")):
            return process
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"nothing was stored: {process.communicate()}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_interrupt_that_a_library_turns_into_its_own_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(signal, "getsignal", lambda number: signal.SIG_DFL)

    def interrupted_import(name: str) -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt as error:
            raise ImportError("a library could not be imported") from error

    monkeypatch.setattr(cli, "import_module", interrupted_import)
    assert main(["run"]) == INTERRUPTED
    assert capsys.readouterr().err == "bijstand: interrupted\n"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compile, so that what is interrupted has finished runs soon."""
    assert main(["run", *QUICK, f"output.folder={tmp_path_factory.mktemp('compiled')}"]) == 0


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (signal.SIGINT, "interrupted"),
        (signal.SIGTERM, "interrupted (SIGTERM)"),
        (signal.SIGHUP, "interrupted (SIGHUP)"),
    ],
)
def test_interrupt_while_it_runs_keeps_what_is_finished(
    number: signal.Signals, said: str, folder: Path, compiled: None
) -> None:
    process = with_runs(folder)
    process.send_signal(number)
    assert process.communicate(timeout=60) == ("", f"bijstand: {said}\n")
    assert process.returncode == 128 + number
    place = folder / "outputs" / "run" / "long"
    content = json.loads((place / "manifest.json").read_text())
    assert content["status"] == "interrupted"
    assert len(open_study(place).runs()) == content["runs"]["done"] > 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_end_of_a_study_leaves_no_worker_behind(
    number: signal.Signals, folder: Path, compiled: None
) -> None:
    process = with_runs(folder, "executor=processes", "executor.workers=2")
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    process.wait(timeout=60)
    assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert workers and psutil.wait_procs(workers, timeout=20)[1] == []


def test_end_of_the_session_that_is_ignored_stays_ignored(folder: Path, compiled: None) -> None:
    process = with_runs(folder, preexec_fn=hangup_ignored)
    process.send_signal(signal.SIGHUP)
    time.sleep(1)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM


def test_second_interrupt_ends_at_once() -> None:
    """The first is caught by something that never ends; a closing terminal's two are one."""
    text = """
import signal, time
from experiments.running.interrupt import INTERRUPT
with INTERRUPT.watched():
    said = "ready"
    while True:
        try:
            print(said, flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            said = "first"
"""
    process = subprocess.Popen(
        [sys.executable, "-c", text],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=nothing_ignored,  # noqa: PLW1509 - no threads yet
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGHUP)
    assert process.stdout.readline() == "first\n"
    time.sleep(2 * TOGETHER)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=5) == 128 + signal.SIGTERM


def test_signals_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert signal.SIGTERM in signals() and signal.SIGHUP in signals()
    kept = {name: s for name, s in signal.Signals.__members__.items() if name != "SIGHUP"}
    monkeypatch.setattr(signal, "Signals", _Members(kept))
    assert [s.name for s in signals()] == ["SIGINT", "SIGTERM"]
    handler = Interrupt()
    with handler.watched():
        pass


class _Members(dict):
    """The signals of a system that has fewer."""

    @property
    def __members__(self) -> dict:
        return self


def test_interrupt_at_the_start_is_one_line() -> None:
    process = started("run", "run.seeds=100000")
    # By what it has computed, for on a busy machine Python itself is not there after so long.
    while process.poll() is None and sum(psutil.Process(process.pid).cpu_times()[:2]) < 0.2:
        time.sleep(0.01)
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
