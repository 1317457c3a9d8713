"""The paths that a scenario comes to, day by day, under some conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import CONDITIONS
from sim.errors import UserError, unknown_name
from sim.setting.remembered import remembered
from sim.setting.scenarios.scenario import QUANTITIES, FixedNeed, Number, Scenario, Window
from sim.setting.stages.stage import Stage, by_day
from sim.streams.tape import Fixed
from sim.words import Message
from sim.world import World

DAY_DTYPE = np.dtype([(name, np.float64) for name in (*QUANTITIES, "crisis")])

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Environment:
    """What a scenario comes to, day by day from the start of the warm-up.

    Attributes:
        days: A record a day (``DAY_DTYPE``); ``crisis`` is 1 where demand is above normal.
        demand: Factor on arrivals, classes x days.
        needs: The fixed needs.
    """

    days: npt.NDArray[Any]
    demand: Numbers
    needs: tuple[FixedNeed, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A window with its dates and classes settled.

    Attributes:
        window: As the file gives it.
        start: First moment, in days from the start of the warm-up.
        end: First moment after it; infinity where it has no length.
        classes: Places of the classes whose demand it changes.
    """

    window: Window
    start: float
    end: float
    classes: tuple[int, ...]


@remembered
def environment(
    scenario: Scenario,
    conditions: Mapping[str, float],
    world: World,
    days: int,
    warm_up_days: int,
    stages: tuple[Stage, ...] = (),
) -> Environment:
    """Work out the paths of a scenario under some conditions.

    Args:
        scenario: What happens.
        conditions: The values that hold where the scenario says nothing.
        world: For the names of classes and regions.
        days: Days that are measured.
        warm_up_days: Days before them.
        stages: Where levers begin or end, the values from then on.

    Returns:
        Paths over ``warm_up_days + days`` days.

    Raises:
        UserError: For an unknown class or region, a value outside its condition's range, or
            windows of one scenario that overlap on the same quantity.
    """
    total = warm_up_days + days
    # As plain arrays: a field of a recarray takes ten times as long to find.
    paths = np.zeros(total, DAY_DTYPE)
    for key, condition in QUANTITIES.items():
        paths[key] = conditions[condition] if not stages else by_day(stages, condition, total)
    demand = np.ones((len(world.classes), total))
    shock = np.ones(total)
    placed = [_placed(window, conditions, world, warm_up_days) for window in scenario.windows]
    _refuse_overlaps(placed, world, warm_up_days)
    for window in placed:
        within, reached = _course(window, conditions, total)
        _set_values(window.window, conditions, paths, within, reached)
        _raise_demand(window, conditions, paths, demand, shock, within, reached)
    paths["own_load_defence"] = np.minimum(1.0, paths["own_load_defence"] * shock)
    for need in scenario.needs:
        world.class_index(need.request_class)
        world.unit_index(need.region)
    return Environment(paths.view(np.recarray), demand, scenario.needs)


@remembered
def scaled_demand(
    environment: Environment, conditions: Mapping[str, float], world: World
) -> Numbers:
    """Return the factor on the rates of the tables as they stand, classes x days, scales included.

    In a draw of the tables there are more or fewer needs, each at its time.
    """
    demand, scales = environment.demand * conditions["needs_scale"], world.needs_scales
    return demand if scales is None else demand * np.array(scales)[:, None]


def fixed_needs(
    environment: Environment,
    conditions: Mapping[str, float],
    world: World,
    warm_up_days: int,
    days: int,
) -> tuple[Fixed, ...]:
    """Return the needs that a scenario puts on a day of the run, as the tape has them."""
    return tuple(
        Fixed(
            need.day + warm_up_days,
            world.class_index(need.request_class),
            world.unit_index(need.region),
            max(1.0, float(np.rint(need.size * conditions["size_scale"]))),
            (need.duration or 0.0) * conditions["duration_scale"],
            (need.deadline or 0.0) * conditions["deadline_scale"],
        )
        for need in environment.needs
        if 0 <= need.day + warm_up_days < warm_up_days + days
    )


def _placed(
    window: Window, conditions: Mapping[str, float], world: World, warm_up_days: int
) -> Placed:
    start = 0.0 if window.start is None else window.start + warm_up_days
    length = _value(window.length, conditions)
    end = np.inf if length is None else start + length
    return Placed(window, start, end, _classes(window, world))


def _course(placed: Placed, conditions: Mapping[str, float], total: int) -> tuple[slice, Numbers]:
    """Return the days of a window, and how far it has come on each of them (1: in full)."""
    first = int(np.clip(np.ceil(placed.start), 0, total))
    last = int(np.clip(np.ceil(placed.end), first, total))
    ramp = _value(placed.window.ramp, conditions)
    if ramp is None:
        return slice(first, last), np.ones(last - first)
    return slice(first, last), np.clip(
        (np.arange(first, last) + 0.5 - placed.start) / ramp, 0.0, 1.0
    )


def _set_values(
    window: Window, conditions: Mapping[str, float], paths: Any, within: slice, reached: Numbers
) -> None:
    for key, given in window.values.items():
        value = _value(given, conditions)
        limits = CONDITIONS[QUANTITIES[key]]
        if value is None or not limits.floor <= value <= limits.ceiling:
            raise UserError(
                "{place}: {key} is {value}; allowed {floor:g} to {ceiling:g}",
                place=window.place,
                key=key,
                value=value,
                floor=limits.floor,
                ceiling=limits.ceiling,
            )
        paths[key][within] = np.where(
            reached < 1.0, (1.0 - reached) * paths[key][within] + reached * value, value
        )


def _raise_demand(
    placed: Placed,
    conditions: Mapping[str, float],
    paths: Any,
    demand: Numbers,
    shock: Numbers,
    within: slice,
    reached: Numbers,
) -> None:
    window = placed.window
    size = _value(window.demand, conditions)
    if size is None:
        return
    if size < 0:
        raise UserError(
            "{place}: demand is {size:g}; allowed: 0 or more", place=window.place, size=size
        )
    factor = 1.0 + (size - 1.0) * reached
    demand[list(placed.classes), within] *= factor
    if size > 1:
        if window.crisis:
            paths["crisis"][within] = 1.0
        if window.common_shock:
            shock[within] *= 1.0 + conditions["common_shock"] * (1.0 - 1.0 / factor)


def _refuse_overlaps(placed: list[Placed], world: World, warm_up_days: int) -> None:
    """Refuse two windows of one scenario that set the same quantity on the same day."""
    for one, other in combinations(placed, 2):
        start, end = max(one.start, other.start), min(one.end, other.end)
        if one.window.origin != other.window.origin or start >= end:
            continue
        twice = [key for key in one.window.values if key in other.window.values]
        if one.window.demand is not None and other.window.demand is not None:
            both = set(one.classes) & set(other.classes)
            twice += [Message("demand for {id}", id=world.classes[i].id) for i in sorted(both)]
        if twice:
            since = (
                Message("the start")
                if start == 0.0
                else Message("day {start:g}", start=start - warm_up_days)
            )
            until = (
                Message("the end")
                if end == np.inf
                else Message("day {end:g}", end=end - warm_up_days)
            )
            raise UserError(
                "{place} overlaps window {number}: both set {key} from {since} to {until}; "
                "allowed: one window at a time for each quantity (two scenarios, joined with "
                "+, may overlap)",
                place=other.window.place,
                number=one.window.number,
                key=twice[0],
                since=since,
                until=until,
            )


def _value(given: Number | None, conditions: Mapping[str, float]) -> float | None:
    if given is None:
        return None
    return conditions[given] if isinstance(given, str) else float(given)


def _classes(window: Window, world: World) -> tuple[int, ...]:
    if window.demand_classes == "all":
        return tuple(range(len(world.classes)))
    if window.demand_classes == "without_consent":
        return tuple(i for i, c in enumerate(world.classes) if not c.pre_authorised)
    if isinstance(window.demand_classes, str):
        names = ["all", "without_consent", *(c.id for c in world.classes)]
        raise unknown_name("demand_classes", window.demand_classes, names, window.place)
    return tuple(world.class_index(name) for name in window.demand_classes)
