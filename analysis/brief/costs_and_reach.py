"""The rules on what an advice costs or would take, and how far it holds: the sentences after it."""

from __future__ import annotations

import math

from analysis.brief.judged import (
    SMALL,
    better,
    choice,
    few,
    leading,
    least_visible,
    none_matters,
    runs_for,
    theories,
    turned,
    unsure,
)
from analysis.brief.rule import Rule, always, nothing
from analysis.words.labels import label_of

MOST_COSTS = 3

SECOND: tuple[Rule, ...] = (
    Rule(
        "ask_for_policies",
        "",
        lambda e: not e.grounds,
        nothing,
        "Studies of bijstand compare, robust and choose hold policies against each other.",
        "Studies van bijstand compare, robust en choose vergelijken beleid met elkaar.",
    ),
    Rule(
        "no_values",
        "",
        lambda e: any(g.pairs == 0 for g in e.grounds),
        nothing,
        "Where the outcome does not exist there is no difference: longer runs (run.days=) or more"
        " of them are needed.",
        "Waar de uitkomst niet bestaat is er geen verschil: langere runs (run.days=) of meer runs"
        " zijn nodig.",
    ),
    Rule(
        "no_interval",
        "",
        lambda e: any(g.pairs < 2 for g in e.grounds),
        nothing,
        "One run gives no interval: it is an example.",
        "Eén run geeft geen interval: het is een voorbeeld.",
    ),
    Rule(
        "hardly_known",
        "",
        lambda e: few(e) and label_of(e.outcome).unit == "share" and least_visible(e) <= SMALL,
        lambda e, w: {"visible": w.change(least_visible(e))},
        "By their own spread, which so few tell hardly anything of, they would show a difference"
        " from about {visible} on.",
        "Naar hun eigen spreiding, waarover zo weinig nauwelijks iets zeggen, zouden zij een"
        " verschil vanaf ongeveer {visible} laten zien.",
    ),
    Rule(
        "more_runs",
        "",
        lambda e: (
            few(e)
            or (not better(e) and not none_matters(e) and label_of(e.outcome).unit == "share")
        ),
        lambda e, w: {
            "visible": w.change(least_visible(e)),
            "small": w.small,
            "runs": w.whole(runs_for(e)),
        },
        "As many runs as these show a difference from about {visible} on; for {small} about {runs}"
        " are needed.",
        "Zoveel runs laten een verschil pas vanaf ongeveer {visible} zien; voor {small} zijn er"
        " ongeveer {runs} nodig.",
    ),
    Rule(
        "costs_of_all",
        "",
        lambda e: choice(e) is None or not better(e),
        lambda e, w: {"costs": w.costs((e.shared() or leading(e) or e.policies)[:MOST_COSTS])},
        "Costs: {costs}.",
        "Kosten: {costs}.",
    ),
    Rule(
        "money_unknown",
        "",
        lambda e: math.isnan(e.costs[str(choice(e))].money),
        lambda e, w: {"persons": w.persons(choice(e))},
        "It takes {persons} away from their units; what it costs in euro is unknown, not zero.",
        "Het houdt {persons} weg bij hun eenheid; wat het in euro kost is onbekend, niet nul.",
    ),
    Rule(
        "costs",
        "",
        always,
        lambda e, w: {"persons": w.persons(choice(e)), "money": w.money(choice(e))},
        "It takes {persons} away from their units, and {money} beside their pay.",
        "Het houdt {persons} weg bij hun eenheid, en kost daarnaast {money}.",
    ),
)
"""What it costs, or what it would take to know."""

THIRD: tuple[Rule, ...] = (
    Rule(
        "nothing_held",
        "",
        lambda e: not e.grounds,
        nothing,
        "What these studies do say stands below, and is no choice between policies.",
        "Wat deze studies wel zeggen staat hieronder, en is geen keuze tussen beleid.",
    ),
    Rule(
        "no_choice_held",
        "",
        lambda e: choice(e) is None or not better(e) or few(e) or e.is_neutral,
        nothing,
        "A choice made now would rest on something else than these runs.",
        "Een keuze die nu gemaakt wordt, berust op iets anders dan deze runs.",
    ),
    Rule(
        "turned_over",
        "",
        lambda e: bool(turned(e, str(choice(e)))),
        lambda e, w: {"where": w.places(turned(e, str(choice(e))))},
        "It turns over under {where}: there another choice does better.",
        "Het keert om bij {where}: daar doet een andere keuze het beter.",
    ),
    Rule(
        "not_everywhere",
        "",
        lambda e: bool(unsure(e, str(choice(e)))),
        lambda e, w: {
            "where": w.places(unsure(e, str(choice(e)))),
            "reference": w.reference,
        },
        "Under {where}, taken by itself, these runs do not tell it from {reference}.",
        "Bij {where}, op zichzelf genomen, onderscheiden deze runs het niet van {reference}.",
    ),
    Rule(
        "theories_untried",
        "",
        lambda e: len(theories(e)) < 2 and not e.answers,
        lambda e, w: {"theory": w.theory},
        "Whether it holds under other theories than {theory} was not tried here.",
        "Of het standhoudt bij andere theorieën dan {theory} is hier niet beproefd.",
    ),
    Rule(
        "few_in_each_scenario",
        "",
        lambda e: bool(e.answers) and len(e.answers) == len(e.parts),
        lambda e, w: {"answers": w.whole(len(e.answers))},
        "Under none of {answers} answers to open questions of theory is another choice told to do"
        " better; of each scenario there are too few futures to say whether it holds there.",
        "Bij geen van {answers} antwoorden op open theoretische vragen doet een andere keuze het"
        " aantoonbaar beter; van elk scenario zijn er te weinig toekomsten om te zeggen of het"
        " daar standhoudt.",
    ),
    Rule(
        "holds_over_answers",
        "",
        lambda e: bool(e.answers),
        lambda e, w: {
            "scenarios": w.whole(len(e.parts) - len(e.answers)),
            "answers": w.whole(len(e.answers)),
        },
        "It holds in every scenario of the futures ({scenarios}), and under none of {answers}"
        " answers to open questions of theory is another choice told to do better.",
        "Het houdt stand in elk scenario van de toekomsten ({scenarios}), en bij geen van"
        " {answers} antwoorden op open theoretische vragen doet een andere keuze het aantoonbaar"
        " beter.",
    ),
    Rule(
        "holds",
        "",
        always,
        lambda e, w: {"count": w.whole(len(e.parts) or len(e.grounds))},
        "It holds in each of the {count} combinations of scenario and theory that were tried.",
        "Het houdt stand in elk van de {count} beproefde combinaties van scenario en theorie.",
    ),
)
"""How far it holds."""
