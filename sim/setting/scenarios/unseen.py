"""What a scenario has outside the days of a run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from sim.setting.scenarios.scenario import Scenario
from sim.words import Message


def unseen(
    scenario: Scenario,
    days: int,
    warm_up_days: int,
    conditions: Mapping[str, float] | None = None,
) -> Iterator[Message]:
    """Yield a line for each window and need of which the run shows nothing, or only a part.

    Args:
        scenario: What happens.
        days: Days that are measured.
        warm_up_days: Days before them.
        conditions: Those that are not at their default; a window may be as long as one says.
    """
    for window in scenario.windows:
        if window.start is None:
            continue
        start, end = window.start, window.start + window.days(conditions or {})
        if start >= days:
            yield Message(
                "{place} begins on day {day:n}, after the last measured day ({days}): nothing of "
                "it shows; see run.days",
                place=window.place,
                day=start,
                days=days,
            )
        elif end <= -warm_up_days:
            yield Message(
                "{place} ends on day {day:n}, before the warm-up ({warm_up} days) begins: nothing "
                "of it shows; see run.warm_up_days",
                place=window.place,
                day=end,
                warm_up=warm_up_days,
            )
        elif days < end < math.inf or start < -warm_up_days:
            yield Message(
                "{place} lasts from day {day:n} up to day {end:n}, of which the run (day {first} "
                "to {days}) shows a part; see {key}",
                place=window.place,
                day=start,
                end=end if end < math.inf else days,
                first=-warm_up_days,
                days=days,
                key="run.days" if days < end < math.inf else "run.warm_up_days",
            )
    for number, need in enumerate(scenario.needs, start=1):
        if not -warm_up_days <= need.day < days:
            yield Message(
                "scenario '{name}', need {number} ({kind}) arises on day {day:n}, outside the run "
                "({first} to {days}): it is left out",
                name=scenario.name,
                number=number,
                kind=need.request_class,
                day=need.day,
                first=-warm_up_days,
                days=days,
            )
