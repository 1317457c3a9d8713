"""The floor under a run: what its process takes whoever computes it, and nothing else.

A run of the baseline posts some 52,000 events, asks for 196,000 exponentials and logarithms and
for 250,000 hashes, and writes 3 MB of log. Here the same numbers of each are done in one plain
loop: no model could be much faster without asking for less.
"""

from __future__ import annotations

import math

import numba
import numpy as np
import numpy.typing as npt

from sim.streams.chance import POINT, bits

EVENTS, EXPONENTIALS, HASHES, LOG_WORDS = 52_000, 196_000, 250_000, 3_000_000 // 8
_bits = numba.njit(getattr(bits, "__wrapped__", bits))


@numba.njit(nogil=True, error_model="numpy")
def floor(log: npt.NDArray[np.float64], times: npt.NDArray[np.float64]) -> float:
    """Do what one run cannot do without; returns a number, so that none of it is left out.

    Args:
        log: Room for ``LOG_WORDS`` numbers.
        times: A time per event, in no order, of which the next one is looked up each time.
    """
    total, key = 0.0, np.uint64(7)
    for number in range(HASHES):
        key = _bits(key, POINT, number)
    for number in range(EXPONENTIALS // 2):
        total += math.exp(-(number % 97) / 50.0) + math.log(1.0 + number % 89)
    for event in range(EVENTS):
        total += times[(event * 7919) % len(times)]
    for word in range(len(log)):
        log[word] = total + word
    return total + float(key & np.uint64(1))


def floor_once() -> float:
    """Do it once, in memory that is there already."""
    return float(floor(_LOG, _TIMES))


_LOG, _TIMES = np.zeros(LOG_WORDS), np.linspace(0.0, 910.0, EVENTS)
