"""Names of gates, reasons and drivers: English, Dutch."""

from __future__ import annotations

from analysis.words.labels import REASON_CLAUSES
from bijstand.page.words.texts import Texts

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
}
