"""The headings of the A4, and the two limits that stand on it."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "question": ("Question", "Vraag"),
    "advice": ("Advice", "Advies"),
    "no_advice": ("No advice follows", "Er volgt geen advies"),
    "found": ("What was found", "Wat is gevonden"),
    "turns_over": ("What would turn it over", "Wat het zou doen omkeren"),
    "limits": ("Two limits", "Twee grenzen"),
    "again": ("The same again", "Nog eens hetzelfde"),
    "others": ("Also found", "Ook gevonden"),
    "policy": ("Policy", "Beleid"),
    "effect": ("effect: {where}", "effect: {where}"),
    "persons": ("persons away", "personen weg"),
    "euro": ("€ million a year", "€ miljoen per jaar"),
    "table_note": (
        "Effect in {unit} on “{outcome}” against {reference}, with the 95% interval of the mean of"
        " {count}; persons away from their units, on average over the year; euro beside pay.",
        "Effect in {unit} op “{outcome}” tegenover {reference}, met het 95%-interval van het"
        " gemiddelde van {count}; personen weg bij hun eenheid, gemiddeld over het jaar; euro naast"
        " salaris.",
    ),
    "more_rows": (
        " {count} policies more stand in the study.",
        " Nog {count} beleidsopties staan in de studie.",
    ),
    "untried": ("not tried", "niet geprobeerd"),
    "one_more_note": (
        "One note more stands with the studies.",
        "Nog één opmerking staat bij de studies.",
    ),
    "more_notes": (
        "{count} notes more stand with the studies.",
        "Nog {count} opmerkingen staan bij de studies.",
    ),
    "figure_alt": (
        "Points with 95% intervals, one for each policy: {items}.",
        "Punten met 95%-intervallen, één per beleid: {items}.",
    ),
    "other_alt": ("Figure of the study: {said}", "Figuur van de studie: {said}"),
    "axis": ("effect in {unit}, with its 95% interval", "effect in {unit}, met 95%-interval"),
    "turns": (
        "Under {where} another choice does better.",
        "Bij {where} doet een andere keuze het beter.",
    ),
    "unsure": (
        "More runs under {where}: taken by itself, the choice cannot be told there from doing"
        " nothing more.",
        "Meer runs bij {where}: op zichzelf genomen is de keuze daar niet te onderscheiden van"
        " niets extra doen.",
    ),
    "small": (
        "Note: what {policy} brings is sure and small: its whole interval lies below {small}, the"
        " smallest change that counts as of interest here ({where}).",
        "Let op: wat {policy} brengt is zeker, en klein: het hele interval ligt onder {small}, de"
        " kleinste verandering die hier van belang wordt geacht ({where}).",
    ),
    "source": (
        "{command} ({runs} runs of {days} days after {warm_up} of warm-up; world: {world}; theory:"
        " {theory}; bijstand {version}, sha256 {digest})",
        "{command} ({runs} runs van {days} dagen na {warm_up} dagen aanloop; wereld: {world};"
        " theorie: {theory}; bijstand {version}, sha256 {digest})",
    ),
    "netherlands": ("the Netherlands", "Nederland"),
    "varied": (
        "{theory}, its open questions answered in every way",
        "{theory}, de open vragen op elke manier beantwoord",
    ),
    "title": ("Advice on police and defence support", "Advies over bijstand politie en Defensie"),
    "footer": (
        "Made by bijstand: an exploration with stylised public data, no prediction and no planning"
        " of forces.",
        "Gemaakt met bijstand: een verkenning met gestileerde openbare gegevens, geen voorspelling"
        " en geen planning van eenheden.",
    ),
}
LIMITS: tuple[tuple[str, str], ...] = (
    (
        "It predicts nothing: needs and lead times have plausible sizes because the defaults were"
        " set so.",
        "Het voorspelt niets: behoeften en doorlooptijden hebben een aannemelijke omvang omdat de"
        " standaardwaarden zo gekozen zijn.",
    ),
    (
        "It measures service, and does not weigh civil liberties or what such use does to soldiers:"
        " what raises the outcome is not thereby desirable.",
        "Het meet dienstverlening, en weegt geen burgerrechten en niet wat zulke inzet met"
        " militairen doet: wat de uitkomst verhoogt is daarmee nog niet wenselijk.",
    ),
)
"""Two of those that a report has, in fewer words."""
