"""Conditions of the environment: the demand for support; and the control that enters nothing."""

from __future__ import annotations

from sim.conditions.declare import ANY_DAYS, ANY_SCALE, Condition, prior
from sim.words import Message

CLASS_TABLE = prior("evidence table request_classes.csv", "30 % around the class table")

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "needs_scale", "k_n", 1.0, 0.7, 1.3, "1", "demand",
        Message("factor on the yearly number of needs of every class"),
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "size_scale", "k_s", 1.0, 0.7, 1.3, "1", "demand",
        Message("factor on the number of persons that a need takes"),
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "duration_scale", "k_d", 1.0, 0.7, 1.3, "1", "demand",
        Message("factor on how long a need lasts"),
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "deadline_scale", "k_t", 1.0, 0.7, 1.3, "1", "demand",
        Message("factor on the time within which support is of full use"),
        CLASS_TABLE, possible=ANY_SCALE,
        term="demand", role="context",
    ),
    Condition(
        "crisis_size", "m", 5.0, 1.0, 10.0, "1", "demand",
        Message("how many times more needs arise inside a crisis window"),
        prior("thesis §4.1.3, §4.2.3"), codes=(14,), possible=(0.0, 100.0),
        term="demand", role="context",
    ),
    Condition(
        "crisis_length", "L_m", 60.0, 14.0, 180.0, "day", "demand",
        Message("length of a crisis window"),
        prior("thesis §4.2.3"), possible=(1.0, 100_000.0),
        term="demand", role="context",
    ),
    Condition(
        "common_shock", "chi_com", 0.5, 0.0, 1.0, "share", "demand",
        Message("how far a crisis also raises the own load of {military}"),
        prior("thesis §4.2.3"), codes=(14,),
        term="people", role="context",
    ),
    Condition(
        "founding", "p_found", 0.0, 0.0, 1.0, "share", "demand",
        Message("probability that a shock founds the partnership that its scenario names"),
        prior("thesis §1.1, §4.1.3", "none unless a study says so"), codes=(10,), optional=True,
        term="drivers",
        role="context",
    ),
    Condition(
        "founding_delay", "l_found", 180.0, 30.0, 720.0, "day", "demand",
        Message("time from a shock until the partnership that it founds begins to work"),
        prior("thesis §1.1, §4.1.3", "half a year; MIT took more"), codes=(10,),
        possible=ANY_DAYS, optional=True,
        term="drivers",
        role="context",
    ),
    Condition(
        "success_feedback", "phi_s", 0.0, 0.0, 0.3, "share", "demand",
        Message(
            "share of the needs of a class that no longer arise where all of it was met in the past"
            " year"
        ),
        prior("thesis §4.5", "none unless a scenario says so"), codes=(31,), optional=True,
        term="added_value",
        role="context",
    ),
    Condition(
        "dummy", "dummy", 0.5, 0.0, 1.0, "share", "control",
        Message("enters nothing: the zero line of every sensitivity index"),
        "none: a control of the method",
        term="control", role="model",
    ),
    Condition(
        "luck", "luck", 0, 0, 3, "1", "control",
        Message(
            "luck alone: by which draw of chance it is settled who is willing; 0 is the run as it "
            "is"
        ),
        "none: a control of the method",
        distribution="integer", optional=True, by_itself=False,
        term="control", role="model",
    ),
)
# fmt: on
