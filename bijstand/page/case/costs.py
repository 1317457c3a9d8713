"""What packages are called and cost on the page, with how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.words.costs import million_euro, persons_away
from bijstand.page.case.case import MOST_REMEMBERED, Case
from bijstand.page.words.saying import say
from experiments.design.point import name_in_words
from sim.setting.configuration import file_name, read_named, split_names
from sim.setting.policies.policy import Cost, load_policy
from sim.words.numbers import to_digits
from sim.world import World

POINT = 0.01
TEN_PERSONS = 10.0


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it is shown.

    Attributes:
        name: Its levers, joined with ``+``.
        title: What it is called.
        cost: What it costs.
        grade: How sure its euro are: the grades of its levers.
        language: "en" or "nl".
        over: Whether it goes beyond the budget, as far as its costs are known.
    """

    name: str
    title: str
    cost: Cost
    grade: str
    language: str
    over: bool = False

    @property
    def persons(self) -> str:
        """Persons that it keeps away from their units."""
        return persons_away(self.cost, self.language)

    @property
    def euro(self) -> str:
        """Million euro a year with its grade."""
        amount = million_euro(self.cost, self.language)
        return amount if math.isnan(self.cost.money) else f"{amount} ({self.grade})"

    def per_persons(self, gain: float) -> str:
        """Return points for ten persons."""
        return self._ratio(gain, self.cost.persons / TEN_PERSONS)

    def per_euro(self, gain: float) -> str:
        """Return points for a million euro a year."""
        if math.isnan(self.cost.money):
            return say("unknown_number", self.language)
        return self._ratio(gain, self.cost.money)

    def _ratio(self, gain: float, cost: float) -> str:
        """Return points for a cost; nothing where nothing is spent."""
        if not cost > 0:
            return say("no_ratio", self.language)
        size = to_digits(abs(gain) / POINT / cost, self.language, digits=2)
        return size if size == "0" else f"{'+' if gain > 0 else '−'}{size}"


def packages_of(case: Case, world: World) -> list[Package]:
    """Return the packages of a case."""
    return [package(name, case, world) for name in case.packages]


def package(name: str, case: Case, world: World) -> Package:
    """Return a package or a single lever."""
    cost, title, grades = _declared(name, case.language, world)
    limits = ((cost.persons, case.persons), (cost.money, case.euro))
    over = any(limit is not None and spent > limit for spent, limit in limits)
    return Package(name, title, cost, grades, case.language, over)


@lru_cache(maxsize=MOST_REMEMBERED)
def _declared(name: str, language: str, world: World) -> tuple[Cost, str, str]:
    """Return cost, title and grades of a package: asked again whenever a screen is drawn."""
    title = name_in_words("policy", name, language)
    return load_policy(name).cost(world), title, _grades(split_names(name, "policy"))


def _grades(levers: Sequence[str]) -> str:
    """Return the grades of what levers cost in euro, each once."""
    costs = (read_named("policy", file_name("policy", lever)).get("cost") or {} for lever in levers)
    found = {str(cost["money"]["grade"]) for cost in costs if "money" in cost}
    return ", ".join(sorted(found))
