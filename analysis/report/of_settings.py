"""Scenarios and levers compared: the part of a report that settings on the same seeds make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from analysis.figures.style import COLOURS, FAINT, INK, MUTED, new_figure, number_ticks
from analysis.labels import PRIMARY, label_of, number
from analysis.phrases import listed, phrase, points
from analysis.report.part import Grid, Part, picture
from analysis.report.stored import Stored, name_in_words, quoted, unquoted
from analysis.summary import Estimate, estimate, paired_difference
from sim.errors import UserError

VARIED = ("scenario", "policy", "theory")
SHOWN = 12
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
    "axis": ("{outcome}; whisker: 95% interval", "{outcome}; streepje: 95%-interval"),
    "doubt": (
        "More seeds: intervals here are of {seeds} seeds, and say how sure the mean of the model"
        " is, not how sure the model is.",
        "Meer seeds: intervallen zijn hier van {seeds} seeds, en zeggen hoe zeker het gemiddelde"
        " van het model is, niet hoe zeker het model is.",
    ),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Runs of settings on the same seeds.

    Attributes:
        outcome: The outcome.
        values: One value per seed, in the same order of seeds, by the pair of scenario (with
            theory where that varies) and policy.
    """

    outcome: str
    values: Mapping[tuple[str, str], npt.NDArray[np.float64]]

    @property
    def seeds(self) -> int:
        """The number of seeds."""
        return len(next(iter(self.values.values())))

    @property
    def scenarios(self) -> list[str]:
        """The scenarios, in order."""
        return list(dict.fromkeys(name for name, _ in self.values))

    @property
    def policies(self) -> list[str]:
        """The policies, in order; the others are held against the first."""
        return list(dict.fromkeys(name for _, name in self.values))

    def level(self, scenario: str, policy: str) -> Estimate:
        """Return the mean of a setting."""
        return estimate(self.values[(scenario, policy)])

    def difference(self, first: tuple[str, str], second: tuple[str, str]) -> Estimate:
        """Return the mean of second minus first, paired by seed."""
        return paired_difference(self.values[first], self.values[second])


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


def settings_in(stored: Stored, language: str) -> Settings:
    """Read the runs of a study, its settings in words.

    Raises:
        UserError: Where settings did not meet the same seeds.
    """
    joined = stored.study.joined()
    varied = [name for name in VARIED if name in joined]
    choices = stored.configuration["choices"]
    table = joined.assign(**{n: choices[n] for n in VARIED if n not in joined})
    section = stored.configuration.get("compare", {})
    outcome = str(stored.decisive.get("outcome", section.get("outcome", PRIMARY)))
    scenario, policy = (
        table[group].map(lambda name, group=group: name_in_words(group, str(name), language))
        for group in ("scenario", "policy")
    )
    if "theory" in varied:
        scenario = scenario + ", " + table["theory"]
    named = table.assign(scenario=scenario.map(quoted), policy=policy.map(quoted)).sort_values(
        "seed", kind="stable"
    )
    groups = {
        (str(place[0]), str(place[1])): rows
        for place, rows in named.groupby(["scenario", "policy"], sort=False)
    }
    if len({tuple(rows["seed"]) for rows in groups.values()}) > 1:
        raise UserError(
            f"'{stored.folder}': settings did not meet the same seeds, so they cannot be held "
            "against each other; allowed: a study with the same seeds at every point"
        )
    named = named.sort_index()
    order = dict.fromkeys(zip(named["scenario"], named["policy"], strict=True))
    return Settings(
        outcome, {place: groups[place][outcome].to_numpy(np.float64) for place in order}
    )


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


def settings_figure(found: Settings, language: str) -> Figure:
    """Draw the mean of every setting with its interval, a panel per scenario."""
    unit = label_of(found.outcome).unit
    scale = 100.0 if unit == "share" else 1.0
    policies, scenarios = found.policies, found.scenarios
    figure = new_figure(0.9 + len(scenarios) * (0.35 + 0.17 * len(policies)))
    panels = figure.subplots(len(scenarios), 1, squeeze=False, sharex=True)[:, 0]
    for axes, scenario in zip(panels, scenarios, strict=True):
        for place, policy in enumerate(policies):
            if (scenario, policy) not in found.values:
                continue
            level = found.level(scenario, policy)
            ends = [[level.mean - level.low], [level.high - level.mean]]
            axes.errorbar(
                level.mean * scale, place, xerr=[[e[0] * scale] for e in ends], fmt="o", ms=4,
                color=COLOURS[0] if place else INK, ecolor=MUTED, capsize=2,
            )  # fmt: skip
        axes.axvline(found.level(scenario, policies[0]).mean * scale, color=INK, lw=0.7, ls=":")
        axes.set_yticks(range(len(policies)), list(map(unquoted, policies)), fontsize=7.5)
        axes.set_ylim(len(policies) - 0.5, -0.5)
        axes.set_title(unquoted(scenario), loc="left", fontweight="bold")
        axes.grid(axis="x", color=FAINT, linewidth=0.5)
        axes.tick_params(axis="y", length=0)
        number_ticks(axes, language, ("x",))
    outcome = label_of(found.outcome).text(language)
    panels[-1].set_xlabel(phrase(TEXTS, "axis", language, outcome=outcome))
    return figure
