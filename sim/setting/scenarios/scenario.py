"""Scenarios: what is otherwise in the environment and in the demand, and when.

A scenario is a list of windows (what is otherwise from when to when) and of single needs on fixed
days. Within a scenario windows do not overlap on the same quantity. Scenarios compose with ``+``:
of two that set the same quantity on the same day the later named wins, factors on demand multiply.
What a scenario sets replaces the condition of that name inside its window
(``sim.setting.environment`` works out the paths).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.conditions import CONDITIONS
from sim.errors import UserError, a_list, a_mapping, inside, shown, unknown_name
from sim.reading.values import finite_number
from sim.setting.configuration import read_named, split_names, word_for, world_of
from sim.setting.scenarios.shock import SHOCKS, Shock, shocks_from
from sim.words import Message

# What a window may set, and the condition whose place it takes there.
QUANTITIES = {
    "urgency": "urgency",
    "aversion": "aversion_start",
    "own_load_police": "own_load_police",
    "own_load_defence": "own_load_defence",
    "nato_commitment": "nato_commitment",
    "shortage_police": "shortage_police",
    "shortage_defence": "shortage_defence",
    "systems_fit": "systems_fit",
    "recruit_competition": "recruit_competition",
    "success_feedback": "success_feedback",
}
WINDOW_KEYS = (
    "start",
    "length",
    "ramp",
    "demand",
    "demand_classes",
    "common_shock",
    "crisis",
    *QUANTITIES,
)
NEED_KEYS = ("day", "class", "region", "size")
OPTIONAL_NEED_KEYS = ("duration", "deadline")
SCENARIO_KEYS = (
    "title_en",
    "title_nl",
    "description_en",
    "description_nl",
    "section",
    "windows",
    "needs",
    SHOCKS,
)

Number = float | int | str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days on which something is otherwise; None is "from the start", "to the end".

    Attributes:
        start: First day, counted from the end of the warm-up.
        length: Days that it lasts, or the condition that says so.
        ramp: Days over which values and demand move there, in a straight line; None: at once.
        values: What is set, by the names of ``QUANTITIES``.
        demand: Factor on the arrival of needs.
        demand_classes: Whose: names of classes, "all" or "without_consent".
        common_shock: Whether the own load of the military side rises with the demand.
        crisis: Whether raised demand counts as a crisis.
        origin: The scenario that it is a window of.
        number: Which window of it.
    """

    start: float | None
    length: Number | None
    ramp: Number | None
    values: Mapping[str, Number]
    demand: Number | None
    demand_classes: str | tuple[str, ...]
    common_shock: bool
    crisis: bool
    origin: str = field(compare=False)
    number: int = field(compare=False)

    @property
    def place(self) -> Message:
        """Where it stands, for messages."""
        return Message(
            "scenario '{origin}', window {number}", origin=self.origin, number=self.number
        )

    def days(self, conditions: Mapping[str, float]) -> float:
        """Return how many days it lasts; without an end that is infinite.

        Args:
            conditions: Those that are not at their default.
        """
        if isinstance(self.length, str):
            return conditions.get(self.length, CONDITIONS[self.length].default)
        return math.inf if self.length is None else float(self.length)


@dataclass(frozen=True, slots=True)
class FixedNeed:
    """A need on a fixed day in a fixed region.

    Attributes:
        day: When it arises, in days after the warm-up.
        request_class: Of which class.
        region: In which unit.
        size: Persons needed.
        duration: Days that they are needed; None: drawn as for any need of the class.
        deadline: Days within which; None: drawn likewise.
    """

    day: float
    request_class: str
    region: str
    size: float
    duration: float | None = None
    deadline: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Windows, fixed needs and shocks that may found a partnership, under one name."""

    name: str
    windows: tuple[Window, ...]
    needs: tuple[FixedNeed, ...]
    shocks: tuple[Shock, ...] = ()
    world: str | None = None
    """The world that comes with the package and alone has it; None: any that knows what it names.
    """


def load_scenario(scenario: str | Scenario) -> Scenario:
    """Return a scenario from its name, or from several joined with ``+``.

    Raises:
        UserError: For a name that does not exist or a file that is not right.
    """
    if isinstance(scenario, Scenario):
        return scenario
    scenario = word_for("scenario", scenario)
    names = split_names(scenario, "scenario")
    parts = [scenario_from(name, read_named("scenario", name)) for name in names]
    return Scenario(
        scenario,
        tuple(window for part in parts for window in part.windows),
        tuple(need for part in parts for need in part.needs),
        tuple(shock for part in parts for shock in part.shocks),
        next(filter(None, (world_of("scenario", name) for name in names)), None),
    )


def scenario_from(name: str, content: Mapping[str, Any]) -> Scenario:
    """Build a scenario from the content of its file, checking every key and value."""
    _known(content, SCENARIO_KEYS, Message("scenario '{name}'", name=name))
    windows = a_list(content.get("windows"), Message("scenario '{name}': windows", name=name))
    needs = a_list(content.get("needs"), Message("scenario '{name}': needs", name=name))
    return Scenario(
        name,
        tuple(_window(entry, name, number) for number, entry in enumerate(windows, start=1)),
        tuple(
            _need(entry, Message("scenario '{name}', need {number}", name=name, number=number))
            for number, entry in enumerate(needs, start=1)
        ),
        shocks_from(name, content),
    )


def _known(entry: Mapping[str, Any], keys: tuple[str, ...], place: str) -> None:
    for key in a_mapping(entry, place):
        if key not in keys:
            raise unknown_name("key", key, keys, place)


def _number(value: Any, place: str) -> float:
    number = finite_number(value)
    if number is None:
        raise UserError("{place} is {value}; a number is needed", place=place, value=shown(value))
    return number


def _number_or_condition(value: Any, place: str) -> Number:
    if isinstance(value, str):
        if value not in CONDITIONS:
            raise unknown_name("condition", value, CONDITIONS, place)
        return value
    return _number(value, place)


def _positive(value: Number, place: str) -> Number:
    if not isinstance(value, str) and value <= 0:
        raise UserError("{place} is {value:g}; allowed: more than 0 days", place=place, value=value)
    return value


def _flag(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise UserError("{place} is {value}; allowed: true, false", place=place, value=shown(value))
    return value


def _window(entry: Mapping[str, Any], origin: str, number: int) -> Window:
    place = Message("scenario '{origin}', window {number}", origin=origin, number=number)
    _known(entry, WINDOW_KEYS, place)

    def given(key: str) -> Number | None:
        value = entry.get(key)
        return None if value is None else _number_or_condition(value, inside(place, key))

    length, ramp, start = given("length"), given("ramp"), entry.get("start")
    if ramp is not None and start is None:
        raise UserError(
            "{place}: ramp needs a start; allowed: a day to begin on, or no ramp", place=place
        )
    classes = entry.get("demand_classes", "all")
    if not isinstance(classes, str):
        classes = tuple(a_list(classes, inside(place, "demand_classes")))
    return Window(
        start=None if start is None else _number(start, inside(place, "start")),
        length=None if length is None else _positive(length, inside(place, "length")),
        ramp=None if ramp is None else _positive(ramp, inside(place, "ramp")),
        values={
            key: _number_or_condition(entry[key], inside(place, key))
            for key in QUANTITIES
            if key in entry
        },
        demand=given("demand"),
        demand_classes=classes,
        common_shock=_flag(entry.get("common_shock", False), inside(place, "common_shock")),
        crisis=_flag(entry.get("crisis", True), inside(place, "crisis")),
        origin=origin,
        number=number,
    )


def _need(entry: Mapping[str, Any], place: str) -> FixedNeed:
    _known(entry, (*NEED_KEYS, *OPTIONAL_NEED_KEYS), place)
    missing = [key for key in NEED_KEYS if key not in entry]
    if missing:
        raise UserError("{place}: '{missing}' is missing", place=place, missing=missing[0])
    size = _number(entry["size"], inside(place, "size"))
    if size < 1:
        raise UserError("{place}: size is {size:g}; allowed: 1 or more", place=place, size=size)
    times = {
        key: float(_positive(_number(entry[key], inside(place, key)), inside(place, key)))
        for key in OPTIONAL_NEED_KEYS
        if entry.get(key) is not None
    }
    day = _number(entry["day"], inside(place, "day"))
    return FixedNeed(day, str(entry["class"]), str(entry["region"]), size, **times)
