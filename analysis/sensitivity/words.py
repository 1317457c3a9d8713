"""What a study of sensitivity says, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "most": (
        "With this model and these ranges ({where}), most ({share}%) of the variance of the outcome"
        " ({outcome}) is due to: {names}.",
        "Met dit model en deze bereiken ({where}) komt het grootste deel ({share}%) van de"
        " variantie van de uitkomst ({outcome}) door: {names}.",
    ),
    "many": (
        "With this model and these ranges ({where}), no few factors decide over the outcome"
        " ({outcome}): the first {count} that can be told from the dummy make {share}% of its"
        " variance, namely: {names}.",
        "Met dit model en deze bereiken ({where}) beslist geen klein aantal factoren over de"
        " uitkomst ({outcome}): de eerste {count} die van de dummy te onderscheiden zijn maken"
        " {share}% van de variantie, namelijk: {names}.",
    ),
    "none": (
        "With this model and these ranges ({where}), no factor's share in the variance of the"
        " outcome ({outcome}) can be told from that of the dummy.",
        "Met dit model en deze bereiken ({where}) is van geen enkele factor het aandeel in de"
        " variantie van de uitkomst ({outcome}) te onderscheiden van dat van de dummy.",
    ),
    "none_alone": (
        "With this model and these ranges ({where}), no factor's share by itself in the variance of"
        " the outcome ({outcome}) can be told from that of the dummy; together with others these"
        " can: {names}.",
        "Met dit model en deze bereiken ({where}) is van geen enkele factor het aandeel op zichzelf"
        " in de variantie van de uitkomst ({outcome}) te onderscheiden van dat van de dummy; samen"
        " met andere wel dat van: {names}.",
    ),
    "none_told": (
        "With this model and these ranges ({where}), no factor's effect on the outcome ({outcome})"
        " can be told from that of the dummy.",
        "Met dit model en deze bereiken ({where}) is van geen enkele factor het effect op de"
        " uitkomst ({outcome}) te onderscheiden van dat van de dummy.",
    ),
    "note_few": (
        "{counted} fewer than the {fewest} that method={method} needs: nothing can be said of"
        " single conditions",
        "{counted} minder dan de {fewest} die method={method} nodig heeft: over afzonderlijke"
        " voorwaarden is niets te zeggen",
    ),
    "few": (
        "{counted} too few to say which conditions matter for the outcome ({outcome};"
        " {where}): at least {fewest} are needed. Take more with {more}=.",
        "{counted} te weinig om te zeggen welke voorwaarden ertoe doen voor de uitkomst"
        " ({outcome}; {where}): er zijn er minstens {fewest} nodig. Neem er meer met {more}=.",
    ),
    "few_shares": (
        "{counted} too few to share out the variance of the outcome ({outcome}; {where}): at"
        " least {fewest} are needed. Take more with {more}=.",
        "{counted} te weinig om de variantie van de uitkomst ({outcome}; {where}) te"
        " verdelen: er zijn er minstens {fewest} nodig. Neem er meer met {more}=.",
    ),
    "outside": (
        "{counted} too few to share out the variance of the outcome ({outcome};"
        " {where}): the largest share comes out where no share can lie. Take more with"
        " design.points=.",
        "{counted} te weinig om de variantie van de uitkomst ({outcome}; {where}) te"
        " verdelen: het grootste aandeel komt uit waar geen aandeel kan liggen. Neem er meer met"
        " design.points=.",
    ),
    "unknown": (
        "No number could be worked out from these runs ({where}) for the outcome ({outcome}): too"
        " few runs to say which conditions matter.",
        "Uit deze runs ({where}) was geen getal te berekenen voor de uitkomst ({outcome}): te"
        " weinig runs om te zeggen welke voorwaarden ertoe doen.",
    ),
    "noise_few": (
        "{points} points are too few to say how much is chance: at least {fewest} are needed, with"
        " sensitivity.noise_points=.",
        "{points} punten zijn te weinig om te zeggen hoeveel toeval is: er zijn er minstens"
        " {fewest} nodig, met sensitivity.noise_points=.",
    ),
    "left_few": (
        "{points} points are too few to say what is left without the conditions that cannot be told"
        " from the dummy: at least {fewest} are needed, with sensitivity.screened_points=.",
        "{points} punten zijn te weinig om te zeggen wat er overblijft zonder de voorwaarden die"
        " niet van de dummy te onderscheiden zijn: er zijn er minstens {fewest} nodig, met"
        " sensitivity.screened_points=.",
    ),
    "sized": ("{name}: {size}{mark}{interval}", "{name}: {size}{mark}{interval}"),
    "sized_interval": (" ({low} to {high})", " ({low} tot {high})"),
    "effects": (
        "With this model and these ranges ({where}), the largest effects on the outcome"
        " ({outcome}), over a factor's whole range: {names}.",
        "Met dit model en deze bereiken ({where}) zijn de grootste effecten op de uitkomst"
        " ({outcome}), over het hele bereik van een factor: {names}.",
    ),
    "one_at_a_time": (
        "Moved one at a time, with the rest as it is ({where}), these move the outcome"
        " ({outcome}) most: {names}. What only works together with something else stays hidden"
        " here.",
        "Een voor een bewogen, met de rest zoals het is ({where}), bewegen deze de uitkomst"
        " ({outcome}) het meest: {names}. Wat alleen samen met iets anders werkt, blijft hier"
        " verborgen.",
    ),
    "distribution": (
        "With this model and these ranges ({where}), the distribution of the outcome ({outcome})"
        " depends most on: {names}. Such indices are never 0: read them against the dummy only.",
        "Met dit model en deze bereiken ({where}) hangt de verdeling van de uitkomst ({outcome})"
        " het meest af van: {names}. Zulke indices zijn nooit 0: lees ze alleen naast de dummy.",
    ),
    "unsure": (
        "{counted} too few to share out the variance of the outcome ({outcome};"
        " {where}): the largest share lies anywhere from {low} to {high}%. Take more"
        " with design.points=.",
        "{counted} te weinig om de variantie van de uitkomst ({outcome}; {where}) te"
        " verdelen: het grootste aandeel ligt ergens tussen {low} en {high}%. Neem er"
        " meer met design.points=.",
    ),
    "nothing": (
        "The outcome is the same in every run ({where}): {outcome}. There is nothing to explain.",
        "De uitkomst is in elke run gelijk ({where}): {outcome}. Er valt niets te verklaren.",
    ),
    "dummy": (
        "Not to be told from the dummy, which enters nothing: {count} of the {all} factors"
        " ({names}).",
        "Niet te onderscheiden van de dummy, die nergens in voorkomt: {count} van de {all}"
        " factoren ({names}).",
    ),
    "inert": (
        "Nothing changes in any run with {count} of them: {names}.",
        "In geen enkele run verandert er iets met {count} daarvan: {names}.",
    ),
    "all_told": (
        "Each of the {all} factors can be told from the dummy, which enters nothing.",
        "Elk van de {all} factoren is te onderscheiden van de dummy, die nergens in voorkomt.",
    ),
    "among": ("{names} among them", "waaronder {names}"),
    "pairs": (
        "Pairs that do something together beyond what each does alone (second order, interval above"
        " 0): {names}.",
        "Paren die samen iets doen naast wat elk alleen doet (tweede orde, interval boven 0):"
        " {names}.",
    ),
    "no_pairs": (
        "No pair does more together than each alone, as far as can be told from the dummy's pairs.",
        "Geen paar doet samen meer dan elk alleen, te onderscheiden van dat met de dummy.",
    ),
    "noise": (
        "Chance alone makes {share}% of the variance between runs ({low} to {high}; {points}"
        " points on {seeds} seeds each).",
        "Toeval alleen maakt {share}% van de variantie tussen runs ({low} tot {high}; {points}"
        " punten met elk {seeds} seeds).",
    ),
    "base_within": (
        "Shares are of the variance that the factors make at the same luck.",
        "Aandelen zijn van de variantie die de factoren bij hetzelfde geluk maken.",
    ),
    "base_total": (
        "Shares are of the whole variance, chance included, so they add up to less than 100%.",
        "Aandelen zijn van de hele variantie, met toeval erbij, en tellen dus op tot minder dan"
        " 100%.",
    ),
    "note_resampled": (
        "intervals of indices are resampled from fewer than {fewest} {of}, and hold the truth less"
        " often than 95% (docs/coverage.md tells how often)",
        "intervallen van maten zijn herhaald getrokken uit minder dan {fewest} {of}, en bevatten de"
        " waarheid minder vaak dan 95% (docs/coverage.md zegt hoe vaak)",
    ),
    "note_noise": (
        "the share that is chance is measured at fewer than {fewest} points, and its interval holds"
        " the truth less often than 95%",
        "het aandeel dat toeval is, is gemeten op minder dan {fewest} punten, en het interval ervan"
        " bevat de waarheid minder vaak dan 95%",
    ),
    "settled": (
        "Two halves of the {size} {of} that share no run agree: {facts}.",
        "Twee helften van de {size} {of} zonder gedeelde runs zijn het eens: {facts}.",
    ),
    "not_settled": (
        "Not all has settled with {size} {of}: {facts}. Take more with design.points=.",
        "Met {size} {of} staat niet alles vast: {facts}. Neem er meer met design.points=.",
    ),
    "interval": (
        "the widest interval among the first ten is ±{value} (wanted: ±{wanted})",
        "het breedste interval bij de eerste tien is ±{value} (gewenst: ±{wanted})",
    ),
    "relative_interval": (
        "the widest interval among the first ten is ±{value} of the largest effect (wanted:"
        " ±{wanted})",
        "het breedste interval bij de eerste tien is ±{value} van het grootste effect (gewenst:"
        " ±{wanted})",
    ),
    "order": (
        "the order of the first ten has rank correlation {value} between the halves (wanted:"
        " {wanted})",
        "de volgorde van de eerste tien heeft rangcorrelatie {value} tussen de helften (gewenst:"
        " {wanted})",
    ),
    "screening": (
        "what can be told from the dummy is the same for a share of {value} of the factors (wanted:"
        " {wanted})",
        "wat van de dummy te onderscheiden is, is hetzelfde voor een deel van {value} van de"
        " factoren (gewenst: {wanted})",
    ),
    "left": (
        "With what cannot be told from the dummy ({out} of {all} factors) held at its value in the"
        " setting and only the rest varied, {share}% of the variance is left ({low} to {high}),"
        " single runs follow those in which all vary (squared correlation {followed}), and the two"
        " distributions differ by {distance} at most ({points} points, the same luck).",
        "Met wat niet van de dummy te onderscheiden is ({out} van {all} factoren) op zijn waarde in"
        " de instelling en alleen de rest gevarieerd, blijft {share}% van de variantie over ({low}"
        " tot {high}), volgen losse runs die waarin alles varieert (gekwadrateerde correlatie"
        " {followed}) en verschillen de twee verdelingen hoogstens {distance} ({points} punten,"
        " hetzelfde geluk).",
    ),
    "left_much": (
        "So they do not matter by themselves, but together they do: they must not be left out.",
        "Los tellen ze dus niet, maar samen wel: ze mogen niet worden weggelaten.",
    ),
    "theories_agree": (
        "The condition that comes first comes first or second under every answer to the open"
        " questions.",
        "De voorwaarde die eerste staat, staat bij elk antwoord op de open vragen eerste of"
        " tweede.",
    ),
    "theories_differ": (
        "The condition that comes first does not come first or second under {count} of the {all}"
        " answers to the open questions: {cases}.",
        "De voorwaarde die eerste staat, staat niet eerste of tweede bij {count} van de {all}"
        " antwoorden op de open vragen: {cases}.",
    ),
    "ranges_agree": (
        "With other ranges ({names}) no factor clearly enters or leaves the first ten.",
        "Met andere bereiken ({names}) komt geen factor duidelijk de eerste tien in of uit.",
    ),
    "ranges_differ": (
        "With other ranges ({names}) these enter or leave the first ten: {factors}.",
        "Met andere bereiken ({names}) komen deze de eerste tien in of uit: {factors}.",
    ),
}
RANGES = {
    "full": ("full", "volledig"),
    "halved": ("halved", "gehalveerd"),
    "evidence": ("narrowed by evidence", "versmald naar bewijs"),
}
