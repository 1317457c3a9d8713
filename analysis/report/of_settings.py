"""Scenarios and levers compared: the part of a report that settings on the same seeds make."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.labels import label_of, number
from analysis.phrases import listed, phrase, points
from analysis.report.part import Grid, Part, picture
from analysis.report.settings import Settings, settings_figure, settings_in
from analysis.report.stored import Stored, unquoted
from analysis.summary import Estimate

TEXTS: dict[str, tuple[str, str]] = {
    "levels": (
        "{outcome}, on average over {seeds} seeds: {levels}{unsure}.",
        "{outcome}, gemiddeld over {seeds} seeds: {levels}{unsure}.",
    ),
    "level": ("{size} under {setting}{interval}", "{size} bij {setting}{interval}"),
    "interval": (" ({low} to {high})", " ({low} tot {high})"),
    "unsure_levels": (
        "; these runs do not tell {names} from {first}",
        "; deze runs onderscheiden {names} niet van {first}",
    ),
    "best": (
        "Of the levers compared, {parts}.",
        "Van de vergeleken maatregelen {parts}.",
    ),
    "brings": (
        "{policy} brings most under {settings}",
        "brengt {policy} het meeste bij {settings}",
    ),
    "under": ("{setting}, {size}", "{setting}, {size}"),
    "nothing": (
        "none can be told from {reference} under {setting}",
        "is geen enkele van {reference} te onderscheiden bij {setting}",
    ),
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
    "same": (
        "{setting} against {first}: exactly the same, run by run.",
        "{setting} tegenover {first}: precies gelijk, run voor run.",
    ),
    "levers": (
        "Under {setting}, against {reference}: {sizes}.",
        "Bij {setting}, tegenover {reference}: {sizes}.",
    ),
    "lever": ("{policy} {size}", "{policy} {size}"),
    "unclear": (
        "Under {setting} these cannot be told from {reference}: {names}.",
        "Bij {setting} zijn deze niet te onderscheiden van {reference}: {names}.",
    ),
    "heading": ("Setting", "Situatie"),
    "value": ("{outcome}", "{outcome}"),
    "against": ("against {first}", "tegenover {first}"),
    "doubt": (
        "More seeds: intervals here are of {seeds} seeds, and say how sure the mean of the model"
        " is, not how sure the model is.",
        "Meer seeds: intervallen zijn hier van {seeds} seeds, en zeggen hoe zeker het gemiddelde"
        " van het model is, niet hoe zeker het model is.",
    ),
}


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a study that holds settings against each other."""
    found = settings_in(stored, language)
    return Part(
        verb="compare",
        where=listed(map(unquoted, found.scenarios), language),
        leads=[_levels(found, language), *_best(found, language)],
        said=[*_scenarios(found, language), *_levers(found, language)],
        grids=[_grid(found, language)],
        pictures=[picture("settings", lambda: settings_figure(found, language))],
        command=stored.command,
        doubts=[phrase(TEXTS, "doubt", language, seeds=found.seeds)],
    )


def sentences(found: Settings, language: str) -> list[str]:
    """Say how scenarios and levers differ, and where the runs do not tell."""
    return [
        _levels(found, language),
        *_best(found, language),
        *_scenarios(found, language),
        *_levers(found, language),
    ]


def _levels(found: Settings, language: str) -> str:
    first, policy = found.scenarios[0], found.policies[0]
    unsure = [
        name
        for name in found.scenarios[1:]
        if found.difference((first, policy), (name, policy)).covers_zero
    ]
    said = ""
    if unsure:
        names = listed(unsure, language)
        said = phrase(TEXTS, "unsure_levels", language, names=names, first=first)
    levels = [
        phrase(
            TEXTS, "level", language, setting=name,
            size=_value(found.level(name, policy).mean, found.outcome, language),
            interval=_interval(found.level(name, policy), found.outcome, language),
        )
        for name in found.scenarios
    ]  # fmt: skip
    return phrase(
        TEXTS, "levels", language, outcome=label_of(found.outcome).name(language),
        seeds=found.seeds, levels=listed(levels, language), unsure=said,
    )  # fmt: skip


def _best(found: Settings, language: str) -> list[str]:
    reference = found.policies[0]
    if len(found.policies) < 2:
        return []
    brought: dict[str, list[str]] = {}
    nothing = []
    for scenario in found.scenarios:
        gains = {p: _gain(found, scenario, p) for p in found.policies[1:]}
        sure = {p: gain for p, gain in gains.items() if gain.low > 0}
        if not sure:
            nothing.append(scenario)
            continue
        best = max(sure, key=lambda policy: sure[policy].mean)
        size = _difference(sure[best], found.outcome, language)
        said = phrase(TEXTS, "under", language, setting=scenario, size=size)
        brought.setdefault(best, []).append(said)
    parts = [
        phrase(TEXTS, "brings", language, policy=policy, settings=listed(said, language))
        for policy, said in brought.items()
    ]
    if nothing:
        names = listed(nothing, language)
        parts.append(phrase(TEXTS, "nothing", language, reference=reference, setting=names))
    return [phrase(TEXTS, "best", language, parts="; ".join(parts))]


def _gain(found: Settings, scenario: str, policy: str) -> Estimate:
    return found.difference((scenario, found.policies[0]), (scenario, policy))


def _scenarios(found: Settings, language: str) -> list[str]:
    first, policy = found.scenarios[0], found.policies[0]
    said = []
    for name in found.scenarios[1:]:
        gap = found.difference((first, policy), (name, policy))
        same = gap.mean == 0 and not gap.low < gap.high
        key = "same" if same else "no_scenario" if gap.covers_zero else "scenario"
        size = _difference(gap, found.outcome, language)
        said.append(phrase(TEXTS, key, language, setting=name, first=first, size=size))
    return said


def _levers(found: Settings, language: str) -> list[str]:
    said, reference = [], found.policies[0]
    for scenario in found.scenarios if len(found.policies) > 1 else ():
        gains = {p: _gain(found, scenario, p) for p in found.policies[1:]}
        sure = {p: gain for p, gain in gains.items() if not gain.covers_zero}
        ordered = sorted(sure, key=lambda policy: -sure[policy].mean)
        named = {"setting": scenario, "reference": reference}
        if ordered:
            sizes = [
                phrase(TEXTS, "lever", language, policy=policy,
                       size=_difference(sure[policy], found.outcome, language))
                for policy in ordered
            ]  # fmt: skip
            said.append(phrase(TEXTS, "levers", language, sizes="; ".join(sizes), **named))
        unclear = [policy for policy in gains if policy not in sure]
        if unclear:
            names = listed(unclear, language)
            said.append(phrase(TEXTS, "unclear", language, names=names, **named))
    return said


def _value(value: float, outcome: str, language: str) -> str:
    unit = label_of(outcome).unit
    return number(value, unit, language) + ("%" if unit == "share" else "")


def _interval(found: Estimate, outcome: str, language: str) -> str:
    if found.runs - found.missing < 2:
        return ""
    unit = label_of(outcome).unit
    low, high = (number(end, unit, language) for end in (found.low, found.high))
    return phrase(TEXTS, "interval", language, low=low, high=high)


def _difference(found: Estimate, outcome: str, language: str) -> str:
    unit = label_of(outcome).unit
    if unit == "share" and found.runs - found.missing > 1:
        return points(found.mean, language, found.low, found.high)
    return number(found.mean, unit, language, signed=True) + _interval(found, outcome, language)


def _grid(found: Settings, language: str) -> Grid:
    reference = found.policies[0]
    rows: list[Sequence[str]] = []
    for scenario, policy in found.values:
        level = found.level(scenario, policy)
        value = _value(level.mean, found.outcome, language)
        beside = "" if policy == reference else _difference(
            _gain(found, scenario, policy), found.outcome, language
        )  # fmt: skip
        rows.append([
            f"{unquoted(scenario)} · {unquoted(policy)}",
            value + _interval(level, found.outcome, language),
            beside,
        ])  # fmt: skip
    columns = [
        phrase(TEXTS, "value", language, outcome=label_of(found.outcome).name(language)),
        phrase(TEXTS, "against", language, first=reference),
    ]
    return Grid(phrase(TEXTS, "heading", language), columns, rows)
