"""Conditions of mutual understanding: how the parties come to know each other, and forget."""

from __future__ import annotations

from sim.conditions.declare import ANY_DAYS, ANY_RATE, Condition, prior

# What two exercises a year of six people for a day take in the Netherlands, of 7,664 people in 248
# pairs: told as a load the default is the same run.
AS_BY_RATE = 2 * 2.0 * 6.0 * 248 / (7664 * 365)

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "understanding_start", "M0", 0.45, 0.2, 0.8, "share", "understanding",
        "mutual understanding at the start",
        "wederzijds begrip aan het begin",
        prior("thesis §4.1.4"), codes=(43, 45, 48, 49),
    ),
    Condition(
        "understanding_gain", "alpha_M", 0.12, 0.05, 0.3, "share", "understanding",
        "share of the missing understanding that one full contact adds",
        "deel van het ontbrekende begrip dat een volledig contact toevoegt",
        prior("thesis §4.1.4, §6.2"), codes=(43,),
    ),
    Condition(
        "understanding_decay", "delta_M", 1 / 400, 1 / 1000, 1 / 100, "1/day", "understanding",
        "rate at which understanding fades without contact",
        "tempo waarin begrip zonder contact vervaagt",
        prior("thesis §4.1.4"), codes=(43,), possible=ANY_RATE,
    ),
    Condition(
        "contact_deployment", "w_dep", 0.5, 0.0, 1.0, "share", "understanding",
        "weight of a joint deployment as contact",
        "gewicht van een gezamenlijke inzet als contact",
        prior("thesis §4.1.4"), codes=(49,),
    ),
    Condition(
        "contact_exercise", "w_exe", 1.0, 0.0, 1.0, "share", "understanding",
        "weight of a joint exercise as contact",
        "gewicht van een gezamenlijke oefening als contact",
        prior("thesis §4.1.4, §6.2"), codes=(49,),
    ),
    Condition(
        "contact_session", "w_ses", 0.5, 0.0, 1.0, "share", "understanding",
        "weight of a working session on a hypothetical problem as contact",
        "gewicht van een werksessie over een hypothetisch vraagstuk als contact",
        prior("thesis §6.2"), codes=(3,),
    ),
    Condition(
        "contact_meeting", "w_mee", 0.0, 0.0, 0.3, "share", "understanding",
        "weight of merely meeting in person as contact",
        "gewicht van enkel fysiek samenkomen als contact",
        prior("thesis §4.2.5", "0: respondents did not find meeting necessary"), codes=(3,),
    ),
    Condition(
        "contact_exchange", "w_exc", 1.0, 0.0, 1.0, "share", "understanding",
        "weight of lending a colleague as contact",
        "gewicht van het uitlenen van een collega als contact",
        prior("thesis §6.1"), codes=(49,),
    ),
    Condition(
        "shared_values", "V", 0.7, 0.0, 1.0, "share", "understanding",
        "how far the two organisations share values",
        "mate waarin de twee organisaties waarden delen",
        prior("thesis §4.1.4", "high: the organisations are said to resemble each other"),
        codes=(44,),
    ),
    Condition(
        "shared_values_floor", "f_V", 0.3, 0.0, 1.0, "share", "understanding",
        "understanding that fully shared values keep alive without contact",
        "begrip dat volledig gedeelde waarden zonder contact in stand houden",
        prior("thesis §4.1.4"), codes=(44,),
    ),
    Condition(
        "liaison_cover", "liaison", 0.2, 0.0, 1.0, "share", "understanding",
        "share of the pairs of units with a liaison",
        "aandeel van de paren van eenheden met een liaison",
        prior("thesis §6.2; figures.csv F095 has one adviser per safety region"), codes=(49,),
    ),
    Condition(
        "liaison_floor", "f_L", 0.3, 0.0, 1.0, "share", "understanding",
        "understanding that full cover by liaisons keeps alive without contact",
        "begrip dat volledige dekking met liaisons zonder contact in stand houdt",
        prior("thesis §6.2"), codes=(49,),
    ),
    Condition(
        "exercise_rate", "r_exe", 2.0, 0.0, 12.0, "per pair-year", "understanding",
        "joint exercises per pair of units and year",
        "gezamenlijke oefeningen per paar van eenheden en jaar",
        prior("thesis §4.1.4, §6.2"), codes=(49,), varied_as="exercise_load",
    ),
    Condition(
        "session_rate", "r_ses", 0.0, 0.0, 12.0, "per pair-year", "understanding",
        "working sessions per pair of units and year",
        "werksessies per paar van eenheden en jaar",
        prior("thesis §6.2", "none unless a policy says so"), codes=(3,),
        varied_as="session_load",
    ),
    Condition(
        "meeting_rate", "r_mee", 0.0, 0.0, 12.0, "per pair-year", "understanding",
        "mere meetings in person per pair of units and year",
        "fysieke bijeenkomsten zonder meer per paar van eenheden en jaar",
        prior("thesis §4.2.5", "none unless a study says so"), codes=(3,),
        varied_as="meeting_load",
    ),
    Condition(
        "exchange_rate", "r_exc", 0.0, 0.0, 0.5, "per pair-year", "understanding",
        "exchanges per pair of units and year: each lends the other a colleague",
        "uitwisselingen per paar van eenheden en jaar: elk leent de ander een collega",
        prior("thesis §6.1", "a unit has up to 25 partners: at .5 a dozen colleagues lent a year"),
        codes=(49,), possible=(0.0, 12.0), varied_as="exchange_load",
    ),
    Condition(
        "exercise_load", "l_exe", AS_BY_RATE, 0.0, 0.01, "share", "understanding",
        "share of all person-days of both organisations that joint exercises take",
        "deel van alle persoonsdagen van beide organisaties dat gezamenlijke oefeningen vragen",
        prior("thesis §4", "exercises are on a small scale: two or three days a head and year at "
              "most"), codes=(49,),
    ),
    Condition(
        "session_load", "l_ses", 0.0, 0.0, 0.005, "share", "understanding",
        "share of all person-days of both organisations that working sessions take",
        "deel van alle persoonsdagen van beide organisaties dat werksessies vragen",
        prior("thesis §6.2", "none unless a policy says so"), codes=(3,),
    ),
    Condition(
        "meeting_load", "l_mee", 0.0, 0.0, 0.005, "share", "understanding",
        "share of all person-days of both organisations that mere meetings in person take",
        "deel van alle persoonsdagen van beide organisaties dat enkel fysiek samenkomen vraagt",
        prior("thesis §4.2.5", "none unless a study says so"), codes=(3,),
    ),
    Condition(
        "exchange_load", "l_exc", 0.0, 0.0, 0.01, "share", "understanding",
        "share of all person-days of both organisations that exchanges take, empty posts included",
        "deel van alle persoonsdagen van beide organisaties dat uitwisselingen vragen, lege "
        "plekken inbegrepen",
        prior("thesis §6.1", "one in a hundred people lent at any time at most"), codes=(49,),
    ),
    Condition(
        "exercise_persons", "n_exe", 6.0, 2.0, 30.0, "persons", "understanding",
        "people of each side that a joint exercise takes",
        "mensen van elke kant die een gezamenlijke oefening vraagt",
        prior("thesis §4", "exercises are on a small scale: a group, and nobody exercises alone"),
        codes=(49,),
        distribution="integer", possible=(0.0, 1000.0),
    ),
    Condition(
        "exercise_days", "L_exe", 1.0, 0.5, 5.0, "day", "understanding",
        "length of a joint exercise",
        "duur van een gezamenlijke oefening",
        prior("thesis §4", "exercises are on a small scale: a day, half of one at least"),
        codes=(49,), possible=ANY_DAYS,
    ),
    Condition(
        "session_persons", "n_ses", 4.0, 2.0, 12.0, "persons", "understanding",
        "people of each side that a working session or a meeting takes",
        "mensen van elke kant die een werksessie of bijeenkomst vraagt",
        prior("thesis §6.2", "around one table, and nobody meets alone"), codes=(3,),
        distribution="integer", possible=(0.0, 1000.0),
    ),
    Condition(
        "session_days", "L_ses", 0.5, 0.5, 2.0, "day", "understanding",
        "length of a working session or a meeting",
        "duur van een werksessie of bijeenkomst",
        prior("thesis §6.2", "half a day, travel included at the least"), codes=(3,),
        possible=ANY_DAYS,
    ),
    Condition(
        "exchange_days", "L_exc", 180.0, 30.0, 365.0, "day", "understanding",
        "length of an exchange",
        "duur van een uitwisseling",
        prior("thesis §6.1", "temporary: half a year"), codes=(49,), possible=ANY_DAYS,
    ),
    Condition(
        "sees_options", "m_0", 0.3, 0.1, 0.6, "share", "understanding",
        "share of the possibilities that a party sees without knowing the other",
        "deel van de mogelijkheden dat een partij ziet zonder de ander te kennen",
        prior("thesis §4.1.2, §6.2"), codes=(34,),
    ),
)
# fmt: on
