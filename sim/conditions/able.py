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

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "shortage_police", "h_s", 0.16, 0.0, 0.40, "share", "capacity",
        "share of the posts of {civil} that nobody fills",
        "aandeel van de functies bij {civil} dat onvervuld is",
        prior(
            "thesis §4.2.3", "set equal to the other side; figures.csv F021 and F022 on either side"
        ),
        codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "shortage_defence", "h_s", 0.16, 0.0, 0.40, "share", "capacity",
        "share of the posts of {military} that nobody fills",
        "aandeel van de functies bij {military} dat onvervuld is",
        "thesis §4.2.3; value: figures.csv F012 (83.7 % filled, September 2024); range: prior",
        codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "own_load_police", "O_P", 0.85, 0.5, 0.9, "share", "capacity",
        "share of the surge pool of {civil} that own work takes",
        "aandeel van de flexibele sterkte van {civil} dat eigen werk opeist",
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "own_load_defence", "O", 0.60, 0.2, 0.7, "share", "capacity",
        "share of the people of {military} that own tasks take",
        "aandeel van de mensen van {military} dat eigen taken opeisen",
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "nato_commitment", "N", 0.20, 0.0, 0.3, "share", "capacity",
        "share of the remaining people of {military} that is promised to NATO",
        "aandeel van de resterende mensen van {military} dat aan de NAVO is toegezegd",
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "nato_release", "xi", 0.0, 0.0, 1.0, "share", "capacity",
        "share of the NATO commitments that ministers lift in a crisis",
        "aandeel van de NAVO-toezeggingen dat ministers in een crisis opheffen",
        prior("thesis §4.2.3, §6.1", "nothing is lifted unless a policy says so"), codes=(14,),
        term="people", role="ministers",
    ),
    Condition(
        "load_spread_police", "sd_P", 0.10, 0.0, 0.25, "share", "capacity",
        "standard deviation of the own load of {civil} from day to day",
        "standaardafwijking van de eigen belasting van {civil} per dag",
        prior("thesis §4.2.3"),
        term="people", role="context",
    ),
    Condition(
        "load_spread_defence", "sd_D", 0.20, 0.0, 0.25, "share", "capacity",
        "standard deviation of the own load of {military} from day to day",
        "standaardafwijking van de eigen belasting van {military} per dag",
        prior("thesis §4.2.3"),
        term="people", role="context",
    ),
    Condition(
        "load_memory", "l_O", 14.0, 1.0, 60.0, "day", "capacity",
        "correlation time of the own load",
        "correlatietijd van de eigen belasting",
        prior("thesis §4.2.3"), possible=(0.01, 100_000.0),
        term="people", role="model",
    ),
    Condition(
        "reserve_neutral", "rho_0", 0.40, 0.0, 0.5, "share", "capacity",
        "share of free people kept back at neutral willingness",
        "aandeel vrije mensen dat bij neutrale bereidheid achterblijft",
        prior("thesis §4.2.3, §4.6"), codes=(14,),
        term="people", role="organisations",
    ),
    Condition(
        "reserve_response", "eta", 0.5, 0.0, 1.0, "share", "capacity",
        "how strongly willingness lowers the reserve (0: capacity does not mediate)",
        "hoe sterk bereidheid de reserve verlaagt (0: capaciteit medieert niet)",
        prior("thesis §4.6, figure 2"), codes=(14,),
        term="people", role="model",
    ),
    Condition(
        "least_useful_share", "a_min", 0.5, 0.1, 0.6, "share", "capacity",
        "least share of the asked persons that is still worth sending",
        "kleinste deel van de gevraagde mensen dat sturen nog waard is",
        prior("thesis §4.2.3"),
        term="people", role="model",
    ),
    Condition(
        "subsidiarity_margin", "sigma_sub", 0.15, 0.0, 0.3, "share", "capacity",
        "share of its strength that an organisation keeps before it may ask the other",
        "deel van de sterkte dat een organisatie houdt voordat zij de ander mag vragen",
        prior("thesis §1.2, §4.1.3"), codes=(5,),
        term="drivers", role="model",
    ),
    Condition(
        "own_fit_min", "f_own", 0.8, 0.5, 1.0, "share", "capacity",
        "fit from which an organisation counts as having a capability itself",
        "geschiktheid waarbij een organisatie een capaciteit zelf heeft",
        prior("thesis §1.2, §4.1.3"), codes=(5,),
        term="drivers", role="model",
    ),
    Condition(
        "own_task_weight", "omega_D", 1.0, 0.0, 5.0, "1", "capacity",
        "weight of lost own work in the net added value",
        "gewicht van verloren eigen werk in de netto meerwaarde",
        prior("thesis §4.2.3, §6.1"), possible=ANY_SCALE,
        term="added_value", role="model",
    ),
    Condition(
        "binding_agreements", "b", 0.4, 0.0, 1.0, "share", "capacity",
        "how far agreements bind: what they take off the hazard of withdrawal",
        "hoe bindend afspraken zijn: wat zij van de kans op terugtrekken afhalen",
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="organisations",
    ),
    Condition(
        "withdrawal_hazard", "h_w", 0.002, 0.0, 0.01, "1/day", "capacity",
        "hazard per day that promised people are withdrawn",
        "kans per dag dat toegezegde mensen worden teruggetrokken",
        prior("thesis §4.2.3"), codes=(41,), possible=ANY_RATE,
        term="people", role="context",
    ),
    Condition(
        "crisis_withdrawal", "kappa_x", 2.0, 0.0, 5.0, "1", "capacity",
        "how much a crisis adds to the hazard of withdrawal, as a factor",
        "hoeveel een crisis de kans op terugtrekken vergroot, als factor",
        prior("thesis §4.2.3"), possible=ANY_SCALE,
        term="people", role="context",
    ),
    Condition(
        "return_probability", "p_ret", 0.8, 0.4, 1.0, "share", "capacity",
        "probability that somebody comes back from a partnership or an exchange",
        "kans dat iemand uit een samenwerkingsverband of uitwisseling terugkeert",
        prior("thesis §4.2.3, §6.1", "people regularly do not come back from DSI: no figure"),
        codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "refill_time", "l_ref", 730.0, 180.0, 1460.0, "day", "capacity",
        "time until a post whose holder did not come back is filled by somebody trained",
        "tijd tot een post waarvan de houder wegbleef door een opgeleid iemand is vervuld",
        prior("thesis §4.2.3", "recruitment and training take about two years"), codes=(14,),
        possible=(POSITIVE, 100_000.0),
        term="people", role="context",
    ),
    Condition(
        "recruit_competition", "kappa_rec", 0.0, 0.0, 1.0, "share", "capacity",
        "share of the posts that one side fills beyond the usual whose holders it takes from the"
        " other side",
        "aandeel van de functies die een kant boven het gewone vervult waarvan zij de houders bij"
        " de andere kant weghaalt",
        prior("thesis §6.1", "none unless a scenario says so"), codes=(14,), optional=True,
        term="people",
        role="context",
    ),
    Condition(
        "retention", "r_ret", 0.0, 0.0, 0.05, "1/year", "capacity",
        "share of the posts a year that both sides fill again since people stay",
        "aandeel van de functies per jaar dat beide kanten weer vervullen doordat mensen blijven",
        prior("thesis §6.1", "none unless a policy says so"), codes=(14,), optional=True,
        term="people",
        role="organisations",
    ),
    Condition(
        "quick_reaction_share", "q_s", 0.2, 0.1, 0.6, "share", "culture",
        "share of free people who can go without planning",
        "aandeel vrije mensen dat zonder planning kan gaan",
        prior("thesis §4.1.4"), codes=(47,),
        term="understanding", role="military",
    ),
    Condition(
        "planning_lead_time", "l_D", 10.0, 0.0, 14.0, "day", "culture",
        "notice with which {military} can offer all its free people",
        "termijn waarop {military} al haar vrije mensen kan aanbieden",
        prior("thesis §4.1.4"), codes=(47,), possible=ANY_DAYS,
        term="understanding", role="military",
    ),
    Condition(
        "unit_cost", "c_a", 0.5, 0.0, 1.0, "share", "finance",
        "cost of support, against the value of what it solves",
        "kosten van steun, afgezet tegen de waarde van wat zij oplost",
        prior("thesis §4.1.3, §4.2.2"), codes=(7, 12),
        term="finance", role="context",
    ),
    Condition(
        "compensation", "phi", 0.3, 0.0, 1.0, "share", "finance",
        "share of the cost that a third party pays back",
        "aandeel van de kosten dat een derde vergoedt",
        prior("thesis §4.2.2"), codes=(12,),
        term="finance", role="ministers",
    ),
    Condition(
        "compensation_effect", "kappa_phi", 0.5, 0.0, 1.0, "share", "finance",
        "how strongly compensation makes that promises are kept",
        "hoe sterk vergoeding maakt dat toezeggingen worden nagekomen",
        prior("thesis §4.2.2"), codes=(12,),
        term="finance", role="model",
    ),
)
# fmt: on
