"""What is said of figure 1 against figure 2, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "carried": (
        "{theory}: more willingness changes the outcome ({outcome}) by {total}. Of that, {indirect}"
        " runs through the capacity that is offered ({share}% of the effect).",
        "{theory}: meer bereidheid verandert de uitkomst ({outcome}) met {total}. Daarvan loopt"
        " {indirect} via de capaciteit die wordt aangeboden ({share}% van het effect).",
    ),
    "against": (
        "{theory}: more willingness changes the outcome ({outcome}) by {total}. What it does to the"
        " capacity that is offered works against that: {indirect}. People who are sent out more"
        " often are free less often.",
        "{theory}: meer bereidheid verandert de uitkomst ({outcome}) met {total}. Wat het met de"
        " aangeboden capaciteit doet, werkt daar tegenin: {indirect}. Mensen die vaker worden"
        " ingezet, zijn minder vaak vrij.",
    ),
    "carried_unclear": (
        "{theory}: more willingness changes the outcome ({outcome}) by {total}; what runs through"
        " the capacity that is offered, {indirect}, cannot be told from 0.",
        "{theory}: meer bereidheid verandert de uitkomst ({outcome}) met {total}; wat via de"
        " aangeboden capaciteit loopt, {indirect}, is niet van 0 te onderscheiden.",
    ),
    "moderated": (
        "{theory}, {moderator}: it makes the effect of willingness {direction} where willingness is"
        " {span} ({difference}); on the log scale {log}.",
        "{theory}, {moderator}: het maakt het effect van bereidheid {direction} waar de bereidheid"
        " {span} is ({difference}); op de logschaal {log}.",
    ),
    "not_moderated": (
        "{theory}, {moderator}: no difference in the effect of willingness can be told from 0,"
        " neither below nor above the middle.",
        "{theory}, {moderator}: er is geen verschil in het effect van bereidheid van 0 te"
        " onderscheiden, onder noch boven het midden.",
    ),
    "larger": ("larger", "groter"),
    "smaller": ("smaller", "kleiner"),
    "low_middle": ("low to middling", "laag tot middelmatig"),
    "middle_high": ("middling to high", "middelmatig tot hoog"),
    "turned": ("turn round", "omgekeerd"),
    "log_larger": (
        "it is larger too: more than what multiplying gives",
        "ook groter: meer dan vermenigvuldigen geeft",
    ),
    "log_smaller": (
        "it is smaller: less than what multiplying gives",
        "kleiner: minder dan vermenigvuldigen geeft",
    ),
    "log_zero": (
        "it cannot be told from 0: what multiplying gives",
        "niet van 0 te onderscheiden: wat vermenigvuldigen geeft",
    ),
    "necessary": (
        "Necessary in {theory}: without enough of it part of the outcome is out of reach: {names}"
        " (effect sizes against what shuffled data leave empty).",
        "Noodzakelijk in {theory}: zonder genoeg ervan is een deel van de uitkomst onbereikbaar:"
        " {names} (effectgroottes naast wat geschudde data leeg laten).",
    ),
    "not_necessary": (
        "In {theory} none of the three gates is necessary beyond what shuffled data give.",
        "In {theory} is geen van de drie poorten noodzakelijk boven wat geschudde data geven.",
    ),
    "few": (
        "{points} draws are too few to say which gates are necessary in {theory}: at least {fewest}"
        " are needed, with mediate.necessity_points=.",
        "{points} trekkingen zijn te weinig om te zeggen welke poorten noodzakelijk zijn in"
        " {theory}: er zijn er minstens {fewest} nodig, met mediate.necessity_points=.",
    ),
    "moderation_unknown": (
        "{theory}, {moderator}: whether it changes the effect of willingness cannot be told from so"
        " few seeds.",
        "{theory}, {moderator}: of het het effect van bereidheid verandert, valt met zo weinig"
        " seeds niet te zeggen.",
    ),
    "verdict_both": (
        "Offered capacity carries a part of the effect of willingness under every theory tried"
        " ({names}).",
        "Aangeboden capaciteit draagt een deel van het effect van bereidheid bij elke geprobeerde"
        " theorie ({names}).",
    ),
    "verdict_some": (
        "Offered capacity carries a part of the effect of willingness under {names}; that it does"
        " is not told under {others}. Only data could choose between theories that differ.",
        "Aangeboden capaciteit draagt een deel van het effect van bereidheid bij {names}; dat het"
        " zo is, valt bij {others} niet te zeggen. Alleen data kunnen kiezen tussen theorieën die"
        " verschillen.",
    ),
    "verdict_unknown": (
        "Too few seeds for an interval (at least {fewest} are needed, with run.seeds=): whether"
        " offered capacity carries the effect of willingness cannot be told.",
        "Te weinig seeds voor een interval (er zijn er minstens {fewest} nodig, met run.seeds=): of"
        " aangeboden capaciteit het effect van bereidheid draagt, valt niet te zeggen.",
    ),
    "verdict_none": (
        "Under none of the theories tried ({names}) is offered capacity told to carry a part of the"
        " effect of willingness.",
        "Bij geen van de geprobeerde theorieën ({names}) valt te zeggen dat aangeboden capaciteit"
        " een deel van het effect van bereidheid draagt.",
    ),
}
