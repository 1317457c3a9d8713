"""Scenarios and levers compared: the part of a report that settings on the same seeds make."""

from __future__ import annotations

from analysis.compare.best_levers import best_levers
from analysis.compare.drawn_words import drawn_sentences
from analysis.compare.settings import Settings
from analysis.compare.sizes import difference_text, interval_text, value_text
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.part import Part, part_from
from analysis.words.labels import label_of, number
from analysis.words.phrases import listed, listed_apart, phrase, spanned
from analysis.words.titles import unquoted
from sim.outcomes import LOWER_IS_BETTER

HARDLY = 0.0005  # what a share rounds to 0.0 percentage points by
TEXTS: dict[str, tuple[str, str]] = {
    "levels": (
        "{outcome}, on average over {seeds} seeds: {levels}{unsure}.",
        "{outcome}, gemiddeld over {seeds} seeds: {levels}{unsure}.",
    ),
    "level": ("{size} under {setting}{interval}", "{size} bij {setting}{interval}"),
    "no_level": ("no value under {setting}", "geen waarde bij {setting}"),
    "unsure_levels": (
        "; these runs do not tell {names} from {first}",
        "; deze runs onderscheiden {names} niet van {first}",
    ),
    "one_seed": (
        "{setting} against {first}: {size}. One seed gives no interval: this is an example.",
        "{setting} tegenover {first}: {size}. Eén seed geeft geen interval: dit is een voorbeeld.",
    ),
    "one_level": ("{outcome}, with one seed: {levels}.", "{outcome}, met één seed: {levels}."),
    "scenario": (
        "{setting} against {first}: {size}.",
        "{setting} tegenover {first}: {size}.",
    ),
    "no_scenario": (
        "{setting} against {first}: {size}, an interval that covers 0: these runs do not tell the"
        " two apart.",
        "{setting} tegenover {first}: {size}, een interval waar 0 in ligt: deze runs onderscheiden"
        " de twee niet.",
    ),
    "alone_scenario": (
        "{setting} against {first}: {size}. Of {count} scenarios held against it, one by itself"
        " often has such an interval by chance: corrected for that (Holm) the two are not told"
        " apart.",
        "{setting} tegenover {first}: {size}. Van {count} scenario's die ermee vergeleken zijn,"
        " heeft er wel vaker een bij toeval zo'n interval: daarvoor gecorrigeerd (Holm) zijn de"
        " twee niet te onderscheiden.",
    ),
    "same": (
        "{setting} against {first}: exactly the same, run by run.",
        "{setting} tegenover {first}: precies gelijk, run voor run.",
    ),
    "no_pair": (
        "{setting} against {first}: no seed has a value under both, so there is no difference to"
        " tell.",
        "{setting} tegenover {first}: geen enkele seed heeft bij beide een waarde, dus er is geen"
        " verschil om te noemen.",
    ),
    "levers": (
        "Under {setting}, against {reference}{unit}: {sizes}.",
        "Bij {setting}, tegenover {reference}{unit}: {sizes}.",
    ),
    "unit": (", in percentage points", ", in procentpunt"),
    "lever": ("{policy} {size}", "{policy} {size}"),
    "one_seed_levers": (
        "One seed gives no interval, and tells no lever from another: these are examples. Take more"
        " with replications=.",
        "Eén seed geeft geen interval, en onderscheidt geen maatregel van een andere: dit zijn"
        " voorbeelden. Neem er meer met replications=.",
    ),
    "unclear": (
        "Under {setting} these cannot be told from {reference}: {names}.",
        "Bij {setting} zijn deze niet te onderscheiden van {reference}: {names}.",
    ),
    "no_pairs": (
        "Under {setting} no seed has a value both with {reference} and with these, so there is no"
        " difference to tell: {names}.",
        "Bij {setting} heeft geen enkele seed een waarde bij {reference} én bij deze, dus er is"
        " geen verschil om te noemen: {names}.",
    ),
    "alone": (
        "Of these the interval by itself does not cover 0 under {setting}, but among {count} levers"
        " chance alone gives such intervals: corrected for their number (Holm) they are not told"
        " from {reference}: {names}.",
        "Hiervan ligt 0 bij {setting} niet in het interval op zich, maar bij {count} maatregelen"
        " geeft toeval alleen al zulke intervallen: gecorrigeerd voor hun aantal (Holm) zijn ze"
        " niet te onderscheiden van {reference}: {names}.",
    ),
    "hardly": (
        "Under {setting} these differ from {reference} by less than 0.05 percentage points:"
        " {names}.",
        "Bij {setting} verschillen deze minder dan 0,05 procentpunt van {reference}: {names}.",
    ),
    "heading": ("{outcome}", "{outcome}"),
    "level_of": ("{first}{unit}", "{first}{unit}"),
    "against": ("{policy}: change{unit}", "{policy}: verschil{unit}"),
    "points": (" (percentage points)", " (procentpunt)"),
    "doubt_of_one": (
        "More seeds: one seed gives no interval, and is an example.",
        "Meer seeds: één seed geeft geen interval, en is een voorbeeld.",
    ),
    "doubt": (
        "More seeds: intervals here are of {seeds} seeds, and say how sure the mean of the model"
        " is, not how sure the model is.",
        "Meer seeds: intervallen zijn hier van {seeds} seeds, en zeggen hoe zeker het gemiddelde"
        " van het model is, niet hoe zeker het model is.",
    ),
}


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a study that holds settings against each other."""
    found: Settings = answer.parts["settings"](language)
    doubt = "doubt" if found.seeds > 1 else "doubt_of_one"
    drawn = answer.parts["tables"]
    of_tables = [] if drawn is None else drawn_sentences(drawn, language)
    return part_from(
        answer,
        language,
        "settings",
        where=listed_apart(map(unquoted, found.scenarios), language),
        leads=[_levels(found, language), *of_tables, *best_levers(found, language)],
        doubts=[phrase(TEXTS, doubt, language, seeds=found.seeds)],
    )


def sentences(found: Settings, language: str) -> list[str]:
    """Say how scenarios and levers differ, and where the runs do not tell."""
    return [
        _levels(found, language),
        *best_levers(found, language),
        *_scenarios(found, language),
        *_levers(found, language),
    ]


def _levels(found: Settings, language: str) -> str:
    first, policy = found.scenarios[0], found.policies[0]
    unsure = [
        name
        for name, told in found.distinct_scenarios().items()
        if not told and found.difference((first, policy), (name, policy)).is_there
    ]
    said = ""
    if unsure:
        names = listed(unsure, language)
        said = phrase(TEXTS, "unsure_levels", language, names=names, first=first)
    levels = [_level(found, name, language) for name in found.scenarios]
    return phrase(
        TEXTS,
        "levels" if found.seeds > 1 else "one_level",
        language,
        outcome=label_of(found.outcome).name(language),
        seeds=found.seeds,
        levels=listed(levels, language),
        unsure=said,
    )


def _level(found: Settings, scenario: str, language: str) -> str:
    level = found.level(scenario, found.policies[0])
    return phrase(
        TEXTS,
        "level" if level.is_there else "no_level",
        language,
        setting=scenario,
        size=value_text(level.mean, found.outcome, language),
        interval=interval_text(level, found.outcome, language),
    )


def _scenarios(found: Settings, language: str) -> list[str]:
    first, policy = found.scenarios[0], found.policies[0]
    said, told = [], found.distinct_scenarios()
    for name in found.scenarios[1:]:
        gap = found.difference((first, policy), (name, policy))
        same = gap.mean == 0 and not gap.low < gap.high
        key = "scenario" if told[name] else "alone_scenario"
        if gap.covers_zero:
            key = "no_scenario"
        if same or gap.runs - gap.missing < 2:
            key = "same" if same else "one_seed" if gap.is_there else "no_pair"
        size = difference_text(gap, found.outcome, language)
        words = {"setting": name, "first": first, "size": size, "count": len(told)}
        said.append(phrase(TEXTS, key, language, **words))
    return said


def _levers(found: Settings, language: str) -> list[str]:
    said, examples, reference = [], False, found.policies[0]
    share = label_of(found.outcome).unit == "share"
    sign = -1.0 if found.outcome in LOWER_IS_BETTER else 1.0
    unit = phrase(TEXTS, "unit", language) if share else ""
    for scenario in found.scenarios if len(found.policies) > 1 else ():
        gains = {p: found.gain(scenario, p) for p in found.levers(scenario)}
        told = found.told(scenario)
        nowhere = [p for p in gains if not gains[p].is_there]
        unclear = [p for p in gains if not told[p] and found.seeds > 1 and p not in nowhere]
        alone = [p for p in unclear if not gains[p].covers_zero]
        hardly = [
            p
            for p, gain in gains.items()
            if share and p not in unclear and max(-gain.low, gain.high) < HARDLY
        ]
        clear = [p for p in gains if p not in (*unclear, *hardly, *nowhere)]
        sizes = [
            phrase(TEXTS, "lever", language, policy=p, size=_cell(found, scenario, p, language))
            for p in sorted(clear, key=lambda policy: -sign * gains[policy].mean)
        ]
        named = {"setting": scenario, "reference": reference}
        if sizes:
            examples = found.seeds < 2
            words = {"sizes": "; ".join(sizes), "unit": unit, **named}
            said.append(phrase(TEXTS, "levers", language, **words))
        groups = {"hardly": hardly, "unclear": unclear, "alone": alone, "no_pairs": nowhere}
        for key, policies in groups.items():
            if policies:
                names = listed(policies, language)
                count = str(len(told))
                said.append(phrase(TEXTS, key, language, names=names, count=count, **named))
    if examples:
        said.append(phrase(TEXTS, "one_seed_levers", language))
    return said


def grid_of(found: Settings, language: str) -> Grid:
    """Return levels without a lever and, below them, what each lever changes, by scenario."""
    reference, *levers = found.policies
    share = label_of(found.outcome).unit == "share"
    percents = " (%)" if share else ""
    units = phrase(TEXTS, "points", language) if share else ""
    first = phrase(TEXTS, "level_of", language, first=unquoted(reference), unit=percents)
    rows = [[first, *(_cell(found, s, None, language) for s in found.scenarios)]]
    for lever in levers:
        name = phrase(TEXTS, "against", language, policy=unquoted(lever), unit=units)
        rows.append([name, *(_cell(found, s, lever, language) for s in found.scenarios)])
    outcome = label_of(found.outcome).name(language)
    heading = phrase(TEXTS, "heading", language, outcome=outcome)
    return Grid(heading, list(map(unquoted, found.scenarios)), rows)


def _cell(found: Settings, scenario: str, lever: str | None, language: str) -> str:
    """Return the level of a scenario, or what a lever changes in it; empty where it did not run."""
    policy = lever or found.policies[0]
    if (scenario, policy) not in found.values:
        return ""
    size = found.gain(scenario, lever) if lever else found.level(scenario, policy)
    unit = label_of(found.outcome).unit
    if unit == "share":
        return spanned(size.mean, language, size.low, size.high, signed=lever is not None)
    interval = interval_text(size, found.outcome, language)
    return number(size.mean, unit, language, signed=lever is not None) + interval
