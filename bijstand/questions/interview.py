"""What officials would say: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import interview as interview_verb
from bijstand.words import words_of


def interview(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    seeds: int | None = None,
    **options: Any,
) -> Answer:
    """Ask ten officials what stood in the way, beside what really did.

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theory: The same for answers to the open questions, or single answers by name.
        conditions: Conditions that are not at their default, by name.
        seeds: Runs; officials are drawn anew in each.
        options: Whatever else ``bijstand interview --help`` names.

    Returns:
        The answer, with the tables "told" (official x pair of reasons: needs), "officials" (those
        of the first run), "reasons" and "gates" (stated and true, as shares of what was met, with
        95 % intervals and ranks); the figure "interview".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "seeds": seeds,
    }
    return interview_verb.VERB.ask(words_of("interview", {**asked, **options}))
