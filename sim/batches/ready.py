"""Runs of a setting, made ready: what a batch takes of it, and how much room that needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.batches.batch import Given
from sim.setting.setting import Setting
from sim.setting.unchanging import never_written
from sim.streams.tape import (
    CONTACT_CANDIDATES_PER_YEAR,
    DAYS_PER_YEAR,
    INCIDENT_DTYPE,
    Fixed,
    contact_shares,
    draw_keys,
    room_for,
)


class Room(NamedTuple):
    """How many incidents and contacts there is room for."""

    incidents: int
    contacts: int


class Ready(NamedTuple):
    """Runs of a setting, made ready as far as that does not take the arrays of a run.

    Attributes:
        setting: What is run.
        seeds: With which luck.
        keys: The keys of each seed.
        given: What the setting gives to the tapes.
        arrays: What the setting gives to the state.
        room: What nearly no seed goes beyond.
    """

    setting: Setting
    seeds: Sequence[int]
    keys: npt.NDArray[np.uint64]
    given: Given
    arrays: dict[str, Any]
    room: Room


def make_ready(setting: Setting, seeds: Sequence[int]) -> Ready:
    """Make some runs of a setting ready."""
    given = _given(setting)
    keys = np.array([draw_keys(seed, len(given.rates)) for seed in seeds])
    return Ready(setting, seeds, keys, given, never_written(setting), _room(given))


@lru_cache(maxsize=64)
def _fixed(needs: tuple[Fixed, ...]) -> npt.NDArray[Any]:
    """Return fixed needs as incidents; the same array again for the same needs."""
    fixed = np.zeros(len(needs), INCIDENT_DTYPE)
    for record, need in zip(fixed, needs, strict=True):
        record["time"], record["request_class"], record["fixed_region"] = need[:3]
        record["fixed_size"], record["fixed_duration"], record["fixed_deadline"] = need[3:]
    return fixed


def _given(setting: Setting) -> Given:
    return Given(
        rates=setting.tables.classes["rate"],
        spreads=setting.tables.spreads,
        demand=setting.demand,
        fixed=_fixed(setting.fixed_needs),
        pairs=setting.tables.contact_pairs,
        shares=contact_shares(setting.rates_by_stage),
        starts=setting.stage_starts,
        sides=setting.tables.sides,
        own_loads=setting.tables.own_loads,
        span=np.array([setting.warm_up_days, setting.days]),
        passing=setting.crisis_spans,
    )


def _room(given: Given) -> Room:
    """Return the room that nearly no seed goes beyond."""
    days = given.demand.shape[1]
    needs = float(np.dot(given.rates, given.demand.sum(axis=1)))
    met = CONTACT_CANDIDATES_PER_YEAR / DAYS_PER_YEAR * days
    met *= float(len(given.pairs) * given.shares.max(axis=0).sum())
    expected = (needs + len(given.fixed), met)
    return Room(*map(room_for, expected))
