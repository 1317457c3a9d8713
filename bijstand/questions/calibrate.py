"""What the evidence leaves of conditions, tables and theories: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import calibrate as calibrate_verb
from bijstand.words import words_of


def calibrate(
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
    """Ask what the evidence leaves of conditions, tables and theories, as draws with weights.

    A synthetic likelihood over the figures of ``conf/plausible``, with the luck of seeds in it;
    waves of importance sampling that an emulator steers. Everything is told given these statistics.

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theory: Answers that stay where they are put, by question; the others are drawn. A name
            fixes the conditions that it names.
        conditions: Conditions that stay where they are put, by name; the others are drawn.
        points: Draws per wave; 2000 by default.
        waves: How many at most; 12 by default, fewer where the draws are worth enough.
        targets: The file of figures in conf/plausible.
        options: Whatever else ``bijstand calibrate --help`` names: ``seeds`` (runs per draw), …

    Returns:
        The answer, with the tables "theories", "moved", "figures", "settings", "confusion",
        "evenness" and "waves", and the figures "theories", "moved" and "seen". Its folder is what
        ``belief=`` takes.

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
    return calibrate_verb.VERB.ask(words_of("calibrate", {**asked, **options}))
