"""Conditions of wanting (willen): the index of willingness, its drivers and their weights."""

from __future__ import annotations

from sim.conditions.declare import ANY_NUMBER, ANY_RATE, ANY_SCALE, Condition, prior
from sim.words import Message

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "willingness_slope", "s", 10.0, 6.0, 12.0, "1", "willing",
        Message("how sharply willingness turns around its threshold"),
        prior("thesis §4.1", "sharper, and a need is settled before anything is weighed"),
        possible=ANY_SCALE,
        term="drivers",
        role="model",
    ),
    Condition(
        "willingness_threshold", "theta", 0.25, 0.15, 0.40, "1", "willing",
        Message("level of the drivers at which a party is as likely to want as not"),
        prior("thesis §4.1"), possible=ANY_NUMBER,
        term="drivers",
        role="model",
    ),
    Condition(
        "willingness_shift_requester", "Delta_R", 0.0, -0.1, 0.1, "1", "willing",
        Message("shift of the requester's willingness, beside its drivers"),
        prior("thesis §4.1"), possible=ANY_NUMBER,
        term="drivers",
        role="context",
    ),
    Condition(
        "willingness_shift_provider", "Delta_P", 0.0, -0.1, 0.1, "1", "willing",
        Message("shift of the provider's willingness, beside its drivers"),
        prior("thesis §4.1"), possible=ANY_NUMBER,
        term="drivers",
        role="context",
    ),
    Condition(
        "procedure_deterrence", "kappa_d", 0.2, 0.0, 0.4, "share", "willing",
        Message("how strongly an expected long procedure lowers willingness"),
        prior("thesis §4.2.1, §4.3.1"), codes=(38,),
        term="transparency",
        role="model",
    ),
    Condition(
        "weight_commitment", "w_1", 0.75, 0.5, 1.0, "share", "willing",
        Message("weight of commitment: esteem of the other's expertise and a joint goal"),
        prior("thesis §4.1.1"), codes=(35, 36),
        term="commitment",
        role="model",
    ),
    Condition(
        "weight_benefit", "w_2", 0.75, 0.5, 1.0, "share", "willing",
        Message("weight of the party's own benefit"),
        prior("thesis §4.1.2"), codes=(32, 33),
        term="added_value",
        role="model",
    ),
    Condition(
        "weight_dependence", "w_3", 0.75, 0.5, 1.0, "share", "willing",
        Message("weight of needing the other"),
        prior("thesis §4.1.3"), codes=(5,),
        term="drivers",
        role="model",
    ),
    Condition(
        "weight_effect", "w_4", 0.75, 0.5, 1.0, "share", "willing",
        Message("weight of a visible and urgent effect in society"),
        prior("thesis §4.1.3"), codes=(6, 10),
        term="drivers",
        role="model",
    ),
    Condition(
        "weight_cost", "w_5", 0.15, 0.0, 0.3, "share", "willing",
        Message("weight of costs against benefits"),
        prior("thesis §4.1.3", "low: respondents say that cost hardly counts"), codes=(7,),
        term="drivers",
        role="model",
    ),
    Condition(
        "weight_role", "w_6", 0.5, 0.25, 0.75, "share", "willing",
        Message("weight of the role in the collaboration and its fit with the core tasks"),
        prior("thesis §4.1.3"), codes=(8,),
        term="drivers",
        role="model",
    ),
    Condition(
        "weight_understanding", "w_7", 0.75, 0.5, 1.0, "share", "willing",
        Message("weight of mutual understanding"),
        prior("thesis §4.1.4"), codes=(43,),
        term="understanding",
        role="model",
    ),
    Condition(
        "weight_trust", "w_8", 0.75, 0.5, 1.0, "share", "willing",
        Message("weight of trust, only where the theory makes trust a driver"),
        prior("thesis §4.2.4"), codes=(39,),
        term="trust",
        role="model",
    ),
    Condition(
        "equal_role", "eq", 0.5, 0.0, 1.0, "share", "willing",
        Message("how far the parties meet as equals"),
        prior("thesis §4.1.3, §4.1.4"), codes=(8,),
        term="drivers",
        role="organisations",
    ),
    Condition(
        "equal_role_weight", "w_eq", 0.3, 0.0, 1.0, "share", "willing",
        Message("weight of an equal role against the fit with the provider's core tasks"),
        prior("thesis §4.1.3"), codes=(8,),
        term="drivers",
        role="model",
    ),
    Condition(
        "joint_goal", "G", 0.3, 0.0, 1.0, "share", "willing",
        Message("how far the parties set the goal together"),
        prior("thesis §4.1.4"), codes=(46,),
        term="understanding",
        role="organisations",
    ),
    Condition(
        "joint_goal_effect", "kappa_G", 0.3, 0.0, 1.0, "share", "willing",
        Message("how strongly a joint goal adds to commitment"),
        prior("thesis §4.1.4, §4.6"), codes=(46,),
        term="understanding",
        role="model",
    ),
    Condition(
        "saturation_gain", "alpha_S", 0.05, 0.0, 0.2, "share", "willing",
        Message("how much one deployment uses up the training value for the provider"),
        prior("thesis §4.1.2"), codes=(33,),
        term="added_value",
        role="model",
    ),
    Condition(
        "saturation_decay", "delta_S", 1 / 180, 1 / 720, 1 / 30, "1/day", "willing",
        Message("rate at which training value comes back"),
        prior("thesis §4.1.2"), codes=(33,), possible=ANY_RATE,
        term="added_value",
        role="model",
    ),
    Condition(
        "training_match", "mu_S", 0.0, 0.0, 1.0, "share", "willing",
        Message("how far requests are fitted to the training that the provider still wants"),
        prior("thesis §6.2", "none unless a policy says so"), codes=(33,),
        term="added_value",
        role="organisations",
    ),
    Condition(
        "core_task_reading", "r_h", 0.0, -0.3, 0.3, "1", "willing",
        Message(
            "how wide the top of {military} reads its core tasks: what it adds to the fit of a need"
            " that is not core work already"
        ),
        prior("thesis §4.1.3", "none unless a policy says so"), codes=(9,),
        possible=(-1.0, 1.0), optional=True,
        term="drivers",
        role="military",
    ),
)
# fmt: on
