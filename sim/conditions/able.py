"""Conditions of being able (kunnen): capacity, organisational culture and finance."""

from __future__ import annotations

from sim.conditions.declare import (
    ANY_DAYS,
    ANY_RATE,
    ANY_SCALE,
    POSITIVE,
    Condition,
    prior,
)
from sim.words import Message

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "shortage_police", "h_s", 0.16, 0.0, 0.40, "share", "capacity",
        Message("share of the posts of {civil} that nobody fills"),
        prior(
            "thesis §4.2.3", "set equal to the other side; figures.csv F021 and F022 on either side"
        ),
        codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "shortage_defence", "h_s", 0.16, 0.0, 0.40, "share", "capacity",
        Message("share of the posts of {military} that nobody fills"),
        "thesis §4.2.3; value: figures.csv F012 (83.7 % filled, September 2024); range: prior",
        codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "own_load_police", "O_P", 0.85, 0.5, 0.9, "share", "capacity",
        Message("share of the surge pool of {civil} that own work takes"),
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "own_load_defence", "O", 0.60, 0.2, 0.7, "share", "capacity",
        Message("share of the people of {military} that own tasks take"),
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "nato_commitment", "N", 0.20, 0.0, 0.3, "share", "capacity",
        Message("share of the remaining people of {military} that is promised to NATO"),
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "nato_release", "xi", 0.0, 0.0, 1.0, "share", "capacity",
        Message("share of the NATO commitments that ministers lift in a crisis"),
        prior("thesis §4.2.3, §6.1", "nothing is lifted unless a policy says so"), codes=(14,),
        term="people", role="ministers",
    ),
    Condition(
        "load_spread_police", "sd_P", 0.10, 0.0, 0.25, "share", "capacity",
        Message("standard deviation of the own load of {civil} from day to day"),
        prior("thesis §4.2.3"),
        term="people", role="context",
    ),
    Condition(
        "load_spread_defence", "sd_D", 0.20, 0.0, 0.25, "share", "capacity",
        Message("standard deviation of the own load of {military} from day to day"),
        prior("thesis §4.2.3"),
        term="people", role="context",
    ),
    Condition(
        "load_memory", "l_O", 14.0, 1.0, 60.0, "day", "capacity",
        Message("correlation time of the own load"),
        prior("thesis §4.2.3"), possible=(0.01, 100_000.0),
        term="people", role="model",
    ),
    Condition(
        "reserve_neutral", "rho_0", 0.40, 0.0, 0.5, "share", "capacity",
        Message("share of free people kept back at neutral willingness"),
        prior("thesis §4.2.3, §4.6"), codes=(14,),
        term="people", role="organisations",
    ),
    Condition(
        "reserve_response", "eta", 0.5, 0.0, 1.0, "share", "capacity",
        Message("how strongly willingness lowers the reserve (0: capacity does not mediate)"),
        prior("thesis §4.6, figure 2"), codes=(14,),
        term="people", role="model",
    ),
    Condition(
        "least_useful_share", "a_min", 0.5, 0.1, 0.6, "share", "capacity",
        Message("least share of the asked persons that is still worth sending"),
        prior("thesis §4.2.3"),
        term="people", role="model",
    ),
    Condition(
        "subsidiarity_margin", "sigma_sub", 0.15, 0.0, 0.3, "share", "capacity",
        Message("share of its strength that an organisation keeps before it may ask the other"),
        prior("thesis §1.2, §4.1.3"), codes=(5,),
        term="drivers", role="model",
    ),
    Condition(
        "own_fit_min", "f_own", 0.8, 0.5, 1.0, "share", "capacity",
        Message("fit from which an organisation counts as having a capability itself"),
        prior("thesis §1.2, §4.1.3"), codes=(5,),
        term="drivers", role="model",
    ),
    Condition(
        "own_task_weight", "omega_D", 1.0, 0.0, 5.0, "1", "capacity",
        Message("weight of lost own work in the net added value"),
        prior("thesis §4.2.3, §6.1"), possible=ANY_SCALE,
        term="added_value", role="model",
    ),
    Condition(
        "binding_agreements", "b", 0.4, 0.0, 1.0, "share", "capacity",
        Message("how far agreements bind: what they take off the hazard of withdrawal"),
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="organisations",
    ),
    Condition(
        "withdrawal_hazard", "h_w", 0.002, 0.0, 0.01, "1/day", "capacity",
        Message("hazard per day that promised people are withdrawn"),
        prior("thesis §4.2.3"), codes=(41,), possible=ANY_RATE,
        term="people", role="context",
    ),
    Condition(
        "crisis_withdrawal", "kappa_x", 2.0, 0.0, 5.0, "1", "capacity",
        Message("how much a crisis adds to the hazard of withdrawal, as a factor"),
        prior("thesis §4.2.3"), possible=ANY_SCALE,
        term="people", role="context",
    ),
    Condition(
        "return_probability", "p_ret", 0.8, 0.4, 1.0, "share", "capacity",
        Message("probability that somebody comes back from a partnership or an exchange"),
        prior("thesis §4.2.3, §6.1", "people regularly do not come back from DSI: no figure"),
        codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "refill_time", "l_ref", 730.0, 180.0, 1460.0, "day", "capacity",
        Message("time until a post whose holder did not come back is filled by somebody trained"),
        prior("thesis §4.2.3", "recruitment and training take about two years"), codes=(14,),
        possible=(POSITIVE, 100_000.0),
        term="people", role="context",
    ),
    Condition(
        "recruit_competition", "kappa_rec", 0.0, 0.0, 1.0, "share", "capacity",
        Message(
            "share of the posts that one side fills beyond the usual whose holders it takes from "
            "the other side"
        ),
        prior("thesis §6.1", "none unless a scenario says so"), codes=(14,), optional=True,
        term="people",
        role="context",
    ),
    Condition(
        "retention", "r_ret", 0.0, 0.0, 0.05, "1/year", "capacity",
        Message("share of the posts a year that both sides fill again since people stay"),
        prior("thesis §6.1", "none unless a policy says so"), codes=(14,), optional=True,
        term="people",
        role="organisations",
    ),
    Condition(
        "quick_reaction_share", "q_s", 0.2, 0.1, 0.6, "share", "culture",
        Message("share of free people who can go without planning"),
        prior("thesis §4.1.4"), codes=(47,),
        term="understanding", role="military",
    ),
    Condition(
        "planning_lead_time", "l_D", 10.0, 0.0, 14.0, "day", "culture",
        Message("notice with which {military} can offer all its free people"),
        prior("thesis §4.1.4"), codes=(47,), possible=ANY_DAYS,
        term="understanding", role="military",
    ),
    Condition(
        "unit_cost", "c_a", 0.5, 0.0, 1.0, "share", "finance",
        Message("cost of support, against the value of what it solves"),
        prior("thesis §4.1.3, §4.2.2"), codes=(7, 12),
        term="finance", role="context",
    ),
    Condition(
        "compensation", "phi", 0.3, 0.0, 1.0, "share", "finance",
        Message("share of the cost that a third party pays back"),
        prior("thesis §4.2.2"), codes=(12,),
        term="finance", role="ministers",
    ),
    Condition(
        "compensation_effect", "kappa_phi", 0.5, 0.0, 1.0, "share", "finance",
        Message("how strongly compensation makes that promises are kept"),
        prior("thesis §4.2.2"), codes=(12,),
        term="finance", role="model",
    ),
)
# fmt: on
