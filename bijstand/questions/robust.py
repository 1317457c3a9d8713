"""Which policies hold up over many futures: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import robust as robust_verb
from bijstand.words import words_of


def robust(
    policies: Sequence[str | Policy] | None = None,
    scenarios: Sequence[str | Scenario] | None = None,
    theories: Sequence[str] | None = None,
    *,
    draws: int | None = None,
    outcome: str | None = None,
    good_enough: float | None = None,
    within: str | None = None,
    **options: Any,
) -> Answer:
    """Ask which policies hold up over many futures, and at what cost.

    A future is a scenario, a theory and a draw of all conditions; every policy meets each future
    on the same random numbers. Regret is what a policy leaves behind the best one of a future
    (Savage 1951; its use for policies under deep uncertainty: Lempert and others 2006).

    Args:
        policies: Names or made ones; None for no policy and every single one of conf/policy. The
            one without any is always among them.
        scenarios: The scenarios of the futures; None for four declared ones.
        theories: The theories of the futures; None draws an answer to every open question for each.
        draws: Draws of all conditions for each scenario and theory; 24 by default.
        outcome: The outcome that is held up; "gap_closed" (a share) by default.
        good_enough: From where on a future is good enough, in the outcome's own unit; None for
            what no policy reaches on average.
        within: A folder of ``plausible``: conditions are drawn from what the data do not rule out.
        options: Whatever else ``bijstand robust --help`` names: ``seeds`` (runs per future),
            ``days``, ``conditions``, ``name`` and ``folder`` of the results, ``language``, …

    Returns:
        The answer, with the tables "robustness" (policy x metric: value with its 95 % interval and
        rank), "frontier" (gain in the outcome's unit against persons away from their units),
        "reversals", "regret_by_scenario_and_theory" and "futures" (futures x policies); figures
        "regret", "frontier", "ranks".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "policies": policies,
        "scenarios": scenarios,
        "theories": theories,
        "draws": draws,
        "outcome": outcome,
        "good_enough": good_enough,
        "within": within,
    }
    return robust_verb.VERB.ask(words_of("robust", {**asked, **options}))
