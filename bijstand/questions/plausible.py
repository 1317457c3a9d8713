"""Which conditions the data do not rule out: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import plausible as plausible_verb
from bijstand.words import words_of


def plausible(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    points: int | None = None,
    waves: int | None = None,
    targets: str | None = None,
    **options: Any,
) -> Answer:
    """Ask which draws of the conditions the data do not rule out (history matching).

    After Craig and others (1997) and Vernon and others (2010): a draw is ruled out where it lies
    more standard deviations from a figure than the limit in conf/plausible says.

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theory: The same for answers to the open questions, or single answers by name.
        conditions: Conditions that stay where they are put, by name; the others are drawn.
        points: Draws per wave; 400 by default.
        waves: How often it draws again where the earlier draws leave room; 2 by default.
        targets: The file of figures in conf/plausible.
        options: Whatever else ``bijstand plausible --help`` names: ``seeds`` (runs per draw), …

    Returns:
        The answer, with the tables "points" (a row per draw: wave, conditions, implausibility in
        standard deviations, whether it is left), "distances" (draws x figures) and "narrowed" (a
        row per condition); the figure "plausible". Its folder is what ``within=`` takes.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "points": points,
        "waves": waves,
        "targets": targets,
    }
    return plausible_verb.VERB.ask(words_of("plausible", {**asked, **options}))
