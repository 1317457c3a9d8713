"""What capabilities are called, which the tables of a world name by an id alone."""

from __future__ import annotations

FOR = (" for ", " voor ")
"""Between the capability of a unit and that of the need which it answers."""

TITLES: dict[str, tuple[str, str]] = {
    "aerial_observation": ("observation from the air", "waarneming vanuit de lucht"),
    "airlift": ("transport by air", "luchttransport"),
    "armed_guard": ("armed guard", "gewapende bewaking"),
    "cbrn": ("dangerous substances (CBRN)", "gevaarlijke stoffen (CBRN)"),
    "civil_reserve": ("civil helpers", "civiele helpers"),
    "desk_hands": ("hands at desks", "handen aan bureaus"),
    "diving": ("diving", "duiken"),
    "engineering": ("engineering", "genie"),
    "escort": ("escorts", "begeleiding"),
    "explosive_ordnance": ("explosive ordnance disposal", "explosievenopruiming"),
    "flood": ("work at high water", "werk bij hoogwater"),
    "general": ("general policing", "algemeen politiewerk"),
    "guarding": ("guarding", "bewaking"),
    "hands": ("hands", "handen"),
    "intelligence": ("intelligence", "inlichtingen"),
    "intervention": ("intervention", "interventie"),
    "logistics": ("logistics", "logistiek"),
    "medical": ("medical care", "medische zorg"),
    "military_police": ("military police", "militaire politie"),
    "police_reserve": ("police at hand", "beschikbare politie"),
    "public_order": ("public order", "openbare orde"),
    "search": ("search", "zoeking"),
    "search_hands": ("hands for a search", "handen voor een zoeking"),
    "specialist": ("specialists", "specialisten"),
    "summit": ("work at a summit", "werk bij een top"),
    "technical": ("technical help", "technische hulp"),
    "training_scenario": ("scenes for training", "oefenscenario's"),
    "transport": ("transport", "vervoer"),
}
"""By id, in English and Dutch: those of the worlds that come with the package."""


def capability_title(name: str, language: str) -> str:
    """Return what a capability is called; one that nobody titled by its id, as plain words."""
    titles = TITLES.get(name)
    return name.replace("_", " ") if titles is None else titles[language == "nl"]


def fit_title(row: str, language: str) -> str:
    """Return what a row of the table of fits is called: ``"hands for armed guard"``."""
    return FOR[language == "nl"].join(capability_title(name, language) for name in row.split(":"))
