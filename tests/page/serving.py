"""The page as a user starts it: a process of its own, and a real browser that looks at it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The first start on a machine compiles the model.
STARTS_WITHIN = 300


@dataclass(frozen=True)
class Served:
    """A page that is being served.

    Attributes:
        address: Where, as ``http://127.0.0.1:8765``.
        token: What lets a browser in.
        process: By which process.
        terminal: A file of all that it wrote on its terminal.
    """

    address: str
    token: str
    process: subprocess.Popen[bytes]
    terminal: Path

    @property
    def port(self) -> int:
        """The port at which it listens."""
        return urlsplit(self.address).port or 0

    def broke(self) -> list[str]:
        """Return the lines on the terminal that are not those of every start."""
        lines = self.terminal.read_text(encoding="utf-8").splitlines()
        usual = ("bijstand: setting up", "bijstand: open ", "bijstand: host=", "bijstand: behind")
        return [line for line in lines if not line.startswith(usual)]

    def opening(self, query: str = "") -> str:
        """Return the address that lets a browser in, with a query such as ``?seed=3``."""
        return f"{self.address}/{query or '?'}&token={self.token}"

    def memory(self) -> float:
        """Return the memory of the process that is in use, in million bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def browser() -> str | None:
    """Return where a browser is, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@contextmanager
def served(
    *words: str, folder: Path | None = None, page: Sequence[str] = ("bijstand", "ui")
) -> Iterator[Served]:
    """Serve the page on a free port, with the words of the command line, and end it afterwards.

    Args:
        words: The words after the verb.
        folder: Where its studies go; None for a folder that is gone afterwards.
        page: The module that opens it, and its verb.
    """
    command = [sys.executable, "-u", "-m", *page, "port=0", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with (
        TemporaryDirectory() as own,
        (Path(own) / "terminal").open("w+", encoding="utf-8") as terminal,
        subprocess.Popen(
            command, cwd=folder or own, env=environment, stdout=terminal, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            found = _address(process, Path(terminal.name))
            yield Served(found[1], found[2], process, Path(terminal.name))
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _address(process: subprocess.Popen[bytes], terminal: Path) -> re.Match[str]:
    """Wait for the address that the page prints when it can be opened."""
    until = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < until:
        said = terminal.read_text(encoding="utf-8")
        found = re.search(r"open (https?://[^\s?]+)/\?token=([\w-]+) ", said)
        if found:
            return found
        time.sleep(0.05)
    raise RuntimeError(f"the page did not start: {terminal.read_text(encoding='utf-8')[-2000:]}")
