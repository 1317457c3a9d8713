"""Scenarios, policies and theories held against each other, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import compare as compare_verb
from bijstand.words import words_of

Named = str | Sequence[str]


def compare(
    scenario: Named | Scenario | Sequence[Scenario] | None = None,
    policy: Named | Policy | Sequence[Policy] | None = None,
    theory: Named | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    replications: int | str | None = None,
    outcome: str | None = None,
    half_width: float | None = None,
    **options: Any,
) -> Answer:
    """Hold scenarios, policies and theories against each other on the same seeds.

    Args:
        scenario: A name, several as a list, or made ones; None for the baseline.
        policy: The same for levers; the first is what the others are held against.
        theory: The same for answers to the open questions.
        conditions: Conditions that are not at their default, by name.
        replications: Runs per setting; "auto" (the default) goes on until the differences are known
            well enough.
        outcome: The outcome that is drawn, and whose interval decides.
        half_width: What half of the interval of its differences may be at most, in its own unit.
        options: Whatever else ``bijstand compare --help`` names: ``days``, ``first_seed``,
            ``executor``, ``name`` and ``folder`` of the results, ``language``, …

    Returns:
        The answer; its study lies in ``outputs/compare/<name>`` and goes on where it was
        interrupted.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "replications": replications,
        "outcome": outcome,
        "half_width": half_width,
    }
    return compare_verb.VERB.ask(words_of("compare", {**asked, **options}))
