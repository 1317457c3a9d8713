"""What surrounds the units: strength, own tasks, NATO, urgency, aversion at rest, day by day."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.setting.setting import Setting
from sim.streams.tape import Tape


class Surroundings:
    """The paths of a run, constant within a day.

    Attributes:
        strength: C(1 - h), persons per day and unit.
        own_load: O, shares per day and unit.
        nato: N', what is promised to NATO and not released, per day.
        urgency: U, per day.
        aversion: A0, per day.
        crisis: Whether a day is in a crisis.
    """

    def __init__(self, setting: Setting, tape: Tape) -> None:
        """Work the paths out."""
        days = setting.environment.days
        self.last = len(days) - 1
        self.urgency = days["urgency"].tolist()
        self.aversion = days["aversion"].tolist()
        self.crisis = (days["crisis"] > 0).tolist()
        release = setting.conditions["nato_release"]
        self.nato = (days["nato_commitment"] * (1.0 - release * days["crisis"])).tolist()
        self.strength = strengths(setting, days).tolist()
        self.own_load = own_loads(setting, tape, days).tolist()

    def day(self, time: float) -> int:
        """Return the day that a time lies in."""
        return min(int(time), self.last)


def strengths(setting: Setting, days: Any) -> np.ndarray:
    """Return C(1 - h): persons after those held out, empty posts and shortage, days x units."""
    world, policy = setting.world, setting.policy
    new = len(policy.partnerships)
    own = world.units[: len(world.units) - new]
    persons = np.array([float(unit.persons) for unit in world.units])
    persons = persons - np.array(policy.held_out(world))
    by_day = np.tile(persons, (len(days), 1))
    table = world.as_it_stands.units
    scales = [u.persons / t.persons if t.persons else 1.0 for u, t in zip(own, table, strict=False)]
    for partnership in setting.partnerships:
        empty = partnership.empty_posts(own, setting.conditions, len(days)).T
        by_day[:, : len(own)] -= empty * np.array(scales)
    by_day = np.maximum(0.0, by_day)
    police, defence = days["shortage_police"], days["shortage_defence"]
    of = {"politie": police, "defensie": defence, "partnership": (police + defence) / 2.0}
    return by_day * (1.0 - np.array([of[unit.organisation] for unit in world.units]).T)


def own_loads(setting: Setting, tape: Tape, days: Any) -> np.ndarray:
    """Return O: the day's mean plus spread times an AR(1) deviation, kept in [0, 1]."""
    conditions = setting.conditions
    memory = np.exp(-1.0 / conditions["load_memory"])
    deviation = np.array(tape.loads)
    for day in range(1, deviation.shape[1]):
        fresh = np.sqrt(1.0 - memory**2) * deviation[:, day]
        deviation[:, day] = memory * deviation[:, day - 1] + fresh
    loads = np.empty_like(deviation)
    for i, unit in enumerate(setting.world.units):
        side = "police" if unit.organisation == "politie" else "defence"
        loads[i] = days[f"own_load_{side}"] + conditions[f"load_spread_{side}"] * deviation[i]
    return np.clip(loads, 0.0, 1.0).T
