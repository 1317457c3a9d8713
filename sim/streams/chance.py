"""Luck: the uniforms of an incident, each a function of its key, a purpose and a place.

Each incident carries a key of 64 random bits. The uniform for a purpose and a place (a desk stage,
an extension round, a unit in the search) is a hash of that key (SplitMix64). This is the table
incident x purpose, read where needed: no purpose changes the draws of another, extension rounds
never run out, and incidents that do not happen cost nothing. The tape (``tape``) makes its
keys, times and marks in the same way from the seed.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.state.compiled import compiled

# Purposes of luck. The number is part of the hash: new ones go to the end.
(
    REGION,
    WILLING,
    PERMISSION,
    INFORMAL,
    CONSULTED,
    FOUND_OUT,
    DESK,
    SEARCH,
    QUICK,
    NO_GO_LUCK,
    EXTENSION,
    WITHDRAWS,
    WITHDRAWAL_MOMENT,
    LEAKS,
    UNLAWFUL,
    DETECTED,
    PRETEXT,
    PRE_AUTHORISED,
    LAYER,
    POINT,
    GAP,
    HEIGHT,
    SIZE,
    DURATION,
    DEADLINE,
    LOAD,
    RETURNS,
    SUCCESS,
    FOUNDING,
) = range(1, 30)


@compiled
def bits(key: Any, purpose: int, place: int) -> Any:
    """Return 64 random bits for a purpose and a place: a key for what belongs to this one.

    Args:
        key: 64 random bits.
        purpose: One of the purposes above.
        place: Desk stage, extension round, unit; 0 where there is one draw only.
    """
    position = np.uint64((purpose << 32) + int(place) + 1)
    x = np.uint64(key) + position * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@compiled
def uniform(key: Any, purpose: int, place: int) -> float:
    """Return the uniform in [0, 1) of an incident for a purpose and a place (see ``bits``)."""
    return float(bits(key, purpose, place) >> np.uint64(11)) * 1.1102230246251565e-16


@compiled
def standard_normal(key: Any, purpose: int, place: int) -> float:
    """Return the standard normal of an incident for a purpose and a place.

    The quantile of a uniform, with an absolute error below 1e-6: rational functions fitted by
    Wichura (1988), "The percentage points of the normal distribution", Applied Statistics 37,
    algorithm AS 241, routine PPND7.
    """
    # Half a step up, for the quantile of 0 does not exist.
    level = uniform(key, purpose, place) + 0.5 * 1.1102230246251565e-16
    q = level - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        above = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        return q * above / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
    r = math.sqrt(-math.log(level if q < 0.0 else 1.0 - level))
    if r <= 5.0:
        r -= 1.6
        above = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        tail = above / ((0.12021132975 * r + 0.73700164250) * r + 1.0)
    else:
        r -= 5.0
        above = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        tail = above / ((0.012258202635 * r + 0.24197894225) * r + 1.0)
    return -tail if q < 0.0 else tail


@compiled
def exponential(key: Any, purpose: int) -> float:
    """Return the exponential of mean 1 of an incident for a purpose.

    A uniform has 53 bits, so that what it leaves of 1 is exact, and ``log1p``, three times as slow,
    would tell no more.
    """
    return -math.log(1.0 - uniform(key, purpose, 0))
