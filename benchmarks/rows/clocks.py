"""Rows on one run: the clock against other clocks, runs per second, threads, growth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from benchmarks.measure import CORE, WALL, Row, seconds, spread
from benchmarks.worlds import grown, quiet, side_by_side
from sim.batches import many
from sim.batches.many import run_many
from sim.clock import run_clock
from sim.measures import measures
from sim.model import CollaborationModel
from sim.run import run_setting
from sim.setting.setting import Setting, draw_tape, resolve
from sim.setting.start import start
from sim.world import load_world
from tests.peer import run_peer

# Arrays of a state that are as long as its log, or as what is known of its pairs.
WRITTEN_BY_A_RUN = ("requests", "assignments", "next_visit", "pairs", "acquaintances")
THREADED_RUNS, RUNS_A_PART, RUNS_A_BATCH = 80, 10, 50


def clock_seconds(setting: Setting, seed: int) -> float:
    """Return the time that the compiled clock takes for one run on one core: the best of three."""
    tape = draw_tape(setting, seed)
    states = [start(setting, tape) for _ in range(3)]
    return min(seconds(lambda state=state: run_clock(state, daily=False)) for state in states)  # type: ignore[misc]


def against_mesa(repeats: int) -> Row:
    """The compiled clock against Mesa's event list on the same handlers."""
    setting = resolve()
    found = []
    for seed in range(repeats):
        model = CollaborationModel(rng=seed)
        slow = seconds(lambda model=model: model.run_until(model.horizon))  # type: ignore[misc]
        found.append(slow / clock_seconds(setting, seed))
    note = "baseline of 180 + 730 days, the same seeds, time on one core"
    return Row("clock against the Mesa clock", 30.0, True, "x", spread(found), note)


def against_peer(repeats: int) -> Row:
    """The compiled clock against a plain-Mesa version of the same process."""
    name, note = "clock against a plain-Mesa version", "the same tape; time on one core"
    setting, found = resolve(), []
    for seed in range(repeats):
        tape = draw_tape(setting, seed)
        slow = seconds(lambda tape=tape: run_peer(setting, tape))  # type: ignore[misc]
        found.append(slow / clock_seconds(setting, seed))
    return Row(name, 200.0, True, "x", spread(found), note)


def runs_per_second(repeats: int) -> list[Row]:
    """Runs of the baseline on one core; the clock against the tape; the parts in the notes."""
    setting = resolve()
    _ = run_setting(setting, 0).outcomes, run_many(setting, range(2))
    whole, parts, shares, batches = [], [], [], []
    for seed in range(repeats):
        if seed % RUNS_A_BATCH == 0:
            batch = range(seed, seed + RUNS_A_BATCH)
            batches.append(RUNS_A_BATCH / seconds(lambda batch=batch: run_many(setting, batch)))  # type: ignore[misc]
        whole.append(1.0 / seconds(lambda seed=seed: run_setting(setting, seed).outcomes))  # type: ignore[misc]
        began = CORE()
        tape = draw_tape(setting, seed)
        drawn = CORE()
        state = start(setting, tape)
        laid = CORE()
        state, _ = run_clock(state, daily=False)
        ran = CORE()
        measures.outcomes(state, setting)
        parts.append((drawn - began, laid - drawn, ran - laid, CORE() - ran))
        shares.append((ran - laid) / (drawn - began))
    names = ("tape", "layout", "clock", "outcomes")
    medians = [1e3 * spread([part[i] for part in parts]).median for i in range(len(names))]
    note = ", ".join(f"{name} {ms:.2f} ms" for name, ms in zip(names, medians, strict=True))
    return [
        Row(
            "runs per second on one core",
            150.0,
            True,
            "/s",
            spread(batches),
            f"in batches of {RUNS_A_BATCH}, as sweeps do them",
        ),
        Row("runs per second on one core, one by one", 150.0, True, "/s", spread(whole), note),
        Row("clock against drawing the tape", 3.0, False, "x", spread(shares), "the same runs"),
    ]


def two_threads(repeats: int) -> Row:
    """Runs in batches on two threads against one: time on the wall, in turns, the best of each."""
    setting = resolve()
    parts = [range(first, first + RUNS_A_PART) for first in range(0, THREADED_RUNS, RUNS_A_PART)]
    run_many(setting, range(2))
    one: list[float] = []
    two: list[float] = []
    with ThreadPoolExecutor(1) as alone, ThreadPoolExecutor(2) as both:
        for _ in range(repeats):
            for pool, found in ((alone, one), (both, two)):
                found.append(
                    seconds(
                        lambda pool=pool: list(pool.map(lambda p: run_many(setting, p), parts)),  # type: ignore[misc]
                        WALL,
                    )
                )
    best = [min(one) / min(two)]
    note = f"{THREADED_RUNS} runs, the best of {repeats} each; needs two idle cores"
    return Row("two threads against one", 1.8, True, "x", spread(best), note)


def two_threads_on_cores(repeats: int) -> Row:
    """What two threads could do on two idle cores: from the time that each run has of a core.

    A second thread slows the first one down where they wait for memory, which shows in the core
    time of a run, and where both want the interpreter's lock, which is at most its share of a run.
    """
    setting = resolve()
    parts = [range(first, first + RUNS_A_PART) for first in range(0, THREADED_RUNS, RUNS_A_PART)]

    def core_time(part: range) -> float:
        return seconds(lambda: run_many(setting, part))

    lock, found = lock_share(repeats).found, []
    with ThreadPoolExecutor(1) as alone, ThreadPoolExecutor(2) as both:
        for _ in range(repeats):
            one, two = (sum(pool.map(core_time, parts)) for pool in (alone, both))
            found.append(2.0 * one / two / (1.0 + (lock.median / 100.0 if lock else 0.0)))
    note = f"{THREADED_RUNS} runs: 2 x core time of one / core time of two / (1 + lock's share)"
    return Row("two threads against one, by core time", 1.8, True, "x", spread(found), note)


def lock_share(repeats: int) -> Row:
    """How much of a batch holds the interpreter's lock: all but the compiled call."""
    setting, shares, compiled = resolve(), [], vars(many)["run_keys"]
    run_many(setting, range(2))
    inside = 0.0

    def timed(*arguments: Any) -> int:
        nonlocal inside
        began = CORE()
        done: int = compiled(*arguments)
        inside += CORE() - began
        return done

    vars(many)["run_keys"] = timed
    try:
        for _ in range(repeats):
            inside = 0.0
            whole = seconds(lambda: run_many(setting, range(RUNS_A_PART)))
            shares.append(100.0 * (1.0 - inside / whole))
    finally:
        vars(many)["run_keys"] = compiled
    note = f"batches of {RUNS_A_PART} runs; above 11 % two threads cannot be 1.8 x one"
    return Row(
        "share of a run under the interpreter's lock", 10.0, False, "%", spread(shares), note
    )


def per_request(setting: Setting, seed: int) -> float:
    """Return the time of the clock per incident, in seconds.

    The system gives memory away page by page when it is first written, which on a virtual machine
    takes longer than the clock and is not what is asked: it is written beforehand.
    """
    tape = draw_tape(setting, seed)
    state = start(setting, tape)
    for name in WRITTEN_BY_A_RUN:
        memory = np.asarray(getattr(state, name)).view(np.uint8)
        # Assigned to itself, an array is not written at all.
        np.bitwise_or(memory, 0, out=memory)
    return seconds(lambda: run_clock(state, daily=False)) / len(tape.incidents)


def more_units(repeats: int) -> Row:
    """Time per request in the world a hundred times over, its needs too, against once."""
    small, large = grown(), grown(100, 100.0, (20, 40))
    found = [per_request(large, seed) / per_request(small, seed) for seed in range(repeats)]
    note = "42 to 4,200 units with their needs, each with 100 x the candidates; 60 days"
    return Row("time per request, units x 100", 4.0, False, "x", spread(found), note)


def more_countries(repeats: int) -> Row:
    """The same where no need has more candidates than in the world once: what memory costs."""
    small, large = grown(), quiet(side_by_side(load_world(), 100), (20, 40))
    found = [per_request(large, seed) / per_request(small, seed) for seed in range(repeats)]
    note = "the same 4,200 units as a hundred countries side by side, candidates as many as in one"
    return Row("time per request, countries x 100", 3.0, False, "x", spread(found), note)


def more_needs(repeats: int) -> Row:
    """Time per request with a hundred times the needs against once."""
    small, large = grown(), grown(1, 100.0, (60, 243))
    found = [per_request(large, seed) / per_request(small, seed) for seed in range(repeats)]
    note = "42 units; 303 days with the larger needs, for memory; no contacts outside requests"
    return Row("time per request, needs x 100", 1.2, False, "x", spread(found), note)
