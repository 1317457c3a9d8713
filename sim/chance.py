"""The tape: all chance of a run, a function of the seed alone.

Three kinds of draw, from named streams (a counter-based generator keyed by seed and stream):

* *Incidents*: per class a Poisson field in layers, points with a time and a height. A point is an
  incident where its height is below the demand at that time. More demand therefore adds incidents
  and moves none.
* *Luck*: each point carries a key of 64 random bits. The uniform for a purpose and a place (a desk
  stage, an extension round, a unit in the search) is a hash of that key (SplitMix64). This is the
  table incident x purpose, read where needed: no purpose changes the draws of another, extension
  rounds never run out, and incidents that are not accepted cost nothing.
* *Paths and contacts*: normals per unit and day for the own load, and candidates for exercises,
  sessions and meetings at the highest rate that a condition may ask, thinned to the rate.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.codes import CONTACTS
from sim.compiled import compiled

CONTACT_CANDIDATES_PER_YEAR = 12.0
DAYS_PER_YEAR = 365.0

# Streams of a seed: the first word of a generator's key is the seed, the second names the stream.
_STREAM_INCIDENTS, _STREAM_FIXED, _STREAM_LOADS, _STREAM_CONTACTS = (n << 48 for n in range(1, 5))

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
) = range(1, 19)

INCIDENT_DTYPE = np.dtype(
    [
        ("time", np.float64),
        ("request_class", np.int64),
        ("key", np.uint64),
        ("z_size", np.float64),
        ("z_duration", np.float64),
        ("z_deadline", np.float64),
        ("fixed_region", np.int64),
        ("fixed_size", np.float64),
    ]
)
CONTACT_DTYPE = np.dtype(
    [("time", np.float64), ("requester", np.int64), ("provider", np.int64), ("kind", np.int64)]
)


class Tape(NamedTuple):
    """All chance of one run.

    Attributes:
        incidents: Records in order of time (days from the start of the warm-up).
        loads: Standard normals, units x days, autocorrelated by the handlers' own memory.
        contacts: Records in order of time.
    """

    incidents: npt.NDArray[Any]
    loads: npt.NDArray[np.float64]
    contacts: npt.NDArray[Any]


@compiled
def uniform(key: Any, purpose: int, place: int) -> float:
    """Return the uniform in [0, 1) of an incident for a purpose and a place.

    Args:
        key: The incident's 64 random bits.
        purpose: One of the purposes above.
        place: Desk stage, extension round, unit; 0 where there is one draw only.
    """
    position = np.uint64((purpose << 32) + place + 1)
    x = np.uint64(key) + position * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    x = x ^ (x >> np.uint64(31))
    return float(x >> np.uint64(11)) * 1.1102230246251565e-16


def generator(seed: int, stream: int) -> np.random.Generator:
    """Return the generator of one named stream of a seed."""
    return np.random.Generator(np.random.Philox(key=[seed, stream]))


def draw_incidents(
    seed: int,
    rates: npt.NDArray[np.float64],
    demand: npt.NDArray[np.float64],
    fixed: list[tuple[float, int, int, float]],
) -> npt.NDArray[Any]:
    """Draw the incidents of a run.

    Args:
        seed: Seed of the run.
        rates: Needs a day per class at demand 1.
        demand: Factor on the rates, classes x days, all scales included.
        fixed: Needs on fixed days: time, class, region (a unit's index), size.

    Returns:
        Records of ``INCIDENT_DTYPE`` in order of time.
    """
    blocks = [np.empty(0, INCIDENT_DTYPE)]
    days = demand.shape[1]
    for request_class, rate in enumerate(rates):
        highest = demand[request_class].max()
        for layer in range(int(np.ceil(highest))):
            rng = generator(seed, _STREAM_INCIDENTS + (request_class << 16) + layer)
            count = int(rng.poisson(rate * days))
            times = rng.random(count) * days
            heights = layer + rng.random(count)
            keys = rng.bit_generator.random_raw(count)
            marks = rng.standard_normal((3, count))
            kept = heights < demand[request_class, times.astype(np.int64)]
            block = np.empty(int(kept.sum()), INCIDENT_DTYPE)
            block["time"], block["key"] = times[kept], np.asarray(keys, np.uint64)[kept]
            block["request_class"] = request_class
            block["z_size"], block["z_duration"], block["z_deadline"] = marks[:, kept]
            block["fixed_region"], block["fixed_size"] = -1, 0.0
            blocks.append(block)
    if fixed:
        blocks.append(_fixed_incidents(seed, fixed))
    incidents = np.concatenate(blocks)
    return incidents[np.argsort(incidents["time"], kind="stable")].view(np.recarray)


def _fixed_incidents(seed: int, fixed: list[tuple[float, int, int, float]]) -> npt.NDArray[Any]:
    rng = generator(seed, _STREAM_FIXED)
    block = np.zeros(len(fixed), INCIDENT_DTYPE)
    for record, (time, request_class, region, size) in zip(block, fixed, strict=True):
        record["time"], record["request_class"] = time, request_class
        record["key"] = rng.bit_generator.random_raw()
        record["z_duration"], record["z_deadline"] = rng.standard_normal(2)
        record["fixed_region"], record["fixed_size"] = region, size
    return block


def draw_loads(seed: int, units: int, days: int) -> npt.NDArray[np.float64]:
    """Draw a standard normal per unit and day; another unit at the end changes no other's."""
    return generator(seed, _STREAM_LOADS).standard_normal((units, days))


def draw_contacts(
    seed: int, pairs: npt.NDArray[np.int64], rates: tuple[float, ...], days: int
) -> npt.NDArray[Any]:
    """Draw the contacts between pairs outside requests.

    Args:
        seed: Seed of the run.
        pairs: Requester and provider per pair, shape (pairs, 2).
        rates: Contacts per pair and year, in the order of ``CONTACTS``.
        days: Length of the run.

    Returns:
        Records of ``CONTACT_DTYPE`` in order of time. A higher rate adds and moves none.
    """
    blocks = [np.empty(0, CONTACT_DTYPE)]
    for kind, rate in zip(range(len(CONTACTS)), rates, strict=True):
        if rate <= 0.0 or len(pairs) == 0:
            continue
        rng = generator(seed, _STREAM_CONTACTS + kind)
        expected = CONTACT_CANDIDATES_PER_YEAR * days / DAYS_PER_YEAR
        counts = rng.poisson(expected, len(pairs))
        times = rng.random(counts.sum()) * days
        kept = rng.random(counts.sum()) * CONTACT_CANDIDATES_PER_YEAR < rate
        block = np.empty(int(kept.sum()), CONTACT_DTYPE)
        who = np.repeat(np.arange(len(pairs)), counts)[kept]
        block["time"], block["kind"] = times[kept], kind
        block["requester"], block["provider"] = pairs[who].T
        blocks.append(block)
    contacts = np.concatenate(blocks)
    return contacts[np.argsort(contacts["time"], kind="stable")].view(np.recarray)
