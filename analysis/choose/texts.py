"""The texts of a choice, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "at_most": ("with at most {what}", "met hoogstens {what}"),
    "persons": ("{persons} persons away", "{persons} personen weg"),
    "euro": ("{euro} million euro a year", "{euro} miljoen euro per jaar"),
    "no_limit": ("without a limit", "zonder grens"),
    "choose": (
        "{budget}: choose {policy}: {gain} over no policy, for {cost}.",
        "{budget}: kies {policy}: {gain} boven geen beleid, voor {cost}.",
    ),
    "leads": (
        "{budget}: {policy} leads ({gain} over no policy, for {cost}), but {futures} fresh futures"
        " do not settle it.",
        "{budget}: {policy} ligt voor ({gain} boven geen beleid, voor {cost}), maar {futures} verse"
        " toekomsten beslissen het niet.",
    ),
    "nothing": (
        "{budget}: choose {policy}; nothing that fits is better.",
        "{budget}: kies {policy}; niets van wat past is beter.",
    ),
    "nothing_leads": (
        "{budget}: {policy} leads, but {futures} fresh futures do not settle it.",
        "{budget}: {policy} ligt voor, maar {futures} verse toekomsten beslissen het niet.",
    ),
    "nothing_fits": (
        "{budget}: {policy}, for nothing else fits.",
        "{budget}: {policy}, want niets anders past.",
    ),
    "cost": (
        "{persons} persons away and {money} million euro a year",
        "{persons} personen weg en {money} miljoen euro per jaar",
    ),
    "cost_unknown": (
        "{persons} persons away and at least {money} million euro a year, part of which nobody"
        " knows",
        "{persons} personen weg en minstens {money} miljoen euro per jaar, waarvan een deel niet"
        " bekend is",
    ),
    "cheaper": (
        " {names} costs less, and cannot be told apart from it.",
        " {names} kost minder, en is er niet van te onderscheiden.",
    ),
    "cheaper_several": (
        " {names} cost less, and cannot be told apart from it.",
        " {names} kosten minder, en zijn er niet van te onderscheiden.",
    ),
    "tie": (
        " {names} cannot be told apart from it.",
        " {names} is er niet van te onderscheiden.",
    ),
    "tie_several": (
        " {names} cannot be told apart from it.",
        " {names} zijn er niet van te onderscheiden.",
    ),
    "more": ("{count} more", "nog {count}"),
    "sure": (
        "With {certainty}% certainty no choice is worse by {apart} or more than the best that fits"
        " of the {count} packages that were run again, in {futures} fresh futures, and under these"
        " budgets together.",
        "Met {certainty}% zekerheid is geen keuze {apart} of meer slechter dan het beste dat past"
        " van de {count} pakketten die opnieuw gedraaid zijn, in {futures} verse toekomsten, en"
        " voor deze budgetten samen.",
    ),
    "partly": (
        "Where it says choose, the choice is with {certainty}% certainty not worse by {apart} or"
        " more than the best that fits of the {count} packages that were run again, in {futures}"
        " fresh futures; where one only leads, more of them (choose.fresh=) would be needed.",
        "Waar kies staat, is de keuze met {certainty}% zekerheid niet {apart} of meer slechter dan"
        " het beste dat past van de {count} pakketten die opnieuw gedraaid zijn, in {futures} verse"
        " toekomsten; waar een alleen voorligt, zijn er meer nodig (choose.fresh=).",
    ),
    "unsure": (
        "No choice is certain: of the {count} packages that were run again, {futures} fresh futures"
        " leave several that may be better by {apart} than the one that leads; more of them"
        " (choose.fresh=) would tell.",
        "Geen keuze is zeker: van de {count} pakketten die opnieuw gedraaid zijn, laten {futures}"
        " verse toekomsten er meer over die {apart} beter kunnen zijn dan wat voorligt; meer"
        " toekomsten (choose.fresh=) zouden het zeggen.",
    ),
    "every": (
        "In every one of the {count} good packages (a choice, or what cannot be told from it):"
        " {names}.",
        "In elk van de {count} goede pakketten (een keuze, of wat er niet van te onderscheiden is):"
        " {names}.",
    ),
    "every_none": (
        "No lever is in every one of the {count} good packages (a choice, or what cannot be told"
        " from it).",
        "Geen maatregel zit in elk van de {count} goede pakketten (een keuze, of wat er niet van te"
        " onderscheiden is).",
    ),
    "never": ("In none of them: {names}.", "In geen ervan: {names}."),
    "never_none": (
        "Every lever that fits a budget is in some of them.",
        "Elke maatregel die binnen een budget past, zit in een of meer ervan.",
    ),
    "no_gain": (
        "More may be spent, but for little or nothing: {pairs}.",
        "Er kan meer worden uitgegeven, maar dat levert weinig of niets op: {pairs}.",
    ),
    "no_more": (
        "{dear} is not told to be better than {cheap}",
        "van {dear} blijkt niet dat het beter is dan {cheap}",
    ),
    "little_more": (
        "{dear} is better than {cheap} by less than {apart}",
        "{dear} is minder dan {apart} beter dan {cheap}",
    ),
    "whatever": (
        "Whatever the answer to an open question ({count} answers), no other package within the"
        " largest budget is told to be better than the one that is best on average.",
        "Wat het antwoord op een open vraag ook is ({count} antwoorden), van geen ander pakket"
        " binnen het grootste budget blijkt dat het beter is dan het gemiddeld beste.",
    ),
    "depends": (
        "Within the largest budget it depends on {count} answers to open questions: {where}.",
        "Binnen het grootste budget hangt het af van {count} antwoorden op open vragen: {where}.",
    ),
    "under": (
        "{policy} is better where {question} is {answer}",
        "{policy} is beter waar {question} {answer} is",
    ),
    "front": (
        "Packages that were run again: {count}; of these beaten by no other on gain, 90th"
        " percentile of regret, vetoes, persons and euro together: {ahead}.",
        "Pakketten die opnieuw gedraaid zijn: {count}; daarvan door geen ander verslagen op winst,"
        " 90e percentiel van de spijt, veto's, personen en euro samen: {ahead}.",
    ),
    "drop": (
        "In the search the choices looked {size} better on average than on fresh futures and seeds;"
        " what is told here is from the fresh ones alone.",
        "In de zoektocht leken de keuzes gemiddeld {size} beter dan op verse toekomsten en seeds;"
        " wat hier staat komt alleen van de verse.",
    ),
    "same": (
        "In the search the choices looked as good on average as on fresh futures and seeds; what is"
        " told here is from the fresh ones alone.",
        "In de zoektocht leken de keuzes gemiddeld even goed als op verse toekomsten en seeds; wat"
        " hier staat komt alleen van de verse.",
    ),
    "rise": (
        "In the search the choices looked no better than on fresh futures and seeds ({size} worse"
        " on average); what is told here is from the fresh ones alone.",
        "In de zoektocht leken de keuzes niet beter dan op verse toekomsten en seeds (gemiddeld"
        " {size} slechter); wat hier staat komt alleen van de verse.",
    ),
    "own_tasks": (
        "Own tasks of Defence lost to support, in {runs} runs of each: {lost}.",
        "Eigen taken van Defensie verloren aan steun, in {runs} runs van elk: {lost}.",
    ),
    "lost": ("{policy} {share}%", "{policy} {share}%"),
    "too_dear": (
        "Beyond every budget by themselves: {names}.",
        "Op zichzelf al boven elk budget: {names}.",
    ),
    "left_out": (
        "Nobody knows what these cost in euro, so that no package with them can be said to fit a"
        " budget of euro, and they are left out: {names}.",
        "Van deze is niet bekend wat ze in euro kosten, zodat van geen pakket ermee te zeggen is"
        " dat het binnen een budget van euro past, en ze zijn weggelaten: {names}.",
    ),
    "unpriced": (
        "Nobody knows what these cost in euro; where there is a budget of euro, packages with them"
        " are left out: {names}.",
        "Van deze is niet bekend wat ze in euro kosten; waar een budget van euro is, zijn pakketten"
        " ermee weggelaten: {names}.",
    ),
    "tried_all": (
        "The search tried every package that fits, the one without any lever among them: {count}.",
        "De zoektocht probeerde elk pakket dat past, dat zonder maatregel meegeteld: {count}.",
    ),
    "tried_some": (
        "The search tried {count} of more packages than it could, chosen by an optimiser: a better"
        " one may have been missed.",
        "De zoektocht probeerde {count} pakketten, gekozen door een optimaliseerder, van meer dan"
        " er te proberen waren: een beter pakket kan gemist zijn.",
    ),
    "caution": (
        "Gains are in {outcome}, over futures that are drawn evenly from ranges: they hold for"
        " those ranges, and are no forecast. Costs are declared with the levers, most of them"
        " judgements.",
        "Winst is in {outcome}, over toekomsten die gelijk uit bereiken zijn getrokken: ze geldt"
        " voor die bereiken, en is geen voorspelling. Kosten zijn bij de maatregelen opgegeven, de"
        " meeste als oordeel.",
    ),
    "package": ("package", "pakket"),
    "budget": ("budget, at most", "budget, hoogstens"),
    "gain": ("gain over no policy{unit}", "winst boven geen beleid{unit}"),
    "p90_regret": ("regret, 90th percentile{unit}", "spijt, 90e percentiel{unit}"),
    "vetoes": ("vetoes in a run", "veto's in een run"),
    "away": ("persons away", "personen weg"),
    "money": ("million euro a year", "miljoen euro per jaar"),
    "drop_column": ("less than in the search{unit}", "minder dan in de zoektocht{unit}"),
    "ahead": ("beaten by none", "door geen verslagen"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
    "unknown": ("unknown", "onbekend"),
    "points": (" (pp)", " (pp)"),
    "lever": ("lever", "maatregel"),
    "choices_title": ("What to choose under which budget", "Wat te kiezen bij welk budget"),
    "front_title": (
        "The packages that were run again, on the same fresh futures",
        "De pakketten die opnieuw gedraaid zijn, op dezelfde verse toekomsten",
    ),
    "front_note": (
        "intervals hold for all packages together (95%); regret is behind the best of these",
        "intervallen gelden voor alle pakketten samen (95%); spijt is achter het beste van deze",
    ),
    "membership_title": (
        "Share of the good packages with each lever (%)",
        "Aandeel van de goede pakketten met elke maatregel (%)",
    ),
    "membership_note": (
        "good: the choice under a budget, and what cannot be told from it",
        "goed: de keuze bij een budget, en wat er niet van te onderscheiden is",
    ),
    "ties_column": ("not told from it", "er niet van te onderscheiden"),
    "settled": ("settled", "beslist"),
    "interval": ("{size} ({low} to {high})", "{size} ({low} tot {high})"),
}
