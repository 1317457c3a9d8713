"""What surrounds the units: strength, own tasks, NATO, urgency, aversion at rest, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.conditions import Conditions
from sim.setting.setting import Setting
from sim.setting.stages.founding import Founding
from sim.streams.tape import Tape


class Surroundings:
    """The paths of a run, constant within a day.

    Attributes:
        strength: C(1 - h), persons per day and unit.
        own_load: O, shares per day and unit.
        nato: N', what is promised to NATO and not released, per day.
        urgency: U, per day.
        aversion: A0, per day.
        systems_fit: How well systems connect, per day.
        success_feedback: How far success prevents needs, per day.
        crisis: Whether a day is in a crisis.
    """

    def __init__(self, setting: Setting, tape: Tape) -> None:
        """Work the paths out."""
        days = setting.environment.days
        self.last = len(days) - 1
        self.urgency = days["urgency"].tolist()
        self.aversion = days["aversion"].tolist()
        self.systems_fit = days["systems_fit"].tolist()
        self.success_feedback = days["success_feedback"].tolist()
        self.crisis = (days["crisis"] > 0).tolist()
        release = np.array([each["nato_release"] for each in conditions_by_day(setting)])
        self.nato = (days["nato_commitment"] * (1.0 - release * days["crisis"])).tolist()
        self.strength = strengths(setting, days).tolist()
        self.own_load = own_loads(setting, tape, days).tolist()

    def day(self, time: float) -> int:
        """Return the day that a time lies in."""
        return min(int(time), self.last)


def strengths(setting: Setting, days: Any) -> np.ndarray:
    """Return C(1 - h): persons after those held out, empty posts and shortage, days x units."""
    world, policy = setting.world, setting.policy
    new = len(policy.partnerships) + len(setting.foundings)
    founded = [founding.partnership.name for founding in setting.foundings]
    own = world.units[: len(world.units) - new]
    persons = np.array([float(unit.persons) for unit in world.units])
    stages = setting.stages
    by_day = np.tile(persons, (len(days), 1))
    held = {id(stage): np.array(stage.policy.held_out(world)) for stage in stages}
    for day in range(len(days)):
        now = [stage for stage in stages if stage.start <= day]
        by_day[day] -= held[id(now[-1])] if now else np.array(policy.held_out(world))
    table = world.as_it_stands.units
    scales = [u.persons / t.persons if t.persons else 1.0 for u, t in zip(own, table, strict=False)]
    for partnership in setting.partnerships:
        if partnership.name not in founded:
            empty = partnership.empty_posts(own, setting.conditions, len(days)).T
            by_day[:, : len(own)] -= empty * np.array(scales)
    for founding in setting.foundings:
        found(founding, setting, by_day, scales)
    by_day = np.maximum(0.0, by_day)
    civil, military = shortage(setting, days, "police"), shortage(setting, days, "defence")
    of_side = {"civil": civil, "military": military, "joint": (civil + military) / 2.0}
    of = {
        o.id: of_side[o.side] if o.shortage is None else civil * 0.0 + o.shortage
        for o in world.organisations
    }
    return by_day * (1.0 - np.array([of[unit.organisation] for unit in world.units]).T)


def found(
    founding: Founding, setting: Setting, by_day: np.ndarray, scales: Sequence[float]
) -> None:
    """Take from the people of each day those of a partnership that a shock founds (E23).

    It has nobody until its day; from then on its members are out of their units, and who does not
    come back leaves a post empty, as for any partnership that begins on its first day.
    """
    team, units = founding.partnership, setting.world.units
    begins = founding.begins + setting.warm_up_days
    empty = team.empty_posts(units, setting.conditions, len(by_day))
    ends = founding.ends + setting.warm_up_days
    for day in range(len(by_day)):
        for place, unit in enumerate(units):
            if day < begins or day >= ends:
                by_day[day, place] -= unit.persons if unit.id == team.name else 0.0
                if day >= ends and unit.id != team.name:
                    refilled = np.exp(-(day - ends) / setting.conditions["refill_time"])
                    scale = scales[place] if place < len(scales) else 1.0
                    by_day[day, place] -= empty[place, int(ends - begins)] * refilled * scale
            elif unit.id != team.name:
                scale = scales[place] if place < len(scales) else 1.0
                out = sum(m.persons for m in team.members if m.matches(unit))
                by_day[day, place] -= (out + empty[place, day - int(begins)]) * scale


def shortage(setting: Setting, days: Any, side: str) -> np.ndarray:
    """Return h of a side: its own, more where the other recruits, less where people stay (E25)."""
    other = {"police": "defence", "defence": "police"}[side]
    people = {"police": 0, "defence": 0}
    sides = {o.id: o.side for o in setting.world.organisations}
    for unit in setting.world.units:
        if sides[unit.organisation] != "joint":
            people["police" if sides[unit.organisation] == "civil" else "defence"] += unit.persons
    found, kept = [], 0.0
    for today, conditions in zip(days, conditions_by_day(setting), strict=True):
        h = float(today[f"shortage_{side}"])
        recruited = max(0.0, 0.16 - float(today[f"shortage_{other}"])) * people[other]
        if people[side] > 0:
            h += float(today["recruit_competition"]) * recruited / people[side]
        found.append(min(1.0, max(0.0, h - kept)))
        kept += conditions["retention"] / 365.0
    return np.array(found)


def conditions_by_day(setting: Setting) -> list[Conditions]:
    """Return the conditions of each day, as the levers of that day have them."""
    found = [setting.conditions] * len(setting.environment.days)
    for stage in setting.stages:
        found[stage.start :] = [stage.conditions] * (len(found) - stage.start)
    return found


def own_loads(setting: Setting, tape: Tape, days: Any) -> np.ndarray:
    """Return O: the day's mean plus spread times an AR(1) deviation, kept in [0, 1]."""
    conditions = setting.conditions
    memory = np.exp(-1.0 / conditions["load_memory"])
    deviation = np.array(tape.loads)
    for day in range(1, deviation.shape[1]):
        fresh = np.sqrt(1.0 - memory**2) * deviation[:, day]
        deviation[:, day] = memory * deviation[:, day - 1] + fresh
    loads = np.empty_like(deviation)
    organisations = {o.id: o for o in setting.world.organisations}
    for i, unit in enumerate(setting.world.units):
        own = organisations[unit.organisation]
        side = "police" if own.side == "civil" else "defence"
        mean = days[f"own_load_{side}"] if own.own_load is None else own.own_load
        loads[i] = mean + conditions[f"load_spread_{side}"] * deviation[i]
    return np.clip(loads, 0.0, 1.0).T
