"""Questions of levers, failures, mechanisms and evidence: the verbs, asked from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.made import Policy, Scenario
from bijstand.verbs import discover as discover_verb
from bijstand.verbs import interview as interview_verb
from bijstand.verbs import mediate as mediate_verb
from bijstand.verbs import patterns as patterns_verb
from bijstand.verbs import plausible as plausible_verb
from bijstand.verbs import robust as robust_verb
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

    A future is a scenario, a theory and a draw of all conditions; every policy meets every future
    on the same random numbers. Regret is what a policy leaves behind the best one of a future
    (Savage 1951; its use for policies under deep uncertainty: Lempert and others 2006).

    Args:
        policies: Names or made ones; None for no policy and every single one of conf/policy. The
            one without any is always among them.
        scenarios: The scenarios of the futures; None for four declared ones.
        theories: The theories of the futures; None for both figures of the source study.
        draws: Draws of all conditions for each scenario and theory; 12 by default.
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
        "policies": policies, "scenarios": scenarios, "theories": theories, "draws": draws,
        "outcome": outcome, "good_enough": good_enough, "within": within,
    }  # fmt: skip
    return robust_verb.VERB.ask(words_of("robust", {**asked, **options}))


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
        "scenario": scenario, "policy": policy, "theory": theory, "conditions": conditions,
        "factors": factors, "points": points, "outcome": outcome, "threshold": threshold,
        "worst": worst, "within": within,
    }  # fmt: skip
    return discover_verb.VERB.ask(words_of("discover", {**asked, **options}))


def mediate(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    *,
    theories: Sequence[str] | None = None,
    conditions: Mapping[str, float] | None = None,
    outcome: str | None = None,
    seeds: int | None = None,
    necessity_points: int | None = None,
    **options: Any,
) -> Answer:
    """Ask whether capacity carries, or moderates, what willingness does.

    The natural indirect effect (Pearl 2001) by giving one world the offers of the other on the
    same random numbers; moderation as differences in differences; necessity as empty space under
    a ceiling (Dul 2016).

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theories: The theories that are held against each other; None for both figures.
        conditions: Conditions that are not at their default, by name.
        outcome: The outcome that is explained; "gap_closed" by default.
        seeds: Runs per contrast point.
        necessity_points: Draws of all conditions for the test of necessity; 300 by default.
        options: Whatever else ``bijstand mediate --help`` names.

    Returns:
        The answer, with the tables "mediation" (theory x effect, in the outcome's unit),
        "moderation" (theory x moderator x span x scale), "necessity" (theory x gate: effect size
        and its bound, shares of a rectangle) and "levels"; figures "mediation", "moderation".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "scenario": scenario, "policy": policy, "theories": theories, "conditions": conditions,
        "outcome": outcome, "seeds": seeds, "necessity_points": necessity_points,
    }  # fmt: skip
    return mediate_verb.VERB.ask(words_of("mediate", {**asked, **options}))


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
        "scenario": scenario, "policy": policy, "theory": theory, "conditions": conditions,
        "points": points, "waves": waves, "targets": targets,
    }  # fmt: skip
    return plausible_verb.VERB.ask(words_of("plausible", {**asked, **options}))


def interview(
    scenario: str | Scenario | None = None,
    policy: str | Policy | None = None,
    theory: str | Mapping[str, str] | None = None,
    *,
    conditions: Mapping[str, float] | None = None,
    seeds: int | None = None,
    **options: Any,
) -> Answer:
    """Ask ten officials what stood in the way, beside what really did.

    Args:
        scenario: A name or a made one; None for the baseline.
        policy: The same for levers; None for none.
        theory: The same for answers to the open questions, or single answers by name.
        conditions: Conditions that are not at their default, by name.
        seeds: Runs; officials are drawn anew in each.
        options: Whatever else ``bijstand interview --help`` names.

    Returns:
        The answer, with the tables "told" (official x pair of reasons: needs), "officials" (those
        of the first run), "reasons" and "gates" (stated and true, as shares of what was met, with
        95 % intervals and ranks); the figure "interview".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "scenario": scenario, "policy": policy, "theory": theory, "conditions": conditions,
        "seeds": seeds,
    }  # fmt: skip
    return interview_verb.VERB.ask(words_of("interview", {**asked, **options}))


def patterns(
    only: Sequence[str] | None = None,
    *,
    replications: int | None = None,
    draws: int | None = None,
    **options: Any,
) -> Answer:
    """Measure and judge the claims of the source study.

    Args:
        only: The claims, as ``["P03", "P09"]``; None for all.
        replications: Runs per setting; 30 by default.
        draws: Draws of conditions; 400 by default.
        options: Whatever else ``bijstand patterns --help`` names.

    Returns:
        The answer, with the tables "verdicts" (a row per claim) and "parts" (every number with its
        95 % interval, the region that was wanted and the verdict); the figure "patterns".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {"only": only, "replications": replications, "draws": draws}
    return patterns_verb.VERB.ask(words_of("patterns", {**asked, **options}))
