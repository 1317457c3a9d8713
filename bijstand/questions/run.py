"""One setting beside a reference, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import run as run_verb
from bijstand.words import words_of

Named = str | Sequence[str]


def run(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    beside: str | Scenario | None = None,
    seeds: int | None = None,
    **options: Any,
) -> Answer:
    """Run a setting over seeds, beside a reference on the same seeds.

    Args:
        scenario: A name, several joined with ``+``, or a made one; None for the baseline.
        policy: The same for levers.
        theory: A reading of the study by name, or answers to open questions by theirs.
        conditions: Conditions that are not at their default, by name.
        beside: The reference: "auto" (the default: the same without its policy; without one the
            Netherlands as it is), "same", "plain", "none", or a scenario.
        seeds: Runs of each setting.
        options: Whatever else ``bijstand run --help`` names: ``days``, ``warm_up_days``,
            ``first_seed``, ``references``, ``executor``, ``name`` and ``folder`` of the results,
            ``language``, …

    Returns:
        The answer. Its tables, a row per fact: "outcomes" (an outcome of a setting: mean over runs
        with its 95 % interval, in the outcome's unit), "differences" (the same, paired by seed),
        "gates" (shares of what was lost, 0 to 1), "funnel" (needs per year by their end) and
        "daily" (by day: mean over runs, and the middle 80 % of them). Its study lies in
        ``outputs/run/<name>`` and goes on where it was interrupted.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.

    Intervals are Student's t over seeds; what was lost is split over the gates that were shut as
    ``analysis.attribution.local`` says.
    """
    asked = {
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "beside": beside,
        "seeds": seeds,
    }
    return run_verb.VERB.ask(words_of("run", {**asked, **options}))
