"""Which package of levers to choose under a budget: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import choose as choose_verb
from bijstand.words import words_of


def choose(
    levers: Sequence[str | Policy] | None = None,
    scenarios: Sequence[str | Scenario] | None = None,
    *,
    persons: float | Sequence[float] | None = None,
    euro: float | Sequence[float] | None = None,
    strengths: int | None = None,
    at_most: int | None = None,
    outcome: str | None = None,
    futures: int | None = None,
    packages: int | None = None,
    survivors: int | None = None,
    fresh: int | None = None,
    apart: float | None = None,
    alpha: float | None = None,
    **options: Any,
) -> Answer:
    """Ask which package of levers to choose, under a budget of persons and of euro.

    All packages that fit are tried, or, where there are too many, those that NSGA-III (Deb and Jain
    2014; pymoo) comes to. The better half goes on to twice as many futures; what is left is run
    again on fresh futures and seeds, and the choice under each budget is made by ranking and
    selection (Kim and Nelson 2001). Whatever the answer says is from those fresh runs.

    Args:
        levers: Names or made ones, of which packages are made; None for every single one of
            conf/policy. No policy at all is always among the packages.
        scenarios: The scenarios of the futures; None for four declared ones.
        persons: How many persons a package may keep away from their units; several budgets have a
            choice each. None for any number.
        euro: Million euro a year that it may cost beside their pay; several as well.
        strengths: At how many strengths each lever may be pulled: 1 for whole or not at all, 4 for
            quarters. What has no other strength than its own is whole.
        at_most: How many levers a package may have; None for any number.
        outcome: The outcome that is bettered; "gap_closed" (a share) by default.
        futures: Futures of the search; 160 by default.
        packages: How many packages the search looks at; 1000 by default.
        survivors: How many are run again; 20 by default.
        fresh: On how many fresh futures at most; 1000 by default.
        apart: Less does not matter: points of a share, or the outcome's own unit; 0.5 by default.
        alpha: How likely a choice may be worse than the best by more than that; 0.05 by default.
        options: Whatever else ``bijstand choose --help`` names: ``seeds`` (runs per future),
            ``days``, ``conditions``, ``belief``, ``name`` and ``folder`` of the results, …

    Returns:
        The answer, with the tables "choices", "front", "membership", "rivals" and, where futures
        differ in them, "answers"; figures "front" and "membership".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "levers": levers,
        "scenarios": scenarios,
        "persons": persons,
        "euro": euro,
        "strengths": strengths,
        "at_most": at_most,
        "outcome": outcome,
        "futures": futures,
        "packages": packages,
        "survivors": survivors,
        "fresh": fresh,
        "apart": apart,
        "alpha": alpha,
    }
    return choose_verb.VERB.ask(words_of("choose", {**asked, **options}))
