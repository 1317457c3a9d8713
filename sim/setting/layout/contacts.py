"""Contacts outside requests: what they take, and how often they are where their load is told.

A load is the share of all person-days of both sides that contacts of a kind take. How
many there are follows: with twice the people or days of one, half as many. Told as a rate, they
multiply instead, and a rate, a size and a length that are each in their range come to what nobody
would call joint training on a small scale (thesis §4).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.conditions import OTHER_WORDS, Conditions
from sim.setting.layout.layout import layout
from sim.state.codes import CONTACTS
from sim.streams.tape import CONTACT_CANDIDATES_PER_YEAR, DAYS_PER_YEAR
from sim.world import World

KIND_OF_LOAD = {f"{kind}_load": kind for kind in CONTACTS}
MOST_A_YEAR = CONTACT_CANDIDATES_PER_YEAR
"""Contacts of a kind that a pair can have in a year; what a load is worth beyond is cut off."""


def person_days(kind: str, conditions: Mapping[str, float]) -> float:
    """Return the person-days that one contact takes of one side.

    Args:
        kind: One of ``CONTACTS``.
        conditions: How many people it takes, and for how long.
    """
    if kind == "exchange":
        gone = (1.0 - conditions["return_probability"]) * conditions["refill_time"]
        return conditions["exchange_days"] + gone
    size = "exercise" if kind == "exercise" else "session"
    return conditions[f"{size}_persons"] * conditions[f"{size}_days"]


def worth(load: str, share: float, conditions: Mapping[str, float], world: World) -> float:
    """Return how often a pair meets in a year for a load, however often that is.

    Args:
        load: The condition, such as "exercise_load".
        share: Of all person-days of both sides.
        conditions: What one contact takes.
        world: Whose people, and which pairs could work together.
    """
    persons = sum(world.persons_of_sides)
    taken = (
        2.0
        * len(layout(world.as_it_stands).contact_pairs)
        * person_days(KIND_OF_LOAD[load], conditions)
    )
    if share <= 0.0:
        return 0.0
    return share * persons * DAYS_PER_YEAR / taken if taken > 0.0 else math.inf


def as_rate(
    name: str, value: float, conditions: Mapping[str, float], world: World
) -> tuple[str, float]:
    """Return a condition and its value, with a rate in the place of a load."""
    if name not in KIND_OF_LOAD:
        return name, value
    return OTHER_WORDS[name], min(MOST_A_YEAR, worth(name, value, conditions, world))


def with_rates(conditions: Conditions, world: World) -> Conditions:
    """Return conditions with a rate in the place of every load that was given.

    A rate may be more than a user could give as one, so that their limits are the possible ones.
    """
    loads = [name for name in KIND_OF_LOAD if conditions.is_given(name)]
    if not loads:
        return conditions
    return conditions.in_other_words(
        dict(as_rate(name, conditions[name], conditions, world) for name in loads)
    )
