"""Stages: stretches of a run between the days on which levers begin or end.

Within a stage a run is what it would be with the levers of that stage from the start. What is the
same in all of them is laid out once; the rest is put in the place of what was before it when a
stage begins (``sim.process.stages``), or is read by the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sim.conditions import Conditions
from sim.errors import UserError
from sim.setting.policies.policy import Policy
from sim.setting.theories.theory import Theory
from sim.streams.tape import DAYS_PER_YEAR
from sim.world import World

SETTLED = (
    "needs_scale",
    "size_scale",
    "duration_scale",
    "deadline_scale",
    "crisis_size",
    "crisis_length",
    "common_shock",
    "founding",
    "founding_delay",
    "load_spread_police",
    "load_spread_defence",
    "load_memory",
    "own_fit_min",
    "own_task_weight",
    "return_probability",
    "refill_time",
    "understanding_start",
    "trust_start",
    "trust_prior_weight",
    "historic_damage",
    "expertise_start",
    "familiarity_start",
    "extra_officers",
    "ask_again",
)
"""Conditions that are settled before a run begins: what there is at its start, what arises in it
and how large it is, and what is laid out once. No lever can move them later on."""


@dataclass(frozen=True, eq=False)
class Stage:
    """What holds from one day on, up to the next stage.

    Attributes:
        day: The first day, after the warm-up.
        start: The same from the start of the warm-up.
        policy: The levers, without the partnerships of some of them (see ``founding``).
        conditions: As they are with theory and levers in force.
        theory: One answer to every open question.
    """

    day: int
    start: int
    policy: Policy
    conditions: Conditions
    theory: Theory


def stages_of(
    policy: Policy, theory: Theory, conditions: Conditions, world: World, days: int, warm_up: int
) -> tuple[Stage, ...]:
    """Return the stages of a run, one where nothing changes in it.

    Args:
        policy: With its times in days of the run.
        theory: Without what levers answer.
        conditions: Without what levers move.
        world: In which a load is worth a rate, and whose people are held out.
        days: Days that are measured.
        warm_up: Days before them.

    Raises:
        UserError: For a condition that a lever would move later on and that is settled before, or
            more people held out of a unit than it has.
    """
    if not policy.timed:
        answered = theory.with_choices(policy.theory) if policy.theory else theory
        return (Stage(-warm_up, 0, policy, policy.apply(conditions, world), answered),)
    refuse_settled(policy)
    found: list[Stage] = []
    for day, levers in policy.stretches(-warm_up, days):
        levers.held_out(world)
        kept = replace(levers, partnerships=policy.partnerships)
        if found and _parts(found[-1].policy) == _parts(kept):
            continue
        answered = theory.with_choices(levers.theory) if levers.theory else theory
        moved = levers.apply(conditions, world)
        found.append(Stage(day, day + warm_up, kept, moved, answered))
    return tuple(found)


def _parts(policy: Policy) -> tuple[object, ...]:
    return policy.conditions, policy.classes, policy.people, policy.theory


def refuse_settled(policy: Policy) -> None:
    """Refuse a lever that would move later on what is settled before a run begins.

    Raises:
        UserError: Where one would.
    """
    for pulled, lever in policy.timed:
        if pulled.span.start is None and pulled.span.end is None:
            continue
        for name in lever.conditions:
            if name in SETTLED:
                raise UserError(
                    "policy '{name}' moves '{condition}', which is settled before a run begins; "
                    "allowed: the lever throughout, without a time",
                    name=pulled.word,
                    condition=name,
                )


def by_day(stages: Sequence[Stage], name: str, days: int) -> npt.NDArray[np.float64]:
    """Return a condition day by day from the start of the warm-up."""
    values = np.empty(days)
    for stage in stages:
        values[stage.start :] = stage.conditions[name]
    return values


def kept_by_day(stages: Sequence[Stage], days: int) -> npt.NDArray[np.float64]:
    """Return the share of posts that is filled again by each day for who stayed (E25)."""
    kept = np.zeros(days)
    for place, stage in enumerate(stages):
        end = stages[place + 1].start if place + 1 < len(stages) else days
        elapsed = np.clip(np.arange(days) - stage.start, 0, end - stage.start)
        kept += stage.conditions["retention"] * (elapsed / DAYS_PER_YEAR)
    return kept
