"""Policies: levers that somebody could really pull, with what they cost in people.

A lever brings a condition to a value, never back towards the default: of several levers on one
condition the strongest counts, and a world that is already further stays where it is. Levers may
also work on one class of needs, hold people out of units, and set switches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.conditions import CONDITIONS, Conditions
from sim.configuration import read_named, split_names
from sim.errors import UserError, a_list, a_mapping, unknown_name
from sim.world import Unit, World

# What a lever may set for one class, and the condition that holds for the others.
CLASS_LEVERS = (
    "agreements",
    "joint_goal",
    "barrier_shift",
    "top_priority",
    "extra_pre_authorised",
    "civil_training",
)
SELECTORS = ("organisation", "service", "capability", "unit")
POLICY_KEYS = (
    "title_en", "title_nl", "description_en", "description_nl", "section",
    "conditions", "classes", "people", "theory", "cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeopleHeldOut:
    """People that a lever takes out of each unit that all given selectors match."""

    selectors: Mapping[str, str]
    persons: float

    def matches(self, unit: Unit) -> bool:
        """Return whether a unit gives these people."""
        return all(
            getattr(unit, "id" if key == "unit" else key) == value
            for key, value in self.selectors.items()
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """One or several levers under one name.

    Attributes:
        name: As the user gave it.
        conditions: Values that conditions are brought to.
        classes: The same, per class id and class lever.
        people: People held out of units.
        theory: Switches that the policy sets.
    """

    name: str
    conditions: Mapping[str, float]
    classes: Mapping[str, Mapping[str, float]]
    people: tuple[PeopleHeldOut, ...]
    theory: Mapping[str, str]

    def apply(self, conditions: Conditions) -> Conditions:
        """Return the conditions as they are with the policy in force."""
        moved = {
            name: strongest(CONDITIONS[name].default, conditions[name], value)
            for name, value in self.conditions.items()
        }
        return conditions.replace(**moved)

    def held_out(self, world: World) -> list[float]:
        """Return the persons taken out of each unit of the world.

        Raises:
            UserError: If a unit would give more people than it has.
        """
        for people in self.people:
            if not any(people.matches(unit) for unit in world.units):
                raise UserError(
                    f"policy '{self.name}' takes people out of {dict(people.selectors)},"
                    " which no unit of the world matches"
                )
        taken = []
        for unit in world.units:
            persons = sum(people.persons for people in self.people if people.matches(unit))
            if persons > unit.persons:
                raise UserError(
                    f"policy '{self.name}' takes {persons:g} persons out of {unit.id},"
                    f" which has {unit.persons}"
                )
            taken.append(persons)
        return taken


def strongest(default: float, current: float, lever: float) -> float:
    """Return the further from the default of the current value and the lever's value."""
    return max(current, lever) if lever >= default else min(current, lever)


def load_policy(policy: str | Policy) -> Policy:
    """Return a policy from its name, or from several joined with ``+``.

    Raises:
        UserError: For a name that does not exist or a file that is not right.
    """
    if isinstance(policy, Policy):
        return policy
    parts = [
        policy_from(name, read_named("policy", name)) for name in split_names(policy, "policy")
    ]
    conditions: dict[str, float] = {}
    classes: dict[str, dict[str, float]] = {}
    theory: dict[str, str] = {}
    for part in parts:
        _bring(conditions, part.conditions)
        for request_class, levers in part.classes.items():
            _bring(classes.setdefault(request_class, {}), levers)
        for switch, value in part.theory.items():
            if theory.setdefault(switch, value) != value:
                raise UserError(
                    f"policy '{policy}': its levers set theory.{switch} to both"
                    f" '{theory[switch]}' and '{value}'"
                )
    people = tuple(held for part in parts for held in part.people)
    return Policy(policy, conditions, classes, people, theory)


def _bring(values: dict[str, float], levers: Mapping[str, float]) -> None:
    for name, lever in levers.items():
        default = CONDITIONS[name].default
        values[name] = strongest(default, values.get(name, default), lever)


def policy_from(name: str, content: Mapping[str, Any]) -> Policy:
    """Build a policy from the content of its file, checking every key and value."""
    place = f"policy '{name}'"
    for key in content:
        if key not in POLICY_KEYS:
            raise unknown_name("key", key, POLICY_KEYS, place)
    classes = a_mapping(content.get("classes"), f"{place}: classes")
    for request_class, levers in classes.items():
        for lever in a_mapping(levers, f"{place}, {request_class}"):
            if lever not in CLASS_LEVERS:
                raise unknown_name("class lever", lever, CLASS_LEVERS, f"{place}, {request_class}")
    return Policy(
        name=name,
        conditions=_checked(a_mapping(content.get("conditions"), f"{place}: conditions"), place),
        classes={c: _checked(levers, f"{place}, {c}") for c, levers in classes.items()},
        people=tuple(
            _people(entry, place) for entry in a_list(content.get("people"), f"{place}: people")
        ),
        theory=dict(a_mapping(content.get("theory"), f"{place}: theory")),
    )


def _checked(values: Mapping[str, Any], place: str) -> dict[str, float]:
    try:
        return {name: Conditions({name: value})[name] for name, value in values.items()}
    except UserError as error:
        raise UserError(f"{place}: {error}") from None


def _people(entry: Mapping[str, Any], place: str) -> PeopleHeldOut:
    selectors = {
        key: str(value) for key, value in a_mapping(entry, place).items() if key != "persons"
    }
    for key in selectors:
        if key not in SELECTORS:
            raise unknown_name("selector of people", key, (*SELECTORS, "persons"), place)
    persons = entry.get("persons")
    if isinstance(persons, bool) or not isinstance(persons, int | float) or not persons >= 0:
        raise UserError(f"{place}: persons is {persons!r}; a number of 0 or more is needed")
    return PeopleHeldOut(selectors, float(persons))
