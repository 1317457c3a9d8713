"""What is said where luck is the yardstick: how large it is, and what is no larger."""

from __future__ import annotations

from analysis.sensitivity.estimation.bounds import within_bounds
from analysis.sensitivity.estimation.estimators import OF_VARIANCE
from analysis.sensitivity.findings import Findings
from analysis.words.labels import POINTS, label_of, number
from analysis.words.phrases import percent, phrase

TEXTS: dict[str, tuple[str, str]] = {
    "many_luck": (
        "With this model and these ranges ({where}), no few factors decide over the outcome"
        " ({outcome}): the first {count} that are larger than luck make {share}% of its variance,"
        " namely: {names}.",
        "Met dit model en deze bereiken ({where}) beslist geen klein aantal factoren over de"
        " uitkomst ({outcome}): de eerste {count} die groter zijn dan toeval maken {share}% van de"
        " variantie, namelijk: {names}.",
    ),
    "none_luck": (
        "With this model and these ranges ({where}), no factor's share in the variance of the"
        " outcome ({outcome}) is larger than luck.",
        "Met dit model en deze bereiken ({where}) is van geen enkele factor het aandeel in de"
        " variantie van de uitkomst ({outcome}) groter dan toeval.",
    ),
    "none_alone_luck": (
        "With this model and these ranges ({where}), no factor's share by itself in the variance of"
        " the outcome ({outcome}) is larger than luck; together with others these are: {names}.",
        "Met dit model en deze bereiken ({where}) is van geen enkele factor het aandeel op zichzelf"
        " in de variantie van de uitkomst ({outcome}) groter dan toeval; samen met andere wel dat"
        " van: {names}.",
    ),
    "none_told_luck": (
        "With this model and these ranges ({where}), no factor's effect on the outcome ({outcome})"
        " is larger than luck and large enough to be of interest.",
        "Met dit model en deze bereiken ({where}) is van geen enkele factor het effect op de"
        " uitkomst ({outcome}) groter dan toeval en groot genoeg om ertoe te doen.",
    ),
    "left_few_luck": (
        "{points} points are too few to say what is left without the conditions that are not larger"
        " than luck: at least {fewest} are needed, with sensitivity.screened_points=.",
        "{points} punten zijn te weinig om te zeggen wat er overblijft zonder de voorwaarden die"
        " niet groter zijn dan toeval: er zijn er minstens {fewest} nodig, met"
        " sensitivity.screened_points=.",
    ),
    "dummy_luck": (
        "Not larger than luck ({size}, with all else the same and another draw of who is willing):"
        " {count} of the {all} factors ({names}). Such a factor may only have reshuffled chance.",
        "Niet groter dan toeval ({size}, met al het andere gelijk en een andere trekking van wie"
        " bereid is): {count} van de {all} factoren ({names}). Zo'n factor heeft het toeval"
        " misschien alleen anders geschud.",
    ),
    "luck_size": ("{size}{mark}, {low} to {high}", "{size}{mark}, {low} tot {high}"),
    "smallest": (
        "An effect below {smallest} percentage points from the tenth to the ninetieth part of a"
        " factor's range is counted among these, however sure it is.",
        "Een effect onder {smallest} procentpunt van het tiende tot het negentigste deel van het"
        " bereik van een factor is daarbij meegeteld, hoe zeker ook.",
    ),
    "all_told_luck": (
        "Each of the {all} factors is larger than luck ({size}, with all else the same and another"
        " draw of who is willing).",
        "Elk van de {all} factoren is groter dan toeval ({size}, met al het andere gelijk en een"
        " andere trekking van wie bereid is).",
    ),
    "no_pairs_luck": (
        "No pair does more together than each alone, by more than luck does with any factor.",
        "Geen paar doet samen meer dan elk alleen, boven wat toeval met een factor doet.",
    ),
    "base_within_luck": (
        "Shares are of the variance that the factors make at the same luck, with what another draw"
        " of who is willing makes of it ({size}) counted in.",
        "Aandelen zijn van de variantie die de factoren bij hetzelfde geluk maken, met wat een"
        " andere trekking van wie bereid is ervan maakt ({size}) meegeteld.",
    ),
    "screening_luck": (
        "what is larger than luck is the same for a share of {value} of the factors (wanted:"
        " {wanted})",
        "wat groter is dan toeval, is hetzelfde voor een deel van {value} van de factoren (gewenst:"
        " {wanted})",
    ),
    "left_luck": (
        "With what is not larger than luck ({out} of {all} factors) held at its value in the"
        " setting and only the rest varied, {share}% of the variance is left ({low} to {high}),"
        " single runs follow those in which all vary (squared correlation {followed}), and the two"
        " distributions differ by {distance} at most ({points} points, the same luck).",
        "Met wat niet groter is dan toeval ({out} van {all} factoren) op zijn waarde in de"
        " instelling en alleen de rest gevarieerd, blijft {share}% van de variantie over ({low}"
        " tot {high}), volgen losse runs die waarin alles varieert (gekwadrateerde correlatie"
        " {followed}) en verschillen de twee verdelingen hoogstens {distance} ({points} punten,"
        " hetzelfde geluk).",
    ),
}


def has_effects(found: Findings) -> bool:
    """Return whether what was found are effects of which the smallest of interest is known."""
    return found.method == "morris" and label_of(found.outcome).unit == "share"


def luck_size(found: Findings, language: str) -> str:
    """Return how large luck is, in the unit of the main index; empty where it is no yardstick."""
    if found.luck is None:
        return ""
    ends = {end: float(found.luck[end]) for end in ("estimate", "low", "high")}
    if found.method in OF_VARIANCE:
        sized = {end: percent(within_bounds(value), language) for end, value in ends.items()}
        mark = "%"
    else:
        unit = label_of(found.outcome).unit
        sized = {end: number(value, unit, language) for end, value in ends.items()}
        mark = f" {POINTS[language == 'nl']}" if unit == "share" else ""
    return phrase(TEXTS, "luck_size", language, size=sized.pop("estimate"), mark=mark, **sized)
