"""Levers that hold for a time: when each begins and ends in a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sim.errors import UserError
from sim.setting.policies.lever import Lever
from sim.setting.policies.pulled import Pulled
from sim.setting.span import ALWAYS
from sim.words import Message


class Timed(NamedTuple):
    """A lever by itself, and how it is pulled."""

    pulled: Pulled
    lever: Lever

    @property
    def place(self) -> Message:
        """Where it stands, for messages."""
        return Message("policy '{name}'", name=self.pulled.word)


def in_days(levers: Sequence[Timed], start_date: date | None) -> list[Timed]:
    """Return levers with their times in days after the warm-up, and a lag from where they start.

    Args:
        levers: In their order.
        start_date: The date of the first measured day.

    Raises:
        UserError: For a date where the run has none, or a lever that is pulled twice at a time.
    """
    found = []
    for each in levers:
        span = each.pulled.span.in_days(start_date, each.place)
        later = max(0.0, span.bounds[0])
        classes = tuple(effect.later(later) for effect in each.lever.classes)
        found.append(Timed(each.pulled._replace(span=span), replace(each.lever, classes=classes)))
    refuse_twice([pulled for pulled, _ in found])
    return found


def in_run(levers: Sequence[Timed], days: int, warm_up_days: int) -> list[Timed]:
    """Return levers with their times as far as they lie in a run; those in days.

    Raises:
        UserError: For a time that lies outside of it.
    """
    return [
        each._replace(
            pulled=each.pulled._replace(
                span=each.pulled.span.in_run(days, warm_up_days, each.place)
            )
        )
        for each in levers
    ]


def there_on(levers: Sequence[Timed], day: float) -> list[Timed]:
    """Return the levers that hold on a day, as if they always did."""
    return [
        each._replace(pulled=each.pulled._replace(span=ALWAYS))
        for each in levers
        if each.pulled.span.bounds[0] <= day < each.pulled.span.bounds[1]
    ]


def starts_of(levers: Sequence[Timed], first: int, last: int) -> list[int]:
    """Return the days from the first up to the last on which levers begin or end, and the first."""
    bounds = {bound for pulled, _ in levers for bound in pulled.span.bounds}
    return [first, *sorted(int(bound) for bound in bounds if first < bound < last)]


def refuse_twice(levers: Sequence[Pulled]) -> None:
    """Refuse a lever that is pulled twice at the same time.

    Args:
        levers: Those whose times are in days.

    Raises:
        UserError: Where one is.
    """
    for one, other in combinations(levers, 2):
        same = (one.lever, one.request_class) == (other.lever, other.request_class)
        if same and one.span.overlaps(other.span):
            raise UserError(
                "'{one}' and '{other}' are the same lever at the same time; allowed: one of them, "
                "or times that do not overlap",
                one=one.word,
                other=other.word,
            )
