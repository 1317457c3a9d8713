"""The points of a design, run and summarised, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import sweep as sweep_verb
from bijstand.words import words_of

Named = str | Sequence[str]


def sweep(
    factors: Named | None = None,
    points: int | None = None,
    *,
    design: str | None = None,
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    conditions: Mapping[str, float] | None = None,
    replications: int | None = None,
    **options: Any,
) -> Answer:
    """Run every point of a design inside one setting, and summarise the runs.

    Args:
        factors: What is varied: names of conditions, "theory.<switch>", "group.<group>",
            "scenario", "policy", "theory"; None for all conditions and all switches.
        points: How many points (of a factorial design: levels of each factor).
        design: The kind: "lhs", "sobol", "factorial", "list" (with ``file=``), …; see
            ``bijstand list``.
        scenario: A name, several joined with ``+``, or a made one; None for the baseline.
        policy: The same for levers.
        theory: A reading of the study by name, or answers to open questions by theirs.
        conditions: Conditions that are not at their default, by name.
        replications: Runs per point; 1 where it is None.
        options: Whatever else ``bijstand sweep --help`` names: ``seed``, ``range``, ``scenarios``
            (the values of the factor "scenario"), ``days``, ``first_seed``, ``executor``, ``name``
            and ``folder`` of the results, ``language``, …

    Returns:
        The answer. Its tables: "outcomes" (per outcome mean, deviation and quantiles over points,
        in its unit, and ``noise``, the share of the variance that is luck), "responses" (the
        primary outcome at the levels of each factor, with its 95 % interval over points) and
        "factors" (how far apart those lie, and whether that is more than luck). Its study lies in
        ``outputs/sweep/<name>``.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.

    A factor is told where an analysis of variance over independent points says so, at a rate of
    false discoveries of 5 % (Benjamini and Hochberg 1995).
    """
    asked = {
        "factors": factors,
        "points": points,
        "design": design,
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "replications": replications,
    }
    return sweep_verb.VERB.ask(words_of("sweep", {**asked, **options}))
