"""Conditions of mutual understanding: how the parties come to know each other, and forget."""

from __future__ import annotations

from sim.conditions.declare import ANY_DAYS, ANY_RATE, Condition, prior
from sim.words import Message

# What two exercises a year of six people for a day take in the Netherlands, of 7,664 people in 248
# pairs: told as a load the default is the same run.
AS_BY_RATE = 2 * 2.0 * 6.0 * 248 / (7664 * 365)

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "understanding_start", "M0", 0.45, 0.2, 0.8, "share", "understanding",
        Message("mutual understanding at the start"),
        prior("thesis §4.1.4"), codes=(43, 45, 48, 49),
        term="understanding",
        role="context",
    ),
    Condition(
        "understanding_gain", "alpha_M", 0.12, 0.05, 0.3, "share", "understanding",
        Message("share of the missing understanding that one full contact adds"),
        prior("thesis §4.1.4, §6.2"), codes=(43,),
        term="understanding",
        role="model",
    ),
    Condition(
        "understanding_decay", "delta_M", 1 / 400, 1 / 1000, 1 / 100, "1/day", "understanding",
        Message("rate at which understanding fades without contact"),
        prior("thesis §4.1.4"), codes=(43,), possible=ANY_RATE,
        term="understanding",
        role="model",
    ),
    Condition(
        "contact_deployment", "w_dep", 0.5, 0.0, 1.0, "share", "understanding",
        Message("weight of a joint deployment as contact"),
        prior("thesis §4.1.4"), codes=(49,),
        term="understanding",
        role="model",
    ),
    Condition(
        "contact_exercise", "w_exe", 1.0, 0.0, 1.0, "share", "understanding",
        Message("weight of a joint exercise as contact"),
        prior("thesis §4.1.4, §6.2"), codes=(49,),
        term="understanding",
        role="model",
    ),
    Condition(
        "contact_session", "w_ses", 0.5, 0.0, 1.0, "share", "understanding",
        Message("weight of a working session on a hypothetical problem as contact"),
        prior("thesis §6.2"), codes=(3,),
        term="understanding",
        role="model",
    ),
    Condition(
        "contact_meeting", "w_mee", 0.0, 0.0, 0.3, "share", "understanding",
        Message("weight of merely meeting in person as contact"),
        prior("thesis §4.2.5", "0: respondents did not find meeting necessary"), codes=(3,),
        term="understanding",
        role="model",
    ),
    Condition(
        "contact_exchange", "w_exc", 1.0, 0.0, 1.0, "share", "understanding",
        Message("weight of lending a colleague as contact"),
        prior("thesis §6.1"), codes=(49,),
        term="understanding",
        role="model",
    ),
    Condition(
        "shared_values", "V", 0.7, 0.0, 1.0, "share", "understanding",
        Message("how far the two organisations share values"),
        prior("thesis §4.1.4", "high: the organisations are said to resemble each other"),
        codes=(44,),
        term="understanding",
        role="context",
    ),
    Condition(
        "shared_values_floor", "f_V", 0.3, 0.0, 1.0, "share", "understanding",
        Message("understanding that fully shared values keep alive without contact"),
        prior("thesis §4.1.4"), codes=(44,),
        term="understanding",
        role="model",
    ),
    Condition(
        "liaison_cover", "liaison", 0.2, 0.0, 1.0, "share", "understanding",
        Message("share of the pairs of units with a liaison"),
        prior("thesis §6.2; figures.csv F095 has one adviser per safety region"), codes=(49,),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "liaison_floor", "f_L", 0.3, 0.0, 1.0, "share", "understanding",
        Message("understanding that full cover by liaisons keeps alive without contact"),
        prior("thesis §6.2"), codes=(49,),
        term="understanding",
        role="model",
    ),
    Condition(
        "exercise_rate", "r_exe", 2.0, 0.0, 12.0, "per pair-year", "understanding",
        Message("joint exercises per pair of units and year"),
        prior("thesis §4.1.4, §6.2"), codes=(49,), varied_as="exercise_load",
        term="understanding",
        role="organisations",
    ),
    Condition(
        "session_rate", "r_ses", 0.0, 0.0, 12.0, "per pair-year", "understanding",
        Message("working sessions per pair of units and year"),
        prior("thesis §6.2", "none unless a policy says so"), codes=(3,),
        varied_as="session_load",
        term="understanding",
        role="organisations",
    ),
    Condition(
        "meeting_rate", "r_mee", 0.0, 0.0, 12.0, "per pair-year", "understanding",
        Message("mere meetings in person per pair of units and year"),
        prior("thesis §4.2.5", "none unless a study says so"), codes=(3,),
        varied_as="meeting_load",
        term="understanding",
        role="organisations",
    ),
    Condition(
        "exchange_rate", "r_exc", 0.0, 0.0, 0.5, "per pair-year", "understanding",
        Message("exchanges per pair of units and year: each lends the other a colleague"),
        prior("thesis §6.1", "a unit has up to 25 partners: at .5 a dozen colleagues lent a year"),
        codes=(49,), possible=(0.0, 12.0), varied_as="exchange_load",
        term="understanding",
        role="organisations",
    ),
    Condition(
        "exercise_load", "l_exe", AS_BY_RATE, 0.0, 0.01, "share", "understanding",
        Message("share of all person-days of both organisations that joint exercises take"),
        prior("thesis §4", "exercises are on a small scale: two or three days a head and year at "
              "most"), codes=(49,),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "session_load", "l_ses", 0.0, 0.0, 0.005, "share", "understanding",
        Message("share of all person-days of both organisations that working sessions take"),
        prior("thesis §6.2", "none unless a policy says so"), codes=(3,),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "meeting_load", "l_mee", 0.0, 0.0, 0.005, "share", "understanding",
        Message("share of all person-days of both organisations that mere meetings in person take"),
        prior("thesis §4.2.5", "none unless a study says so"), codes=(3,),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "exchange_load", "l_exc", 0.0, 0.0, 0.01, "share", "understanding",
        Message(
            "share of all person-days of both organisations that exchanges take, empty posts "
            "included"
        ),
        prior("thesis §6.1", "one in a hundred people lent at any time at most"), codes=(49,),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "exercise_persons", "n_exe", 6.0, 2.0, 30.0, "persons", "understanding",
        Message("people of each side that a joint exercise takes"),
        prior("thesis §4", "exercises are on a small scale: a group, and nobody exercises alone"),
        codes=(49,),
        distribution="integer", possible=(0.0, 1000.0),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "exercise_days", "L_exe", 1.0, 0.5, 5.0, "day", "understanding",
        Message("length of a joint exercise"),
        prior("thesis §4", "exercises are on a small scale: a day, half of one at least"),
        codes=(49,), possible=ANY_DAYS,
        term="understanding",
        role="organisations",
    ),
    Condition(
        "session_persons", "n_ses", 4.0, 2.0, 12.0, "persons", "understanding",
        Message("people of each side that a working session or a meeting takes"),
        prior("thesis §6.2", "around one table, and nobody meets alone"), codes=(3,),
        distribution="integer", possible=(0.0, 1000.0),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "session_days", "L_ses", 0.5, 0.5, 2.0, "day", "understanding",
        Message("length of a working session or a meeting"),
        prior("thesis §6.2", "half a day, travel included at the least"), codes=(3,),
        possible=ANY_DAYS,
        term="understanding",
        role="organisations",
    ),
    Condition(
        "exchange_days", "L_exc", 180.0, 30.0, 365.0, "day", "understanding",
        Message("length of an exchange"),
        prior("thesis §6.1", "temporary: half a year"), codes=(49,), possible=ANY_DAYS,
        term="understanding",
        role="organisations",
    ),
    Condition(
        "sees_options", "m_0", 0.3, 0.1, 0.6, "share", "understanding",
        Message("share of the possibilities that a party sees without knowing the other"),
        prior("thesis §4.1.2, §6.2"), codes=(34,),
        term="added_value",
        role="model",
    ),
)
# fmt: on
