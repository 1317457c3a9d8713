"""Scenarios: paths over time of the environment and of the demand.

A scenario is a list of windows (what is otherwise from when to when) and of single needs on fixed
days. Scenarios compose with ``+``: of two that set the same quantity on the same day the later
named wins, factors on demand multiply. What a scenario sets replaces the condition of that name
inside its window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import CONDITIONS, Conditions
from sim.configuration import read_named, split_names
from sim.errors import UserError, a_list, a_mapping, unknown_name
from sim.world import World

# What a window may set, and the condition whose place it takes there.
QUANTITIES = {
    "urgency": "urgency",
    "aversion": "aversion_start",
    "own_load_police": "own_load_police",
    "own_load_defence": "own_load_defence",
    "nato_commitment": "nato_commitment",
    "shortage_police": "shortage_police",
    "shortage_defence": "shortage_defence",
}
WINDOW_KEYS = ("start", "length", "demand", "demand_classes", "common_shock", *QUANTITIES)
NEED_KEYS = ("day", "class", "region", "size")
SCENARIO_KEYS = (
    "title_en", "title_nl", "description_en", "description_nl", "section", "windows", "needs",
)  # fmt: skip

DAY_DTYPE = np.dtype([(name, np.float64) for name in (*QUANTITIES, "crisis")])

Number = float | int | str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days on which something is otherwise; None is "from the start", "to the end"."""

    start: float | None
    length: Number | None
    values: Mapping[str, Number]
    demand: Number | None
    demand_classes: str | tuple[str, ...]
    common_shock: bool


@dataclass(frozen=True, slots=True)
class FixedNeed:
    """A need on a fixed day (days after the warm-up) in a fixed region."""

    day: float
    request_class: str
    region: str
    size: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """Windows and fixed needs under one name."""

    name: str
    windows: tuple[Window, ...]
    needs: tuple[FixedNeed, ...]


@dataclass(frozen=True, slots=True)
class Environment:
    """What a scenario comes to, day by day from the start of the warm-up.

    Attributes:
        days: A record a day (``DAY_DTYPE``); ``crisis`` is 1 where demand is above normal.
        demand: Factor on arrivals, classes x days.
        needs: The fixed needs.
    """

    days: npt.NDArray[Any]
    demand: npt.NDArray[np.float64]
    needs: tuple[FixedNeed, ...]


def load_scenario(scenario: str | Scenario) -> Scenario:
    """Return a scenario from its name, or from several joined with ``+``.

    Raises:
        UserError: For a name that does not exist or a file that is not right.
    """
    if isinstance(scenario, Scenario):
        return scenario
    parts = [
        scenario_from(name, read_named("scenario", name))
        for name in split_names(scenario, "scenario")
    ]
    return Scenario(
        scenario,
        tuple(window for part in parts for window in part.windows),
        tuple(need for part in parts for need in part.needs),
    )


def scenario_from(name: str, content: Mapping[str, Any]) -> Scenario:
    """Build a scenario from the content of its file, checking every key and value."""
    _known(content, SCENARIO_KEYS, f"scenario '{name}'")
    windows = tuple(
        _window(entry, f"scenario '{name}', window {i}")
        for i, entry in enumerate(
            a_list(content.get("windows"), f"scenario '{name}': windows"), start=1
        )
    )
    needs = []
    for i, entry in enumerate(a_list(content.get("needs"), f"scenario '{name}': needs"), start=1):
        place = f"scenario '{name}', need {i}"
        _known(entry, NEED_KEYS, place)
        missing = [key for key in NEED_KEYS if key not in entry]
        if missing:
            raise UserError(f"{place}: '{missing[0]}' is missing")
        day, size = (_number(entry[k], f"{place}: {k}") for k in ("day", "size"))
        if size < 1:
            raise UserError(f"{place}: size is {size:g}; allowed: 1 or more")
        needs.append(FixedNeed(day, str(entry["class"]), str(entry["region"]), size))
    return Scenario(name, windows, tuple(needs))


def _known(entry: Mapping[str, Any], keys: tuple[str, ...], place: str) -> None:
    for key in a_mapping(entry, place):
        if key not in keys:
            raise unknown_name("key", key, keys, place)


def _number(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise UserError(f"{place} is {value!r}; a number is needed")
    return float(value)


def _number_or_condition(value: Any, place: str) -> Number:
    if isinstance(value, str):
        if value not in CONDITIONS:
            raise unknown_name("condition", value, CONDITIONS, place)
        return value
    return _number(value, place)


def _window(entry: Mapping[str, Any], place: str) -> Window:
    _known(entry, WINDOW_KEYS, place)
    length = entry.get("length")
    if length is not None:
        length = _number_or_condition(length, f"{place}: length")
        if not isinstance(length, str) and length <= 0:
            raise UserError(f"{place}: length is {length:g}; allowed: more than 0 days")
    start = entry.get("start")
    classes = entry.get("demand_classes", "all")
    if not isinstance(classes, str):
        classes = tuple(a_list(classes, f"{place}: demand_classes"))
    shock = entry.get("common_shock", False)
    if not isinstance(shock, bool):
        raise UserError(f"{place}: common_shock is {shock!r}; allowed: true, false")
    demand = entry.get("demand")
    return Window(
        start=None if start is None else _number(start, f"{place}: start"),
        length=length,
        values={
            key: _number_or_condition(entry[key], f"{place}: {key}")
            for key in QUANTITIES
            if key in entry
        },
        demand=None if demand is None else _number_or_condition(demand, f"{place}: demand"),
        demand_classes=classes,
        common_shock=shock,
    )


def environment(
    scenario: Scenario, conditions: Conditions, world: World, days: int, warm_up_days: int
) -> Environment:
    """Work out the paths of a scenario under some conditions.

    Args:
        scenario: What happens.
        conditions: The values that hold where the scenario says nothing.
        world: For the names of classes and regions.
        days: Days that are measured.
        warm_up_days: Days before them.

    Returns:
        Paths over ``warm_up_days + days`` days.

    Raises:
        UserError: For an unknown class or region, or a value outside its condition's range.
    """
    total = warm_up_days + days
    paths = np.zeros(total, DAY_DTYPE).view(np.recarray)
    for key, condition in QUANTITIES.items():
        paths[key] = conditions[condition]
    demand = np.ones((len(world.classes), total))
    shock = np.ones(total)
    for number, window in enumerate(scenario.windows, start=1):
        place = f"scenario '{scenario.name}', window {number}"
        first = 0 if window.start is None else max(0, int(np.ceil(window.start + warm_up_days)))
        length = _value(window.length, conditions)
        start = 0.0 if window.start is None else window.start + warm_up_days
        last = total if length is None else min(total, int(np.ceil(start + length)))
        for key, given in window.values.items():
            value = _value(given, conditions)
            limits = CONDITIONS[QUANTITIES[key]]
            if value is None or not limits.floor <= value <= limits.ceiling:
                raise UserError(
                    f"{place}: {key} is {value}; allowed {limits.floor:g} to {limits.ceiling:g}"
                )
            paths[key][first:last] = value
        size = _value(window.demand, conditions)
        if size is not None:
            if size < 0:
                raise UserError(f"{place}: demand is {size:g}; allowed: 0 or more")
            demand[_classes(window, world, place), first:last] *= size
            if size > 1:
                paths["crisis"][first:last] = 1.0
                if window.common_shock:
                    shock[first:last] *= 1.0 + conditions["common_shock"] * (1.0 - 1.0 / size)
    paths["own_load_defence"] = np.minimum(1.0, paths["own_load_defence"] * shock)
    for need in scenario.needs:
        world.class_index(need.request_class)
        world.unit_index(need.region)
    return Environment(paths, demand, scenario.needs)


def _value(given: Number | None, conditions: Conditions) -> float | None:
    if given is None:
        return None
    return conditions[given] if isinstance(given, str) else float(given)


def _classes(window: Window, world: World, place: str) -> list[int]:
    if window.demand_classes == "all":
        return list(range(len(world.classes)))
    if window.demand_classes == "without_consent":
        return [i for i, c in enumerate(world.classes) if not c.pre_authorised]
    if isinstance(window.demand_classes, str):
        names = ["all", "without_consent", *(c.id for c in world.classes)]
        raise unknown_name("demand_classes", window.demand_classes, names, place)
    return [world.class_index(name) for name in window.demand_classes]
