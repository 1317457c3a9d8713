"""Own loads: the share of a unit's people that its own tasks take, day by day."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.state import sided
from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord
from sim.streams import chance
from sim.streams.tape import KEY_LOADS


@compiled
def draw_loads(keys: Any, units: int, days: int) -> Any:
    """Draw a standard normal per unit and day; more units or days change no other's."""
    loads = np.empty((units, days))
    for unit in range(units):
        stream = chance.bits(keys[KEY_LOADS], chance.POINT, unit)
        for day in range(days):
            loads[unit, day] = chance.standard_normal(stream, chance.LOAD, day)
    return loads


@compiled
def own_loads(normals: Any, sides: Any, usual: Any, days: Any, conditions: ConditionRecord) -> Any:
    """The daily own load of each unit: an AR(1) path around the day's mean, kept in [0, 1].

    Args:
        normals: Standard normals of the tape, units x days.
        sides: The side of each unit.
        usual: The usual own load of each unit; NaN: as the day has it for its side.
        days: The environment's records.
        conditions: The record of conditions.

    Returns:
        Shares, days x units: what a day's readings need lies side by side.
    """
    loads = np.empty((normals.shape[1], normals.shape[0]))
    write_loads(normals, sides, usual, days, conditions, loads)
    return loads


@compiled
def write_loads(
    normals: Any, sides: Any, usual: Any, days: Any, conditions: ConditionRecord, loads: Any
) -> None:
    """Write the own loads where there is room for them; see ``own_loads``."""
    memory = np.exp(-1.0 / conditions.load_memory)
    fresh = np.sqrt(1.0 - memory * memory)
    for unit in range(normals.shape[0]):
        deviation = normals[unit, 0]
        for day in range(normals.shape[1]):
            if day > 0:
                deviation = memory * deviation + fresh * normals[unit, day]
            mean = usual[unit]
            if np.isnan(mean):
                mean = sided.own_load(days[day], sides[unit])
            load = mean + sided.load_spread(conditions, sides[unit]) * deviation
            loads[day, unit] = min(max(load, 0.0), 1.0)
