"""Many runs of one setting: ``run_many``, which is ``simulate`` in batches (``sim.batch``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from sim.batch import PARTS, Given, Room, run_keys
from sim.clock import CURSOR, ENTRY, FEWEST_PAGES, FIRST_ENTRIES, NONE, Calendar, advance
from sim.codes import END_STATES
from sim.measures import outcomes_of
from sim.records import DAILY, State, zeros
from sim.run import run_setting
from sim.setting import Setting, never_written, start
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

# Without compilation there is no clock that compiled code could call.
IN_BATCHES = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]
# Standard deviations above what is expected that there is room for; beyond it, there is twice that.
DEVIATIONS = 6.0
# What handlers change and what has the same length in every run.
_WRITTEN_OVER = ("units", "pairs", "met", "queues", "agenda", "now", "scores")


class _Laid:
    """Arrays that are laid out for the runs of a world over some days.

    Args:
        setting: What is run first.
        given: What it gives to the tape.
        factor: So many times the room that its needs are expected to take.
    """

    def __init__(self, setting: Setting, given: Given, factor: int) -> None:
        self._world = setting.world
        self._drawn: tuple[int, Given] | None = None
        state = _with_room(setting, given, factor)
        pages = FEWEST_PAGES + 2 * (len(state.incidents) + len(state.contacts))
        cursor = zeros(CURSOR, 1)
        cursor.free, cursor.pages_a_day = NONE, pages / len(state.loads)
        fresh = [*(getattr(state, name) for name in _WRITTEN_OVER), cursor]
        words = np.concatenate([np.asarray(array).view(np.int64).ravel() for array in fresh])
        self._fresh = dict(zip(_WRITTEN_OVER, _parts(words, fresh), strict=False))
        now = words.copy()
        *changed, cursor = _parts(now, fresh)
        self._state: State = state._replace(**dict(zip(_WRITTEN_OVER, changed, strict=True)))
        entries = factor * FIRST_ENTRIES + 2 * len(state.agenda)
        calendar = Calendar(
            cursor, np.full(pages + 1, NONE, np.int32), zeros(ENTRY, entries), zeros(DAILY, 0)
        )
        self._calendar = share(calendar)
        self._shared: SharedState = share(self._state)
        self._clock = advance.address(self._shared, self._calendar)  # type: ignore[attr-defined]
        self._room = Room(
            points=np.empty(len(state.incidents), INCIDENT_DTYPE),
            meetings=np.empty(len(state.contacts), CONTACT_DTYPE),
            incidents=np.asarray(state.incidents),
            contacts=np.asarray(state.contacts),
            normals=np.empty(state.loads.shape[::-1]),
            loads=state.loads,
            requests=_words(state.requests),
            assignments=_words(state.assignments),
            next_visit=state.next_visit,
            pages=calendar.pages,
            now=now,
            fresh=words,
            listed=self._shared.kept[1],
        )

    def fits(self, setting: Setting, given: Given) -> bool:
        """Return whether the runs of a setting can be done in these arrays."""
        incidents, contacts = _expected_room(given)
        return (
            setting.world is self._world
            and len(self._state.loads) == given.demand.shape[1]
            and len(self._room.points) >= incidents + len(given.fixed)
            and len(self._room.meetings) >= contacts
        )

    def take(self, setting: Setting) -> None:
        """Put what a setting gives in the place of what another one gave."""
        self._state = self._state._replace(**never_written(setting))
        self._shared.take(self._state)
        self._fresh["units"][:] = setting.tables.units
        self._fresh["queues"]["free_officers"] = setting.tables.officers

    def run(self, given: Given, seeds: Sequence[int], keys: Any, found: Any, ends: Any) -> int:
        """Run some seeds of the setting that was taken; returns how many were done."""
        stale = self._stale(given, seeds[0])
        self._drawn = seeds[-1], given
        return run_keys(
            given, self._room, self._shared, self._calendar, self._clock, keys, stale, found, ends
        )

    def _stale(self, given: Given, seed: int) -> npt.NDArray[np.bool_]:
        """Return which parts of the tape that is there do not hold for a run."""
        if self._drawn is None or self._drawn[0] != seed:
            return np.ones(PARTS, np.bool_)
        before = self._drawn[1]
        other = [
            one is not two and not np.array_equal(one, two)
            for one, two in zip(before, given, strict=True)
        ]
        changed = dict(zip(Given._fields, other, strict=True))
        needs, contacts = ("rates", "demand", "fixed"), ("pairs", "shares")
        return np.array([any(changed[n] for n in needs), any(changed[n] for n in contacts), False])


class Batch:
    """Runs in the same arrays, one after the other, of one setting or of many.

    Arrays are laid out for the first run, and again for a setting with another world, another
    length or more needs, and after a run that failed. Nothing of a run is left to the next but
    parts of its tape where both have them in common.
    """

    def __init__(self) -> None:
        self._laid: _Laid | None = None
        self._factor = 1

    def sums(self, setting: Setting, seeds: Sequence[int]) -> tuple[Any, npt.NDArray[np.int64]]:
        """Run some seeds; returns records of ``SUMS`` and needs per end state, a row per run."""
        given = _given(setting)
        keys = np.array([draw_keys(seed, len(given.rates)) for seed in seeds])
        found = np.zeros(len(seeds), SUMS)
        ends = np.zeros((len(seeds), len(END_STATES)), np.int64)
        done = 0
        while done < len(seeds):
            # Whatever comes between, arrays of a run that did not end are not used again.
            laid, self._laid = self._laid, None
            if laid is None or not laid.fits(setting, given):
                laid = self._lay_out(setting, given)
            else:
                laid.take(setting)
            done += laid.run(given, seeds[done:], keys[done:], found[done:], ends[done:])
            if done < len(seeds):
                self._factor *= 2
            else:
                self._laid = laid
        return found, ends

    def _lay_out(self, setting: Setting, given: Given) -> _Laid:
        return _Laid(setting, given, self._factor)


def run_many(setting: Setting, seeds: Sequence[int]) -> dict[str, npt.NDArray[np.float64]]:
    """Run a setting with some seeds.

    Args:
        setting: What is run.
        seeds: Whole numbers of 0 or more.

    Returns:
        A number per seed, by key of ``sim.outcomes.OUTCOMES``: to the last bit those of
        ``simulate``.
    """
    if not IN_BATCHES:
        runs = [run_setting(setting, seed).outcomes for seed in seeds]
        return {name: np.array([run[name] for run in runs]) for name in runs[0]}
    return outcomes_of(*Batch().sums(setting, seeds), setting.days)


def _given(setting: Setting) -> Given:
    fixed = np.zeros(len(setting.fixed_needs), INCIDENT_DTYPE)
    for record, need in zip(fixed, setting.fixed_needs, strict=True):
        record["time"], record["request_class"], record["fixed_region"] = need[:3]
        record["fixed_size"], record["fixed_duration"], record["fixed_deadline"] = need[3:]
    return Given(
        rates=setting.tables.classes["rate"],
        spreads=setting.tables.spreads,
        demand=setting.demand,
        fixed=fixed,
        pairs=setting.tables.contact_pairs,
        shares=np.array(setting.contact_rates) / CONTACT_CANDIDATES_PER_YEAR,
        police=setting.tables.police,
        span=np.array([setting.warm_up_days, setting.days]),
    )


def _expected_room(given: Given) -> tuple[int, int]:
    """Return how many incidents (fixed ones aside) and contacts nearly no seed goes beyond."""
    days = given.demand.shape[1]
    needs = float(np.dot(given.rates, given.demand.sum(axis=1)))
    met = CONTACT_CANDIDATES_PER_YEAR / DAYS_PER_YEAR * days
    met *= float(len(given.pairs) * given.shares.sum())
    incidents, contacts = (
        int(expected + DEVIATIONS * math.sqrt(expected)) + 16 for expected in (needs, met)
    )
    return incidents, contacts


def _with_room(setting: Setting, given: Given, factor: int) -> State:
    """Return a state whose arrays hold whatever nearly any seed may bring."""
    incidents, contacts = (factor * room for room in _expected_room(given))
    tape = Tape(
        zeros(INCIDENT_DTYPE, incidents + len(given.fixed)),
        np.zeros((len(given.police), given.demand.shape[1])),
        zeros(CONTACT_DTYPE, contacts),
    )
    return start(setting, tape)


def _parts(words: npt.NDArray[np.int64], arrays: Sequence[Any]) -> list[Any]:
    """Return views of words in a row, each of the kind of an array."""
    ends = np.cumsum([array.nbytes // words.itemsize for array in arrays])
    parts = np.split(words, ends[:-1])
    return [
        part.view(array.dtype).view(type(array)) for part, array in zip(parts, arrays, strict=True)
    ]


def _words(records: Any) -> npt.NDArray[np.int64]:
    """Return records as rows of words."""
    return np.asarray(records).view(np.int64).reshape(len(records), -1)
