"""The declared faults."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "faults"
NEEDED, OPTIONAL = ("file", "was", "becomes", "means", "tests"), ("equivalent",)


class FaultError(Exception):
    """A fault that cannot be put into the code, or tests that cannot judge it."""


@dataclass(frozen=True)
class Fault:
    """One small fault.

    Attributes:
        area: Which numbers it makes wrong; the name of the file that declares it.
        file: The file it is put into.
        was: What stands there, exactly once.
        becomes: What stands there with the fault.
        means: The fault in a sentence.
        tests: The files or tests that are to notice it, the quickest first.
        equivalent: Why nothing that is printed changes with it, where that is so.
    """

    area: str
    file: str
    was: str
    becomes: str
    means: str
    tests: tuple[str, ...]
    equivalent: str = ""

    @property
    def key(self) -> str:
        """What it is known by in the score: another fault, another key."""
        text = "\0".join((self.file, self.was, self.becomes))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def applied(self, text: str) -> str:
        """Return the text of its file with the fault.

        Raises:
            FaultError: Where it does not occur exactly once, changes nothing or cannot be read.
        """
        if (found := text.count(self.was)) != 1:
            raise FaultError(f"{self.area}: {self.means} {self.file} has it {found} times, not 1")
        faulty = text.replace(self.was, self.becomes)
        if faulty == text:
            raise FaultError(f"{self.area}: {self.means} It changes nothing in {self.file}")
        if self.file.endswith(".py"):
            try:
                compile(faulty, self.file, "exec")
            except SyntaxError as error:
                raise FaultError(f"{self.area}: {self.means} Not Python: {error}") from error
        return faulty


def areas() -> list[str]:
    """Return the names of the areas."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def faults_of(area: str) -> list[Fault]:
    """Read the faults of an area.

    Raises:
        FaultError: Where a fault lacks an entry, has one too many, or stands twice.
    """
    declared = yaml.safe_load((FOLDER / f"{area}.yaml").read_text(encoding="utf-8"))
    faults = [_fault_from(area, entry) for entry in declared]
    keys = [fault.key for fault in faults]
    for fault in faults:
        if keys.count(fault.key) > 1:
            raise FaultError(f"{area}: {fault.means} It stands twice")
    return faults


def _fault_from(area: str, entry: Mapping[str, Any]) -> Fault:
    names = set(entry)
    if names - {*NEEDED, *OPTIONAL} or set(NEEDED) - names:
        raise FaultError(f"{area}: a fault has {sorted(names)}; needed: {', '.join(NEEDED)}")
    return Fault(area, **{**entry, "tests": tuple(entry["tests"])})
