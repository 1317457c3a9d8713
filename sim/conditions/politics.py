"""Conditions of politics and society: priority, veto, urgency, aversion and explanation."""

from __future__ import annotations

from sim.conditions.declare import ANY_NUMBER, ANY_RATE, ANY_SCALE, POSITIVE, Condition, prior

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "top_priority", "Pi", 0.0, 0.0, 1.0, "1", "politics",
        "1 where the top of the organisations has arranged permission, else 0",
        "1 waar de top van de organisaties de toestemming heeft geregeld, anders 0",
        prior("thesis §4.3.1", "none unless a policy says so"), codes=(19,),
        distribution="integer",
        term="society", role="organisations", by_definition=True,
    ),
    Condition(
        "veto_level", "pi_v", 0.5, 0.0, 1.0, "share", "politics",
        "highest probability of a political veto",
        "hoogste kans op een politiek veto",
        prior("thesis §4.3.1"), codes=(23,),
        term="society", role="model",
    ),
    Condition(
        "veto_slope", "a_v", 6.0, 2.0, 10.0, "1", "politics",
        "how sharply a veto follows aversion against urgency",
        "hoe scherp een veto volgt op aversie tegenover urgentie",
        prior("thesis §4.3.1"), codes=(23,), possible=ANY_SCALE,
        term="society", role="model",
    ),
    Condition(
        "veto_intercept", "v_0", 0.15, -0.3, 0.3, "1", "politics",
        "inclination to a veto where aversion and urgency balance",
        "neiging tot een veto waar aversie en urgentie in evenwicht zijn",
        prior("thesis §4.3.1"), codes=(23,), possible=ANY_NUMBER,
        term="society", role="model",
    ),
    Condition(
        "aversion_start", "A0", 0.35, 0.1, 0.7, "share", "politics",
        "society's aversion to soldiers in the street, at rest",
        "maatschappelijke aversie tegen militairen op straat, in rust",
        prior("thesis §4.3.1"), codes=(22,),
        term="society", role="context",
    ),
    Condition(
        "urgency", "U", 0.4, 0.0, 1.0, "share", "politics",
        "urgency felt by politics and the organisations outside crises",
        "urgentie die politiek en organisaties buiten crises voelen",
        prior("thesis §4.1.3, §6.1"), codes=(10,),
        term="drivers", role="context",
    ),
    Condition(
        "aversion_sensitivity", "kappa_A", 0.02, 0.0, 0.2, "per deployment", "politics",
        "change of aversion by one fully visible deployment of the reference size",
        "verandering van aversie door een volledig zichtbare inzet van de referentieomvang",
        prior("thesis §4.3.1"), codes=(22,), possible=(0.0, 10.0),
        term="society", role="model",
    ),
    Condition(
        "aversion_scale", "a_0", 100.0, 30.0, 300.0, "persons", "politics",
        "reference size of a deployment, for its effect on aversion",
        "referentieomvang van een inzet, voor het effect op de aversie",
        prior("thesis §4.3.1"), codes=(22,), possible=(POSITIVE, 1e9),
        term="society", role="model",
    ),
    Condition(
        "aversion_recovery", "delta_A", 1 / 180, 1 / 720, 1 / 30, "1/day", "politics",
        "rate at which aversion returns to rest",
        "tempo waarin de aversie tot rust terugkeert",
        prior("thesis §4.3.1"), codes=(22,), possible=ANY_RATE,
        term="society", role="model",
    ),
    Condition(
        "explanation", "e", 0.2, 0.0, 1.0, "share", "politics",
        "how far ministers and mayors explain a deployment to society",
        "mate waarin bestuurders een inzet aan de samenleving uitleggen",
        prior("thesis §6.1"), codes=(22,),
        term="society", role="ministers",
    ),
    Condition(
        "explanation_effect", "kappa_e", 0.7, 0.0, 1.0, "share", "politics",
        "how much of the change of aversion a full explanation takes away",
        "hoeveel van de verandering van aversie volledige uitleg wegneemt",
        prior("thesis §6.1"), codes=(22,),
        term="society", role="model",
    ),
)
# fmt: on
