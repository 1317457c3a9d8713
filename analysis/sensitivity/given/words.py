"""What is said of shares of a surrogate, in English and Dutch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "quality": (
        "A surrogate of the model (ridge regression on {points} runs; {where}) predicts {q2}% of"
        " the variance of runs that it did not see (cross-validated Q²), for the outcome"
        " ({outcome}); boosted trees predict {boosted}%.",
        "Een surrogaat van het model (ridge-regressie op {points} runs; {where}) voorspelt {q2}%"
        " van de variantie van runs die het niet zag (kruislings gevalideerde Q²), voor de"
        " uitkomst ({outcome}); boosting met bomen voorspelt {boosted}%.",
    ),
    "noise": (
        "Chance makes {share}% of that variance ({low} to {high}; {points} pairs of seeds), so that"
        " nothing could predict more than about {most}%.",
        "Toeval maakt {share}% van die variantie ({low} tot {high}; {points} paren van seeds),"
        " zodat niets meer dan ongeveer {most}% kan voorspellen.",
    ),
    "noise_seeds": (
        "Chance makes {share}% of that variance ({low} to {high}; {points} points on {seeds} seeds"
        " each), so that nothing could predict more than about {most}%.",
        "Toeval maakt {share}% van die variantie ({low} tot {high}; {points} punten met elk"
        " {seeds} seeds), zodat niets meer dan ongeveer {most}% kan voorspellen.",
    ),
    "noise_unknown": (
        "How much of that variance is chance was not measured (sensitivity.noise_points=), so it"
        " cannot be said how much of the rest the surrogate misses.",
        "Hoeveel van die variantie toeval is, is niet gemeten (sensitivity.noise_points=), zodat"
        " niet te zeggen is hoeveel van de rest het surrogaat mist.",
    ),
    "poor": (
        "It predicts too little: the shares below are of a surrogate that misses much of the model."
        " Take more points (design.points=), or shares of the model itself (method=shapley).",
        "Het voorspelt te weinig: de aandelen hieronder zijn van een surrogaat dat veel van het"
        " model mist. Neem meer punten (design.points=), of aandelen van het model zelf"
        " (method=shapley).",
    ),
    "shares": (
        "With this model and these ranges ({where}), most of the surrogate's variance of the"
        " outcome ({outcome}) comes from: {names}. Together {share}%. In brackets what each share"
        " could be at worst, were all that the surrogate misses due to that one factor.",
        "Met dit model en deze bereiken ({where}) komt het meeste van de variantie van het"
        " surrogaat van de uitkomst ({outcome}) door: {names}. Samen {share}%. Tussen haakjes wat"
        " elk aandeel in het ergste geval kan zijn, als alles wat het surrogaat mist door die ene"
        " factor komt.",
    ),
    "sized": ("{name}: {size}% ({low} to {high})", "{name}: {size}% ({low} tot {high})"),
    "terms": (
        "In the source study's terms, with this model and these ranges (“{where}”, {outcome}), the"
        " surrogate's variance is shared out as: {names}.",
        "In de termen van de bronstudie, met dit model en deze bereiken (“{where}”, {outcome}), is"
        " de variantie van het surrogaat verdeeld als: {names}.",
    ),
    "granted": (
        " (of which {size}% works by definition)",
        " (waarvan {size}% per definitie werkt)",
    ),
    "raises": ("more of it raises the mean{size}", "meer ervan verhoogt het gemiddelde{size}"),
    "lowers": ("more of it lowers the mean{size}", "meer ervan verlaagt het gemiddelde{size}"),
    "by_points": (" by {size} percentage points", " met {size} procentpunt"),
    "term": ("{name} {size}%", "{name} {size}%"),
    "steer": (
        "Of what somebody can change, these matter most, with which way they work, who can and by"
        " which lever of this model: {names}. What a lever brings is another question: bijstand"
        " compare.",
        "Van wat iemand kan veranderen tellen deze het meest, met welke kant het op werkt, wie dat"
        " kan en met welke maatregel van dit model: {names}. Wat een maatregel oplevert is een"
        " andere vraag: bijstand compare.",
    ),
    "steer_none": (
        "Of what somebody can change, nothing does something that is not chance.",
        "Van wat iemand kan veranderen doet niets iets dat geen toeval is.",
    ),
    "steered": (
        "{name} {size}% ({way}; {who}; {levers})",
        "{name} {size}% ({way}; {who}; {levers})",
    ),
    "no_lever": ("no lever", "geen maatregel"),
    "by_definition": (
        "By definition, not by finding: {names}. The model grants there what others have to bring"
        " about, so its share says nothing of the world.",
        "Per definitie, niet als bevinding: {names}. Het model geeft daar wat andere nog moeten"
        " bewerkstelligen, zodat het aandeel niets over de wereld zegt.",
    ),
    "corrected": (
        "With {runs} further runs the shares by themselves of the first {count} are known without"
        " the surrogate's error (pick-freeze, with the surrogate as control variate), as shares of"
        " the variance without chance, with 95% intervals: {names}.",
        "Met {runs} runs erbij zijn de aandelen op zichzelf van de eerste {count} bekend zonder de"
        " fout van het surrogaat (pick-freeze, met het surrogaat als controlevariabele), als"
        " aandelen van de variantie zonder toeval, met 95%-intervallen: {names}.",
    ),
    "told": (
        "{told} of the {all} conditions and switches do something that is not chance (permutation"
        " test; about one in twenty of those may be false).",
        "{told} van de {all} voorwaarden en schakelaars doen iets dat geen toeval is"
        " (permutatietoets; van die is ongeveer een op de twintig mogelijk onterecht).",
    ),
    "none_told": (
        "Of none of the {all} conditions and switches can it be said that what it does is not"
        " chance (permutation test): too few runs, or nothing there.",
        "Van geen van de {all} voorwaarden en schakelaars is te zeggen dat wat die doet geen toeval"
        " is (permutatietoets): te weinig runs, of er is niets.",
    ),
    "matters": (
        "Of the {numbers} told conditions that are numbers, {count} also move the mean by"
        " {smallest} percentage points or more from the tenth to the ninetieth part of their range;"
        " the others do something, but little by themselves.",
        "Van de {numbers} aangetoonde voorwaarden die getallen zijn, bewegen er {count} het"
        " gemiddelde ook {smallest} procentpunt of meer, van het tiende tot het negentigste deel"
        " van hun bereik; de andere doen iets, maar op zichzelf weinig.",
    ),
    "agree": (
        "Boosted trees, fitted to the same runs, give every factor about the same share by itself"
        " (within {apart} percentage points).",
        "Boosting met bomen, op dezelfde runs, geeft elke factor op zichzelf ongeveer hetzelfde"
        " aandeel (binnen {apart} procentpunt).",
    ),
    "disagree": (
        "Boosted trees, fitted to the same runs, disagree on the share by itself (percent of all"
        " variance, surrogate against trees) of: {names}.",
        "Boosting met bomen, op dezelfde runs, is het oneens over het aandeel op zichzelf (procent"
        " van alle variantie, surrogaat tegenover bomen) van: {names}.",
    ),
    "against": ("{name} {one} against {other}", "{name} {one} tegenover {other}"),
    "rbd_fast": (
        "RBD-FAST, which needs no surrogate, has {count} of its ten largest shares by themselves"
        " among its own ten largest.",
        "RBD-FAST, dat geen surrogaat nodig heeft, heeft {count} van de tien grootste aandelen op"
        " zichzelf ook bij zijn eigen tien grootste.",
    ),
    "settled": (
        "With {size} points this has settled: {facts}.",
        "Met {size} punten staat dit vast: {facts}.",
    ),
    "not_settled": (
        "With {size} points this has not all settled: {facts}. Take more with design.points=.",
        "Met {size} punten staat dit niet helemaal vast: {facts}. Neem er meer met design.points=.",
    ),
    "explained": (
        "the surrogate predicts {value}% (wanted: {wanted}%, nine tenths of what is not chance)",
        "het surrogaat voorspelt {value}% (gewenst: {wanted}%, negen tiende van wat geen toeval"
        " is)",
    ),
    "order": (
        "two halves agree on the order of their first ten with rank correlation {value} (wanted:"
        " {wanted}; shares within a percentage point are tied)",
        "twee helften zijn het over de volgorde van hun eerste tien eens met rangcorrelatie {value}"
        " (gewenst: {wanted}; aandelen binnen een procentpunt gelden als gelijk)",
    ),
    "left": (
        "With the {out} of {all} factors that cannot be told from chance held at their value in the"
        " setting and only the rest varied, {share}% of the variance is left ({low} to {high}),"
        " single runs follow those in which all vary (squared correlation {followed}), and the two"
        " distributions differ by {distance} at most ({points} points, the same luck).",
        "Met de {out} van {all} factoren die niet van toeval te onderscheiden zijn op hun waarde in"
        " de instelling en alleen de rest gevarieerd, blijft {share}% van de variantie over ({low}"
        " tot {high}), volgen losse runs die waarin alles varieert (gekwadrateerde correlatie"
        " {followed}) en verschillen de twee verdelingen hoogstens {distance} ({points} punten,"
        " hetzelfde geluk).",
    ),
    "left_few": (
        "{points} points are too few to say what is left without the conditions that cannot be told"
        " from chance: at least {fewest} are needed, with sensitivity.screened_points=.",
        "{points} punten zijn te weinig om te zeggen wat er overblijft zonder de voorwaarden die"
        " niet van toeval te onderscheiden zijn: er zijn er minstens {fewest} nodig, met"
        " sensitivity.screened_points=.",
    ),
}
