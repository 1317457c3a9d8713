"""Policies: levers that somebody could really pull, with what they cost in people and money.

A policy is one lever or several joined with ``+`` (``"liaisons+joint_framework"``), each pulled as
``sim.setting.policies.pulled`` says: for another class of needs, at another strength, from one day
up to another (``"adapted_powers@search_property*0.5@180..540"``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from sim.conditions import CONDITIONS, Conditions
from sim.errors import UserError
from sim.setting.configuration import FOR_CLASS, split_names, word_for
from sim.setting.layout.contacts import as_rate, person_days, with_rates
from sim.setting.layout.pairs import contact_pairs
from sim.setting.partnerships.held_out import taken_out
from sim.setting.partnerships.partnership import Partnership, own_units
from sim.setting.policies.lever import Lever, each_once, lever_from
from sim.setting.policies.lever_file import levers_of
from sim.setting.policies.pulled import Pulled, read_pulled
from sim.setting.policies.strength import scaled
from sim.setting.policies.timed import Timed, in_days, in_run, refuse_twice, starts_of, there_on
from sim.setting.remembered import remembered
from sim.setting.span import ALWAYS
from sim.state.codes import CONTACTS
from sim.streams.tape import DAYS_PER_YEAR
from sim.words import Message
from sim.world import World, load_world

USUAL_DAYS = 730
"""Days that are measured where nothing else is said."""


class Cost(NamedTuple):
    """What a policy costs, on average over the measured days.

    Attributes:
        persons: Persons who are away from their units, on average over the year: held out by the
            policy, or at contacts (exercises, sessions, exchanges) that it adds.
        money: Beside their pay, in million euro a year; NaN where a lever declares none.
    """

    persons: float
    money: float


@dataclass(frozen=True, slots=True)
class Policy(Lever):
    """One or several levers under one name, which are as one lever.

    Attributes:
        name: As the user gave it.
        timed: Where some levers hold for a time, all levers in their order. What is said as of one
            lever is then that of the others, which hold throughout.
    """

    name: str
    timed: tuple[Timed, ...] = ()

    def in_run(self, days: int, warm_up_days: int, start_date: date | None = None) -> Policy:
        """Return the policy with its times in days of a run.

        A lever that holds on all of them is as one without a time.

        Args:
            days: Days that are measured.
            warm_up_days: Days before them.
            start_date: The date of the first measured day.

        Raises:
            UserError: For a time that lies outside of the run, is a date where the run has none,
                or in which a lever is pulled twice.
        """
        if not self.timed:
            return self
        return joined(self.name, in_run(in_days(self.timed, start_date), days, warm_up_days))

    def stretches(self, first: int, last: int) -> list[tuple[int, Policy]]:
        """Return the days on which levers begin or end, and the policy from each of them on.

        Args:
            first: The first day; what holds on it comes first.
            last: The first day that does not count any more.
        """
        if not self.timed:
            return [(first, self)]
        starts = starts_of(self.timed, first, last)
        return [(start, joined(self.name, there_on(self.timed, start))) for start in starts]

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

    def cost(self, world: World, days: int = USUAL_DAYS, start_date: date | None = None) -> Cost:
        """Return what the policy costs in a world, on average over the measured days.

        Args:
            world: Whose people it takes.
            days: Days that are measured.
            start_date: The date of the first of them.
        """
        if not self.timed:
            return self._cost(world)
        dated = replace(self, timed=tuple(in_days(self.timed, start_date)))
        parts = [*dated.stretches(0, days), (days, self)]
        persons = money = 0.0
        for (start, policy), (end, _) in pairwise(parts):
            cost, share = policy._cost(world), (end - start) / days
            persons, money = persons + share * cost.persons, money + share * cost.money
        return Cost(persons, money)

    def _cost(self, world: World) -> Cost:
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
    policy = word_for("policy", policy)
    words = [read_pulled(name) for name in split_names(policy, "policy")]
    levers = [timed for word in words for timed in _levers(word)]
    refuse_twice([pulled for pulled, _ in levers if not pulled.span.needs_a_date])
    return joined(policy, levers)


def joined(name: str, levers: Sequence[Timed]) -> Policy:
    """Return some levers as one policy.

    Args:
        name: Of the policy.
        levers: In their order.

    Raises:
        UserError: Where levers that hold throughout contradict each other.
    """
    place = Message("policy '{name}'", name=name)
    parts = [lever for pulled, lever in levers if pulled.span == ALWAYS]
    conditions: dict[str, float] = {}
    theory: dict[str, str] = {}
    for part in parts:
        for condition, lever in part.conditions.items():
            default = CONDITIONS[condition].default
            conditions[condition] = strongest(default, conditions.get(condition, default), lever)
        for switch, value in part.theory.items():
            if theory.setdefault(switch, value) != value:
                raise UserError(
                    "{place}: its levers set theory.{switch} to both '{one}' and '{other}'",
                    place=place,
                    switch=switch,
                    one=theory[switch],
                    other=value,
                )
    each_once([p for _, lever in levers for p in lever.partnerships], place)
    return Policy(
        name=name,
        conditions=conditions,
        classes=tuple(effect for part in parts for effect in part.classes),
        people=tuple(held for part in parts for held in part.people),
        theory=theory,
        money=sum(part.money for part in parts),
        partnerships=tuple(p for part in parts for p in part.partnerships),
        timed=tuple(levers) if len(parts) < len(levers) else (),
    )


def _levers(pulled: Pulled) -> list[Timed]:
    """Load the levers of one word: mostly one."""
    return [Timed(each, _pulled(each, content)) for each, content in levers_of(pulled)]


def _pulled(pulled: Pulled, content: Mapping[str, Any]) -> Lever:
    """Load a lever as it is pulled; for a class instead of the one in its file."""
    place = Message("policy '{name}'", name=pulled.word)
    lever = scaled(lever_from(pulled.word, content), pulled.strength, place)
    if not pulled.request_class:
        return lever
    if len(lever.classes) != 1:
        raise UserError(
            "policy '{name}': '{lever}' works on {classes} classes of needs; allowed: a "
            "class after {mark} where a lever works on exactly one",
            name=pulled.word,
            lever=pulled.lever,
            classes=len(lever.classes),
            mark=FOR_CLASS,
        )
    for_class = replace(lever.classes[0], request_class=pulled.request_class)
    return replace(lever, classes=(for_class,))


def policy_from(name: str, content: Mapping[str, Any]) -> Policy:
    """Build a policy from the content of its file, checking every key and value."""
    whole = Pulled(lever=name, word=name)
    return joined(name, [Timed(whole, lever_from(name, content))])
