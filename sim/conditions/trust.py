"""Conditions of trust and esteem, and of the informal cooperation that rests on them."""

from __future__ import annotations

from sim.conditions.declare import ANY_DAYS, POSITIVE, Condition, prior

# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
DECLARED: tuple[Condition, ...] = (
    Condition(
        "trust_start", "T0", 0.6, 0.3, 0.9, "share", "trust",
        "trust at the start",
        "vertrouwen aan het begin",
        prior("thesis §4.2.4", "no conflicts in the past were reported"), codes=(39, 42),
        term="trust", role="context",
    ),
    Condition(
        "trust_prior_weight", "n0", 6.0, 2.0, 20.0, "events", "trust",
        "number of experiences that trust at the start counts for",
        "aantal ervaringen waarvoor het vertrouwen aan het begin telt",
        prior("thesis §4.2.4"), codes=(42,), possible=(POSITIVE, 1e6),
        term="trust", role="model",
    ),
    Condition(
        "trust_memory", "lambda", 0.98, 0.9, 1.0, "share", "trust",
        "share of an old experience that still counts after a new one",
        "deel van een oude ervaring dat na een nieuwe nog meetelt",
        prior("thesis §2.6, §4.2.4"), codes=(42,),
        term="trust", role="model",
    ),
    Condition(
        "trust_asymmetry", "a_T", 2.0, 1.0, 5.0, "1", "trust",
        "how many kept promises one broken promise weighs",
        "hoeveel nagekomen toezeggingen een gebroken toezegging weegt",
        prior("thesis §2.6, §4.2.4"), codes=(42,), possible=(0.0, 100.0),
        term="trust", role="model",
    ),
    Condition(
        "historic_damage", "D0", 0.0, 0.0, 0.5, "share", "trust",
        "share of trust that damage in the past took away",
        "deel van het vertrouwen dat schade uit het verleden wegnam",
        prior("thesis §4.2.4", "0: respondents knew of none"), codes=(41,),
        term="trust", role="context",
    ),
    Condition(
        "trust_moderation", "gamma_T", 0.6, 0.0, 1.0, "share", "trust",
        "how strongly trust moderates willingness, only where the theory says that it does",
        "hoe sterk vertrouwen de bereidheid modereert, alleen waar de theorie dat stelt",
        prior("thesis §4.2.4"), codes=(39,),
        term="trust", role="model",
    ),
    Condition(
        "formality_effect", "eps_F", 0.3, 0.0, 0.5, "events", "trust",
        "kept (or broken) promises that a formal agreement counts for, by theory",
        "aantal nagekomen (of gebroken) toezeggingen waarvoor een formele afspraak telt",
        prior("thesis §2.2, §2.6, §4.2.4"), codes=(40,), possible=(0.0, 100.0),
        term="trust", role="model",
    ),
    Condition(
        "expertise_start", "E0", 0.6, 0.2, 0.9, "share", "trust",
        "esteem of the other's expertise at the start",
        "waardering van de expertise van de ander aan het begin",
        prior("thesis §4.1.1"), codes=(36,),
        term="commitment", role="context",
    ),
    Condition(
        "expertise_gain", "alpha_E", 0.1, 0.02, 0.3, "share", "trust",
        "how fast that esteem follows what support achieved",
        "hoe snel die waardering volgt wat steun opleverde",
        prior("thesis §4.1.1"), codes=(36,),
        term="commitment", role="model",
    ),
    Condition(
        "misuse_effect", "eps_mis", 0.03, 0.0, 0.1, "share", "trust",
        "esteem that the provider loses when its people do generic work",
        "waardering die de verlener verliest als zijn mensen algemeen werk doen",
        prior("thesis §4.2.3"), codes=(16,),
        term="people", role="model",
    ),
    Condition(
        "informal_tendency", "iota", 0.5, 0.0, 1.0, "share", "informal",
        "inclination to arrange small support without the desks",
        "neiging om kleine steun buiten de loketten om te regelen",
        prior("thesis §4.2.1, §4.2.4"), codes=(40,),
        term="trust", role="context",
    ),
    Condition(
        "informal_force_max", "g*", 0.3, 0.0, 1.0, "share", "informal",
        "visible force below which people dare to work informally",
        "zichtbaar machtsvertoon waaronder men informeel durft te werken",
        prior("thesis §4.2.1, §4.2.2"), codes=(40,),
        term="trust", role="context",
    ),
    Condition(
        "informal_size_max", "n*", 12.0, 0.0, 50.0, "persons", "informal",
        "largest need that is met informally",
        "grootste behoefte waarin informeel wordt voorzien",
        prior("thesis §4.2.1, §4.2.2"), codes=(40,), possible=(0.0, 1e9),
        term="trust", role="context",
    ),
    Condition(
        "informal_detection", "p_det", 0.15, 0.0, 0.5, "share", "informal",
        "probability that the top finds out about informal work",
        "kans dat de top informeel werk ontdekt",
        prior("thesis §4.2.2"), codes=(12,),
        term="trust", role="context",
    ),
    Condition(
        "informal_ban", "b_ban", 90.0, 0.0, 365.0, "day", "informal",
        "time for which a discovered pair stops working informally",
        "tijd waarin een ontdekt paar niet meer informeel werkt",
        prior("thesis §4.2.2"), codes=(12,), possible=ANY_DAYS,
        term="trust", role="organisations",
    ),
    Condition(
        "seed_gain", "g_seed", 0.2, 0.0, 1.0, "share", "informal",
        "share of the missing agreements that a formalised initiative adds (theory: seed)",
        "deel van de ontbrekende afspraken dat een geformaliseerd initiatief toevoegt",
        prior("thesis §6.1"), codes=(40,),
        term="trust", role="organisations",
    ),
)
# fmt: on
