"""The score: which faults were noticed, kept beside the faults, shown in docs/verification.md."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from tests.mutants.faults import Fault, areas, faults_of

FILE = Path(__file__).parent / "score.json"
NOTICED, SURVIVED = "noticed", "survived"
AT_LEAST = 0.9

Score = dict[str, dict[str, str]]


def read_score() -> Score:
    """Return what became of each fault, by area and the fault's key."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def write_score(score: Score) -> None:
    """Keep what became of the faults that are still declared, in their order."""
    kept = {
        area: {
            fault.key: score[area][fault.key]
            for fault in faults_of(area)
            if fault.key in score.get(area, {})
        }
        for area in areas()
    }
    # Whole or not at all: another area may be read from it at the same time.
    written = FILE.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    written.replace(FILE)


def share_noticed(faults: list[Fault], score: dict[str, str]) -> float:
    """Share of the faults that change what is printed which the tests noticed."""
    real = [score[fault.key] for fault in faults if not fault.equivalent]
    return real.count(NOTICED) / len(real)


def section() -> Iterator[str]:
    """Write the section of docs/verification.md."""
    score = read_score()
    yield HEAD
    yield "| area | faults | equivalent | noticed | share |"
    yield "|---|---|---|---|---|"
    left: list[str] = []
    for area in areas():
        faults, found = faults_of(area), score[area]
        same = [fault for fault in faults if fault.equivalent]
        noticed = sum(found[fault.key] == NOTICED for fault in faults if not fault.equivalent)
        share = share_noticed(faults, found)
        yield f"| {area} | {len(faults)} | {len(same)} | {noticed} | {share:.0%} |"
        left += [f"* {area}, equivalent: {fault.means} {fault.equivalent}" for fault in same]
        left += [
            f"* {area}, not noticed: {fault.means}"
            for fault in faults
            if found[fault.key] == SURVIVED and not fault.equivalent
        ]
    if left:
        yield "\nNot noticed, and equivalent (nothing that is printed changes with them):\n"
        yield from left


HEAD = """
## Do the tests notice a fault?

Small faults are put into a copy of the code one at a time: a sign, another column, the other end of
an interval, a condition turned round, a constant. `make mutants` runs the tests that are to notice
each; the pinned outcomes, which a command overwrites, are not among them. The faults are declared
in `tests/mutants/faults/`, a file an area, each with what it means; `tests/mutants/score.json`
holds what became of them. A test holds each area to nine of ten, and every fault to the code as it
is.

The faults are chosen by hand. Two tools that make them from the syntax were tried, and put aside.
[mutmut](https://mutmut.readthedocs.io) 3.8 leaves decorated functions alone, which all compiled
rules and handlers are, and changes no declarations outside functions.
[cosmic-ray](https://cosmic-ray.readthedocs.io) 8.7 finds 51 374 places in the three packages; one
in five reaches compiled code, which takes longer to translate than to test, so that a pass would
take days. Most of its changes end in a crash or change nothing that is printed. What is wanted here
is the other kind: faults that give a plausible wrong number.
"""
