"""What nobody foresaw is one line and a file with the details, and never a traceback."""

import errno
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bijstand.command_line import main as cli
from bijstand.command_line.main import PROGRAM_ERROR, VERBS, WRONG_USE, main
from bijstand.verbs.looking import check as cli_check

pytestmark = pytest.mark.usefixtures("unrendered")

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "bijstand"]


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("BIJSTAND_TRACEBACK", raising=False)
    return tmp_path


def failing(error: BaseException) -> Callable[[Any], int]:
    def run(words: Any) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    "error",
    [
        ValueError("two\nlines \x1b[31mred"),
        KeyError("name"),
        RecursionError("maximum depth"),
        AssertionError(),
        ZeroDivisionError("x" * 100_000),
        UnicodeEncodeError("ascii", "é", 0, 1, "no"),
        OSError("no number"),
        ImportError("no module"),
    ],
)
def test_an_error_of_the_program_is_one_line_and_a_file(
    error: Exception,
    logs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(cli_check, "run", failing(error))
    assert main(["check", "run.seeds=3"]) == PROGRAM_ERROR
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and len(said.err) < 1000
    assert said.err.startswith(f"bijstand: an error of the program ({type(error).__name__}")
    assert "Traceback" not in said.err and "\x1b" not in said.err
    (log,) = logs.iterdir()
    assert f"details in {log}; please report it" in said.err
    text = log.read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in text and type(error).__name__ in text
    assert "'check' 'run.seeds=3'" in text and "numba" in text
    assert os.name != "posix" or log.stat().st_mode & 0o077 == 0, "paths are nobody else's business"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory"),
        (OSError(errno.ENOSPC, "No space left on device", "/a/b"), "'/a/b': No space left"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), "'/a/b': Permission denied"),
        (OSError(errno.EMFILE, "Too many open files"), "Too many open files"),
    ],
)
def test_what_the_machine_does_not_allow_is_no_error_of_the_program(
    error: Exception,
    said: str,
    logs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(cli_check, "run", failing(error))
    assert main(["check"]) == WRONG_USE
    line = capsys.readouterr().err
    assert said in line and line.count("\n") == 1
    assert list(logs.iterdir()) == []


def test_a_log_that_cannot_be_written_is_said(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli_check, "run", failing(ValueError("x")))
    monkeypatch.setattr(tempfile, "tempdir", str(logs / "gone"))
    assert main(["check"]) == PROGRAM_ERROR
    line = capsys.readouterr().err
    assert "could not be written" in line and "BIJSTAND_TRACEBACK=1" in line


def test_whoever_asks_for_the_traceback_gets_it(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_check, "run", failing(ValueError("x")))
    with pytest.raises(ValueError, match="x"):
        main(["check", "--traceback"])
    monkeypatch.setenv("BIJSTAND_TRACEBACK", "1")
    with pytest.raises(ValueError, match="x"):
        main(["check"])
    monkeypatch.setenv("BIJSTAND_TRACEBACK", "0")
    assert main(["check"]) == PROGRAM_ERROR


@pytest.mark.parametrize("verb", VERBS)
def test_the_net_is_below_every_verb(
    verb: str, logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli.VERBS, verb, ("no.such.module", ""))
    for words in ([verb], [verb, "--help"]):
        assert main(words) == PROGRAM_ERROR
        assert re.match(
            r"bijstand: an error of the program \(ModuleNotFoundError: .*\n",
            capsys.readouterr().err,
        )


def test_a_full_device_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no device that is always full")
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [*COMMAND, "check"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == WRONG_USE
    assert run.stderr == f"bijstand: {os.strerror(errno.ENOSPC)}\n"


def test_the_status_of_a_program_error_is_documented() -> None:
    assert f"{PROGRAM_ERROR} for an error of the program" in cli.usage()
    assert "--traceback" in cli.usage()
