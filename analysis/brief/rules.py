"""By which rules an advice follows from numbers, and where none does.

Each rule is declared once: its name, when it holds, and what it says in English and Dutch. Three
sentences make an advice: what follows, what it costs or would take, and how far it holds. The first
rule of each that holds is the one that speaks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.brief.evidence import FEWEST, Evidence
from analysis.brief.judged import (
    better,
    choice,
    few,
    leading,
    least_visible,
    none_matters,
    runs_for,
    theories,
    told_anywhere,
    turned,
    unsure,
)
from analysis.brief.wording import Wording
from analysis.words.labels import label_of
from experiments.keys.standing import Declared
from sim.words import LANGUAGES

MOST_COSTS = 3
ADVICE, NO_ADVICE = "advice", "no advice"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule(Declared):
    """One rule.

    Attributes:
        name: Its name, as it stands in tests and in the file of an advice.
        kind: Whether advice follows where it speaks; empty for a second or third sentence.
        holds: Says whether it holds.
        values: What stands in its sentence.
        en: The sentence in English.
        nl: The sentence in Dutch.
    """

    name: str
    kind: str
    holds: Callable[[Evidence], bool]
    values: Callable[[Evidence, Wording], Values]
    en: str
    nl: str

    def say(self, evidence: Evidence, language: str) -> str:
        """Return its sentence in a language."""
        template = self.nl if language == "nl" else self.en
        return template.format(**self.values(evidence, Wording(evidence, language)))


@dataclass(frozen=True, slots=True)
class Advice:
    """What follows from numbers.

    Attributes:
        rules: The names of the three rules that spoke.
        follows: Whether an advice follows.
        sentences: Three sentences, by language.
    """

    rules: tuple[str, ...]
    follows: bool
    sentences: Mapping[str, tuple[str, ...]]


def advice(evidence: Evidence) -> Advice:
    """Return the advice that follows from what answers say of policies."""
    spoken = [next(rule for rule in rules if rule.holds(evidence)) for rules in SENTENCES]
    return Advice(
        tuple(rule.name for rule in spoken),
        spoken[0].kind == ADVICE,
        {
            language: tuple(rule.say(evidence, language) for rule in spoken)
            for language in LANGUAGES
        },
    )


def _nothing(_evidence: Evidence, _wording: Wording) -> Values:
    return {}


def _always(_evidence: Evidence) -> bool:
    return True


FIRST: tuple[Rule, ...] = (
    Rule(
        "no_policies", NO_ADVICE, lambda e: not e.grounds, _nothing,
        "No advice follows: nothing here holds a policy against another one.",
        "Er volgt geen advies: niets hier vergelijkt een beleid met een ander.",
    ),
    Rule(
        "neutral", NO_ADVICE, lambda e: e.is_neutral,
        lambda e, w: {"outcome": w.outcome},
        "No advice follows: more of “{outcome}” is neither better nor worse by itself.",
        "Er volgt geen advies: meer van “{outcome}” is op zichzelf niet beter en niet slechter.",
    ),
    Rule(
        "too_few", NO_ADVICE, few,
        lambda e, w: {"count": w.fewest, "least": FEWEST},
        "No advice follows: {count} show too little; at least {least} are needed.",
        "Er volgt geen advies: {count} laten te weinig zien; er zijn er minstens {least} nodig.",
    ),
    Rule(
        "none_matters", NO_ADVICE, lambda e: not better(e) and none_matters(e),
        lambda e, w: {"names": w.names(e.policies), "reference": w.reference, "small": w.small},
        "No advice follows: {names} differ from {reference} by less than {small}, better or worse.",
        "Er volgt geen advies: {names} verschillen minder dan {small} van {reference}, beter of"
        " slechter.",
    ),
    Rule(
        "all_worse", NO_ADVICE, lambda e: not better(e) and bool(told_anywhere(e)),
        lambda e, w: {
            "names": w.names(dict.fromkeys(p for _, p in told_anywhere(e))),
            "reference": w.reference,
        },
        "No advice follows for a policy: what can be told from {reference} is worse ({names}).",
        "Er volgt geen advies voor een beleid: wat van {reference} te onderscheiden is, is slechter"
        " ({names}).",
    ),
    Rule(
        "not_told", NO_ADVICE, lambda e: not better(e),
        lambda e, w: {"names": w.names(e.policies), "reference": w.reference},
        "No advice follows: these runs do not tell {names} from {reference}.",
        "Er volgt geen advies: deze runs onderscheiden {names} niet van {reference}.",
    ),
    Rule(
        "conflict", NO_ADVICE, lambda e: not e.shared(),
        lambda e, w: {"leaders": w.leaders()},
        "No single policy can be advised, for it depends on where one looks: {leaders}.",
        "Er is niet één beleid te adviseren, want het hangt ervan af waar men kijkt: {leaders}.",
    ),
    Rule(
        "tie", NO_ADVICE, lambda e: choice(e) is None,
        lambda e, w: {"names": w.names(e.shared()), "reference": w.reference},
        "These runs do not tell which of {names} is best against {reference}, and none of them is"
        " the cheapest in both persons and euro: what they cost must decide.",
        "Deze runs onderscheiden niet welke van {names} de beste is tegenover {reference}, en geen"
        " ervan is de goedkoopste in personen én euro: wat zij kosten moet de doorslag geven.",
    ),
    Rule(
        "cheapest_of_tie", ADVICE, lambda e: len(e.shared()) > 1,
        lambda e, w: {
            "best": w.name(choice(e)), "effect": w.effect(choice(e)), "reference": w.reference,
            "others": w.names(p for p in e.shared() if p != choice(e)),
        },
        "Choose {best} ({effect} against {reference}): these runs do not tell it from {others}, and"
        " it costs no more.",
        "Kies {best} ({effect} tegenover {reference}): deze runs onderscheiden het niet van"
        " {others}, en het kost niet meer.",
    ),
    Rule(
        "winner_of_one", ADVICE, lambda e: len(e.policies) == 1,
        lambda e, w: {
            "best": w.name(choice(e)), "effect": w.effect(choice(e)), "reference": w.reference,
        },
        "{best} does better than {reference}: {effect}; no other policy was compared.",
        "{best} doet het beter dan {reference}: {effect}; een ander beleid is niet vergeleken.",
    ),
    Rule(
        "only_one_everywhere", ADVICE, lambda e: any(len(g.leaders()) > 1 for g in e.grounds),
        lambda e, w: {
            "best": w.name(choice(e)), "effect": w.effect(choice(e)), "reference": w.reference,
        },
        "Choose {best} ({effect} against {reference}): it is the only policy that is among the best"
        " in every situation in which any shows to help.",
        "Kies {best} ({effect} tegenover {reference}): het is het enige beleid dat bij de beste"
        " hoort in elke situatie waarin iets aantoonbaar helpt.",
    ),
    Rule(
        "winner", ADVICE, _always,
        lambda e, w: {
            "best": w.name(choice(e)), "effect": w.effect(choice(e)), "reference": w.reference,
            "others": w.names(p for p in e.policies if p != choice(e)),
        },
        "Choose {best}: it does most good against {reference} ({effect}), more than {others}.",
        "Kies {best}: het doet het meeste goed tegenover {reference} ({effect}), meer dan"
        " {others}.",
    ),
)  # fmt: skip
"""What follows."""

SECOND: tuple[Rule, ...] = (
    Rule(
        "ask_for_policies", "", lambda e: not e.grounds, _nothing,
        "Studies of bijstand compare, robust and choose hold policies against each other.",
        "Studies van bijstand compare, robust en choose vergelijken beleid met elkaar.",
    ),
    Rule(
        "no_interval", "", lambda e: any(g.count < 2 for g in e.grounds), _nothing,
        "One run gives no interval: it is an example.",
        "Eén run geeft geen interval: het is een voorbeeld.",
    ),
    Rule(
        "more_runs", "", lambda e: few(e) or (
            not better(e) and not none_matters(e) and label_of(e.outcome).unit == "share"
        ),
        lambda e, w: {
            "visible": w.change(least_visible(e)), "small": w.small, "runs": w.whole(runs_for(e)),
        },
        "As many runs as these show a difference from about {visible} on; for {small} about {runs}"
        " are needed.",
        "Zoveel runs laten een verschil pas vanaf ongeveer {visible} zien; voor {small} zijn er"
        " ongeveer {runs} nodig.",
    ),
    Rule(
        "costs_of_all", "", lambda e: choice(e) is None or not better(e),
        lambda e, w: {"costs": w.costs((e.shared() or leading(e) or e.policies)[:MOST_COSTS])},
        "Costs: {costs}.",
        "Kosten: {costs}.",
    ),
    Rule(
        "money_unknown", "", lambda e: math.isnan(e.costs[str(choice(e))].money),
        lambda e, w: {"persons": w.persons(choice(e))},
        "It takes {persons} away from their units; what it costs in euro is unknown, not zero.",
        "Het houdt {persons} weg bij hun eenheid; wat het in euro kost is onbekend, niet nul.",
    ),
    Rule(
        "costs", "", _always,
        lambda e, w: {"persons": w.persons(choice(e)), "money": w.money(choice(e))},
        "It takes {persons} away from their units, and {money} beside their pay.",
        "Het houdt {persons} weg bij hun eenheid, en kost daarnaast {money}.",
    ),
)  # fmt: skip
"""What it costs, or what it would take to know."""

THIRD: tuple[Rule, ...] = (
    Rule(
        "nothing_held", "", lambda e: not e.grounds, _nothing,
        "What these studies do say stands below, and is no choice between policies.",
        "Wat deze studies wel zeggen staat hieronder, en is geen keuze tussen beleid.",
    ),
    Rule(
        "no_choice_held", "",
        lambda e: choice(e) is None or not better(e) or few(e) or e.is_neutral, _nothing,
        "A choice made now would rest on something else than these runs.",
        "Een keuze die nu gemaakt wordt, berust op iets anders dan deze runs.",
    ),
    Rule(
        "turned_over", "", lambda e: bool(turned(e, str(choice(e)))),
        lambda e, w: {"where": w.places(turned(e, str(choice(e))))},
        "It turns over under {where}: there another choice does better.",
        "Het keert om bij {where}: daar doet een andere keuze het beter.",
    ),
    Rule(
        "not_everywhere", "", lambda e: bool(unsure(e, str(choice(e)))),
        lambda e, w: {
            "where": w.places(unsure(e, str(choice(e)))), "reference": w.reference,
        },
        "Under {where}, taken by itself, these runs do not tell it from {reference}.",
        "Bij {where}, op zichzelf genomen, onderscheiden deze runs het niet van {reference}.",
    ),
    Rule(
        "theories_untried", "", lambda e: len(theories(e)) < 2 and not e.answers,
        lambda e, w: {"theory": w.theory},
        "Whether it holds under other theories than {theory} was not tried here.",
        "Of het standhoudt bij andere theorieën dan {theory} is hier niet beproefd.",
    ),
    Rule(
        "holds_over_answers", "", lambda e: bool(e.answers),
        lambda e, w: {
            "scenarios": w.whole(len(e.parts) - len(e.answers)), "answers": w.whole(len(e.answers)),
        },
        "It holds in each of the {scenarios} scenarios of the futures, and under none of {answers}"
        " answers to open questions of theory is another choice told to do better.",
        "Het houdt stand in elk van de {scenarios} scenario's van de toekomsten, en bij geen van"
        " {answers} antwoorden op open theoretische vragen doet een andere keuze het aantoonbaar"
        " beter.",
    ),
    Rule(
        "holds", "", _always,
        lambda e, w: {"count": w.whole(len(e.parts) or len(e.grounds))},
        "It holds in each of the {count} combinations of scenario and theory that were tried.",
        "Het houdt stand in elk van de {count} beproefde combinaties van scenario en theorie.",
    ),
)  # fmt: skip
"""How far it holds."""

SENTENCES = (FIRST, SECOND, THIRD)
