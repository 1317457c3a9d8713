"""What is said of what to find out first, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "few": (
        "{futures} futures are too few to tell what is worth finding out: at least {fewest} are"
        " needed, with voi.futures=.",
        "{futures} toekomsten zijn te weinig om te zeggen wat de moeite van het uitzoeken waard is:"
        " er zijn er minstens {fewest} nodig, met voi.futures=.",
    ),
    "alone": (
        "Within the budget there is nothing to choose: {policy} alone.",
        "Binnen het budget valt er niets te kiezen: alleen {policy}.",
    ),
    "best": (
        "By what is known now {policy} is best on average over {futures} futures ({outcome});"
        " {rivals}. It is best in {share}% of them.",
        "Met wat nu bekend is, is {policy} gemiddeld over {futures} toekomsten het beste"
        " ({outcome}); {rivals}. Het is dat in {share}% ervan.",
    ),
    "rivals": (
        "{names} cannot be told from it",
        "{names} zijn er niet van te onderscheiden",
    ),
    "rival": ("{names} cannot be told from it", "{names} is er niet van te onderscheiden"),
    "no_rivals": ("it is told from every other", "het is van elk ander te onderscheiden"),
    "perfect": (
        "Knowing all that is uncertain here before the choice would bring at least {least} (and at"
        " most {most}, with the luck of single runs in it).",
        "Alles wat hier onzeker is vóór de keuze weten zou minstens {least} opleveren (en hoogstens"
        " {most}, het toeval van losse runs meegeteld).",
    ),
    "first": ("Find out first: {names}.", "Zoek eerst uit: {names}."),
    "first_several": (
        "Find out first, by estimate, of which the order is not told where intervals overlap:"
        " {names}.",
        "Zoek eerst uit, naar schatting, waarvan de volgorde niet vaststaat waar intervallen"
        " overlappen: {names}.",
    ),
    "none_sure": (
        "Of no single condition or open question is it sure that it is worth finding out.",
        "Van geen enkele voorwaarde of open vraag is het zeker dat uitzoeken iets oplevert.",
    ),
    "perhaps": (
        "Told from shuffled futures, but perhaps worth nothing, since 0 lies in the interval:"
        " {names}.",
        "Te onderscheiden van geschudde toekomsten, maar misschien niets waard, want 0 ligt in het"
        " interval: {names}.",
    ),
    "item": ("{factor}, worth {value}, from {whom}", "{factor}, waard {value}, bij {whom}"),
    "groups": (
        "As a whole: {names}.",
        "Als geheel: {names}.",
    ),
    "group_item": ("{factor} {value}", "{factor} {value}"),
    "nothing": (
        "No single condition or open question is told to be worth finding out: none changes the"
        " choice more than shuffled futures do.",
        "Van geen enkele voorwaarde of open vraag blijkt dat uitzoeken iets oplevert: geen"
        " verandert de keuze meer dan geschudde toekomsten doen.",
    ),
    "others": (
        "Of the other {count} these futures do not tell that knowing them would change the choice:"
        " each is worth {most} at most, so ask about them later. Of {all} that are tried, {luck}"
        " would be told by luck alone.",
        "Van de andere {count} blijkt uit deze toekomsten niet dat kennis ervan de keuze verandert:"
        " elk is hoogstens {most} waard, dus vraag er later naar. Van {all} die geprobeerd zijn,"
        " zou er {luck} door toeval alleen uitkomen.",
    ),
    "dummy": (
        "The dummy, which does nothing, came to {value}: what is of that size is no finding.",
        "De dummy, die niets doet, kwam op {value}: wat van die grootte is, is geen bevinding.",
    ),
    "too_dear": (
        "Beyond the budget, and left out: {names}.",
        "Boven het budget, en weggelaten: {names}.",
    ),
    "unpriced": (
        "Nobody knows what these cost in money, which counts as nothing here: {names}.",
        "Van deze is niet bekend wat ze aan geld kosten, en dat telt hier als niets: {names}.",
    ),
    "costless": (
        "Costs do not count in these values: with voi.worth= (euro a year for a point) they do.",
        "Kosten tellen in deze waarden niet mee: met voi.worth= (euro per jaar voor een punt) wel.",
    ),
    "priced": (
        "A point is worth {worth} euro a year here, and a person who is away costs {person} euro a"
        " year: both are assumptions, and the second a judgement unless voi.person= says better.",
        "Een punt is hier {worth} euro per jaar waard, en een persoon die weg is kost {person} euro"
        " per jaar: beide zijn aannames, en het tweede een oordeel tenzij voi.person= beter weet.",
    ),
    "caution": (
        "Futures are drawn evenly from ranges: these values hold for those ranges, and are no"
        " forecast of what research will find.",
        "Toekomsten zijn gelijk uit bereiken getrokken: deze waarden gelden voor die bereiken, en"
        " voorspellen niet wat onderzoek zal vinden.",
    ),
    "million": ("{size} million euro a year", "{size} miljoen euro per jaar"),
    "interval": ("{size} ({low} to {high})", "{size} ({low} tot {high})"),
    "packages": ("Packages", "Pakketten"),
    "package": ("package", "pakket"),
    "gain": ("gain over no policy{unit}", "winst boven geen beleid{unit}"),
    "persons": ("persons away", "personen weg"),
    "money": ("million euro a year", "miljoen euro per jaar"),
    "best_in": ("best in (% of futures)", "beste in (% van de toekomsten)"),
    "values": ("What knowing it is worth", "Wat het weten waard is"),
    "factor": ("condition or question", "voorwaarde of vraag"),
    "value": ("worth{unit}", "waarde{unit}"),
    "whom": ("whom to ask", "wie te vragen"),
    "points": (" (pp)", " (pp)"),
    "euros": (" (million euro a year)", " (miljoen euro per jaar)"),
    "unknown": ("unknown", "onbekend"),
}
