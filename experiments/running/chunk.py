"""A chunk: a row of runs that a worker does at one go, and what comes back of it.

This is the one place where experiments call the model. A worker gets plain data (the frame, the
values of its points, the seeds) and returns plain data, so that a thread, a process and a machine
elsewhere do the same thing and give the same numbers.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event, local
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from experiments.design.frame import Frame
from experiments.running.provenance import code_digest
from sim.batches.many import IN_BATCHES, Batch, Sums
from sim.batches.ready import Ready, make_ready
from sim.errors import UserError
from sim.measures.measures import outcomes_of
from sim.measures.portrait import Portraits
from sim.outcomes import OUTCOMES, REFERENCES, STRATA
from sim.run import Run, run_setting
from sim.words import Message

Keep = Callable[[Run], Mapping[str, Any]]
"""Reduces a run to what is kept of it beside its outcomes: numbers, arrays of numbers or texts."""


@runtime_checkable
class KeepPortraits(Protocol):
    """A ``Keep`` that takes no more of runs than their portraits: they can go in batches."""

    def __call__(self, run: Run) -> Mapping[str, Any]:
        """Return what is kept of a run that kept its daily course."""

    def of_portraits(self, portraits: Portraits) -> Sequence[Mapping[str, Any]]:
        """Return the same of some runs, from their portraits."""


STAGES = {
    "setting": Message("setting"),
    "run": Message("run"),
    "outcomes": Message("outcomes"),
    "keep": Message("keep"),
    "worker": Message("worker"),
}
"""The stages at which a run can fail, as they are stored and in words."""
LONGEST_MESSAGE = 500
# A chunk is done in pieces, between which it can be stopped.
FIRST_AT_ONCE, SECONDS_AT_ONCE = 8, 0.5
READY_AT_ONCE = 16
# Runs of so many seeds go together, setting by setting: as many as the page asks for first, and as
# tapes are kept for in a few situations at least (``sim.batches.tapes``).
SEEDS_AT_ONCE = 5


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
        among_others: Whether the study has more runs: then even one of them goes as a batch does,
            or both ways would have to be compiled.
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
    among_others: bool = False


@dataclass(slots=True)
class Rows:
    """What came of a chunk, run by run; shorter than the task where it was stopped.

    Attributes:
        names: The keys of the outcomes.
        outcomes: A number per outcome, runs x names; a row of NaN where a run failed.
        failures: Stage and error by the place of the run.
        kept: A dict per run, where anything is kept.
        seconds: How long the chunk took.
        interrupted: Whether Ctrl-C came while it was done.
    """

    names: tuple[str, ...]
    outcomes: npt.NDArray[np.float64]
    failures: dict[int, tuple[str, str]] = field(default_factory=dict)
    kept: list[Mapping[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    interrupted: bool = False

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.outcomes)

    @property
    def without_value(self) -> int:
        """The number of runs that did not fail and have an outcome that does not exist.

        A stratum without needs, or a setting without a crisis, is no news.
        """
        told = [name not in STRATA for name in self.names]
        return int(np.isnan(self.outcomes[:, told]).any(axis=1).sum()) - len(self.failures)


def no_rows(frame: Frame, count: int = 0) -> Rows:
    """Return the rows of runs that did not happen."""
    names = (*OUTCOMES, *(REFERENCES if frame.references else ()))
    return Rows(names, np.full((count, len(names)), np.nan))


def run_chunk(task: Task) -> Rows:
    """Do the runs of a task in their order.

    Raises:
        UserError: Where this worker has another version of the model than is meant.
    """
    if task.code and task.code != code_digest():
        raise UserError("a worker ({node}) has another version of the model", node=platform.node())
    rows, began = no_rows(task.frame, len(task.seeds)), time.perf_counter()
    rows.kept = [{}] * len(rows) if task.keep else []
    batch = _batch(task.keep is not None) if _in_batches(task) else None
    done, at_once = 0, FIRST_AT_ONCE
    try:
        while done < len(rows):
            stopped = task.stop is not None and task.stop.is_set()
            if stopped or (task.fail_fast and rows.failures):
                break
            before, stop = time.perf_counter(), min(done + at_once, len(rows))
            if batch is None:
                stop = done + 1
                _run_alone(task, done, rows)
            else:
                stop = _run_together(task, done, stop, rows, batch)
            at_once = max(1, int(SECONDS_AT_ONCE * (stop - done) / (time.perf_counter() - before)))
            done = stop
    except KeyboardInterrupt:
        # In the main thread only; the runner stores what is finished and raises it again.
        rows.interrupted = True
    rows.outcomes, rows.kept = rows.outcomes[:done], rows.kept[:done]
    rows.seconds = time.perf_counter() - began
    return rows


_KEPT = local()


def _batch(portraits: bool) -> Batch:
    """Return the arrays in which this thread does runs; from chunk to chunk the same ones.

    Settings of a design want unlike room: laid out anew for each chunk, arrays would have to grow
    again and again.
    """
    kept: dict[bool, Batch] = vars(_KEPT).setdefault("batches", {})
    return kept.setdefault(portraits, Batch(portraits))


def _in_batches(task: Task) -> bool:
    """Return whether a batch gives all that is wanted; a single run compiles less alone."""
    kept = isinstance(task.keep, KeepPortraits) if task.keep else not task.daily
    more = not kept or task.frame.references
    return IN_BATCHES and not more and (len(task.seeds) > 1 or task.among_others)


def _run_together(task: Task, start: int, stop: int, rows: Rows, batch: Batch) -> int:
    """Do runs in the arrays of a batch, each setting's in one call; returns where it ended.

    Where something fails, of which run and in which stage shows one by one.
    """
    runs: list[int] = []
    found: list[Sums] = []
    again = _asked_again(task, start, stop)
    for alike, ready in _made_ready(task, start, stop):
        if task.fail_fast and rows.failures:
            stop = alike[0]
            break
        try:
            if isinstance(ready, Exception):
                raise ready
            found.append(batch.sums(ready, again))
            runs.extend(alike)
        except Exception:
            _run_one_by_one(task, alike, rows)
    try:
        _write_down(task, runs, found, rows)
    except Exception:
        _run_one_by_one(task, runs, rows)
    return stop


def _write_down(task: Task, runs: list[int], found: Sequence[Sums], rows: Rows) -> None:
    """Write down what a batch added up of some runs."""
    if not runs:
        return
    sums = np.concatenate([each.found for each in found])
    ends = np.concatenate([each.ends for each in found])
    outcomes = outcomes_of(sums, ends, task.frame.days)
    rows.outcomes[runs] = np.column_stack([outcomes[name] for name in rows.names])
    if isinstance(task.keep, KeepPortraits):
        taken = zip(*(each.portraits for each in found), strict=True)
        kept = task.keep.of_portraits(Portraits(*map(np.concatenate, taken)))
        for run, of_run in zip(runs, kept, strict=True):
            rows.kept[run] = of_run


def _run_one_by_one(task: Task, runs: Iterable[int], rows: Rows) -> None:
    for run in runs:
        _run_alone(task, run, rows)


def _made_ready(task: Task, start: int, stop: int) -> Iterator[tuple[list[int], Ready | Exception]]:
    """Yield runs that share a setting, made ready, or what they failed of.

    Some settings are made ready at a time: between runs, which fill the processor's caches, it
    would take twice as long.
    """
    groups = _alike(task, start, stop)
    for first in range(0, len(groups), READY_AT_ONCE):
        some = groups[first : first + READY_AT_ONCE]
        yield from [(alike, _ready(task, alike)) for alike in some]


def _alike(task: Task, start: int, stop: int) -> list[list[int]]:
    """Return runs that share a setting, some seeds at a time, setting by setting.

    They are taken out of their order for it, but not where the first failure ends the chunk.
    """
    runs, places = np.arange(start, stop), task.places[start:stop]
    _, ranks = np.unique(task.seeds[start:stop], return_inverse=True)
    some = ranks // SEEDS_AT_ONCE
    order = runs - start if task.fail_fast else np.lexsort((places, some))
    ends = 1 + np.flatnonzero(np.diff(places[order]) | np.diff(some[order]))
    return [group.tolist() for group in np.split(runs[order], ends)]


def _asked_again(task: Task, start: int, stop: int) -> frozenset[int]:
    """Return the seeds with which more than one setting is run."""
    pairs = np.column_stack([task.seeds[start:stop], task.places[start:stop]])
    seeds, settings = np.unique(np.unique(pairs, axis=0)[:, 0], return_counts=True)
    return frozenset(seeds[settings > 1].tolist())


def _ready(task: Task, alike: list[int]) -> Ready | Exception:
    try:
        setting = task.frame.setting(task.values[int(task.places[alike[0]])])
        return make_ready(setting, task.seeds[alike].tolist())
    except Exception as error:  # each of them fails by itself, and is a row
        return error


def _run_alone(task: Task, at: int, rows: Rows) -> None:
    stage = "setting"
    kept: Mapping[str, Any] = {}
    try:
        setting = task.frame.setting(task.values[int(task.places[at])])
        stage = "run"
        run = run_setting(
            setting, int(task.seeds[at]), task.daily, references=task.frame.references
        )
        stage = "outcomes"
        outcomes = run.outcomes
        stage = "keep"
        kept = task.keep(run) if task.keep else {}
        rows.outcomes[at] = [outcomes[name] for name in rows.names]
    except Exception as error:  # a failed run is a row, whatever it failed of
        said = " ".join(f"{type(error).__name__}: {error}".split())
        rows.failures[at] = (stage, said[:LONGEST_MESSAGE])
        kept = {}
    if task.keep:
        rows.kept[at] = kept
