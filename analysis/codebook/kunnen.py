"""Experiments for what parties can: communication, money, people, an open process, trust."""

from __future__ import annotations

from functools import cache

import numpy as np

from analysis.codebook.declare import (
    CHANGE_OF_CHANGE,
    DOWN,
    EXACTLY_0,
    RATIO_OF_CHANGES,
    UP,
    Arm,
    Experiment,
    Region,
    from_to,
    set_to,
    within,
)
from analysis.codebook.needs import is_complex, mean, total
from analysis.codebook.readings import (
    asked,
    decision_days,
    informal,
    offered_share,
    outcome,
    quality,
    trust_at_start,
    unable,
    willing_provider,
    withdrawn,
    y,
)
from sim.conditions import Conditions
from sim.measures.measures import gap_closed
from sim.rules import learning
from sim.run import run_setting
from sim.setting.setting import resolve

MEETINGS = {"session_persons": 0.0}  # whoever meets is not away, so that only the meeting counts
SHORTAGE = (
    set_to(shortage_police=0.16, shortage_defence=0.16),
    set_to(shortage_police=0.35, shortage_defence=0.35),
)


@cache
def indirect_effect(reserve_response: float, seed: int) -> float:
    """Return what a willing provider adds to Y through what it offers.

    The same willing world twice: with its own offers, and with those of an unwilling world on the
    same tape.
    """

    def setting(shift: float) -> dict[str, float]:
        return {"willingness_shift_provider": shift, "reserve_response": reserve_response}

    low = resolve(conditions=setting(-0.1), days=365, warm_up_days=60)
    high = resolve(conditions=setting(0.1), days=365, warm_up_days=60)
    of_low, of_high = run_setting(low, seed).offered(), run_setting(high, seed).offered()
    values = []
    for offers in (of_low, of_high):
        run = run_setting(high, seed, offered=offers)
        log = np.asarray(run.state.requests)[: len(run.state.incidents)]
        core = np.asarray(high.tables.classes)[log["request_class"]]["pre_authorised"] == 0
        values.append(gap_closed(log[core & (log["time"] >= 60)]))
    return values[1] - values[0]


def events_to_recover(seed: int) -> float:
    """Return how many kept promises bring trust back to where one withdrawal found it."""
    record = Conditions().to_record()
    kept, broken = learning.kept_at_start(record), learning.broken_at_start(record)
    before = learning.trust(kept, broken)
    kept *= record.trust_memory
    broken = broken * record.trust_memory + learning.broken_step(
        record, learning.WEIGHT_OF_WITHDRAWAL
    )
    events = 0
    while learning.trust(kept, broken) < before:
        kept, broken = kept * record.trust_memory + 1.0, broken * record.trust_memory
        events += 1
    return float(events)


def distance_to_fixed_point(seed: int) -> float:
    """Return trust after 20,000 promises, of which 8 in 10 are kept, less its fixed point."""
    record = Conditions({"trust_memory": 0.9995}, limits="possible").to_record()
    kept, broken = learning.kept_at_start(record), learning.broken_at_start(record)
    step = learning.broken_step(record, learning.WEIGHT_OF_WITHDRAWAL)
    for luck in np.random.default_rng(seed).random(20_000):
        kept, broken = kept * record.trust_memory, broken * record.trust_memory
        kept, broken = (kept + 1.0, broken) if luck < 0.8 else (kept, broken + step)
    fixed_point = 0.8 / (0.8 + record.trust_asymmetry * 0.2)
    return float(learning.trust(kept, broken)) - fixed_point


def under(trust: str, **conditions: float) -> Arm:
    """Return an arm under one reading of what trust does."""
    return Arm(conditions, {"trust": trust})


# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
COMMUNICATION = (
    Experiment(
        2, "agreements_shrink_barriers", "with clear agreements barriers matter less: the effect "
        "on Y is at most three quarters of that without", "Y", Region(high=0.75),
        y, RATIO_OF_CHANGES,
        (
            *from_to("barrier_shift", -0.3, 0.3, agreements=0.05),
            *from_to("barrier_shift", -0.3, 0.3, agreements=0.95),
        ),
    ),
    Experiment(
        2, "separate_systems_cost_quality", "where communication systems do not connect complex "
        "support achieves less", "gain per person, complex needs", DOWN,
        quality(is_complex), arms=from_to("systems_fit", 1.0, 0.0),
    ),
    Experiment(
        2, "understanding_mends_no_system", "and no understanding mends that: the loss is no "
        "smaller where the parties know each other", "gain per person, complex needs, no synergy",
        within(0.01), quality(is_complex), CHANGE_OF_CHANGE,
        (
            *from_to("systems_fit", 1.0, 0.0, understanding_start=0.2, synergy=0.0),
            *from_to("systems_fit", 1.0, 0.0, understanding_start=0.8, synergy=0.0),
        ),
    ),
    Experiment(
        3, "mere_meetings_change_nothing", "meetings without weight change nothing",
        "Y", EXACTLY_0, y, arms=from_to("meeting_rate", 0.0, 12.0, contact_meeting=0.0, **MEETINGS),
    ),
    Experiment(
        3, "meetings_may_teach", "meetings with weight teach understanding",
        "M at the end", UP, outcome("understanding_end"),
        arms=from_to("meeting_rate", 0.0, 12.0, contact_meeting=0.3, **MEETINGS),
    ),
    Experiment(
        3, "only_through_understanding", "what meetings do to Y runs through understanding alone "
        "(0 but for rounding)", "Y, where nothing is learnt from contact", within(1e-9), y,
        arms=from_to(
            "meeting_rate", 0.0, 12.0, contact_meeting=0.3, understanding_gain=0.0, **MEETINGS
        ),
    ),
)
PEOPLE_AND_MONEY = (
    Experiment(
        12, "compensation_keeps_promises", "with compensation less support is withdrawn",
        "share withdrawn of what was promised", DOWN,
        mean(withdrawn()), arms=from_to("compensation", 0.0, 1.0),
    ),
    Experiment(
        12, "found_informal_work_stops", "informal work that is found out is stopped",
        "number of needs that go the informal way", DOWN,
        total(informal()), arms=from_to("informal_detection", 0.0, 0.5, informal_ban=365.0),
        seeds=48,
    ),
    Experiment(
        14, "shortage_shuts_the_gate", "with more shortage people are lacking more often",
        "share of needs for which nobody is found", UP, unable(), arms=SHORTAGE,
    ),
    Experiment(
        14, "shortage_costs_value", "with more shortage less of the gap is closed",
        "Y", DOWN, y, arms=SHORTAGE,
    ),
    Experiment(
        14, "willingness_through_offers", "where willingness moves the reserve, part of what it "
        "does runs through offered people", "Y", UP,
        by_seed=lambda seed: indirect_effect(1.0, seed),
        setup="reserve_response 1; a willing world with the offers of an unwilling one → its own",
        absent="Who is willing sends more people, who are then not there for the next need. With "
        "the widest response of the reserve the two cancel; at its default 0.5 fewer people on "
        "offer win (about −0.011). With three in ten of the needs, or a tenth of their duration, "
        "the effect is above 0 (0.006 and 0.004, both intervals above 0).",
    ),
    Experiment(
        14, "response_of_reserve_counts", "the more willingness moves the reserve, the more of "
        "what it does runs through offered people", "Y, reserve_response 1 less 0", UP,
        by_seed=lambda seed: indirect_effect(1.0, seed) - indirect_effect(0.0, seed),
        setup="the two experiments beside this one",
    ),
    Experiment(
        14, "willing_offer_more", "where willingness moves the reserve, a willing provider offers "
        "more to the same need than where it does not", "share of the gap that is offered", UP,
        offered_share(), CHANGE_OF_CHANGE,
        (
            *from_to("willingness_shift_provider", -0.1, 0.1, reserve_response=0.0),
            *from_to("willingness_shift_provider", -0.1, 0.1, reserve_response=1.0),
        ),
    ),
    Experiment(
        14, "no_way_through_offers", "where it does not, nothing does", "Y", Region(high=0.005),
        by_seed=lambda seed: indirect_effect(0.0, seed),
        setup="reserve_response 0; a willing world with the offers of an unwilling one → its own",
    ),
    Experiment(
        14, "recruits_are_taken_from_the_other", "where the police fill their posts with people of "
        "Defence, more needs find nobody", "share of needs for which nobody is found", UP,
        unable(), arms=from_to("recruit_competition", 0.0, 1.0, shortage_police=0.0),
    ),
    Experiment(
        14, "who_stays_is_there", "where people stay, fewer needs find nobody",
        "share of needs for which nobody is found", DOWN,
        unable(), arms=from_to("retention", 0.0, 0.05),
    ),
    Experiment(
        15, "clear_roles_add_gain", "with clear roles complex support achieves more",
        "gain per person, complex needs", UP,
        quality(is_complex), arms=from_to("role_clarity", 0.0, 1.0),
    ),
    Experiment(
        16, "generic_use_tires", "used for work that anybody can do, the provider is less willing "
        "later", "W of the provider", DOWN,
        willing_provider(), arms=from_to("misuse_effect", 0.0, 0.1),
    ),
)
PROCESS_AND_TRUST = (
    Experiment(
        38, "transparency_is_faster", "an open process is faster",
        "days from filing to decision", DOWN,
        decision_days(), arms=from_to("transparency", 0.0, 1.0),
    ),
    Experiment(
        38, "transparency_is_asked_more", "an open process is used more", "share asked", UP,
        asked(), arms=from_to("transparency", 0.0, 1.0),
    ),
    Experiment(
        38, "not_where_procedures_do_not_deter", "where procedures deter nobody it is not",
        "share asked", within(0.005), mean(asked()),
        arms=tuple(Arm({"transparency": tr}, {"procedure": "no"}) for tr in (0.0, 1.0)),
    ),
    Experiment(
        38, "transparency_needs_no_detour", "an open process leaves less reason for informal work",
        "share of what is asked that goes the informal way", DOWN,
        informal(), arms=from_to("transparency", 0.0, 1.0),
    ),
    Experiment(
        40, "trust_goes_informal", "with more trust more goes the informal way",
        "share of what is asked that goes the informal way", UP,
        informal(), arms=from_to("trust_start", 0.3, 0.9),
    ),
    Experiment(
        40, "formality_may_strengthen", "if formal agreements strengthen trust, it ends higher",
        "T at the end", UP, outcome("trust_end"),
        arms=tuple(Arm(theory={"formality": word}) for word in ("neutral", "strengthens")),
    ),
    Experiment(
        40, "formality_may_undermine", "if formal agreements undermine trust, it ends lower",
        "T at the end", DOWN, outcome("trust_end"),
        arms=tuple(Arm(theory={"formality": word}) for word in ("neutral", "undermines")),
    ),
    Experiment(
        41, "damage_lowers_trust", "with damage in the past trust starts lower",
        "T at the start", DOWN, trust_at_start, arms=from_to("historic_damage", 0.0, 0.5),
    ),
    Experiment(
        41, "damage_bites_as_moderator", "where trust moderates, damage makes the provider less "
        "willing", "W of the provider", DOWN, willing_provider(),
        arms=tuple(under("moderator", historic_damage=d) for d in (0.0, 0.5)),
    ),
    Experiment(
        41, "damage_bites_as_driver", "where trust drives, damage makes the provider less willing",
        "W of the provider", DOWN, willing_provider(),
        arms=tuple(under("driver", historic_damage=d) for d in (0.0, 0.5)),
    ),
    Experiment(
        41, "no_bite_without_trust", "where trust does nothing, damage hardly moves willingness",
        "W of the provider", within(0.005), willing_provider(),
        arms=tuple(under("none", historic_damage=d) for d in (0.0, 0.5)),
    ),
    Experiment(
        42, "recovery_is_slow", "one broken promise takes more than one kept one to make good",
        "kept promises until trust is back", Region(low=1.0), by_seed=events_to_recover,
        setup="one withdrawal at the start of a relation, then kept promises", seeds=2,
    ),
    Experiment(
        42, "trust_has_a_fixed_point", "in the long run trust is p/(p + a_T(1 − p)) for a share "
        "p of kept promises", "T less its fixed point", within(0.02),
        by_seed=distance_to_fixed_point,
        setup="20,000 promises, 8 in 10 kept, trust_memory 0.9995",
    ),
)
# fmt: on
EXPERIMENTS = COMMUNICATION + PEOPLE_AND_MONEY + PROCESS_AND_TRUST
