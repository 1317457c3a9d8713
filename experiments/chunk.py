"""A chunk: a row of runs that a worker does at one go, and what comes back of it.

This is the one place where experiments call the model. A worker gets plain data (the frame, the
values of its points, the seeds) and returns plain data, so that a thread, a process and a machine
elsewhere do the same thing and give the same numbers.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.frame import Frame
from experiments.provenance import code_digest
from sim.errors import UserError
from sim.run import Run, run_setting

Keep = Callable[[Run], Mapping[str, Any]]
"""Reduces a run to what is kept of it beside its outcomes: numbers, arrays of numbers or texts."""

STAGES = ("setting", "run", "outcomes", "keep", "worker")
LONGEST_MESSAGE = 500


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is asked to do.

    Attributes:
        frame: What is fixed.
        values: The values of each point that occurs, by factor.
        places: For each run the place of its point in ``values``.
        seeds: The seed of each run.
        keep: What is kept of a run beside its outcomes.
        daily: Whether runs keep their daily course, for ``keep``.
        fail_fast: Whether the first failure ends the chunk.
        code: The digest of the model that is meant.
        stop: Set where threads of this process are to end early; what is finished is returned.
    """

    frame: Frame
    values: tuple[dict[str, float | str], ...]
    places: npt.NDArray[np.int64]
    seeds: npt.NDArray[np.int64]
    keep: Keep | None = None
    daily: bool = False
    fail_fast: bool = False
    code: str = ""
    stop: Event | None = None


@dataclass(slots=True)
class Rows:
    """What came of a chunk, run by run; shorter than the task where it was stopped.

    Attributes:
        outcomes: A dict per run, empty where it failed.
        failures: Stage and error by the place of the run.
        kept: A dict per run, where anything is kept; one more where an interrupt came between.
        seconds: How long the chunk took.
        interrupted: Whether Ctrl-C came while it was done.
    """

    outcomes: list[Mapping[str, float]] = field(default_factory=list)
    failures: dict[int, tuple[str, str]] = field(default_factory=dict)
    kept: list[Mapping[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    interrupted: bool = False


def run_chunk(task: Task) -> Rows:
    """Do the runs of a task in their order.

    Raises:
        UserError: Where this worker has another version of the model than is meant.
    """
    if task.code and task.code != code_digest():
        raise UserError(f"a worker ({platform.node()}) has another version of the model")
    rows, began = Rows(), time.perf_counter()
    try:
        for place, seed in zip(task.places, task.seeds, strict=True):
            stopped = task.stop is not None and task.stop.is_set()
            if stopped or (task.fail_fast and rows.failures):
                break
            _run(task, int(place), int(seed), rows)
    except KeyboardInterrupt:
        # In the main thread only; the runner stores what is finished and raises it again.
        rows.interrupted = True
    rows.seconds = time.perf_counter() - began
    return rows


def _run(task: Task, place: int, seed: int, rows: Rows) -> None:
    stage = "setting"
    outcomes: Mapping[str, float] = {}
    kept: Mapping[str, Any] = {}
    try:
        setting = task.frame.setting(task.values[place])
        stage = "run"
        run = run_setting(setting, seed, task.daily, references=task.frame.references)
        stage = "outcomes"
        outcomes = run.outcomes
        stage = "keep"
        kept = task.keep(run) if task.keep else {}
    except Exception as error:  # a failed run is a row, whatever it failed of
        said = " ".join(f"{type(error).__name__}: {error}".split())
        rows.failures[len(rows.outcomes)] = (stage, said[:LONGEST_MESSAGE])
        outcomes, kept = {}, {}
    if task.keep:
        rows.kept.append(kept)
    rows.outcomes.append(outcomes)
