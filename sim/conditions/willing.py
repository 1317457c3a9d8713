"""Conditions of wanting (willen): the index of willingness, its drivers and their weights."""

from __future__ import annotations

from sim.conditions.declare import ANY_NUMBER, ANY_RATE, ANY_SCALE, Condition, prior

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "willingness_slope", "s", 10.0, 6.0, 12.0, "1", "willing",
        "how sharply willingness turns around its threshold",
        "hoe scherp de bereidheid rond haar drempel omslaat",
        prior("thesis §4.1", "sharper, and a need is settled before anything is weighed"),
        possible=ANY_SCALE,
    ),
    Condition(
        "willingness_threshold", "theta", 0.25, 0.15, 0.40, "1", "willing",
        "level of the drivers at which a party is as likely to want as not",
        "niveau van de drijfveren waarbij willen en niet willen even waarschijnlijk zijn",
        prior("thesis §4.1"), possible=ANY_NUMBER,
    ),
    Condition(
        "willingness_shift_requester", "Delta_R", 0.0, -0.1, 0.1, "1", "willing",
        "shift of the requester's willingness, beside its drivers",
        "verschuiving van de bereidheid van de aanvrager, naast de drijfveren",
        prior("thesis §4.1"), possible=ANY_NUMBER,
    ),
    Condition(
        "willingness_shift_provider", "Delta_P", 0.0, -0.1, 0.1, "1", "willing",
        "shift of the provider's willingness, beside its drivers",
        "verschuiving van de bereidheid van de verlener, naast de drijfveren",
        prior("thesis §4.1"), possible=ANY_NUMBER,
    ),
    Condition(
        "procedure_deterrence", "kappa_d", 0.2, 0.0, 0.4, "share", "willing",
        "how strongly an expected long procedure lowers willingness",
        "hoe sterk een verwachte lange procedure de bereidheid verlaagt",
        prior("thesis §4.2.1, §4.3.1"), codes=(38,),
    ),
    Condition(
        "weight_commitment", "w_1", 0.75, 0.5, 1.0, "share", "willing",
        "weight of commitment: esteem of the other's expertise and a joint goal",
        "gewicht van toewijding: waardering van de expertise van de ander en een gezamenlijk doel",
        prior("thesis §4.1.1"), codes=(35, 36),
    ),
    Condition(
        "weight_benefit", "w_2", 0.75, 0.5, 1.0, "share", "willing",
        "weight of the party's own benefit",
        "gewicht van het eigen voordeel van de partij",
        prior("thesis §4.1.2"), codes=(32, 33),
    ),
    Condition(
        "weight_dependence", "w_3", 0.75, 0.5, 1.0, "share", "willing",
        "weight of needing the other",
        "gewicht van het aangewezen zijn op de ander",
        prior("thesis §4.1.3"), codes=(5,),
    ),
    Condition(
        "weight_effect", "w_4", 0.75, 0.5, 1.0, "share", "willing",
        "weight of a visible and urgent effect in society",
        "gewicht van een zichtbaar en urgent effect in de maatschappij",
        prior("thesis §4.1.3"), codes=(6, 10),
    ),
    Condition(
        "weight_cost", "w_5", 0.15, 0.0, 0.3, "share", "willing",
        "weight of costs against benefits",
        "gewicht van kosten tegenover baten",
        prior("thesis §4.1.3", "low: respondents say that cost hardly counts"), codes=(7,),
    ),
    Condition(
        "weight_role", "w_6", 0.5, 0.25, 0.75, "share", "willing",
        "weight of the role in the collaboration and its fit with the core tasks",
        "gewicht van de rol in de samenwerking en hoe die bij de hoofdtaken past",
        prior("thesis §4.1.3"), codes=(8,),
    ),
    Condition(
        "weight_understanding", "w_7", 0.75, 0.5, 1.0, "share", "willing",
        "weight of mutual understanding",
        "gewicht van wederzijds begrip",
        prior("thesis §4.1.4"), codes=(43,),
    ),
    Condition(
        "weight_trust", "w_8", 0.75, 0.5, 1.0, "share", "willing",
        "weight of trust, only where the theory makes trust a driver",
        "gewicht van vertrouwen, alleen waar de theorie het tot drijfveer maakt",
        prior("thesis §4.2.4"), codes=(39,),
    ),
    Condition(
        "equal_role", "eq", 0.5, 0.0, 1.0, "share", "willing",
        "how far the parties meet as equals",
        "mate waarin de partijen gelijkwaardig zijn",
        prior("thesis §4.1.3, §4.1.4"), codes=(8,),
    ),
    Condition(
        "equal_role_weight", "w_eq", 0.3, 0.0, 1.0, "share", "willing",
        "weight of an equal role against the fit with the provider's core tasks",
        "gewicht van een gelijke rol tegenover de hoofdtaken van de verlener",
        prior("thesis §4.1.3"), codes=(8,),
    ),
    Condition(
        "joint_goal", "G", 0.3, 0.0, 1.0, "share", "willing",
        "how far the parties set the goal together",
        "mate waarin de partijen het doel samen stellen",
        prior("thesis §4.1.4"), codes=(46,),
    ),
    Condition(
        "joint_goal_effect", "kappa_G", 0.3, 0.0, 1.0, "share", "willing",
        "how strongly a joint goal adds to commitment",
        "hoe sterk een gezamenlijk doel de toewijding vergroot",
        prior("thesis §4.1.4, §4.6"), codes=(46,),
    ),
    Condition(
        "saturation_gain", "alpha_S", 0.05, 0.0, 0.2, "share", "willing",
        "how much one deployment uses up the training value for the provider",
        "hoeveel een inzet van de trainingswaarde voor de verlener verbruikt",
        prior("thesis §4.1.2"), codes=(33,),
    ),
    Condition(
        "saturation_decay", "delta_S", 1 / 180, 1 / 720, 1 / 30, "1/day", "willing",
        "rate at which training value comes back",
        "tempo waarin de trainingswaarde terugkomt",
        prior("thesis §4.1.2"), codes=(33,), possible=ANY_RATE,
    ),
    Condition(
        "training_match", "mu_S", 0.0, 0.0, 1.0, "share", "willing",
        "how far requests are fitted to the training that the provider still wants",
        "mate waarin aanvragen aansluiten op de training die de verlener nog zoekt",
        prior("thesis §6.2", "none unless a policy says so"), codes=(33,),
    ),
    Condition(
        "core_task_reading", "r_h", 0.0, -0.3, 0.3, "1", "willing",
        "how wide the top of Defence reads its core tasks: what it adds to the fit of a need that"
        " is not core work already",
        "hoe ruim de top van Defensie haar hoofdtaken leest: wat dat toevoegt aan hoe een behoefte"
        " past die nog geen kerntaak is",
        prior("thesis §4.1.3", "none unless a policy says so"), codes=(9,),
        possible=(-1.0, 1.0), optional=True,
    ),
)
# fmt: on
