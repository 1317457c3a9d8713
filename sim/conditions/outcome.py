"""Conditions of what joint work yields: information, losses, synergy; and what is observed."""

from __future__ import annotations

from sim.conditions.declare import ANY_SCALE, Condition, prior
from sim.words import Message

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "sharing_limit", "x_bar", 0.6, 0.1, 1.0, "share", "information",
        Message("largest share of the information that the law lets the parties share"),
        prior("thesis §4.2.5, §4.3.1"), codes=(21,),
        term="legitimacy", role="lawmaker",
    ),
    Condition(
        "sharing_benefit", "b_I/c_I", 0.6, 0.2, 2.0, "1", "information",
        Message("benefit of sharing against its risk"),
        prior("thesis §4.3.1"), codes=(21,), possible=ANY_SCALE,
        term="legitimacy", role="context",
    ),
    Condition(
        "leak_rate", "l0", 0.03, 0.0, 0.1, "share", "information",
        Message("probability that fully sensitive, fully shared information leaks"),
        prior("thesis §4.3.1"), codes=(21, 41),
        term="legitimacy", role="model",
    ),
    Condition(
        "leak_damage", "kappa_leak", 0.3, 0.0, 0.6, "share", "information",
        Message("share of the gain that a leak destroys"),
        prior("thesis §4.3.1"), codes=(21,),
        term="legitimacy", role="model",
    ),
    Condition(
        "loss_understanding", "kappa_M", 0.35, 0.0, 0.6, "share", "outcome",
        Message("gain lost in complex work without mutual understanding"),
        prior("thesis §4.1.4"), codes=(45, 48),
        term="understanding", role="organisations",
    ),
    Condition(
        "loss_roles", "kappa_rho", 0.2, 0.0, 0.6, "share", "outcome",
        Message("gain lost in complex work without clear roles"),
        prior("thesis §4.2.5"), codes=(15,),
        term="communication", role="model",
    ),
    Condition(
        "loss_systems", "kappa_sys", 0.35, 0.0, 0.6, "share", "outcome",
        Message("gain lost in complex work where communication systems do not connect"),
        prior("thesis §4.2.5", "set equal to the loss without understanding"), codes=(2,),
        optional=True,
        term="communication",
        role="model",
    ),
    Condition(
        "systems_fit", "f_sys", 1.0, 0.0, 1.0, "share", "outcome",
        Message("how well the communication systems of both sides connect"),
        prior("thesis §4.2.5", "nothing is lost unless a scenario says so"), codes=(2,),
        optional=True,
        term="communication",
        role="organisations",
    ),
    Condition(
        "loss_powers", "kappa_L", 0.3, 0.0, 0.6, "share", "outcome",
        Message("gain lost to conflicting powers in forceful work, behind a full barrier"),
        prior("thesis §4.3.1"), codes=(20,),
        term="legitimacy", role="model",
    ),
    Condition(
        "loss_information", "kappa_I", 0.4, 0.0, 0.6, "share", "outcome",
        Message("gain lost in sensitive work when nothing is shared"),
        prior("thesis §4.2.5, §4.3.1"), codes=(21,),
        term="communication", role="model",
    ),
    Condition(
        "synergy", "kappa_S", 0.25, 0.0, 0.6, "share", "outcome",
        Message("gain added in complex work by a jointly set goal"),
        prior("thesis §2.5, §4.1.4, §4.5"), codes=(27, 46),
        term="added_value", role="model",
    ),
    Condition(
        "role_clarity", "rho", 0.5, 0.0, 1.0, "share", "outcome",
        Message("how clear the division of roles is"),
        prior("thesis §4.2.5"), codes=(15,),
        term="communication", role="organisations",
    ),
    Condition(
        "civil_training", "tr_j", 0.0, 0.0, 1.0, "share", "outcome",
        Message("how far soldiers are trained for the civil domain before they are needed"),
        prior("thesis §4.3.1, §6.2", "none unless a policy says so"), codes=(20,),
        term="legitimacy", role="military",
    ),
    Condition(
        "pretext", "pi_p", 0.3, 0.0, 0.8, "share", "observation",
        Message("probability that another reason is stated than the true one"),
        prior("thesis §4.2.4", "one respondent says so"), codes=(39,),
        term="trust", role="context",
    ),
)
# fmt: on
