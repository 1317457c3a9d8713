"""Which parts of the tapes that a batch drew are there for another of its runs.

Settings that are compared run with the same seeds, and most of them ask for the same needs, the
same contacts and the same loads. The parts of a tape depend on few of the things that a setting
gives (``GIVEN``), so that what one setting drew holds for the next one as long as these are equal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.batches.batch import GIVEN, PARTS, Given

MOST_BYTES, MOST_SLOTS = 24_000_000, 32
# What no other run is known to want.
PASSING = 0


class Drawn(NamedTuple):
    """Where the tape of each run stands, by part.

    Attributes:
        slots: Runs x ``PARTS``.
        stale: Whether the part has to be drawn first, runs x ``PARTS``.
    """

    slots: npt.NDArray[np.int64]
    stale: npt.NDArray[np.bool_]


def slots_for(bytes_a_tape: int) -> int:
    """Return how many tapes are kept: what is far too large for a cache is drawn as fast."""
    return int(min(max(MOST_BYTES // bytes_a_tape, 1), MOST_SLOTS))


class Tapes:
    """The tapes that stand in the slots of a batch.

    The first slot is written over by each run with luck of its own; the others are taken by seeds
    that come again, and given up by whichever was not asked for longest.

    Args:
        slots: How many there are.
    """

    def __init__(self, slots: int) -> None:
        empty: dict[int, tuple[int, Given] | None] = dict.fromkeys(range(slots))
        self._parts = [dict(empty) for _ in range(PARTS)]

    def find(self, given: Given, seeds: Sequence[int], again: Collection[int]) -> Drawn:
        """Find a slot for each part of the tapes of some runs, to be drawn one after the other.

        Args:
            given: What their setting gives to the tapes.
            seeds: The seed of each run.
            again: Those of them that other settings are run with, too.
        """
        slots = np.zeros((len(seeds), PARTS), np.int64)
        stale = np.zeros((len(seeds), PARTS), np.bool_)
        for part, (standing, names) in enumerate(zip(self._parts, GIVEN, strict=True)):
            same = _Same(given, names)
            for run, seed in enumerate(seeds):
                slot = _standing(standing, seed, same)
                stale[run, part] = slot is None
                if slot is None:
                    slot = _to_give_up(standing) if seed in again else PASSING
                del standing[slot]
                standing[slot] = seed, given
                slots[run, part] = slot
        return Drawn(slots, stale)


class _Same:
    """Whether what another setting gave is the same by some names; asked once for each."""

    def __init__(self, given: Given, names: Sequence[str]) -> None:
        self._given, self._names = given, names
        self._known: dict[int, bool] = {}

    def __call__(self, other: Given) -> bool:
        known = self._known.get(id(other))
        if known is None:
            pairs = ((getattr(self._given, name), getattr(other, name)) for name in self._names)
            known = all(one is two or np.array_equal(one, two) for one, two in pairs)
            self._known[id(other)] = known
        return known


def _standing(standing: dict[int, Any], seed: int, same: _Same) -> int | None:
    """Return the slot where such a tape stands."""
    for slot, tape in standing.items():
        if tape is not None and tape[0] == seed and same(tape[1]):
            return slot
    return None


def _to_give_up(standing: dict[int, Any]) -> int:
    """Return the slot that nobody asked for longest; they stand in the order of the last use."""
    return next((slot for slot in standing if slot != PASSING), PASSING)
