"""Names of gates, reasons, drivers and answers to open questions: English, Dutch."""

from __future__ import annotations

from analysis.words.labels import REASON_CLAUSES
from bijstand.page.texts import Texts

GATE_LETTERS: Texts = {"want": ("W", "W"), "can": ("C", "K"), "may": ("M", "M")}

REASON_NAMES: Texts = {"": ("–", "–"), **REASON_CLAUSES}

DRIVER_NAMES: Texts = {
    "commitment": (
        "commitment: the other's expertise, a joint goal",
        "betrokkenheid: expertise van de ander, gezamenlijk doel",
    ),
    "benefit": ("own benefit, as far as it is seen", "eigen voordeel, voor zover gezien"),
    "dependence": ("dependence on the other", "afhankelijkheid van de ander"),
    "effect": ("visible effect, with urgency", "zichtbaar effect, met urgentie"),
    "cost": ("benefit against cost", "baten tegenover kosten"),
    "role": ("role and core task", "rol en kerntaak"),
    "understanding": ("mutual understanding", "wederzijds begrip"),
    "trust": ("trust", "vertrouwen"),
}  # fmt: skip

SWITCH_VALUES: Texts = {
    "product": ("product: all three, independently", "product: alle drie, onafhankelijk"),
    "minimum": ("minimum: the tightest decides", "minimum: de krapste beslist"),
    "compensatory": ("they make up for each other", "zij vullen elkaar aan"),
    "none": ("nothing", "niets"),
    "moderator": ("strengthens or weakens willingness", "versterkt of verzwakt bereidheid"),
    "driver": ("a driver of its own", "een eigen drijfveer"),
    "neutral": ("nothing", "niets"),
    "strengthens": ("strengthens it", "versterkt het"),
    "undermines": ("undermines it", "ondermijnt het"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
    "sensitises": ("raises it", "verhoogt het"),
    "habituates": ("lowers it", "verlaagt het"),
    "barrier": ("on barriers only", "alleen op barrières"),
    "general": ("on the gain too", "ook op de opbrengst"),
    "risk": ("benefit and risk", "winst en risico"),
    "benefit": ("benefit only", "alleen winst"),
    "suppress": ("it is suppressed", "wordt onderdrukt"),
    "seed": ("it seeds an agreement", "wordt een afspraak"),
    "shared": ("a shared definition", "een gedeelde definitie"),
    "plural": ("plural perspectives", "meerdere perspectieven"),
    "sum": ("they add up", "zij tellen op"),
    "balanced": ("they must be in balance", "zij moeten in balans zijn"),
    "weakest": ("the weakest counts", "de zwakste telt"),
    "pair": ("the two units", "de twee eenheden"),
    "organisation": ("the two organisations", "de twee organisaties"),
    "standardised": (
        "same mean and spread, and as much passes",
        "zelfde gemiddelde en spreiding, en evenveel slaagt",
    ),
    "level": ("same mean, and as much passes", "zelfde gemiddelde, en evenveel slaagt"),
    "raw": ("not: each as it stands", "niet: elk zoals zij is"),
}
