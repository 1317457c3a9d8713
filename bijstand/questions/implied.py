"""What the declared ranges imply together: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.looking import implied as implied_verb
from bijstand.words import words_of


def implied(
    draws: int | None = None,
    *,
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    conditions: Mapping[str, float] | None = None,
    **options: Any,
) -> Answer:
    """Draw from the ranges of all conditions, and hold what follows beside what is plausible.

    Args:
        draws: How many draws, a run each; 400 where it is None.
        scenario: A name, several joined with ``+``, or a made one; None for the baseline.
        policy: The same for levers.
        theory: A reading of the study by name, or answers to open questions by theirs.
        conditions: Conditions that stay where they are put, by name; they are not drawn.
        options: Whatever else ``bijstand implied --help`` names.

    Returns:
        The answer, with the tables "implied" (a row per quantity: quantiles over the draws, its
        plausible interval, the share of draws outside, and whether that is 5 % at most) and
        "draws" (a row per draw, a column per quantity); the figure "implied".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "draws": draws,
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
    }
    return implied_verb.VERB.ask(words_of("implied", {**asked, **options}))
