"""Under which conditions the collaboration fails: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import discover as discover_verb
from bijstand.words import words_of


def discover(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    factors: Sequence[str] | None = None,
    points: int | None = None,
    outcome: str | None = None,
    threshold: float | None = None,
    worst: float | None = None,
    within: str | None = None,
    **options: Any,
) -> Answer:
    """Ask under which conditions the collaboration fails.

    PRIM (Friedman and Fisher 1999, by the EMA workbench) looks for the box of at most four
    conditions in which failures are dense; a third of the points is held out to judge it on.

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theory: The same for answers to the open questions, or single answers by name.
        conditions: Conditions that are not at their default, by name.
        factors: What is varied; None for all conditions and open questions.
        points: Points that are run; 1000 by default.
        outcome: The outcome that fails; "gap_closed" by default.
        threshold: From where on a point has failed, in the outcome's own unit.
        worst: Without a threshold, the share of the points that counts as failed; 0.25 by default.
        within: A folder of ``plausible``: its draws are the points.
        options: Whatever else ``bijstand discover --help`` names: ``seeds`` (runs per point), …

    Returns:
        The answer, with the tables "box" (a row per limit), "peeling" (a row per step of the
        search) and "check" (coverage and density of the box, fitted and held out); the figure
        "box" where the box holds.

    Raises:
        UserError: For whatever the command line would refuse, in the same words; also where too
            few points fail, or the EMA workbench is not installed.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "factors": factors,
        "points": points,
        "outcome": outcome,
        "threshold": threshold,
        "worst": worst,
        "within": within,
    }
    return discover_verb.VERB.ask(words_of("discover", {**asked, **options}))
