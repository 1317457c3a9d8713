"""Policies: levers that somebody could really pull, with what they cost in people and money.

A policy is one lever or several joined with ``+`` (``"liaisons+joint_framework"``). A lever that
works on one class of needs can be pulled for another: ``"adapted_powers@search_property"``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sim.conditions import CONDITIONS, Conditions
from sim.errors import UserError
from sim.setting.configuration import (
    FOR_CLASS,
    beside,
    file_name,
    is_own_file,
    plain_name,
    read_named,
    split_names,
)
from sim.setting.contacts import as_rate, person_days, with_rates
from sim.setting.held_out import PeopleHeldOut, taken_out
from sim.setting.lever import ClassEffect, each_once, lever_parts
from sim.setting.pairs import contact_pairs
from sim.setting.partnership import Partnership, own_units
from sim.setting.remembered import remembered
from sim.state.codes import CONTACTS
from sim.streams.tape import DAYS_PER_YEAR
from sim.words import Message
from sim.world import World, load_world


class Cost(NamedTuple):
    """What a policy costs.

    Attributes:
        persons: Persons who are away from their units, on average over the year: held out by the
            policy, or at contacts (exercises, sessions, exchanges) that it adds.
        money: Beside their pay, in million euro a year; NaN where a lever declares none.
    """

    persons: float
    money: float


@dataclass(frozen=True, slots=True)
class Policy:
    """One or several levers under one name.

    Attributes:
        name: As the user gave it.
        conditions: Values that conditions are brought to.
        classes: What is brought about for single classes of needs.
        people: People held out of units.
        theory: Switches that the policy sets.
        money: In million euro a year, beside the pay of the people held out.
        partnerships: Partnerships that the policy brings in; their members are held out too.
    """

    name: str
    conditions: Mapping[str, float]
    classes: tuple[ClassEffect, ...]
    people: tuple[PeopleHeldOut, ...]
    theory: Mapping[str, str]
    money: float
    partnerships: tuple[Partnership, ...] = ()

    def apply(self, conditions: Conditions, world: World | None = None) -> Conditions:
        """Return the conditions as they are with the policy in force.

        A load, the policy's or what was given, is told as the rate that it is worth: so the two
        can be held against each other.

        Args:
            conditions: As they are without it.
            world: In which a load is worth a rate; None for the Netherlands.
        """
        world = world or load_world()
        before = with_rates(conditions, world)
        moved: dict[str, float] = {}
        for told, share in self.conditions.items():
            name, value = as_rate(told, share, before, world)
            current = moved.get(name, before[name])
            moved[name] = strongest(CONDITIONS[name].default, current, value)
        return before.replace(**moved)

    def lever_days(self) -> list[float]:
        """Return the days after the warm-up on which further class levers begin to work."""
        return sorted({effect.from_day for effect in self.classes if effect.from_day is not None})

    def for_class(self, request_class: str, lever: str, current: float, day: float) -> float:
        """Return the value of a class lever for a class of needs on a day after the warm-up.

        Args:
            request_class: Id of the class.
            lever: One of ``sim.state.records.CLASS_LEVERS``.
            current: The condition of that name, which holds where no lever goes further.
            day: Days after the warm-up; minus infinity for what works during the whole run.
        """
        partnership = self.answering(request_class)
        if lever == "extra_pre_authorised" and partnership and partnership.pre_authorised:
            return 1.0
        for effect in self.classes:
            if effect.request_class == request_class and effect.in_force(day):
                value = effect.values.get(lever, current)
                current = strongest(CONDITIONS[lever].default, current, value)
        return current

    def answering(self, request_class: str) -> Partnership | None:
        """Return the partnership that takes over a class, if any."""
        return next((p for p in self.partnerships if request_class in p.classes), None)

    @remembered
    def held_out(self, world: World) -> list[float]:
        """Return the persons taken out of each unit of the world, with the policy in force or not.

        Raises:
            UserError: If no unit matches, or a unit would give more people than it has.
        """
        units = own_units(world)
        members = [held for partnership in self.partnerships for held in partnership.members]
        taken = taken_out(replace(world, units=units), (*self.people, *members))
        return taken + [0.0] * (len(world.units) - len(units))

    def cost(self, world: World) -> Cost:
        """Return what the policy costs in a world."""
        plain = Conditions()
        pairs = len(contact_pairs(world.as_it_stands))
        contacts = pairs * (_away(self.apply(plain, world)) - _away(plain))
        return Cost(sum(self.held_out(world)) + contacts, self.money)


def _away(conditions: Conditions) -> float:
    """Return the persons of both sides who are away at contacts of one pair, over the year."""
    taken = sum(conditions[f"{kind}_rate"] * person_days(kind, conditions) for kind in CONTACTS)
    return 2.0 * taken / DAYS_PER_YEAR


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
    place = Message("policy '{name}'", name=policy)
    parts = [_named(name) for name in split_names(policy, "policy")]
    conditions: dict[str, float] = {}
    theory: dict[str, str] = {}
    for part in parts:
        for name, lever in part.conditions.items():
            default = CONDITIONS[name].default
            conditions[name] = strongest(default, conditions.get(name, default), lever)
        for switch, value in part.theory.items():
            if theory.setdefault(switch, value) != value:
                raise UserError(
                    "{place}: its levers set theory.{switch} to both '{one}' and '{other}'",
                    place=place,
                    switch=switch,
                    one=theory[switch],
                    other=value,
                )
    return Policy(
        name=policy,
        conditions=conditions,
        classes=tuple(effect for part in parts for effect in part.classes),
        people=tuple(held for part in parts for held in part.people),
        theory=theory,
        money=sum(part.money for part in parts),
        partnerships=each_once([p for part in parts for p in part.partnerships], place),
    )


def _named(name: str) -> Policy:
    """Load one lever; ``lever@class`` pulls it for that class instead of the one in its file."""
    lever = file_name("policy", name)
    _, at, request_class = name[len(lever) :].partition(FOR_CLASS)
    policy = policy_from(name, _content(lever))
    if not at:
        return policy
    if len(policy.classes) != 1:
        raise UserError(
            "policy '{name}': '{lever}' works on {classes} classes of needs; allowed: a "
            "class after {mark} where a lever works on exactly one",
            name=name,
            lever=lever,
            classes=len(policy.classes),
            mark=FOR_CLASS,
        )
    return replace(policy, classes=(replace(policy.classes[0], request_class=request_class),))


def policy_from(name: str, content: Mapping[str, Any]) -> Policy:
    """Build a policy from the content of its file, checking every key and value."""
    return Policy(name, **lever_parts(name, content))


def _content(name: str) -> dict[str, Any]:
    """Read a policy's file; one that declares a partnership is the policy that brings it in."""
    content = read_named("policy", name)
    if "members" in content:
        return {"partnerships": [{"name": plain_name(name), **content}]}
    named = content.get("partnerships")
    if is_own_file(name) and isinstance(named, list):
        content["partnerships"] = [beside(name, entry) for entry in named]
    return content
