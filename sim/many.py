"""Many runs of one setting: ``run_many``, which is ``simulate`` in batches (``sim.batch``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from sim.batch import Given, Room, run_keys
from sim.clock import CURSOR, ENTRY, FEWEST_PAGES, FIRST_ENTRIES, NONE, Calendar, advance
from sim.codes import END_STATES
from sim.measures import outcomes_of
from sim.records import DAILY, State, zeros
from sim.run import run_setting
from sim.setting import Setting, start
from sim.shared import SharedState, share
from sim.tally import SUMS
from sim.tape import (
    CONTACT_CANDIDATES_PER_YEAR,
    CONTACT_DTYPE,
    DAYS_PER_YEAR,
    INCIDENT_DTYPE,
    Tape,
    draw_keys,
)

# Standard deviations above what is expected that there is room for; beyond it, there is twice that.
DEVIATIONS = 6.0
# What handlers change and what has the same length in every run.
_WRITTEN_OVER = ("units", "pairs", "met", "queues", "agenda", "now", "scores")


class Batch:
    """The runs of a setting, many in a call.

    Args:
        setting: What is run.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._given = _given(setting)
        self._lay_out(1)

    def _lay_out(self, room: int) -> None:
        """Lay out the arrays of a run, with some times the room that needs are expected to take."""
        self._factor = room
        setting = self.setting
        state = _with_room(setting, self._given, room)
        pages = FEWEST_PAGES + 2 * (len(state.incidents) + len(state.contacts))
        cursor = zeros(CURSOR, 1)
        cursor.free, cursor.pages_a_day = NONE, pages / len(state.loads)
        (*changed, cursor), words = _in_a_row([*(getattr(state, f) for f in _WRITTEN_OVER), cursor])
        self._state: State = state._replace(**dict(zip(_WRITTEN_OVER, changed, strict=True)))
        entries = room * FIRST_ENTRIES + 2 * len(state.agenda)
        self._calendar = Calendar(
            cursor, np.full(pages + 1, NONE, np.int32), zeros(ENTRY, entries), zeros(DAILY, 0)
        )
        self._shared: SharedState = share(self._state)
        self._room = Room(
            points=np.empty(len(state.incidents), INCIDENT_DTYPE),
            meetings=np.empty(len(state.contacts), CONTACT_DTYPE),
            incidents=np.asarray(state.incidents),
            contacts=np.asarray(state.contacts),
            loads=state.loads,
            requests=_words(state.requests),
            assignments=_words(state.assignments),
            next_visit=state.next_visit,
            pages=self._calendar.pages,
            now=words,
            fresh=words.copy(),
            listed=self._shared.kept[1],
        )

    def sums(self, seeds: Sequence[int]) -> tuple[Any, npt.NDArray[np.int64]]:
        """Run some seeds; returns records of ``SUMS`` and needs per end state, a row per run."""
        classes = len(self.setting.world.classes)
        keys = np.array([draw_keys(seed, classes) for seed in seeds])
        found = np.zeros(len(seeds), SUMS)
        ends = np.zeros((len(seeds), len(END_STATES)), np.int64)
        calendar = share(self._calendar)
        clock = advance.address(self._shared, calendar)  # type: ignore[attr-defined]
        done = run_keys(
            self._given, self._room, self._shared, calendar, clock, keys, found, ends
        )  # fmt: skip
        if done < len(seeds):
            self._lay_out(2 * self._factor)
            found[done:], ends[done:] = self.sums(seeds[done:])
        return found, ends


def run_many(setting: Setting, seeds: Sequence[int]) -> dict[str, npt.NDArray[np.float64]]:
    """Run a setting with some seeds.

    Args:
        setting: What is run.
        seeds: Whole numbers of 0 or more.

    Returns:
        A number per seed, by key of ``sim.outcomes.OUTCOMES``: to the last bit those of
        ``simulate``.
    """
    if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
        runs = [run_setting(setting, seed).outcomes for seed in seeds]
        return {name: np.array([run[name] for run in runs]) for name in runs[0]}
    return outcomes_of(*Batch(setting).sums(seeds), setting)


def _given(setting: Setting) -> Given:
    fixed = np.zeros(len(setting.fixed_needs), INCIDENT_DTYPE)
    for record, need in zip(fixed, setting.fixed_needs, strict=True):
        record["time"], record["request_class"], record["fixed_region"] = need[:3]
        record["fixed_size"], record["fixed_duration"], record["fixed_deadline"] = need[3:]
    return Given(
        rates=setting.tables.classes["rate"],
        demand=setting.demand,
        fixed=fixed,
        pairs=setting.tables.contact_pairs,
        shares=np.array(setting.contact_rates) / CONTACT_CANDIDATES_PER_YEAR,
        police=setting.tables.police,
        span=np.array([setting.warm_up_days, setting.days]),
    )


def _with_room(setting: Setting, given: Given, room: int) -> State:
    """Return a state whose arrays hold whatever nearly any seed may bring."""
    days = given.demand.shape[1]
    needs = float(np.dot(given.rates, given.demand.sum(axis=1)))
    met = CONTACT_CANDIDATES_PER_YEAR / DAYS_PER_YEAR * days
    met *= float(len(given.pairs) * given.shares.sum())
    incidents, contacts = (
        room * (int(expected + DEVIATIONS * math.sqrt(expected)) + 16) for expected in (needs, met)
    )
    tape = Tape(
        zeros(INCIDENT_DTYPE, incidents + len(given.fixed)),
        np.zeros((len(given.police), days)),
        zeros(CONTACT_DTYPE, contacts),
    )
    return start(setting, tape)


def _in_a_row(arrays: Sequence[Any]) -> tuple[list[Any], npt.NDArray[np.int64]]:
    """Return copies of arrays that stand behind each other, and the words that they are made of."""
    words = np.concatenate([np.asarray(array).view(np.int64).ravel() for array in arrays])
    ends = np.cumsum([array.nbytes // words.itemsize for array in arrays])
    parts = np.split(words, ends[:-1])
    return [
        part.view(array.dtype).view(type(array)) for part, array in zip(parts, arrays, strict=True)
    ], words


def _words(records: Any) -> npt.NDArray[np.int64]:
    """Return records as rows of words."""
    return np.asarray(records).view(np.int64).reshape(len(records), -1)
