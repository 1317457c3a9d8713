"""Rows on the page: what a reader waits for, and what other readers cost them.

``python -m benchmarks.page`` measures these alone. The page is served as a user starts it, and
asked over its own websocket, without a browser: what a browser takes to draw comes on top.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from statistics import median

from rich.console import Console

from benchmarks.measure import WALL, Row, seconds, spread
from benchmarks.table import table
from bijstand.page.case.choices import Choices
from bijstand.page.run.session import LONGEST_FRAME
from bijstand.page.run.session import Session as Watched
from sim.batches.many import run_many
from sim.setting.setting import resolve
from sim.world import load_world
from tests.page.kernel import Session
from tests.page.serving import Served, served

SCREENS = {
    "question": "questions",
    "situation": "situations",
    "options": "levers",
    "consequences": "sentences",
    "why": "content",
    "holds": "sentences",
    "take": "kinds",
    "watch": "speeds",
}
"""By screen a key of the part that its first picture has."""
LEVERS = ("liaisons", "joint_framework", "core_task")
SITUATIONS = ("baseline", "crisis", "personnel_shortage", "crisis_and_shortage")
MANY, SHARE = 20, 0.5
MOMENT, PATIENCE = 0.005, 300.0
CLEARED = 5.0
"""Seconds after which what a closed session held has been given back."""


def until(there: Callable[[], bool]) -> float:
    """Wait until something is there, and return how long that took.

    Raises:
        TimeoutError: Where it does not come.
    """
    began = WALL()
    while not there():
        if WALL() - began > PATIENCE:
            raise TimeoutError("the page did not answer in time")
        time.sleep(MOMENT)
    return WALL() - began


def rows(repeats: int) -> Iterator[Row]:
    """Measure one row after the other.

    Args:
        repeats: How often each is measured.
    """
    with served() as page:
        with Session(page, "?screen=question", "questions"):
            pass  # the first visit loads what all later ones use
        yield first_pictures(page, repeats)
        yield five_seeds(page, repeats)
        yield whole_run(page, repeats)
    yield longest_frames(repeats)
    with served() as page:
        yield memory_back(page, repeats)
    with served() as page:
        yield side_by_side(page)


def first_pictures(page: Served, repeats: int) -> Row:
    """From the first word of a visit to the first picture of its screen, the slowest of all."""
    found: dict[str, list[float]] = {screen: [] for screen in SCREENS}
    for _ in range(repeats):
        for screen, key in SCREENS.items():
            began = WALL()
            with Session(page, f"?screen={screen}", key):
                found[screen].append(WALL() - began)
    medians = {screen: median(times) for screen, times in found.items()}
    slowest = max(medians, key=lambda screen: medians[screen])
    note = ", ".join(f"{screen} {seconds_:.2f}" for screen, seconds_ in medians.items())
    name = "page: first picture, the slowest screen"
    return Row(name, 1.0, False, "s", spread(found[slowest]), f"ready questions; medians: {note}")


def five_seeds(page: Served, repeats: int) -> Row:
    """Eight packages in four situations on five seeds, from asking to the screen."""
    found, alone = [], []
    for repeat in range(repeats):
        strength = 0.5 + 0.01 * repeat  # what was asked before lies on disk
        single = [f"{lever}*{strength + more:g}" for lever in LEVERS for more in (0.0, 0.2)]
        joined = [f"{lever}%2Bliaisons*{strength:g}" for lever in ("core_task", "joint_framework")]
        packages = [*single, *joined]
        situations = ",".join(f"{name}:likely" for name in SITUATIONS)
        query = f"?screen=options&packages={','.join(packages)}&situations={situations}"
        time.sleep(CLEARED)  # or what the reader before left is cleared meanwhile
        with Session(page, query, "levers") as session:
            began = WALL()
            session.open("consequences")
            until(lambda session=session: "data-change" in session.results)  # type: ignore[misc]
            found.append(WALL() - began)
            if session.has("doing"):
                session.act("stop", "doing")
        alone.append(_runs_alone())
    ratio = median(found) / median(alone)
    note = f"180 runs; {ratio:.1f} x those of so many runs of the baseline on two threads"
    return Row("page: five seeds of 8 x 4", 1.0, False, "s", spread(found), note)


def _runs_alone() -> float:
    """Return the seconds of as many runs of the baseline, in batches on two threads."""
    setting = resolve()
    parts = [range(first, first + 15) for first in range(0, 180, 15)]
    with ThreadPoolExecutor(2) as threads:
        return seconds(lambda: list(threads.map(lambda part: run_many(setting, part), parts)), WALL)


def whole_run(page: Served, repeats: int) -> Row:
    """One run of two years at full speed, map and charts drawn on the way."""
    found = []
    for repeat in range(repeats):
        with Session(page, f"?screen=watch&seed={repeat + 1}") as session:
            session.act("speed:full")
            began = WALL()
            session.act("play")
            until(lambda session=session: bool(session.bar["finished"]))  # type: ignore[misc]
            found.append(WALL() - began)
    return Row("page: a run of 730 days at full speed", 5.0, False, "s", spread(found), "alone")


def longest_frames(repeats: int) -> Row:
    """The longest that a frame holds a session, over a run of two years at full speed."""
    longest, all_of_them = [], []
    for repeat in range(repeats):
        session = Watched(replace(Choices(), seed=repeat + 1), "en", load_world())
        session.set_speed("full")
        frames: list[float] = []
        vars(session)["_frame"] = partial(_timed, session._frame, frames)
        session.play()
        until(lambda session=session: not session.playing)  # type: ignore[misc]
        session.close()
        longest.append(1e3 * max(frames))
        all_of_them += frames
    note = f"the longest of each run; the median frame {1e3 * median(all_of_them):.0f} ms"
    return Row("page: longest frame", 1e3 * LONGEST_FRAME, False, "ms", spread(longest), note)


def _timed(
    frame: Callable[[threading.Event, float], bool],
    frames: list[float],
    stop: threading.Event,
    began: float,
) -> bool:
    """Move on by a frame, and write down how long that took."""
    started = WALL()
    moved = frame(stop, began)
    frames.append(WALL() - started)
    return moved


def memory_back(page: Served, repeats: int) -> Row:
    """What is kept of the memory that ten sessions took, after they have ended."""
    found = []
    with Session(page, "?screen=watch&seed=0"):
        for _ in range(min(repeats, 3)):
            before = page.memory()
            opened = [Session(page, f"?screen=watch&seed={seed}") for seed in range(1, 11)]
            held = page.memory() - before
            for session in opened:
                session.close()
            time.sleep(8.0)
            found.append(100.0 * max(0.0, page.memory() - before) / max(held, 1.0))
    note = f"ten sessions with their models, {held:.0f} MB the last time"
    return Row("page: memory kept after sessions end", 50.0, False, "%", spread(found), note)


def side_by_side(page: Served) -> Row:
    """Of twenty sessions that play at once, those that keep half of their speed or are told."""
    query = "?screen=watch&days=730&warm_up_days=20&seed="
    with Session(page, f"{query}0") as one:
        alone = _speed([one])[0]
    sessions = [Session(page, f"{query}{seed}") for seed in range(1, MANY + 1)]
    speeds = _speed(sessions)
    fine = [
        speed >= SHARE * alone or bool(session.bar["waits"])
        for speed, session in zip(speeds, sessions, strict=True)
    ]
    told = sum(bool(session.bar["waits"]) for session in sessions)
    for session in sessions:
        session.close()
    note = (
        f"{told} of {MANY} are told; each keeps {100 * median(speeds) / alone:.0f} % of its speed"
        f" alone, from {100 * min(speeds) / alone:.0f} to {100 * max(speeds) / alone:.0f}"
    )
    name = "page: twenty side by side, half as fast or told that they wait"
    return Row(name, 100.0, True, "%", spread([100.0 * sum(fine) / len(fine)]), note)


def _speed(sessions: list[Session]) -> list[float]:
    """Return the days a second that each of some sessions moves on, all of them at full speed."""
    for session in sessions:
        session.act("speed:full")
        session.act("play")
    for session in sessions:
        until(lambda session=session: session.bar["day"] > 0 or session.bar["finished"])  # type: ignore[misc]
    began, first = WALL(), [float(session.bar["day"]) for session in sessions]
    time.sleep(1.0 if len(sessions) == 1 else 6.0)
    last = [float(session.bar["day"]) for session in sessions]
    took = WALL() - began
    return [(end - start) / took for start, end in zip(first, last, strict=True)]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="how often each is measured")
    console, found = Console(width=200), []
    for row in rows(parser.parse_args().repeats):
        found.append(row)
        console.print(f"{row.name}: {row.verdict}", highlight=False)
    console.print(table(found))


if __name__ == "__main__":
    main()
