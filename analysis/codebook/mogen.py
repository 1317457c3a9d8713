"""Experiments for what parties may: law, decisions, powers, information, politics, society."""

from __future__ import annotations

from typing import Any

from analysis.codebook.declare import (
    DOWN,
    EXACTLY_0,
    MIDDLE_OVER_ENDS,
    RATIO,
    UP,
    VALUE,
    Arm,
    Experiment,
    Region,
    from_to,
    within,
)
from analysis.codebook.needs import (
    mean,
    median,
    not_decided_by_politics,
    of_class,
    sensitive,
    unseen,
    visible,
    visible_to_politics,
)
from analysis.codebook.readings import (
    decision_days,
    field,
    lead_time,
    outcome,
    permission,
    quality,
    stopped_by_law,
    supported,
    vetoed,
    y,
)
from sim.run import Run

SEARCH = "search_property"
CHAIN = ("prosecutor", "locc", "doc")
MORE_DESKS = ("prosecutor", "ministry", "locc", "doc", "minister_jenv")


def settled(run: Run) -> Any:
    """Needs with a settled legal basis."""
    return ~of_class("undermining_operation")(run)


# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
LAW = (
    Experiment(
        18, "barriers_lower_permission", "with higher barriers permission is less likely",
        "P(may)", DOWN, permission(), arms=from_to("barrier_shift", -0.3, 0.3),
    ),
    Experiment(
        18, "barriers_bring_unlawful_acts", "with higher barriers more acts go beyond the law",
        "share of support with an unlawful act, visible needs", UP,
        mean(field("unlawful", visible)), arms=from_to("barrier_shift", -0.3, 0.3), seeds=96,
    ),
    Experiment(
        19, "more_desks_are_slower", "with more desks a decision takes longer",
        "days from filing to decision, searches of premises", UP,
        decision_days(of_class(SEARCH)),
        arms=tuple(Arm(classes={SEARCH: {"approval_chain": c}}) for c in (CHAIN, MORE_DESKS)),
    ),
    Experiment(
        19, "top_priority_is_faster", "with priority from the top a decision is faster",
        "days from filing to decision", DOWN,
        decision_days(), arms=from_to("top_priority", 0.0, 1.0),
    ),
    Experiment(
        19, "top_priority_knows_no_veto", "with priority from the top politics does not say no",
        "share vetoed", EXACTLY_0, mean(vetoed()), VALUE, (Arm({"top_priority": 1.0}),),
    ),
    Experiment(
        19, "consent_in_advance_is_fast", "with scenarios approved in advance the median time to "
        "support is shorter by three tenths or more", "median days from need to start",
        Region(high=0.7), median(lead_time()), RATIO, from_to("extra_pre_authorised", 0.0, 0.8),
    ),
    Experiment(
        20, "training_adds_quality", "trained for the civil domain, forceful support achieves more",
        "gain per person, visible needs", UP,
        quality(visible), arms=from_to("civil_training", 0.0, 1.0),
    ),
    Experiment(
        20, "training_keeps_to_the_law", "trained for the civil domain, fewer acts go beyond "
        "the law",
        "share of support with an unlawful act, visible needs", DOWN,
        mean(field("unlawful", visible)), arms=from_to("civil_training", 0.0, 1.0), seeds=96,
    ),
    Experiment(
        24, "existing_forms_are_no_obstacle", "in forms that exist the law rarely stops a need "
        "(less than one in ten)", "share stopped by law, settled legal basis", Region(high=0.1),
        mean(stopped_by_law(settled)), VALUE, (Arm(),),
    ),
    Experiment(
        24, "no_basis_stops_often", "without a settled basis permission often fails (three in "
        "ten or more, law and politics together)", "1 − P(may), no settled basis", Region(low=0.3),
        lambda run: 1.0 - mean(permission(of_class("undermining_operation")))(run),
        VALUE, (Arm(),),
    ),
    Experiment(
        24, "no_basis_stops_more", "and more often than in forms that exist",
        "P(may), no settled basis → the basis of other support by the armed forces", UP,
        permission(of_class("undermining_operation")),
        arms=tuple(
            Arm(classes={"undermining_operation": {"legal_basis": basis}})
            for basis in ("none_yet", "politiewet_58")
        ),
    ),
)
INFORMATION = (
    Experiment(
        21, "sharing_adds_gain", "where more may be shared, sensitive support achieves more",
        "gain per person, sensitive needs", UP,
        quality(sensitive), arms=from_to("sharing_limit", 0.1, 1.0),
    ),
    Experiment(
        21, "sharing_leaks", "where more may be shared, more leaks",
        "share of support with a leak, sensitive needs", UP,
        mean(field("leak", sensitive)), arms=from_to("sharing_limit", 0.1, 1.0), seeds=32,
    ),
    Experiment(
        21, "risk_holds_back", "where sharing is a risk, what is shared stays below what the law "
        "allows", "shared information, sensitive needs, much allowed and little trust", DOWN,
        mean(field("shared_information", sensitive)),
        arms=tuple(
            Arm({"sharing_limit": 1.0, "sharing_benefit": 0.4, "trust_start": 0.3},
                {"information": word})
            for word in ("benefit", "risk")
        ),
    ),
    Experiment(
        21, "interior_optimum", "where sharing is a risk and trust drives willingness, some "
        "sharing closes more of the gap than none or all", "Y", UP, y, MIDDLE_OVER_ENDS,
        tuple(
            Arm({"sharing_limit": limit, "leak_rate": 0.1, "leak_damage": 0.6,
                 "sharing_benefit": 2.0}, {"trust": "driver"})
            for limit in (0.1, 0.55, 1.0)
        ),
        absent="With the dearest leaks that the ranges allow (one in ten, six tenths of the gain "
        "lost, three broken promises) sharing still brings more than it costs, so that Y rises all "
        "the way. The optimum lies with the owner of the information, who stops before the law "
        "does (the experiment above).",
    ),
)
SOCIETY = (
    Experiment(
        22, "aversion_lowers_permission", "with more aversion permission for visible support is "
        "less likely", "P(may), visible needs that politics decides on", DOWN,
        permission(visible_to_politics), arms=from_to("aversion_start", 0.1, 0.7),
    ),
    Experiment(
        22, "aversion_costs_the_visible", "with more aversion less of the gap is closed where "
        "society sees force", "Y, needs with visible force", DOWN,
        outcome("gap_closed_visible"), arms=from_to("aversion_start", 0.1, 0.7), seeds=32,
    ),
    Experiment(
        22, "explanation_calms", "where ministers and mayors explain, aversion grows less",
        "A at the end", DOWN, outcome("aversion_end"), arms=from_to("explanation", 0.0, 1.0),
    ),
    Experiment(
        22, "explanation_frees_the_visible", "and more visible support is permitted, where society "
        "minds much", "P(may), visible needs that politics decides on", UP,
        permission(visible_to_politics),
        arms=from_to("explanation", 0.0, 1.0, aversion_sensitivity=0.2),
    ),
    Experiment(
        22, "aversion_spares_the_unseen", "what society hardly sees is not touched by it",
        "P(may), needs with hardly visible force", within(0.01),
        permission(unseen), arms=from_to("aversion_start", 0.1, 0.7),
    ),
    Experiment(
        23, "no_veto_frees_the_visible", "without a veto more of the visible needs are permitted",
        "P(may), visible needs that politics decides on", UP,
        permission(visible_to_politics), arms=from_to("veto_level", 1.0, 0.0),
    ),
    Experiment(
        23, "no_veto_supports_the_visible", "and more of them are supported",
        "share supported, visible needs that politics decides on", UP,
        mean(supported(visible_to_politics)), arms=from_to("veto_level", 1.0, 0.0), seeds=32,
    ),
    Experiment(
        23, "no_veto_closes_the_visible", "and more of the gap is closed where society sees force",
        "Y, needs with visible force", UP,
        outcome("gap_closed_visible"), arms=from_to("veto_level", 1.0, 0.0), seeds=32,
    ),
    Experiment(
        23, "veto_spares_others", "needs on which politics does not decide are not touched",
        "P(may), other needs", within(0.01),
        permission(not_decided_by_politics), arms=from_to("veto_level", 1.0, 0.0),
    ),
)
# fmt: on
EXPERIMENTS = LAW + INFORMATION + SOCIETY
