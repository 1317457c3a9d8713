"""Conditions of being allowed (mogen): law, agreements, procedure and consultation."""

from __future__ import annotations

from sim.conditions.declare import ANY_DAYS, ANY_RATE, ANY_SCALE, Condition, prior

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "barrier_shift", "Lambda_0", 0.0, -0.3, 0.3, "1", "legal",
        "shift of the barrier of every legal basis, on top of the legal table",
        "verschuiving van de barrière van elke wettelijke grondslag, bovenop de tabel",
        prior("thesis §4.3.1; evidence table legal_bases.csv"), codes=(17, 24),
        possible=(-1.0, 1.0),
        term="legitimacy", role="lawmaker",
    ),
    Condition(
        "agreements", "q", 0.35, 0.0, 0.95, "share", "legal",
        "how far clear agreements have been made beforehand",
        "mate waarin vooraf duidelijke afspraken zijn gemaakt",
        prior("thesis §4.2.5, §4.6"), codes=(1, 2),
        term="communication", role="organisations",
    ),
    Condition(
        "agreements_effect", "kappa_C", 0.8, 0.0, 1.0, "share", "legal",
        "how much of the barrier full clarity takes away",
        "hoeveel van de barrière volledige duidelijkheid wegneemt",
        prior("thesis §4.6, figure 2"), codes=(2,),
        term="communication", role="model",
    ),
    Condition(
        "blocking", "lambda_b", 0.5, 0.2, 0.8, "share", "legal",
        "probability that a full barrier blocks permission",
        "kans dat een volle barrière de toestemming tegenhoudt",
        prior("thesis §2.7, §4.3.1"), codes=(18,),
        term="legitimacy", role="model",
    ),
    Condition(
        "familiarity_start", "F0", 0.6, 0.0, 1.0, "share", "legal",
        "familiarity with the procedures at the start",
        "bekendheid met de procedures aan het begin",
        prior("thesis §4.3.1"), codes=(2, 24),
        term="legitimacy", role="context",
    ),
    Condition(
        "familiarity_gain", "alpha_F", 0.08, 0.0, 0.3, "share", "legal",
        "share of the missing familiarity that one decided request adds",
        "deel van de ontbrekende bekendheid dat een afgehandelde aanvraag toevoegt",
        prior("thesis §4.3.1"), codes=(24,),
        term="legitimacy", role="model",
    ),
    Condition(
        "familiarity_decay", "delta_F", 1 / 500, 1 / 2000, 1 / 100, "1/day", "legal",
        "rate at which familiarity with the procedures fades",
        "tempo waarin bekendheid met de procedures vervaagt",
        prior("thesis §4.3.1"), codes=(24,), possible=ANY_RATE,
        term="legitimacy", role="model",
    ),
    Condition(
        "desk_time_scale", "d", 1.0, 0.3, 2.0, "1", "legal",
        "factor on the time that every desk takes",
        "factor op de tijd die elk loket nodig heeft",
        prior("thesis §4.2.1, §4.3.1; evidence table desks.csv"), codes=(19,), possible=ANY_SCALE,
        term="transparency", role="ministers",
    ),
    Condition(
        "transparency", "tr", 0.4, 0.0, 1.0, "share", "legal",
        "how open and clear the process is to both parties",
        "hoe open en duidelijk het proces voor beide partijen is",
        prior("thesis §4.2.1"), codes=(37, 38),
        term="transparency", role="organisations",
    ),
    Condition(
        "transparency_effect", "kappa_tr", 0.5, 0.0, 1.0, "share", "legal",
        "how much of the desk time full transparency takes away",
        "hoeveel van de lokettijd volledige transparantie wegneemt",
        prior("thesis §4.2.1"), codes=(38,),
        term="transparency", role="model",
    ),
    Condition(
        "barrier_delay", "psi", 2.0, 0.0, 4.0, "1", "legal",
        "how strongly a barrier lengthens the time at a desk",
        "hoe sterk een barrière de tijd aan een loket verlengt",
        prior("thesis §4.3.1"), codes=(24,), possible=(0.0, 100.0),
        term="legitimacy", role="model",
    ),
    Condition(
        "urgency_speed", "kappa_U", 0.5, 0.0, 0.9, "share", "legal",
        "how strongly urgency shortens the time at a desk",
        "hoe sterk urgentie de tijd aan een loket verkort",
        prior("thesis §4.1.3, §6.1"), codes=(10,),
        term="drivers", role="model",
    ),
    Condition(
        "extra_officers", "k_off", 0.0, 0.0, 3.0, "count", "legal",
        "officers added to every desk",
        "extra behandelaars aan elk loket",
        prior("evidence table desks.csv", "none unless a policy says so"), codes=(19,),
        distribution="integer",
        term="transparency", role="ministers",
    ),
    Condition(
        "extra_pre_authorised", "p_pre", 0.0, 0.0, 0.8, "share", "legal",
        "share of further needs for which scenarios are approved in advance",
        "aandeel andere behoeften waarvoor scenario's vooraf zijn goedgekeurd",
        prior("thesis §4.2.1", "none unless a policy says so"), codes=(19,),
        term="transparency", role="ministers", by_definition=True,
    ),
    Condition(
        "consultation", "c_pre", 1.0, 0.0, 1.0, "share", "legal",
        "share of needs talked over before anything is filed",
        "aandeel behoeften dat wordt voorbesproken voordat er een aanvraag ligt",
        prior("thesis §4.2.3, §4.2.5", "formal refusals are rare while needs go unanswered"),
        codes=(2,),
        term="communication", role="organisations",
    ),
    Condition(
        "consultation_accuracy", "q_c", 0.97, 0.5, 1.0, "share", "legal",
        "probability that consultation finds out what would fail",
        "kans dat vooroverleg ontdekt wat zou stranden",
        prior("thesis §4.2.5", "formal refusals are rare while needs go unanswered"),
        term="communication", role="model",
    ),
    Condition(
        "ask_again", "n_ask", 0.0, 0.0, 2.0, "count", "legal",
        "times that a need asks again after it failed on capacity",
        "aantal keren dat een behoefte na gebrek aan capaciteit opnieuw vraagt",
        prior("thesis §4.2.3"), distribution="integer",
        term="people", role="organisations",
    ),
    Condition(
        "emergency_deadline", "tau_E", 1.0, 0.5, 2.0, "day", "legal",
        "longest deadline that still makes a need an emergency",
        "langste termijn waarbij een behoefte nog een noodgeval is",
        prior("thesis §4.2.1"), codes=(10,), possible=ANY_DAYS,
        term="transparency", role="model",
    ),
    Condition(
        "emergency_severity", "v_E", 0.75, 0.6, 0.9, "share", "legal",
        "least severity that makes a need an emergency",
        "kleinste ernst waarbij een behoefte een noodgeval is",
        prior("thesis §4.2.1"), codes=(10,),
        term="transparency", role="model",
    ),
)
# fmt: on
