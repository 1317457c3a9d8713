"""A process of its own that runs a study in children and kills them: python -m tests.crashes.

It compiles the model once and forks, so that twenty crashes cost twenty short runs and no more.
Only children run studies, for a process that has threads cannot be forked.
Prints, as JSON, how often a child was killed, and how the final tables compare with those of a
study that nothing disturbed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from experiments.running.engine import ExecutorChoice
from experiments.study import files, store
from experiments.study.study import run_study
from tests.made.studies import SHORT, final_tables, keeps_a_course, small_design
from tests.warm import load_libraries, load_machine_code

KILLS = 20
OFTEN = 0.02
CRASHED = 9


def study(folder: Path, points: int = 4) -> None:
    """Run the study that is interrupted: many small chunks, so that there is much to interrupt."""
    run_study(
        small_design(points),
        SHORT,
        folder,
        seeds=3 if points > 1 else 1,
        keep=keeps_a_course,
        executor=ExecutorChoice("threads", workers=2, chunk_seconds=OFTEN),
    )


def child(act: Callable[[], None]) -> int:
    """Do something in a forked process and return its number."""
    number = os.fork()
    if number == 0:
        try:
            act()
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    return number


def killed_at_random(folder: Path) -> dict[str, object]:
    """Kill children at random moments until there were enough, and finish what is left."""
    chance, kills, finished = random.Random(4), 0, []
    began = time.monotonic()
    finish(folder / "reference")
    whole = time.monotonic() - began
    while kills < KILLS:
        place = folder / f"study-{len(finished)}"
        number = child(lambda place=place: study(place))
        time.sleep(chance.uniform(0.05, 0.5) * whole)
        os.kill(number, signal.SIGKILL)
        _, status = os.waitpid(number, 0)
        kills += os.WIFSIGNALED(status)
        if not os.WIFSIGNALED(status):
            finished.append(place)
    finish(place)
    return {"kills": kills, "studies": len({*finished, place}), **same([*finished, place], folder)}


def crashed_at_renames(folder: Path) -> dict[str, object]:
    """Crash just before, and just after, each single file gets its name."""
    finish(folder / "reference", points=1)
    crashes, at, places = 0, 0, []
    while True:
        place = folder / f"study-{at}"
        codes = [ended(child(lambda p=place, a=at, b=b: crashing(p, a, b))) for b in (True, False)]
        if codes == [0, 0]:
            break
        crashes += codes.count(CRASHED)
        finish(place, points=1)
        places.append(place)
        at += 1
    return {"crashes": crashes, **same(places, folder)}


def crashing(place: Path, at: int, before: bool) -> None:
    """Run the study, and crash at the renaming with a number, before or after it."""
    count, real = 0, files.put_in_place

    def put_in_place(draft: Path, file: Path) -> None:
        nonlocal count
        if count == at and before:
            os._exit(CRASHED)
        real(draft, file)
        if count == at:
            os._exit(CRASHED)
        count += 1

    files.put_in_place = store.put_in_place = put_in_place
    study(place, points=1)


def finish(place: Path, points: int = 4) -> None:
    """Run the study, or what is left of it, to its end."""
    code = ended(child(lambda: study(place, points)))
    if code:
        raise RuntimeError(f"the study in {place} ended with status {code}")


def ended(number: int) -> int:
    """Return the exit status of a child."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def same(places: list[Path], folder: Path) -> dict[str, object]:
    """Say whether all studies have the tables of the reference, to the last byte."""
    reference = final_tables(folder / "reference")
    found = [final_tables(place) == reference for place in places]
    left = [str(f) for p in places for f in p.rglob("*") if "draft" in f.name or "part-" in f.name]
    return {"same": all(found), "compared": len(found), "left": left}


if __name__ == "__main__":
    load_machine_code()
    load_libraries()
    act = {"kill": killed_at_random, "renames": crashed_at_renames}[sys.argv[1]]
    print(json.dumps(act(Path(sys.argv[2]))))
