"""The tape: all chance of a run, a function of the seed alone.

One generator of numpy makes a key for each class, kind of contact and use; from there on all are
hashes of keys (``chance``), so that what one class, pair or unit meets is moved by no other,
and a longer run is the same with more at the end:

* *Incidents*: per class a Poisson field in layers of height 1, points in order of time with a
  height. A point is an incident where its height is below the demand at that time. More demand
  therefore adds incidents and moves none.
* *Contacts*: per pair of units candidates for exercises, sessions, meetings and exchanges at the
  highest rate that a condition may ask, thinned to the rate.
* *Loads*: normals per unit and day for the paths of own load (``sim.streams.loads``).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.errors import UserError
from sim.state.compiled import compiled
from sim.state.given import Contact, Incident
from sim.state.kinds import dtype_of
from sim.state.records import blank
from sim.streams import chance

CONTACT_CANDIDATES_PER_YEAR = 12.0
DAYS_PER_YEAR = 365.0
HIGHEST_SEED = 2**63 - 1

# Places among the keys of a seed: fixed needs, own loads, each kind of contact; then each class.
KEY_FIXED, KEY_LOADS, KEY_CONTACTS, KEY_CLASSES = 0, 1, 2, 16

INCIDENT_DTYPE, CONTACT_DTYPE = dtype_of(Incident), dtype_of(Contact)


class Fixed(NamedTuple):
    """A need on a fixed day; times in days, where 0 is "drawn as for any need of its class"."""

    time: float
    request_class: int
    region: int
    size: float
    duration: float
    deadline: float


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


def room_for(expected: float) -> int:
    """Return the room for what is drawn: six standard deviations more than is expected.

    Where chance goes beyond, whoever draws makes it twice as much and draws again.
    """
    return int(expected + 6.0 * math.sqrt(expected)) + 16


def draw_keys(seed: int, classes: int) -> npt.NDArray[np.uint64]:
    """Draw the keys from which hashes go on; another class at the end changes no other key.

    Raises:
        UserError: If the seed is not a whole number of 0 or more.
    """
    whole = isinstance(seed, int | np.integer) and not isinstance(seed, bool)
    if not whole or not 0 <= seed <= HIGHEST_SEED:
        raise UserError(
            "seed is {seed}; allowed: a whole number from 0 to {highest}",
            seed=repr(seed),
            highest=HIGHEST_SEED,
        )
    return np.asarray(np.random.Philox(key=int(seed)).random_raw(KEY_CLASSES + classes), np.uint64)


def draw_incidents(
    keys: npt.NDArray[np.uint64],
    rates: npt.NDArray[np.float64],
    spreads: npt.NDArray[np.float64],
    demand: npt.NDArray[np.float64],
    fixed: list[Fixed],
) -> npt.NDArray[Any]:
    """Draw the incidents of a run.

    Args:
        keys: As ``draw_keys`` gives them.
        rates: Needs a day per class at demand 1.
        spreads: Sigmas of size, duration and deadline, classes x 3.
        demand: Factor on the rates, classes x days, all scales included.
        fixed: Needs on fixed days.

    Returns:
        Records of ``INCIDENT_DTYPE`` in order of time.
    """
    expected = float(np.dot(rates, demand.sum(axis=1)))
    room = room_for(expected)
    while True:
        points = blank(INCIDENT_DTYPE, room + len(fixed))
        count = draw_points(keys[KEY_CLASSES:], rates, demand, points)
        if count <= room:
            break
        room *= 2
    for number, need in enumerate(fixed):
        key = chance.bits(keys[KEY_FIXED], chance.POINT, number)
        points[count + number] = (need.time, need.request_class, key, 1.0, 1.0, 1.0, *need[2:])
    points = points[: count + len(fixed)]
    incidents = points.take(in_order(points["time"], float(demand.shape[1])))
    mark(incidents, spreads)
    drawn: npt.NDArray[Any] = incidents.view(np.recarray)
    return drawn


@compiled
def draw_points(keys: Any, rates: Any, demand: Any, points: Any) -> int:
    """Fill in time, class and key of the points below the demand, class by class.

    Args:
        keys: A key per class.
        rates: Needs a day per class at demand 1.
        demand: Classes x days.
        points: Room for records of ``INCIDENT_DTYPE``.

    Returns:
        How many points there are, also where there was no room for all.
    """
    days = float(demand.shape[1])
    count = 0
    for request_class in range(len(rates)):
        if rates[request_class] <= 0.0:
            continue
        of_class = demand[request_class]
        for layer in range(math.ceil(of_class.max())):
            stream = chance.bits(keys[request_class], chance.LAYER, layer)
            time, number = 0.0, 0
            while True:
                key = chance.bits(stream, chance.POINT, number)
                time += chance.exponential(key, chance.GAP) / rates[request_class]
                number += 1
                if time >= days:
                    break
                if layer + chance.uniform(key, chance.HEIGHT, 0) < of_class[int(time)]:
                    if count < len(points):
                        point = points[count]
                        point.time, point.request_class, point.key = time, request_class, key
                        point.fixed_region, point.fixed_size = -1, 0.0
                        point.fixed_duration, point.fixed_deadline = 0.0, 0.0
                    count += 1
    return count


@compiled
def mark(incidents: Any, spreads: Any) -> None:
    """Fill in size, duration and deadline: lognormal factors on the medians of the class."""
    for incident in incidents:
        key, spread = incident.key, spreads[incident.request_class]
        incident["size"] = math.exp(spread[0] * chance.standard_normal(key, chance.SIZE, 0))
        incident.duration = math.exp(spread[1] * chance.standard_normal(key, chance.DURATION, 0))
        incident.deadline = math.exp(spread[2] * chance.standard_normal(key, chance.DEADLINE, 0))


@compiled
def in_order(times: Any, days: float) -> Any:
    """Return the places of some times from first to last; of equal ones the first stays first.

    They are spread over as many bins as there are times, so that sorting within a bin takes no
    time worth naming, however many there are.
    """
    count = len(times)
    bins = np.empty(count, np.int64)
    first = np.zeros(count + 1, np.int64)
    for i in range(count):
        bins[i] = min(int(times[i] / days * count), count - 1)
        first[bins[i] + 1] += 1
    for i in range(count):
        first[i + 1] += first[i]
    order = np.empty(count, np.int64)
    filled = np.zeros(count, np.int64)
    for i in range(count):
        start = first[bins[i]]
        place = start + filled[bins[i]]
        filled[bins[i]] += 1
        while place > start and times[order[place - 1]] > times[i]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = i
    return order


def draw_contacts(
    keys: npt.NDArray[np.uint64],
    pairs: npt.NDArray[np.int64],
    rates: npt.ArrayLike,
    days: int,
    starts: npt.ArrayLike = (0.0,),
) -> npt.NDArray[Any]:
    """Draw the contacts between pairs outside requests.

    Args:
        keys: As ``draw_keys`` gives them.
        pairs: Requester and provider per pair, shape (pairs, 2).
        rates: Contacts per pair and year, in the order of ``CONTACTS``; a row per stage.
        days: Length of the run.
        starts: The first day of each stage.

    Returns:
        Records of ``CONTACT_DTYPE`` in order of time. A higher rate adds and moves none; neither
        does another pair, or a stage before or after.
    """
    shares, starts = contact_shares(rates), np.array(starts, np.float64)
    most = float(shares.max(axis=0).sum())
    expected = len(pairs) * most * CONTACT_CANDIDATES_PER_YEAR * days / DAYS_PER_YEAR
    room = room_for(expected)
    while True:
        contacts = blank(CONTACT_DTYPE, room)
        count = draw_meetings(keys[KEY_CONTACTS:], pairs, shares, starts, float(days), contacts)
        if count <= room:
            break
        room *= 2
    contacts = contacts[:count]
    drawn: npt.NDArray[Any] = contacts[in_order(contacts["time"], float(days))].view(np.recarray)
    return drawn


def contact_shares(rates: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return rates of contacts as shares of the candidates, stages x kinds."""
    return np.atleast_2d(np.array(rates, np.float64)) / CONTACT_CANDIDATES_PER_YEAR


@compiled
def draw_meetings(
    keys: Any, pairs: Any, shares: Any, starts: Any, days: float, contacts: Any
) -> int:
    """Fill in the contacts, kind by kind and pair by pair.

    Args:
        keys: A key per kind of contact.
        pairs: Requester and provider per pair.
        shares: Rate of each kind as a share of the candidates, stages x kinds.
        starts: The first day of each stage.
        days: Length of the run.
        contacts: Room for records of ``CONTACT_DTYPE``.

    Returns:
        How many contacts there are, also where there was no room for all.
    """
    a_day = CONTACT_CANDIDATES_PER_YEAR / DAYS_PER_YEAR
    count = 0
    for kind in range(shares.shape[1]):
        most = shares[:, kind].max()
        if most <= 0.0:
            continue
        for pair in range(len(pairs)):
            requester, provider = pairs[pair, 0], pairs[pair, 1]
            stream = chance.bits(
                chance.bits(keys[kind], chance.POINT, requester), chance.POINT, provider
            )
            time, number = 0.0, 0
            while True:
                key = chance.bits(stream, chance.POINT, number)
                time += chance.exponential(key, chance.GAP) / a_day
                number += 1
                if time >= days:
                    break
                height = chance.uniform(key, chance.HEIGHT, 0)
                if height < most and height < share_at(shares, starts, kind, time):
                    if count < len(contacts):
                        contact = contacts[count]
                        contact.time, contact.kind, contact.key = time, kind, key
                        contact.requester, contact.provider = requester, provider
                    count += 1
    return count


@compiled
def share_at(shares: Any, starts: Any, kind: int, time: float) -> float:
    """The share of the candidates of a kind that take place at a time, by the stage it lies in."""
    stage = 0
    while stage + 1 < len(starts) and time >= starts[stage + 1]:
        stage += 1
    return float(shares[stage, kind])
