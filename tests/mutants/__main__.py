"""The command that tries the faults: ``python -m tests.mutants [--rest] [AREA ...]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants.copy import PASSED, copy_project, reach_compiled_code, run_tests, with_fault
from tests.mutants.faults import Fault, FaultError, areas, faults_of
from tests.mutants.score import NOTICED, SURVIVED, read_score, share_noticed, write_score


def chosen(arguments: argparse.Namespace) -> dict[str, list[Fault]]:
    """Return the faults to try, by area; all of them must fit the code as it is."""
    if unknown := set(arguments.areas) - set(areas()):
        raise FaultError(f"no such area: {', '.join(unknown)}; allowed: {', '.join(areas())}")
    score, found = read_score(), {}
    for area in arguments.areas or areas():
        faults, known = faults_of(area), score.get(area, {})
        if arguments.rest:
            faults = [
                fault
                for fault in faults
                if known.get(fault.key) != NOTICED and not (fault.equivalent and fault.key in known)
            ]
        found[area] = faults
    return found


def try_faults(area: str, faults: list[Fault], folder: Path) -> None:
    """Try the faults of an area in a copy of the project, and keep what became of each at once."""
    compiled = folder / "compiled"
    reached = reach_compiled_code()
    tests = sorted({test for fault in faults for test in fault.tests})
    state, said = run_tests(folder, tests, compiled=compiled)
    if state != PASSED:
        raise FaultError(f"{area}: the tests fail without any fault:\n{said}")
    for place, fault in enumerate(faults):
        began = time.monotonic()
        with with_fault(folder, fault, place):
            kept = None if fault.file in reached else compiled
            state, said = run_tests(folder, fault.tests, compiled=kept)
        became = SURVIVED if state == PASSED else NOTICED
        # Read anew each time: another area may be tried at the same time.
        score = read_score()
        score.setdefault(area, {})[fault.key] = became
        write_score(score)
        note = " (equivalent)" if fault.equivalent else ""
        print(f"{became:8} {time.monotonic() - began:4.0f} s  {fault.means}{note}{by(said)}")
        sys.stdout.flush()


def by(said: str) -> str:
    """Return which test noticed, as pytest says it."""
    lines = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return f"  [{lines[0].split(' - ')[0].partition(' ')[2]}]" if lines else ""


def main() -> int:
    """Try what is asked for, and say the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(areas()))
    parser.add_argument(
        "--rest", action="store_true", help="only those not tried yet, or not noticed the last time"
    )
    arguments = parser.parse_args()
    try:
        faults = chosen(arguments)
        with tempfile.TemporaryDirectory() as folder:
            copy_project(Path(folder))
            for area, some in faults.items():
                if some:
                    try_faults(area, some, Path(folder))
    except FaultError as error:
        print(error, file=sys.stderr)
        return 2
    score = read_score()
    for area in faults:
        print(f"{area}: {share_noticed(faults_of(area), score[area]):.0%} noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
