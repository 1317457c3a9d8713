"""What to find out first, before a package is chosen: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import voi as voi_verb
from bijstand.words import words_of


def voi(
    policies: Sequence[str | Policy] | None = None,
    scenarios: Sequence[str | Scenario] | None = None,
    *,
    futures: int | None = None,
    outcome: str | None = None,
    persons: float | None = None,
    euro: float | None = None,
    worth: float | None = None,
    person: float | None = None,
    **options: Any,
) -> Answer:
    """Ask what to find out first, before a package is chosen.

    A future is a scenario, an answer to each open question and a draw of all conditions; every
    package meets every future on the same random numbers. The value of knowing one of these is the
    expected value of partial perfect information, by regression over the futures (Strong, Oakley
    and Brennan 2014) less what the same regression makes of shuffled futures.

    Args:
        policies: Names or made ones; None for no policy and every single one of conf/policy. The
            one without any is always among them.
        scenarios: The scenarios of the futures; None for four declared ones.
        futures: How many; 300 by default, at least 100 for an answer.
        outcome: The outcome that is bettered; "gap_closed" (a share) by default.
        persons: A package may keep so many persons away from their units at most.
        euro: It may cost so many million euro a year at most, beside their pay.
        worth: Euro a year that one point of the outcome is worth: costs then count, and values are
            in million euro a year. None for values in the outcome, without costs.
        person: Euro a year of a person who is away; counts with ``worth`` only.
        options: Whatever else ``bijstand voi --help`` names: ``seeds`` (runs per future), ``days``,
            ``conditions``, ``name`` and ``folder`` of the results, ``language``, …

    Returns:
        The answer, with the tables "packages", "values" and "acceptability"; figures "values" and
        "acceptability".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "policies": policies,
        "scenarios": scenarios,
        "futures": futures,
        "outcome": outcome,
        "persons": persons,
        "euro": euro,
        "worth": worth,
        "person": person,
    }
    return voi_verb.VERB.ask(words_of("voi", {**asked, **options}))
