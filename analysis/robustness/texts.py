"""What is said of policies over the futures, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "agree": (
        "Over {futures} futures {policy} comes first on {metrics}, and is told from every other"
        " policy on each ({outcome}).",
        "Over {futures} toekomsten staat {policy} eerste op {metrics}, en is op elk daarvan van elk"
        " ander beleid te onderscheiden ({outcome}).",
    ),
    "few": (
        "Too few futures ({futures}) to say which policy holds up: at least {fewest} are needed,"
        " with robust.draws=, robust.scenarios= or robust.theories= ({outcome}).",
        "Te weinig toekomsten ({futures}) om te zeggen welk beleid standhoudt: er zijn er"
        " minstens {fewest} nodig, met robust.draws=, robust.scenarios= of robust.theories="
        " ({outcome}).",
    ),
    "by_itself": (
        "One policy by itself has nothing to be held against ({outcome}): name more with"
        " robust.policies=.",
        "Eén beleid op zich is met niets te vergelijken ({outcome}): noem er meer met"
        " robust.policies=.",
    ),
    "same": (
        "Over {futures} futures every policy does the same ({outcome}).",
        "Over {futures} toekomsten doet elk beleid hetzelfde ({outcome}).",
    ),
    "silent": (
        "By {metrics} no policy is told from the first.",
        "Geen beleid is van het eerste te onderscheiden op {metrics}.",
    ),
    "nothing": (
        "Over {futures} futures no policy is told from any other on any metric of robustness"
        " ({outcome}).",
        "Over {futures} toekomsten is geen beleid op enige maat van robuustheid van een ander te"
        " onderscheiden ({outcome}).",
    ),
    "differ": (
        "Over {futures} futures no policy comes first by itself on every metric ({outcome}):"
        " {firsts}. Where metrics have other firsts, which to prefer depends on how much risk is"
        " accepted.",
        "Over {futures} toekomsten staat geen beleid alleen op elke maat eerste ({outcome}):"
        " {firsts}. Waar maten een andere eerste hebben, hangt de voorkeur af van hoeveel risico"
        " men aanvaardt.",
    ),
    "first": ("{policy} on {metrics}", "{policy} op {metrics}"),
    "tie": (
        "on {metrics} {policy}, which these futures do not tell apart from the first",
        "op {metrics} {policy}, die deze toekomsten niet van de eerste onderscheiden",
    ),
    "whatever": (
        "Under none of {count} answers to open questions of theory is another policy told to be"
        " better on average than {policy}.",
        "Bij geen van {count} antwoorden op open theoretische vragen is een ander beleid gemiddeld"
        " aantoonbaar beter dan {policy}.",
    ),
    "depends": (
        "It depends on theory: on average others are told to be better than {policy} under these"
        " answers to open questions: {where}.",
        "Het hangt van de theorie af: gemiddeld is ander beleid aantoonbaar beter dan {policy} bij"
        " deze antwoorden op open vragen: {where}.",
    ),
    "seldom": (
        "these have regret in fewer than {fewest} futures (in brackets in how many of {futures}),"
        " so that the interval of their mean regret misses what is rare, and holds the truth less"
        " often than 95%: {names}",
        "deze hebben in minder dan {fewest} toekomsten spijt (tussen haken: in hoeveel van de"
        " {futures}), zodat het interval van hun gemiddelde spijt mist wat zeldzaam is, en de"
        " waarheid minder vaak dan 95% bevat: {names}",
    ),
    "in": ("{policy} ({count})", "{policy} ({count})"),
    "under": ("{policy} ({question}: {answer})", "{policy} ({question}: {answer})"),
    "sizes": (
        "{policy} misses the best policy of a future by {mean} on average and by {most} at worst,"
        " and is good enough ({enough}) in {share}% of the futures.",
        "{policy} blijft gemiddeld {mean} achter bij het beste beleid van een toekomst en op zijn"
        " slechtst {most}, en is goed genoeg ({enough}) in {share}% van de toekomsten.",
    ),
    "reversals": (
        "Pairs of policies that change places between two metrics, where both tell them apart:"
        " {count}.",
        "Paren van beleid die tussen twee maten van plaats wisselen, waar beide ze onderscheiden:"
        " {count}.",
    ),
    "frontier": (
        "Against what they cost ({unit}, and million euro a year beside their pay), these are"
        " beaten by no other on both: {names}.",
        "Naast wat het kost ({unit}, en miljoen euro per jaar naast hun loon) wordt dit door geen"
        " ander beleid op beide verslagen: {names}.",
    ),
    "cost_unit": (
        "cost: persons away from their units, on average over the year",
        "kosten: personen weg van hun eenheid, gemiddeld over het jaar",
    ),
    "gain": (
        "{policy}, {gain} for {cost} persons and {money}",
        "{policy}, {gain} voor {cost} personen en {money}",
    ),
    "million": ("{money} million euro", "{money} miljoen euro"),
    "unknown": ("unknown money", "onbekend geld"),
    "unsure": (
        "Gains that cannot be told from 0: {names}.",
        "Winst die niet van 0 te onderscheiden is: {names}.",
    ),
    "alone": (
        "Of these the interval by itself does not cover 0, but corrected for {count} policies"
        " (Holm) they are not told from it: {names}.",
        "Hiervan ligt 0 niet in het interval op zich, maar gecorrigeerd voor het aantal van"
        " {count} (Holm) zijn ze er niet van te onderscheiden: {names}.",
    ),
    "dearer": (
        "Costs more, and is not told to add more on average: {pairs}.",
        "Kost meer, en voegt gemiddeld niet aantoonbaar meer toe: {pairs}.",
    ),
    "no_more": ("{dear} than {cheap}", "{dear} dan {cheap}"),
    "caution": (
        "Futures are weighted equally, and drawn from what is assumed or held: a share of futures"
        " is no probability.",
        "Toekomsten tellen even zwaar, en komen uit wat is aangenomen of wordt gevonden: een"
        " aandeel toekomsten is geen kans.",
    ),
}
