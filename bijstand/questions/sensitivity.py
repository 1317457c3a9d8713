"""Which conditions matter, and how sure that is, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs.study import sensitivity as sensitivity_verb
from bijstand.words import words_of

Named = str | Sequence[str]


def sensitivity(
    method: str | None = None,
    factors: Named | None = None,
    points: int | None = None,
    *,
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    conditions: Mapping[str, float] | None = None,
    outcomes: Sequence[str] | None = None,
    ranges: Sequence[str] | None = None,
    **options: Any,
) -> Answer:
    """Say which conditions an outcome depends on, how sure that is, and where it changes.

    Args:
        method: "surrogate" (the default), "shapley", "morris", "sobol", "pawn", "delta" or "ofat".
        factors: What is varied: names of conditions, "theory.<switch>", "group.<group>"; None for
            all conditions and all switches.
        points: Base rows, trajectories, points or levels, as the method has them.
        scenario: A name, several joined with ``+``, or a made one; None for the baseline.
        policy: The same for levers.
        theory: A reading of the study by name, or answers to open questions by theirs.
        conditions: Conditions that are not at their default, by name.
        outcomes: The outcomes, each with indices of its own from the same runs.
        ranges: Other ranges with which it is done again: "halved", "evidence"; [] for none.
        options: Whatever else ``bijstand sensitivity --help`` names: ``noise_points``,
            ``screened_points``, ``course_factors``, ``leave_out``, ``within``, ``replications``,
            ``days``, ``executor``, ``name`` and ``folder`` of the results, ``language``, …

    Returns:
        The answer. Its table "indices" has a row per outcome, factor and index: estimate, low and
        high (95 %), whether it is told (by "shapley", "morris" and "sobol": larger than luck; else
        more than chance, or than a dummy that enters nothing), and whether it may be read;
        shares of the variance lie between 0 and 1, effects are in the outcome's unit. Where they
        were asked for there are "convergence", "settled", "theories", "ranges", "screened",
        "directions" and "noise". Its study lies in ``outputs/sensitivity/<name>``, and beside its
        own runs in there the further ones.

    Raises:
        UserError: For whatever the command line would refuse, in the same words.

    By a surrogate there are also "quality" (how much of unseen runs it predicts, and how much is
    chance), "terms" (shares in the source study's terms), "steerable" (what somebody can change, by
    which levers), "effects" (what the outcome gains from the tenth to the ninetieth part of a
    condition's range, with 95 % intervals) and "checks" (main shares by boosted trees and
    RBD-FAST beside it).

    Shares of polynomial surrogates after Sudret (2008), false discoveries after Benjamini and
    Hochberg (1995), RBD-FAST after Tarantola, Gatelli and Mara (2006). Shapley effects after Song,
    Nelson and Staum (2016), elementary effects after Morris (1991) and Campolongo, Cariboni and
    Saltelli (2007), first and total shares after Saltelli et al. (2010), PAWN after Pianosi and
    Wagener (2018), delta after Borgonovo (2007).
    """
    asked = {
        "method": method,
        "factors": factors,
        "points": points,
        "scenario": scenario,
        "policy": policy,
        "theory": theory,
        "conditions": conditions,
        "outcomes": outcomes,
        "ranges": ranges,
    }
    return sensitivity_verb.VERB.ask(words_of("sensitivity", {**asked, **options}))
