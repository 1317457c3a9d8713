"""Whether capacity carries what willingness does: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import mediate as mediate_verb
from bijstand.words import words_of


def mediate(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    *,
    theories: Sequence[str] | None = None,
    conditions: Mapping[str, float] | None = None,
    outcome: str | None = None,
    seeds: int | None = None,
    necessity_points: int | None = None,
    **options: Any,
) -> Answer:
    """Ask whether capacity carries, or moderates, what willingness does.

    The natural indirect effect (Pearl 2001) by giving one world the offers of the other on the
    same random numbers; moderation as differences in differences; necessity as empty space under
    a ceiling (Dul 2016).

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theories: The theories that are held against each other; None for both figures.
        conditions: Conditions that are not at their default, by name.
        outcome: The outcome that is explained; "gap_closed" by default.
        seeds: Runs per contrast point.
        necessity_points: Draws of all conditions for the test of necessity; 300 by default.
        options: Whatever else ``bijstand mediate --help`` names.

    Returns:
        The answer, with the tables "mediation" (theory x effect, in the outcome's unit),
        "moderation" (theory x moderator x span x scale), "necessity" (theory x gate: effect size
        and its bound, shares of a rectangle) and "levels"; figures "mediation", "moderation".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theories": theories,
        "conditions": conditions,
        "outcome": outcome,
        "seeds": seeds,
        "necessity_points": necessity_points,
    }
    return mediate_verb.VERB.ask(words_of("mediate", {**asked, **options}))
