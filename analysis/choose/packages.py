"""Packages of levers, what each costs, and the budgets that they are held against."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from experiments.design.frame import Frame
from experiments.design.point import NO_POLICY
from sim.errors import UserError
from sim.setting.configuration import FOR_CLASS, TIMES, split_names
from sim.setting.policies.policy import load_policy
from sim.setting.policies.pulled import read_pulled
from sim.setting.span import ALWAYS

ROUNDING = 1e-9
MOST_TOGETHER = 16
"""Budgets in one question: each has a choice of its own, on a part of the error that is allowed."""
STEPS = tuple(step * 10.0**power for power in range(-2, 7) for step in (1, 2, 5))
STEPS_BELOW = 3


@dataclass(frozen=True, slots=True)
class Spent:
    """What a package costs, as far as anybody knows.

    Attributes:
        persons: Persons who are away from their units.
        money: Million euro a year beside their pay, of the levers whose money is known.
        unknown: The levers whose money nobody knows.
    """

    persons: float
    money: float
    unknown: frozenset[str] = frozenset()

    def no_dearer(self, other: Spent) -> bool:
        """Return whether this surely costs no more than another, whatever the unknown is."""
        return (
            self.persons <= other.persons + ROUNDING
            and self.money <= other.money + ROUNDING
            and self.unknown <= other.unknown
        )


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent at most; infinite where there is no limit.

    Attributes:
        persons: Persons away from their units.
        euro: Million euro a year beside their pay.
    """

    persons: float = math.inf
    euro: float = math.inf

    def allows(self, spent: Spent) -> bool:
        """Return whether a package fits: of unknown money that cannot be said under a limit."""
        within = spent.money <= self.euro + ROUNDING
        known = not spent.unknown or math.isinf(self.euro)
        return spent.persons <= self.persons + ROUNDING and within and known


def spent_on(package: str, frame: Frame) -> Spent:
    """Return what a package costs in a frame.

    Raises:
        UserError: For a package that cannot be: its levers contradict each other.
    """
    cost = frame.cost(package)
    if not math.isnan(cost.money):
        return Spent(cost.persons, cost.money)
    parts = {name: frame.cost(name).money for name in split_names(package, "policy")}
    unknown = frozenset(name for name, money in parts.items() if math.isnan(money))
    return Spent(cost.persons, sum(parts[name] for name in parts if name not in unknown), unknown)


def package_of(levers: Sequence[str]) -> str:
    """Return the policy that pulls some levers together; none of them is no policy."""
    return "+".join(levers) or NO_POLICY


def levers_in(package: str) -> list[str]:
    """Return the levers of a package, each as it is pulled."""
    return [] if package == NO_POLICY else split_names(package, "policy")


def holds(package: str, lever: str) -> bool:
    """Return whether a package pulls a lever, however strongly."""
    wanted = read_pulled(lever)._replace(word="", strength=1.0)
    return any(
        read_pulled(each)._replace(word="", strength=1.0) == wanted for each in levers_in(package)
    )


def strengths_of(lever: str, steps: int) -> list[str]:
    """Return a lever at each strength up to its own, the least first.

    Args:
        lever: As the user pulls it.
        steps: Into how many equal steps its strength is divided; a lever that is there or not has
            no steps.
    """
    pulled = read_pulled(lever)
    tail = lever[len(pulled.lever) :]
    span = FOR_CLASS + tail.rpartition(FOR_CLASS)[2] if pulled.span != ALWAYS else ""
    head = pulled.lever + (FOR_CLASS + pulled.request_class if pulled.request_class else "")
    weaker = [
        f"{head}{TIMES}{round(pulled.strength * step / steps, 9):g}{span}"
        for step in range(1, steps)
    ]
    try:
        for each in weaker:
            load_policy(each)
    except UserError:
        return [lever]  # it says itself that it has no other strength
    return [*weaker, lever]


def budgets_of(
    persons: Sequence[float], euro: Sequence[float], dearest: Callable[[], Spent]
) -> list[Budget]:
    """Return the budgets of a question, the smallest first.

    One limit is gone up to in round steps, so that it shows what less would buy; several are taken
    as they are. The steps are in persons, unless euro alone have a limit.

    Args:
        persons: The limits of persons that were given; none for no limit.
        euro: The limits of million euro a year.
        dearest: Gives what all levers together would cost, where nothing has a limit.

    Raises:
        UserError: Where there are too many.
    """
    if not persons and not euro:
        persons = [*_below(dearest().persons, 1.0), math.inf]
    elif len(persons) == 1:
        persons = [*_below(persons[0], 1.0), *persons]
    elif not persons and len(euro) == 1:
        euro = [*_below(euro[0], 0.0), *euro]
    found = [Budget(*each) for each in product(persons or [math.inf], euro or [math.inf])]
    if len(found) > MOST_TOGETHER:
        raise UserError(
            "choose.persons= and choose.euro= make {count} budgets together; allowed: {most}",
            count=len(found),
            most=MOST_TOGETHER,
        )
    return sorted(found, key=lambda each: (each.euro, each.persons))


def _below(limit: float, least: float) -> list[float]:
    return [step for step in STEPS if least <= step < limit][-STEPS_BELOW:]


def largest_of(budgets: Sequence[Budget]) -> Budget:
    """Return the budget that allows whatever one of several does."""
    return Budget(max(b.persons for b in budgets), max(b.euro for b in budgets))


@dataclass(frozen=True, slots=True)
class Choosable:
    """The packages that a search may look at.

    Attributes:
        levers: What they are made of: the words for each lever, one for each of its strengths.
        frame: In which they cost what they cost.
        budget: What they may cost.
        at_most: How many levers one may have.
    """

    levers: tuple[tuple[str, ...], ...]
    frame: Frame
    budget: Budget
    at_most: int

    def cost(self, levers: Sequence[str]) -> Spent | None:
        """Return what levers cost together; None for what cannot be, or does not fit."""
        if len(levers) > self.at_most:
            return None
        try:
            spent = spent_on(package_of(levers), self.frame)
        except UserError:
            return None  # each lever by itself is right: these contradict each other
        return spent if self.budget.allows(spent) else None

    def all(self, most: int) -> list[str] | None:
        """Return all packages that fit, the smallest first; None where there are more than that.

        What does not fit, fits with a further lever neither: levers cost, and take nobody's cost
        away.
        """
        found, grown = [NO_POLICY], [(-1, tuple[str, ...]())]
        while grown:
            larger = []
            for last, levers in grown:
                for place, word in self._further(last):
                    if self.cost([*levers, word]) is None:
                        continue
                    found.append(package_of([*levers, word]))
                    larger.append((place, (*levers, word)))
                    if len(found) > most:
                        return None
            grown = larger
        return found

    def _further(self, last: int) -> list[tuple[int, str]]:
        """Return the levers behind one, at each strength, with their places."""
        places = range(last + 1, len(self.levers))
        return [(place, word) for place in places for word in self.levers[place]]

    def chosen(self, steps: Sequence[int]) -> list[str]:
        """Return the levers at the strengths that a row of whole numbers says, 0 for none."""
        rows = zip(self.levers, steps, strict=True)
        return [words[step - 1] for words, step in rows if step > 0]

    def steps(self, package: str) -> list[int]:
        """Return the row of whole numbers that says a package."""
        held = levers_in(package)
        return [
            next((step for step, word in enumerate(words, 1) if word in held), 0)
            for words in self.levers
        ]
