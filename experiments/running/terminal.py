"""What is printed, and what happens when nobody reads on."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from experiments.running.telling import told
from sim.words import Message

NARROWEST_FILE = 116
DUMB = ("dumb", "unknown")


class Terminal(Console):
    """A console that leaves a closed pipe to the command line, which ends silently.

    Texts are printed as they are: what looks like rich's markup is a part of a name or a path.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def on_broken_pipe(self) -> NoReturn:
        """Raise the error again instead of ending the program with a status of rich's own."""
        raise BrokenPipeError


def terminal() -> Terminal:
    """Return the console for results: as wide as the window, or wide enough in a file."""
    console = Terminal(file=sys.stdout, soft_wrap=False)
    return console if console.is_terminal else Terminal(file=sys.stdout, width=NARROWEST_FILE)


class Rate(ProgressColumn):
    """Runs per second."""

    def render(self, task: Task) -> Text:
        """Return the speed of a task in words."""
        speed = task.finished_speed or task.speed
        return Text(
            "" if speed is None else told(Message("{speed:.0f} runs/s", speed=speed)),
            style="progress.data.speed",
        )


def progress_bar() -> Progress:
    """Return a bar on stderr with rate and time left, so that stdout holds results only."""
    console = Terminal(file=sys.stderr, force_terminal=is_live(sys.stderr))
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        Rate(),
        TextColumn(told(Message("left"))),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def is_live(stream: TextIO | None) -> bool:
    """Return whether what was written to a stream can be taken back: a log must get no codes.

    Asked of the stream itself, for variables that ask for colour (FORCE_COLOR) say nothing of that.
    """
    try:
        return bool(stream and stream.isatty() and os.environ.get("TERM") not in DUMB)
    except ValueError:  # it is closed
        return False
