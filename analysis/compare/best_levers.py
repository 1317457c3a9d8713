"""Which lever does most good in each setting, as far as the runs tell."""

from __future__ import annotations

from analysis.compare.settings import Settings
from analysis.compare.sizes import difference_text
from analysis.intervals.several import ties_with
from analysis.words.phrases import listed, phrase
from sim.outcomes import LOWER_IS_BETTER

TEXTS: dict[str, tuple[str, str]] = {
    "best": (
        "Of the levers compared, {parts}.",
        "Van de vergeleken maatregelen {parts}.",
    ),
    "brings": (
        "{policy} brings most under {settings}",
        "brengt {policy} het meeste bij {settings}",
    ),
    "lowers": (
        "{policy} lowers it most under {settings}",
        "verlaagt {policy} het meest bij {settings}",
    ),
    "tie": (
        "these runs do not tell which is best under {setting}: {sizes}",
        "is uit deze runs niet op te maken welke de beste is bij {setting}: {sizes}",
    ),
    "under": ("{setting}, {size}", "{setting}, {size}"),
    "worse": (
        "none does better than {reference} under {setting}",
        "doet geen enkele het beter dan {reference} bij {setting}",
    ),
    "nothing": (
        "none can be told from {reference} under {setting}",
        "is geen enkele van {reference} te onderscheiden bij {setting}",
    ),
    "lever": ("{policy} {size}", "{policy} {size}"),
}


def best_levers(found: Settings, language: str) -> list[str]:
    """Say which lever does most good in each setting; ties are named as ties."""
    reference = found.policies[0]
    if len(found.policies) < 2 or found.seeds < 2:
        return []
    brought: dict[str, list[str]] = {}
    ties: list[str] = []
    without: dict[str, list[str]] = {"worse": [], "nothing": []}
    for scenario in found.scenarios:
        gains = {p: found.gain(scenario, p) for p in found.levers(scenario)}
        if not any(gain.is_there for gain in gains.values()):
            continue
        first = first_levers(found, scenario)
        if not first:
            clear = any(found.told(scenario).values())
            without["worse" if clear else "nothing"].append(scenario)
            continue
        sizes = [difference_text(gains[policy], found.outcome, language) for policy in first]
        if len(first) == 1:
            said = phrase(TEXTS, "under", language, setting=scenario, size=sizes[0])
            brought.setdefault(first[0], []).append(said)
            continue
        named = [
            phrase(TEXTS, "lever", language, policy=p, size=size)
            for p, size in zip(first, sizes, strict=True)
        ]
        ties.append(phrase(TEXTS, "tie", language, setting=scenario, sizes=listed(named, language)))
    key = "lowers" if found.outcome in LOWER_IS_BETTER else "brings"
    parts = [
        phrase(TEXTS, key, language, policy=policy, settings=listed(said, language))
        for policy, said in brought.items()
    ]
    parts += ties
    for key, scenarios in without.items():
        if scenarios:
            names = listed(scenarios, language)
            parts.append(phrase(TEXTS, key, language, reference=reference, setting=names))
    return [phrase(TEXTS, "best", language, parts="; ".join(parts))] if parts else []


def first_levers(found: Settings, scenario: str) -> list[str]:
    """Return the lever that does most good, with those that the runs do not tell from it.

    Only levers that are told from the reference, on the good side, are among them. Levers are held
    against each other on the same seeds, and so many at once that Holm's verdict decides.
    """
    sign = -1.0 if found.outcome in LOWER_IS_BETTER else 1.0
    told = found.told(scenario)
    gains = {p: sign * found.gain(scenario, p).mean for p in told if told[p]}
    good = sorted((p for p in gains if gains[p] > 0), key=lambda policy: -gains[policy])
    return ties_with(good[0], good, found.apart(scenario)) if good else []
