"""What is said of what officials weigh by, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "form": (
        "The form is {folder}/form-weighing-en.html (and -nl.html): {count} requests, of which two"
        " to warm up and two that come back, in another order for everybody on a screen. What comes"
        " back on paper is typed into typed-weighing-en.csv (or -nl).",
        "Het formulier is {folder}/form-weighing-nl.html (en -en.html): {count} aanvragen, waarvan"
        " twee om te wennen en twee die terugkomen, op een scherm voor iedereen in een andere"
        " volgorde. Wat op papier terugkomt, typt u in typed-weighing-nl.csv (of -en).",
    ),
    "power": (
        "How many to ask: with {size} officials the right rule had more than {told}% of the weight"
        " in {right}% of made panels, and a wrong one in {wrong}%; with {fewest} officials in"
        " {fewest_right}%. Requests by lot instead of these: {lot}% with {size}.",
        "Hoeveel u er vraagt: met {size} functionarissen had de juiste regel meer dan {told}% van"
        " het gewicht in {right}% van de gemaakte panels, en een verkeerde in {wrong}%; met"
        " {fewest} functionarissen in {fewest_right}%. Met aanvragen door het lot in plaats van"
        " deze: {lot}% bij {size}.",
    ),
    "hardest": (
        "Hardest to tell: {names}, {right}% with {size}.",
        "Het moeilijkst te zien: {names}, {right}% bij {size}.",
    ),
    "made_sets": (
        "These shares rest on {sets} made panels for each rule and size; a true 90% may show as"
        " {low}% to 100%.",
        "Deze aandelen berusten op {sets} gemaakte panels per regel en omvang; een ware 90% kan"
        " zich tonen als {low}% tot 100%.",
    ),
    "promise": (
        "What it promises is the rule, and not how heavy each driver weighs: sixteen answers each"
        " say little of that.",
        "Wat het belooft is de regel, en niet hoe zwaar elke drijfveer weegt: zestien antwoorden"
        " per persoon zeggen daar weinig over.",
    ),
    "then": (
        "Then: bijstand elicit elicit.kind=weighing elicit.answers=[one.csv,two.csv].",
        "Daarna: bijstand elicit elicit.kind=weighing elicit.answers=[een.csv,twee.csv].",
    ),
    "told": (
        "{officials} officials weigh as “{rule}” ({answer}): {share}% of the weight among these"
        " rules, each of which had {prior}% before.",
        "{officials} functionarissen wegen als “{rule}” ({answer}): {share}% van het gewicht onder"
        " deze regels, die elk eerst {prior}% hadden.",
    ),
    "not_told": (
        "{officials} officials do not tell one rule: {names}. Every rule had {prior}% before.",
        "{officials} functionarissen wijzen niet één regel aan: {names}. Elke regel had eerst"
        " {prior}%.",
    ),
    "share": ("“{rule}” ({answer}) {share}%", "“{rule}” ({answer}) {share}%"),
    "rival": (
        "The model has no rule by which one driver decides. A belief about the other three would"
        " not be what these officials say, so that none is made: a finding about the model.",
        "Het model heeft geen regel waarbij één drijfveer beslist. Een overtuiging over de andere"
        " drie zou niet zijn wat deze functionarissen zeggen, dus er is er geen gemaakt; dat is een"
        " bevinding over het model.",
    ),
    "few_draws": (
        "The draws are worth only {effective} of equal weight, and {fewest} are needed, so that no"
        " belief is made: take more with elicit.draws=.",
        "De trekkingen zijn er maar {effective} van gelijk gewicht waard, en er zijn er {fewest}"
        " nodig, dus er is geen overtuiging gemaakt: neem er meer met elicit.draws=.",
    ),
    "effective": (
        "The draws of the belief are worth {effective} of equal weight.",
        "De trekkingen van de overtuiging zijn er {effective} van gelijk gewicht waard.",
    ),
    "weights": (
        "How heavy each driver weighs stays nearly as open as it was: the spread of the weights is"
        " {left}% of what was assumed.",
        "Hoe zwaar elke drijfveer weegt blijft bijna zo open als het was: de spreiding van de"
        " gewichten is {left}% van wat was aangenomen.",
    ),
    "fits": (
        "By the rules of the model the share that wants a request is off by {off} percentage points"
        " on average; luck alone gives about {luck}.",
        "Volgens de regels van het model zit het aandeel dat een aanvraag wil er gemiddeld {off}"
        " procentpunt naast; toeval alleen geeft ongeveer {luck}.",
    ),
    "steady": (
        "Of {pairs} requests that came back, {same}% got the same answer.",
        "Van {pairs} aanvragen die terugkwamen kreeg {same}% hetzelfde antwoord.",
    ),
    "reversed": (
        "{count} of them placed the weakest wording of a driver above the strongest: ask whether"
        " the lines were understood.",
        "{count} van hen zette de zwakste regel van een drijfveer boven de sterkste: vraag of de"
        " regels zijn begrepen.",
    ),
    "use": (
        "To see what it changes: bijstand robust belief={folder}, or sweep or discover.",
        "Om te zien wat het uitmaakt: bijstand robust belief={folder}, of sweep of discover.",
    ),
    "caution": (
        "What people say of made requests need not be what they do; and it is said for whoever is"
        " asked, not for whoever asks.",
        "Wat mensen over verzonnen aanvragen zeggen hoeft niet te zijn wat zij doen; en het geldt"
        " voor wie gevraagd wordt, niet voor wie vraagt.",
    ),
    "rule": ("Rule", "Regel"),
    "prior": ("before", "vooraf"),
    "weight": ("after", "achteraf"),
    "rules_title": ("What the answers leave of the rules", "Wat de antwoorden van de regels laten"),
    "officials": ("{size} officials", "{size} functionarissen"),
    "by_lot": ("{size}, by lot", "{size}, door het lot"),
    "power_title": (
        "How often the right rule would be told, in % of made panels",
        "Hoe vaak de juiste regel zou blijken, in % van gemaakte panels",
    ),
    "wrong_note": (
        "by lot: requests that were drawn instead of designed",
        "door het lot: aanvragen die zijn geloot in plaats van ontworpen",
    ),
}
