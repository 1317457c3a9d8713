"""Experiments for what makes parties want to: drivers, value, commitment, understanding."""

from __future__ import annotations

from typing import Any

from analysis.codebook.declare import (
    CHANGE_OF_CHANGE,
    DOWN,
    EXACTLY_0,
    SHARE_OF_JOINT,
    UP,
    VALUE,
    Arm,
    Experiment,
    Region,
    from_to,
    set_to,
    within,
)
from analysis.codebook.needs import is_complex, mean, of_class, severest_third, visible_to_politics
from analysis.codebook.readings import (
    asked,
    asked_without_gap,
    decision_days,
    esteem,
    granted,
    offered_share,
    outcome,
    quality,
    supported,
    vetoed,
    willing_provider,
    willing_requester,
    wrong_unit,
    y,
)
from sim.run import Run

SEARCH = "search_property"
# Both parties' willingness held low or raised by their shifts, the widest that the ranges allow.
NEITHER = set_to(willingness_shift_requester=-0.1, willingness_shift_provider=-0.1)
REQUESTER = set_to(willingness_shift_requester=0.1, willingness_shift_provider=-0.1)
PROVIDER = set_to(willingness_shift_requester=-0.1, willingness_shift_provider=0.1)
BOTH = set_to(willingness_shift_requester=0.1, willingness_shift_provider=0.1)


def in_class(name: str, field: str, *values: float) -> tuple[Arm, ...]:
    """Return arms that differ in one value of one class."""
    return tuple(Arm(classes={name: {field: value}}) for value in values)


def many_hands(run: Run) -> Any:
    """Needs for many hands that the police meet with a fit below full."""
    return of_class("search_missing")(run) | of_class("armed_guard")(run)


# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DRIVERS = (
    Experiment(
        5, "larger_gap_is_asked_more", "with a larger gap a need is asked more often",
        "share asked, of the same needs", UP,
        asked(), arms=from_to("subsidiarity_margin", 0.0, 0.3),
    ),
    Experiment(
        5, "shown_lack_is_granted_more", "where the police show that they lack the skill, "
        "and not only the people, the provider is more willing",
        "W of the provider, armed guards and searches by many hands", UP,
        willing_provider(many_hands),
        arms=from_to("own_fit_min", 0.8, 1.0),
    ),
    Experiment(
        5, "not_shown_is_inadmissible", "who can help himself does not ask",
        "requests for needs that own people meet in full", EXACTLY_0,
        asked_without_gap, VALUE, arms=(Arm(),),
    ),
    Experiment(
        6, "severer_is_asked_more", "severer needs are asked more often",
        "share asked, searches of premises", UP,
        asked(of_class(SEARCH)), arms=in_class(SEARCH, "severity", 0.3, 0.7),
    ),
    Experiment(
        6, "severer_is_granted_more", "severer needs are granted more often",
        "share granted of what is asked, searches of premises", UP,
        granted(of_class(SEARCH)), arms=in_class(SEARCH, "severity", 0.3, 0.7),
    ),
    Experiment(
        7, "cost_hardly_counts", "of the severest third hardly more is supported where support "
        "costs nothing", "share supported, severest third", within(0.03),
        mean(supported(severest_third)), arms=from_to("unit_cost", 1.0, 0.0),
    ),
    Experiment(
        8, "equal_role_moves_requester", "with an equal role the requester is more willing",
        "W of the requester", UP, willing_requester(), arms=from_to("equal_role", 0.0, 1.0),
    ),
    Experiment(
        8, "equal_role_moves_provider", "with an equal role the provider is more willing",
        "W of the provider", UP, willing_provider(), arms=from_to("equal_role", 0.0, 1.0),
    ),
    Experiment(
        9, "core_task_moves_provider", "nearer to its core tasks the provider is more willing",
        "W of the provider, searches of premises", UP,
        willing_provider(of_class(SEARCH)), arms=in_class(SEARCH, "core_task_fit", 0.3, 0.8),
    ),
    Experiment(
        9, "top_reads_core_tasks_widely", "where the top of Defence reads its core tasks more "
        "widely the provider is more willing", "W of the provider", UP,
        willing_provider(), arms=from_to("core_task_reading", 0.0, 0.3),
    ),
    Experiment(
        9, "core_work_is_not_read_otherwise", "what is core work already stays as it is",
        "W of the provider, wildfires", within(0.001),
        willing_provider(of_class("wildfire")), arms=from_to("core_task_reading", -0.3, 0.3),
    ),
    Experiment(
        10, "urgency_moves_both", "with more urgency the requester is more willing",
        "W of the requester", UP, willing_requester(), arms=from_to("urgency", 0.1, 0.9),
    ),
    Experiment(
        10, "urgency_moves_provider", "with more urgency the provider is more willing",
        "W of the provider", UP, willing_provider(), arms=from_to("urgency", 0.1, 0.9),
    ),
    Experiment(
        10, "urgency_silences_veto", "with more urgency politics says no less often to visible "
        "work",
        "share vetoed, visible needs that politics decides on", DOWN,
        vetoed(visible_to_politics),
        arms=from_to("urgency", 0.1, 0.9),
    ),
    Experiment(
        10, "urgency_speeds_desks", "with more urgency desks decide faster",
        "days from filing to decision", DOWN, decision_days(), arms=from_to("urgency", 0.1, 0.9),
    ),
)
FOUNDING = (
    Experiment(
        10, "a_shock_founds_a_team", "where a shock founds a team, more of the needs that it "
        "answers are supported", "share supported, joint operations", UP,
        mean(supported(of_class("undermining_operation"))),
        arms=tuple(
            Arm({"founding": p, "founding_delay": 30.0}, scenario="undermining_wave")
            for p in (0.0, 1.0)
        ),
    ),
    Experiment(
        10, "no_shock_founds_nothing", "without a shock nothing is founded", "Y", EXACTLY_0,
        y, arms=from_to("founding", 0.0, 1.0),
    ),
)
VALUE_OF_IT = (
    Experiment(
        33, "gain_of_requester_alone", "if only the requester gains, less than half of what both "
        "gaining brings", "share supported", Region(high=0.5),
        mean(supported()), SHARE_OF_JOINT, (NEITHER, REQUESTER, BOTH),
    ),
    Experiment(
        33, "gain_of_provider_alone", "if only the provider gains, less than half of what both "
        "gaining brings", "share supported", Region(high=0.5),
        mean(supported()), SHARE_OF_JOINT, (NEITHER, PROVIDER, BOTH),
        absent="The provider's willingness is the narrower of the two, so that more of it alone "
        "brings somewhat more than half. One side after the other still brings less than both at "
        "once.",
    ),
    Experiment(
        33, "saturation_tires_provider", "a provider that has had such training wants less",
        "W of the provider", DOWN, willing_provider(), arms=from_to("saturation_gain", 0.0, 0.2),
    ),
    Experiment(
        34, "understanding_is_asked_more", "who understands the other asks more often",
        "share asked", UP, asked(), arms=from_to("understanding_start", 0.2, 0.8),
    ),
    Experiment(
        34, "understanding_finds_the_unit", "who understands the other finds the right unit",
        "share led by another unit than the best", DOWN,
        mean(wrong_unit()), arms=from_to("understanding_start", 0.2, 0.8),
    ),
    Experiment(
        36, "esteem_is_asked_more", "expertise that is valued is asked more often",
        "share asked", UP, asked(), arms=from_to("expertise_start", 0.2, 0.9),
    ),
    Experiment(
        36, "good_support_raises_esteem", "good support raises the esteem for what the other can "
        "do",
        "E of requesters at the end", UP, esteem("requester"),
        arms=(
            set_to(loss_understanding=0.6, loss_roles=0.6, loss_information=0.6),
            set_to(loss_understanding=0.0, loss_roles=0.0, loss_information=0.0),
        ),
    ),
)
UNDERSTANDING = (
    Experiment(
        44, "shared_values_keep_understanding", "with more shared values understanding fades less",
        "M at the end", UP, outcome("understanding_end"), arms=from_to("shared_values", 0.0, 1.0),
    ),
    Experiment(
        45, "language_keeps_quality", "with more understanding complex support loses less",
        "gain per person, complex needs, no synergy", UP,
        quality(is_complex), arms=from_to("understanding_start", 0.2, 0.8, synergy=0.0),
    ),
    Experiment(
        46, "joint_goal_moves_requester", "with a joint goal the requester is more willing",
        "W of the requester", UP, willing_requester(), arms=from_to("joint_goal", 0.0, 1.0),
    ),
    Experiment(
        46, "joint_goal_moves_provider", "with a joint goal the provider is more willing",
        "W of the provider", UP, willing_provider(), arms=from_to("joint_goal", 0.0, 1.0),
    ),
    Experiment(
        46, "joint_goal_adds_gain", "with a joint goal complex support achieves more",
        "gain per person, complex needs", UP,
        quality(is_complex), arms=from_to("joint_goal", 0.0, 1.0),
    ),
    Experiment(
        47, "short_notice_offers_less", "with more notice more is offered",
        "share of the gap that is offered", UP,
        offered_share(), arms=from_to("deadline_scale", 0.7, 1.3),
    ),
    Experiment(
        47, "quick_reaction_flattens", "with more quick-reaction people notice matters less",
        "share of the gap that is offered", DOWN, offered_share(), CHANGE_OF_CHANGE,
        (
            *from_to("deadline_scale", 0.7, 1.3, quick_reaction_share=0.1),
            *from_to("deadline_scale", 0.7, 1.3, quick_reaction_share=0.6),
        ),
    ),
    Experiment(
        48, "terms_cost_quality", "the more words differ, the more understanding does for complex "
        "support", "gain per person, complex needs, no synergy", UP,
        quality(is_complex), CHANGE_OF_CHANGE,
        (
            *from_to("understanding_start", 0.2, 0.8, synergy=0.0, loss_understanding=0.0),
            *from_to("understanding_start", 0.2, 0.8, synergy=0.0, loss_understanding=0.6),
        ),
    ),
    Experiment(
        49, "exercises_teach", "with more exercises understanding is higher",
        "M at the end", UP, outcome("understanding_end"), arms=from_to("exercise_rate", 0.0, 8.0),
    ),
    Experiment(
        49, "exercises_find_the_unit", "with more exercises the right unit is found more often",
        "share led by another unit than the best", DOWN,
        mean(wrong_unit()), arms=from_to("exercise_rate", 0.0, 8.0),
    ),
)
# fmt: on
EXPERIMENTS = DRIVERS + FOUNDING + VALUE_OF_IT + UNDERSTANDING
