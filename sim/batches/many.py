"""Many runs of one setting: ``run_many``, which is ``simulate`` in batches (``batch``)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from sim.batches.batch import Arrays, run_keys
from sim.batches.ready import Ready, Room, make_ready
from sim.batches.tapes import Tapes, slots_for
from sim.batches.words import parts_of, words_of
from sim.clock import CURSOR, ENTRY, FEWEST_PAGES, FIRST_ENTRIES, NONE, Calendar, advance
from sim.measures.measures import outcomes_of
from sim.measures.portrait import Portraits, blank_portraits
from sim.measures.tally import SUMS
from sim.run import run_setting
from sim.setting.setting import Setting
from sim.setting.start import begin_with, start
from sim.state.codes import END_STATES
from sim.state.kept import COMPILES
from sim.state.records import DAILY, State, zeros
from sim.state.shared import SharedState, share
from sim.streams.tape import (
    CONTACT_DTYPE,
    INCIDENT_DTYPE,
    Tape,
)

# Without compilation there is no clock that compiled code could call.
IN_BATCHES = COMPILES
# What handlers change and what has the same length in every run.
_WRITTEN_OVER = ("units", "queues", "agenda", "now", "past_years", "scores")
# Settings of unlike sizes, one with a unit that another has not, take turns in arrays of their own.
MOST_BYTES_KEPT = 96_000_000


class Sums(NamedTuple):
    """What a batch adds up of its runs, a row per run.

    Attributes:
        found: Records of ``SUMS``.
        ends: Needs per end state, runs x end states.
        portraits: What figures draw; of no runs where nobody asked.
    """

    found: Any
    ends: npt.NDArray[np.int64]
    portraits: Portraits


class _Laid:
    """Arrays that are laid out for the runs of worlds of one size over some days.

    Args:
        ready: What is run first.
        room: For how much.
        factor: So many times that room is laid out.
        daily: Whether runs keep their daily course.
    """

    def __init__(self, ready: Ready, room: Room, factor: int, daily: bool) -> None:
        self.lengths, self.room = _lengths(ready), room
        state = _with_room(ready, room, factor)
        incidents, contacts = np.asarray(state.incidents), np.asarray(state.contacts)
        loads = np.asarray(state.loads)
        tape = incidents.nbytes + contacts.nbytes + loads.nbytes
        slots = slots_for(tape)
        self.bytes = slots * tape + sum(np.asarray(array).nbytes for array in state)
        self._tapes = Tapes(slots)
        kept = [np.empty((slots, len(part)), part.dtype) for part in (incidents, contacts)]
        pages = FEWEST_PAGES + 2 * (len(state.incidents) + len(state.contacts))
        cursor = zeros(CURSOR, 1)
        cursor.free, cursor.pages_a_day = NONE, pages / len(state.loads)
        fresh = [*(getattr(state, name) for name in _WRITTEN_OVER), cursor]
        words = np.concatenate([np.asarray(array).view(np.int64).ravel() for array in fresh])
        self._fresh = dict(zip((*_WRITTEN_OVER, "cursor"), parts_of(words, fresh), strict=True))
        now = words.copy()
        *changed, cursor = parts_of(now, fresh)
        self._state: State = state._replace(**dict(zip(_WRITTEN_OVER, changed, strict=True)))
        entries = factor * FIRST_ENTRIES + 2 * len(state.agenda)
        calendar = Calendar(
            cursor,
            np.full(pages + 1, NONE, np.int32),
            zeros(ENTRY, entries),
            zeros(DAILY, len(state.loads) if daily else 0),
            np.zeros(len(state.partners) if daily else 0, np.int64),
        )
        self._skip_warm_up(ready)
        self._calendar = share(calendar)
        self._shared: SharedState = share(self._state)
        clock: Any = advance
        self._clock = clock.address(self._shared, self._calendar)
        self._arrays = Arrays(
            points=np.empty_like(incidents),
            meetings=np.empty_like(contacts),
            incidents=kept[0],
            contacts=kept[1],
            counts=np.zeros((len(kept), slots), np.int64),
            addresses=np.array([[one.ctypes.data for one in part] for part in kept]),
            normals=np.empty((slots, *loads.shape[::-1])),
            loads=state.loads,
            requests=words_of(state.requests),
            pairs=words_of(state.pairs),
            pages=calendar.pages,
            daily=np.asarray(calendar.daily).view(np.int64),
            places=calendar.places,
            now=now,
            fresh=words,
            listed=self._shared.kept[1],
        )

    def fits(self, ready: Ready) -> bool:
        """Return whether some runs can be done in these arrays."""
        return (
            _lengths(ready) == self.lengths
            and len(self._state.loads) == ready.given.demand.shape[1]
            and len(self._arrays.places) in (0, len(ready.arrays["partners"]))
            and all(wanted <= there for wanted, there in zip(ready.room, self.room, strict=True))
        )

    def take(self, ready: Ready) -> None:
        """Put what a setting gives in the place of what another one gave."""
        self._state = self._state._replace(**ready.arrays)
        self._shared.take(self._state)
        # As words, for records are copied field by field.
        self._fresh["units"].view(np.int64)[:] = ready.setting.tables.units.view(np.int64)
        self._fresh["queues"]["free_officers"] = ready.setting.tables.officers
        begin_with(self._fresh["now"], ready.setting)
        self._skip_warm_up(ready)

    def _skip_warm_up(self, ready: Ready) -> None:
        """Let no day of the warm-up be looked at: figures draw none of them."""
        self._fresh["cursor"]["day"] = ready.setting.warm_up_days

    def run(self, ready: Ready, first: int, again: Collection[int], sums: Sums) -> int:
        """Do the runs from the first one on; returns how many were done."""
        drawn = self._tapes.find(ready.given, ready.seeds[first:], again)
        return run_keys(
            ready.given,
            self._arrays,
            cast(State, self._shared),
            self._calendar,
            self._clock,
            ready.keys[first:],
            drawn.slots,
            drawn.stale,
            sums.found[first:],
            sums.ends[first:],
            Portraits._make(part[first:] for part in sums.portraits),
        )


class Batch:
    """Runs in the same arrays, one after the other, of one setting or of many.

    Arrays are laid out for the first run, and again for a setting with a world of other sizes,
    another length or more needs, and after a run that failed. Nothing of a run is left to another
    but parts of its tape where both have them in common.

    Args:
        portraits: Whether portraits of the runs are wanted.
    """

    def __init__(self, portraits: bool = False) -> None:
        self._portraits = portraits
        self._laid: list[_Laid] = []
        self._factor = 1

    def __getstate__(self) -> dict[str, Any]:
        """Copy it without the arrays, whose addresses are known to compiled code."""
        return {**vars(self), "_laid": []}

    def sums(self, ready: Ready, again: Collection[int] = ()) -> Sums:
        """Do some runs; those of seeds in which the same partnerships are founded together.

        Args:
            ready: The runs.
            again: Seeds with which other settings are run, too: their tapes are kept.
        """
        settings = [ready.setting.of_seed(seed) for seed in ready.seeds]
        if all(setting is ready.setting for setting in settings):
            return self._together(ready, again)
        places: dict[Setting, list[int]] = {}
        for place, setting in enumerate(settings):
            places.setdefault(setting, []).append(place)
        parts = [
            self._together(make_ready(setting, [ready.seeds[place] for place in of_it]), again)
            for setting, of_it in places.items()
        ]
        order = np.argsort([place for of_it in places.values() for place in of_it])
        portraits = zip(*(part.portraits for part in parts), strict=True)
        return Sums(
            np.concatenate([part.found for part in parts])[order],
            np.concatenate([part.ends for part in parts])[order],
            Portraits._make(_ordered(each, order) for each in portraits),
        )

    def _together(self, ready: Ready, again: Collection[int]) -> Sums:
        """Do some runs in which nothing else is founded."""
        count = len(ready.seeds)
        days = ready.setting.days if self._portraits else 0
        sums = Sums(
            np.zeros(count, SUMS),
            np.zeros((count, len(END_STATES)), np.int64),
            blank_portraits(count, days),
        )
        done = 0
        while done < count:
            # Whatever comes between, arrays of a run that did not end are not used again.
            laid = self._taken(ready) or self._lay_out(ready)
            done += laid.run(ready, done, again, sums)
            if done < count:
                self._factor *= 2
            else:
                self._keep(laid)
        return sums

    def _taken(self, ready: Ready) -> _Laid | None:
        """Take arrays that were laid out before, where some are such as these runs need."""
        for place, laid in enumerate(self._laid):
            if laid.fits(ready):
                del self._laid[place]
                laid.take(ready)
                return laid
        return None

    def _keep(self, laid: _Laid) -> None:
        """Keep arrays for other runs, those that were used last first."""
        self._laid.append(laid)
        while len(self._laid) > 1 and sum(each.bytes for each in self._laid) > MOST_BYTES_KEPT:
            del self._laid[0]

    def _lay_out(self, ready: Ready) -> _Laid:
        """Lay out the arrays; never less than before, or two settings would take turns at it."""
        room, lengths = ready.room, _lengths(ready)
        for before in [laid for laid in self._laid if laid.lengths == lengths]:
            room = Room(*(max(pair) for pair in zip(room, before.room, strict=True)))
            self._laid.remove(before)
        return _Laid(ready, room, self._factor, self._portraits)


def _ordered(parts: Sequence[Any], order: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """Return rows of some runs in their order; none where none were asked."""
    rows = np.concatenate(parts)
    return rows[order] if len(rows) else rows


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
    sums = Batch().sums(make_ready(setting, seeds))
    return outcomes_of(sums.found, sums.ends, setting.days)


def _lengths(ready: Ready) -> tuple[int, ...]:
    """Return what the lengths of arrays follow from, beside days and room.

    Worlds that differ in numbers only have them in common.
    """
    tables = ready.setting.tables
    chain = int(tables.classes["desks"].max())
    return len(tables.units), len(tables.classes), tables.organisations, tables.queues, chain


def _with_room(ready: Ready, room: Room, factor: int) -> State:
    """Return a state with room for some tapes."""
    tape = Tape(
        zeros(INCIDENT_DTYPE, factor * room.incidents),
        np.zeros((len(ready.given.sides), ready.given.demand.shape[1])),
        zeros(CONTACT_DTYPE, factor * room.contacts),
    )
    return start(ready.setting, tape)
