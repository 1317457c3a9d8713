"""One lever, as its file declares it: what it sets, from when, whom it takes, what it costs.

A lever brings a condition to a value, never back towards the default: of several levers on one
condition the strongest counts, and a world that is already further stays where it is. A lever may
also work on one class of needs, from a later day on, hold people out of units, bring in
partnerships and set switches.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.conditions import Conditions
from sim.errors import UserError, a_list, a_mapping, inside, unknown_name
from sim.setting.partnerships.held_out import PeopleHeldOut, amount, people_from
from sim.setting.partnerships.partnership import Partnership
from sim.setting.partnerships.partnership_file import load_partnership
from sim.state.records import CLASS_LEVERS
from sim.words import Message

MONEY_UNIT = "million euro a year"
GRADES = tuple("ABCDIJ")
FROM_DAY = "from_day"
POLICY_KEYS = (
    "title_en",
    "title_nl",
    "description_en",
    "description_nl",
    "section",
    "conditions",
    "classes",
    "people",
    "partnerships",
    "theory",
    "cost",
)
COST_KEYS = ("people", "money", "source")
MONEY_KEYS = ("amount", "unit", "source", "grade")


@dataclass(frozen=True, slots=True)
class ClassEffect:
    """What a lever brings about for one class of needs.

    Attributes:
        request_class: Id of the class.
        values: Values of ``CLASS_LEVERS``.
        from_day: Day after the warm-up from which it works; None: during the whole run.
    """

    request_class: str
    values: Mapping[str, float]
    from_day: float | None = None

    def in_force(self, day: float) -> bool:
        """Return whether it works on a day after the warm-up."""
        return self.from_day is None or day >= self.from_day

    def later(self, days: float) -> ClassEffect:
        """Return it of a lever that is pulled so many days after the warm-up: a lag begins then."""
        return self if self.from_day is None else replace(self, from_day=self.from_day + days)


@dataclass(frozen=True, slots=True)
class Lever:
    """What is brought about, and what it costs.

    Attributes:
        conditions: Values that conditions are brought to.
        classes: What is brought about for single classes of needs.
        people: People held out of units.
        partnerships: Partnerships that are brought in; their members are held out too.
        theory: Switches that are set.
        money: In million euro a year, beside the pay of the people held out; NaN where none is
            declared.
    """

    conditions: Mapping[str, float]
    classes: tuple[ClassEffect, ...]
    people: tuple[PeopleHeldOut, ...]
    partnerships: tuple[Partnership, ...]
    theory: Mapping[str, str]
    money: float


def effect_from(request_class: str, content: Any, place: str) -> ClassEffect:
    """Read the levers of one class, with ``from_day`` where they work with a lag."""
    where = Message("{place}, {request_class}", place=place, request_class=request_class)
    values = dict(a_mapping(content, where))
    for key in values:
        if key not in (*CLASS_LEVERS, FROM_DAY):
            raise unknown_name(
                "class lever",
                key,
                (*CLASS_LEVERS, FROM_DAY),
                where,
            )
    from_day = values.pop(FROM_DAY, None)
    if from_day is not None:
        from_day = amount(from_day, inside(where, FROM_DAY))
    return ClassEffect(request_class, checked_values(values, where), from_day)


def checked_values(values: Mapping[str, Any], place: str) -> dict[str, float]:
    """Check values of conditions against their ranges.

    Raises:
        UserError: For an unknown condition, a value outside its range, or two conditions that say
            the same in other words.
    """
    try:
        checked = Conditions(values)
    except UserError as error:
        raise UserError("{place}: {error}", place=place, error=error) from None
    return {name: checked[name] for name in values}


def money_from(cost: Any, place: str) -> float:
    """Read what a lever costs beside its people, in million euro a year.

    Returns:
        The amount; NaN where the file declares none, since not known is not nothing.
    """
    content = a_mapping(cost, inside(place, "cost"))
    for key in content:
        if key not in COST_KEYS:
            raise unknown_name("key", key, COST_KEYS, inside(place, "cost"))
    if "money" not in content:
        return math.nan
    money = a_mapping(content["money"], inside(place, "cost.money"))
    for key in money:
        if key not in MONEY_KEYS:
            raise unknown_name("key", key, MONEY_KEYS, inside(place, "cost.money"))
    for key, allowed in (("unit", (MONEY_UNIT,)), ("grade", GRADES)):
        if money.get(key) not in allowed:
            raise unknown_name(
                Message("{key} of money", key=key),
                money.get(key),
                allowed,
                inside(place, "cost.money"),
            )
    if not str(money.get("source") or "").strip():
        raise UserError(
            "{place}: cost.money has no source; allowed: where the amount comes from", place=place
        )
    return amount(money.get("amount"), inside(place, "cost.money.amount"))


def lever_from(name: str, content: Mapping[str, Any]) -> Lever:
    """Read the content of a lever's file, checking every key and value.

    Args:
        name: The lever's name, for messages.
        content: The file as plain data.
    """
    place = Message("policy '{name}'", name=name)
    for key in content:
        if key not in POLICY_KEYS:
            raise unknown_name("key", key, POLICY_KEYS, place)
    classes = a_mapping(content.get("classes"), inside(place, "classes"))
    people = a_list(content.get("people"), inside(place, "people"))
    named = a_list(content.get("partnerships"), inside(place, "partnerships"))
    conditions = a_mapping(content.get("conditions"), inside(place, "conditions"))
    return Lever(
        conditions=checked_values(conditions, place),
        classes=tuple(effect_from(c, levers, place) for c, levers in classes.items()),
        people=tuple(people_from(entry, place) for entry in people),
        partnerships=each_once([load_partnership(entry, place) for entry in named], place),
        theory=dict(a_mapping(content.get("theory"), inside(place, "theory"))),
        money=money_from(content.get("cost"), place),
    )


def each_once(partnerships: Sequence[Partnership], place: str) -> tuple[Partnership, ...]:
    """Return some partnerships; raises UserError where one of them is there twice."""
    names = [partnership.name for partnership in partnerships]
    for name in names:
        if names.count(name) > 1:
            raise UserError(
                "{place} brings in partnership '{name}' twice; allowed: once",
                place=place,
                name=name,
            )
    return tuple(partnerships)
