"""Conditions of the environment: the demand for support; and the control that enters nothing."""

from __future__ import annotations

from sim.conditions.declare import ANY_DAYS, ANY_SCALE, Condition, prior

CLASS_TABLE = prior("evidence table request_classes.csv", "30 % around the class table")

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "needs_scale", "k_n", 1.0, 0.7, 1.3, "1", "demand",
        "factor on the yearly number of needs of every class",
        "factor op het jaarlijkse aantal behoeften van elke soort",
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "size_scale", "k_s", 1.0, 0.7, 1.3, "1", "demand",
        "factor on the number of persons that a need takes",
        "factor op het aantal personen dat een behoefte vraagt",
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "duration_scale", "k_d", 1.0, 0.7, 1.3, "1", "demand",
        "factor on how long a need lasts",
        "factor op de duur van een behoefte",
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "deadline_scale", "k_t", 1.0, 0.7, 1.3, "1", "demand",
        "factor on the time within which support is of full use",
        "factor op de tijd waarbinnen steun volledig nut heeft",
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "crisis_size", "m", 5.0, 1.0, 10.0, "1", "demand",
        "how many times more needs arise inside a crisis window",
        "hoeveel keer meer behoeften er in een crisisperiode ontstaan",
        prior("thesis §4.1.3, §4.2.3"), codes=(14,), possible=(0.0, 100.0),
        term="demand", role="context",
    ),
    Condition(
        "crisis_length", "L_m", 60.0, 14.0, 180.0, "day", "demand",
        "length of a crisis window",
        "duur van een crisisperiode",
        prior("thesis §4.2.3"), possible=(1.0, 100_000.0),
        term="demand", role="context",
    ),
    Condition(
        "common_shock", "chi_com", 0.5, 0.0, 1.0, "share", "demand",
        "how far a crisis also raises the own load of {military}",
        "mate waarin een crisis ook de eigen belasting van {military} verhoogt",
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "founding", "p_found", 0.0, 0.0, 1.0, "share", "demand",
        "probability that a shock founds the partnership that its scenario names",
        "kans dat een schok het samenwerkingsverband opricht dat het scenario noemt",
        prior("thesis §1.1, §4.1.3", "none unless a study says so"), codes=(10,), optional=True,
        term="drivers",
        role="context",
    ),
    Condition(
        "founding_delay", "l_found", 180.0, 30.0, 720.0, "day", "demand",
        "time from a shock until the partnership that it founds begins to work",
        "tijd van een schok tot het samenwerkingsverband dat zij opricht aan het werk gaat",
        prior("thesis §1.1, §4.1.3", "half a year; MIT took more"), codes=(10,),
        possible=ANY_DAYS, optional=True,
        term="drivers",
        role="context",
    ),
    Condition(
        "success_feedback", "phi_s", 0.0, 0.0, 0.3, "share", "demand",
        "share of the needs of a class that no longer arise where all of it was met in the past"
        " year",
        "aandeel van de behoeften van een soort dat niet meer ontstaat waar die het afgelopen jaar"
        " geheel vervuld werd",
        prior("thesis §4.5", "none unless a scenario says so"), codes=(31,), optional=True,
        term="added_value",
        role="context",
    ),
    Condition(
        "dummy", "dummy", 0.5, 0.0, 1.0, "share", "control",
        "enters nothing: the zero line of every sensitivity index",
        "komt nergens in voor: de nullijn van elke gevoeligheidsindex",
        "none: a control of the method",
        term="control", role="model",
    ),
    Condition(
        "luck", "luck", 0, 0, 3, "1", "control",
        "luck alone: by which draw of chance it is settled who is willing; 0 is the run as it is",
        "toeval alleen: met welke trekking beslist wordt wie bereid is; 0 is de run zoals zij is",
        "none: a control of the method",
        distribution="integer", optional=True, by_itself=False,
        term="control", role="model",
    ),
)
# fmt: on
