"""The rules by which something follows from numbers, or nothing does: the first sentence."""

from __future__ import annotations

from analysis.brief.evidence import FEWEST
from analysis.brief.judged import better, choice, few, none_matters, told_anywhere, unbeaten
from analysis.brief.rule import ADVICE, NO_ADVICE, Rule, always, nothing

FIRST: tuple[Rule, ...] = (
    Rule(
        "no_policies",
        NO_ADVICE,
        lambda e: not e.grounds,
        nothing,
        "No advice follows: nothing here holds a policy against another one.",
        "Er volgt geen advies: niets hier vergelijkt een beleid met een ander.",
    ),
    Rule(
        "neutral",
        NO_ADVICE,
        lambda e: e.is_neutral,
        lambda e, w: {"outcome": w.outcome},
        "No advice follows: more of “{outcome}” is neither better nor worse by itself.",
        "Er volgt geen advies: meer van “{outcome}” is op zichzelf niet beter en niet slechter.",
    ),
    Rule(
        "too_few",
        NO_ADVICE,
        few,
        lambda e, w: {"count": w.fewest, "least": FEWEST},
        "No advice follows from {count}: at least {least} are needed.",
        "Er volgt geen advies uit {count}: er zijn er minstens {least} nodig.",
    ),
    Rule(
        "none_matters",
        NO_ADVICE,
        lambda e: not better(e) and none_matters(e),
        lambda e, w: {"names": w.names(e.policies), "reference": w.reference, "small": w.small},
        "No advice follows: {names} differ from {reference} by less than {small}, better or worse.",
        "Er volgt geen advies: {names} verschillen minder dan {small} van {reference}, beter of"
        " slechter.",
    ),
    Rule(
        "all_worse",
        NO_ADVICE,
        lambda e: not better(e) and bool(told_anywhere(e)),
        lambda e, w: {
            "names": w.names(dict.fromkeys(p for _, p in told_anywhere(e))),
            "reference": w.reference,
        },
        "No advice follows for a policy: what can be told from {reference} is worse ({names}).",
        "Er volgt geen advies voor een beleid: wat van {reference} te onderscheiden is, is slechter"
        " ({names}).",
    ),
    Rule(
        "not_told",
        NO_ADVICE,
        lambda e: not better(e),
        lambda e, w: {"names": w.names(e.policies), "reference": w.reference},
        "No advice follows: these runs do not tell {names} from {reference}.",
        "Er volgt geen advies: deze runs onderscheiden {names} niet van {reference}.",
    ),
    Rule(
        "conflict",
        NO_ADVICE,
        lambda e: not e.shared(),
        lambda e, w: {"leaders": w.leaders()},
        "No single policy can be advised, for it depends on where one looks: {leaders}.",
        "Er is niet één beleid te adviseren, want het hangt ervan af waar men kijkt: {leaders}.",
    ),
    Rule(
        "tie",
        NO_ADVICE,
        lambda e: choice(e) is None,
        lambda e, w: {"names": w.names(e.shared()), "reference": w.reference},
        "These runs do not tell which of {names} is best against {reference}, and none of them is"
        " the cheapest in both persons and euro: what they cost must decide.",
        "Deze runs onderscheiden niet welke van {names} de beste is tegenover {reference}, en geen"
        " ervan is de goedkoopste in personen én euro: wat zij kosten moet de doorslag geven.",
    ),
    Rule(
        "best_of_tried_everywhere",
        ADVICE,
        lambda e: bool(e.better_where_tried(str(choice(e)))),
        lambda e, w: {
            "best": w.name(choice(e)),
            "effect": w.effect(choice(e)),
            "reference": w.reference,
            "names": w.names(e.better_where_tried(str(choice(e)))),
            "missing": w.missing(e.better_where_tried(str(choice(e)))),
        },
        "Of what was tried everywhere, choose {best} ({effect} against {reference}). Better where"
        " it was tried, but not tried under {missing}: {names}.",
        "Kies van wat overal is geprobeerd {best} ({effect} tegenover {reference}). Beter waar het"
        " is geprobeerd, maar niet geprobeerd bij {missing}: {names}.",
    ),
    Rule(
        "cheapest_of_tie",
        ADVICE,
        lambda e: len(e.shared()) > 1,
        lambda e, w: {
            "best": w.name(choice(e)),
            "effect": w.effect(choice(e)),
            "reference": w.reference,
            "others": w.names(p for p in e.shared() if p != choice(e)),
        },
        "Choose {best} ({effect} against {reference}): these runs do not tell it from {others}, and"
        " it costs no more.",
        "Kies {best} ({effect} tegenover {reference}): deze runs onderscheiden het niet van"
        " {others}, en het kost niet meer.",
    ),
    Rule(
        "winner_of_one",
        ADVICE,
        lambda e: len(e.policies) == 1,
        lambda e, w: {
            "best": w.name(choice(e)),
            "effect": w.effect(choice(e)),
            "reference": w.reference,
        },
        "{best} does better than {reference}: {effect}; no other policy was compared.",
        "{best} doet het beter dan {reference}: {effect}; een ander beleid is niet vergeleken.",
    ),
    Rule(
        "only_one_everywhere",
        ADVICE,
        lambda e: any(len(g.leaders()) > 1 for g in e.grounds),
        lambda e, w: {
            "best": w.name(choice(e)),
            "effect": w.effect(choice(e)),
            "reference": w.reference,
        },
        "Choose {best} ({effect} against {reference}): it is the only policy that is among the best"
        " in every situation in which any shows to help.",
        "Kies {best} ({effect} tegenover {reference}): het is het enige beleid dat bij de beste"
        " hoort in elke situatie waarin iets aantoonbaar helpt.",
    ),
    Rule(
        "winner_of_told",
        ADVICE,
        lambda e: bool(unbeaten(e, str(choice(e)))),
        lambda e, w: {
            "best": w.name(choice(e)),
            "effect": w.effect(choice(e)),
            "reference": w.reference,
            "names": w.names(unbeaten(e, str(choice(e)))),
        },
        "Choose {best}, which is told to do better than {reference} ({effect}); that it does more"
        " than {names} is not told, but nor is that these help at all.",
        "Kies {best}, dat aantoonbaar beter doet dan {reference} ({effect}); dat het meer doet dan"
        " {names} is niet aangetoond, maar ook niet dat die iets helpen.",
    ),
    Rule(
        "winner",
        ADVICE,
        always,
        lambda e, w: {
            "best": w.name(choice(e)),
            "effect": w.effect(choice(e)),
            "reference": w.reference,
            "others": w.names(p for p in e.tried_everywhere() if p != choice(e)),
        },
        "Choose {best}: it does most good against {reference} ({effect}), more than {others}.",
        "Kies {best}: het doet het meeste goed tegenover {reference} ({effect}), meer dan"
        " {others}.",
    ),
)
"""What follows."""
