"""What is seen of a study while it runs: an early line and one a minute, no codes in logs."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from experiments.running import progress
from experiments.running.chunk import Rows, no_rows
from experiments.running.progress import EVERY, Pace, Progress, duration
from experiments.running.telling import telling_in
from experiments.running.terminal import is_live
from experiments.study.study import run_study
from tests.made.studies import SHORT, small_design


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "PACE", Pace(clock))
    return clock


def rows(count: int, failed: int = 0) -> Rows:
    found = no_rows(SHORT, count)
    found.outcomes[:] = 0.0
    found.outcomes[:failed] = float("nan")
    found.failures = {place: ("run", "it broke") for place in range(failed)}
    return found


def test_nothing_is_said_of_what_takes_less_than_a_minute(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(10, 0, "short") as shown:
        for _ in range(10):
            clock.now += 5.9
            shown.advance(rows(1))
    assert capsys.readouterr().err == ""


def test_a_line_as_soon_as_it_is_known_to_take_long_then_one_a_minute_and_one_at_the_end(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(1000, 100, "long") as shown:
        for second in range(1, 181):
            clock.now += 1
            if second % 10:
                shown.look()
            else:
                shown.advance(rows(50, failed=second == 10))
    assert capsys.readouterr().err.splitlines() == [
        "bijstand: long: 200 of 1000 runs (20%), 5 runs/s, about 2.7 min left, 1 failed",
        "bijstand: long: 500 of 1000 runs (50%), 5 runs/s, about 1.7 min left, 1 failed",
        "bijstand: long: 800 of 1000 runs (80%), 5 runs/s, about 40 s left, 1 failed",
        "bijstand: long: all 1000 runs done in 3.0 min, 1 failed",
    ]


def test_every_line_is_in_the_language_of_who_asked(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with telling_in("nl"), Progress(2000, 0, "lang") as shown:
        for second in range(1, 101):
            clock.now += 1
            shown.advance(rows(20, failed=second == 1))
    said = capsys.readouterr().err.splitlines()
    assert said[0] == (
        "bijstand: lang: 60 van 2000 runs (3%), 20 runs/s, nog ongeveer 1,6 min, 1 mislukt"
    )
    assert said[-1] == "bijstand: lang: alle 2000 runs klaar in 1,7 min, 1 mislukt"


def test_the_first_runs_which_wait_for_the_compiler_say_nothing_of_how_long_it_takes(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(100, 0, "cold") as shown:
        clock.now += 20
        shown.advance(rows(1))
        assert capsys.readouterr().err == ""
        clock.now += 1
        shown.advance(rows(20))
        assert capsys.readouterr().err == "", "four seconds to go"
        clock.now += 40
        shown.look()
        assert "21 of 100 runs (21%), 0.488 runs/s, about 2.7 min left" in capsys.readouterr().err


def test_studies_one_after_another_share_the_minute(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "abcd":
        with Progress(4, 0, name) as shown:
            for _ in range(4):
                clock.now += 5
                shown.advance(rows(1))
    assert [line.split(":")[1] for line in capsys.readouterr().err.splitlines()] == [" c", " c"]
    clock.now += 10 * EVERY  # a notebook that was left alone
    with Progress(4, 0, "e") as shown:
        shown.advance(rows(4))
    assert capsys.readouterr().err == ""


def test_nothing_is_said_at_the_end_of_what_was_interrupted(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyboardInterrupt), Progress(10, 0, "long") as shown:
        clock.now += EVERY
        shown.advance(rows(1))
        raise KeyboardInterrupt
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("name", ["FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"])
def test_log_gets_no_control_codes_whatever_asks_for_colour(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    clock: Clock,
) -> None:
    monkeypatch.setenv(name, "1")
    run_study(small_design(), SHORT, tmp_path / "study", executor="serial")
    assert capsys.readouterr().err == ""


def test_bar_is_for_terminals_that_can_take_a_line_back(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    assert is_live(Screen()) and not is_live(io.StringIO()) and not is_live(None)
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress(10, 0, "study") as shown:
        shown.advance(rows(10))
    assert "\x1b[" in screen.getvalue() and "10/10" in screen.getvalue()
    monkeypatch.setenv("TERM", "dumb")
    assert not is_live(Screen())
    screen.close()
    assert not is_live(screen)


class Gone(io.StringIO):
    """A terminal that was closed."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")


class Shut(Gone):
    """A log that takes no more."""

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize("stream", [Gone, Shut])
def test_study_goes_on_where_nobody_reads_any_more(
    stream: type[io.StringIO], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PACE", Pace(iter(range(0, 10**9, 61)).__next__))
    monkeypatch.setattr(sys, "stderr", stream())
    study = run_study(small_design(), SHORT, tmp_path / "study", executor="serial")
    assert study.complete


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.0, "0 s"), (89, "89 s"), (90, "1.5 min"), (7200, "2.0 h")]
)
def test_lengths_of_time_have_the_unit_that_suits(seconds: float, said: str) -> None:
    assert duration(seconds) == said
