"""E23: a shock founds a partnership, in some seeds, which is asleep until its day (§1.1, §4.1.3).

The unit is laid out in every seed, so that all runs of a setting have the same units. Which shocks
found theirs is drawn per seed; a setting with its days is the *setting of a seed*. A lever that
brings in a partnership for a time founds it in every seed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sim.setting.partnerships.partnership import Partnership
from sim.setting.policies.policy import Policy
from sim.setting.scenarios.shock import Shock
from sim.setting.span import ALWAYS
from sim.streams import chance
from sim.streams.tape import KEY_FIXED, draw_keys


@dataclass(frozen=True, slots=True)
class Founding:
    """A partnership that shocks may found.

    Attributes:
        partnership: What is founded.
        probability: Of each shock.
        days: By the number of the shock the first whole day, after the warm-up, on which it would
            work.
        begins: The day on which it does; infinity while it is asleep.
        ends: The day on which its members go back to their units.
        pulled: Whether a lever brings it in, and no shock.
    """

    partnership: Partnership
    probability: float
    days: Mapping[int, float]
    begins: float = math.inf
    ends: float = math.inf
    pulled: bool = False


def brought_in(policy: Policy, warm_up_days: int) -> tuple[Founding, ...]:
    """Return the partnerships that levers bring in for a part of a run.

    Args:
        policy: With its times in days of the run.
        warm_up_days: Days before those from which its days count.
    """
    found = []
    for pulled, lever in policy.timed:
        start, end = pulled.span.bounds
        if pulled.span != ALWAYS:
            begins = max(start, -float(warm_up_days))
            for partnership in lever.partnerships:
                own = asked_for_its_own(partnership)
                found.append(Founding(own, 1.0, {}, begins, end, pulled=True))
    return tuple(found)


def asked_for_its_own(partnership: Partnership) -> Partnership:
    """Return a partnership that nobody asks for anything but the classes that it answers.

    With a skill of the world it would be asked for other classes too, and while asleep.
    """
    return replace(partnership, capability=partnership.name)


def foundings_of(
    shocks: Sequence[Shock], there: Sequence[Partnership], conditions: Mapping[str, float]
) -> tuple[Founding, ...]:
    """Return what the shocks of a scenario may found.

    Args:
        shocks: In their order, whose places are their numbers.
        there: Partnerships that stand, or that a policy brings in: none is founded twice, nor one
            that answers a class of theirs.
        conditions: With the probability and the delay.
    """
    probability, delay = conditions["founding"], conditions["founding_delay"]
    if probability == 0.0:
        return ()
    answered = {name for partnership in there for name in partnership.classes}
    names = {partnership.name for partnership in there}
    found: dict[str, Founding] = {}
    for number, shock in enumerate(shocks):
        founded = asked_for_its_own(shock.founds)
        begins = {number: float(math.ceil(shock.day + delay))}
        if founded.name in found:
            before = found[founded.name]
            found[founded.name] = replace(before, days={**before.days, **begins})
        elif founded.name not in names and not answered & set(founded.classes):
            found[founded.name] = Founding(founded, probability, begins)
            answered |= set(founded.classes)
    return tuple(found.values())


def begun(foundings: Sequence[Founding], seed: int) -> tuple[Founding, ...]:
    """Return the foundings with the days on which they begin in a seed."""
    key = draw_keys(seed, 0)[KEY_FIXED]
    return tuple(
        founding
        if founding.pulled
        else replace(
            founding,
            begins=min(
                (
                    day
                    for number, day in founding.days.items()
                    if chance.uniform(key, chance.FOUNDING, number) < founding.probability
                ),
                default=math.inf,
            ),
        )
        for founding in foundings
    )
