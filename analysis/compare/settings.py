"""Settings that ran on the same seeds: their means, their differences, and the picture of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.figure import Figure

from analysis.intervals.several import apart, holm_verdicts
from analysis.intervals.shapes import Shapes, shapes_in
from analysis.intervals.ways import Shape
from analysis.stored.stored import Stored
from analysis.stored.summary import (
    NO_SHAPES,
    Estimate,
    complete_pairs,
    estimate,
    paired_difference,
)
from analysis.words.labels import PRIMARY, label_of
from analysis.words.phrases import phrase
from analysis.words.style import COLOURS, FAINT, INK, MUTED, new_figure, number_ticks
from analysis.words.titles import quoted, unquoted
from experiments.design.point import name_in_words
from sim.errors import UserError

VARIED = ("scenario", "policy", "theory")
TEXTS: dict[str, tuple[str, str]] = {
    "axis": ("{outcome}\nwhisker: 95% interval", "{outcome}\nstreepje: 95%-interval"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Runs of settings on the same seeds.

    Attributes:
        outcome: The outcome.
        values: One value per seed, in the same order of seeds, by the pair of scenario (with
            theory where that varies) and policy.
        points: The point of the design of each.
        shapes: Of the outcomes at these points.
    """

    outcome: str
    values: Mapping[tuple[str, str], npt.NDArray[np.float64]]
    points: Mapping[tuple[str, str], int] = field(default_factory=dict)
    shapes: Shapes = NO_SHAPES
    _differences: dict[tuple[tuple[str, str], tuple[str, str]], Estimate] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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
        place = scenario, policy
        return estimate(self.values[place], shape=self._shape(place))

    def difference(self, first: tuple[str, str], second: tuple[str, str]) -> Estimate:
        """Return the mean of second minus first, paired by seed; worked out once."""
        known = self._differences.get((first, second))
        if known is None:
            values, shape = (self.values[first], self.values[second]), self._shape(second, first)
            known = self._differences[first, second] = paired_difference(*values, shape)
        return known

    def _shape(
        self, place: tuple[str, str], against: tuple[str, str] | None = None
    ) -> Shape | None:
        if place not in self.points:
            return None
        first = None if against is None else self.points[against]
        return self.shapes.of(self.outcome, self.points[place], first)

    def gain(self, scenario: str, policy: str) -> Estimate:
        """Return what a policy changes in a scenario, against the first policy."""
        return self.difference((scenario, self.policies[0]), (scenario, policy))

    def weighed(self, policy: str, weights: Sequence[float]) -> Estimate:
        """Return what a policy changes against the first one on average over the scenarios.

        Args:
            policy: The policy, which ran in each of them.
            weights: What each scenario counts for, in their order; not all of them 0.
        """
        parts = [
            weight * (self.values[scenario, policy] - self.values[scenario, self.policies[0]])
            for scenario, weight in zip(self.scenarios, weights, strict=True)
        ]
        return estimate(np.sum(parts, axis=0) / sum(weights))

    def levers(self, scenario: str) -> list[str]:
        """Return the policies but the first one that ran in a scenario, in order."""
        return [p for p in self.policies[1:] if (scenario, p) in self.values]

    def told(self, scenario: str) -> dict[str, bool]:
        """Return which levers are told from the first policy, of all that ran in a scenario."""
        return holm_verdicts({p: self.gain(scenario, p).chance for p in self.levers(scenario)})

    def distinct_scenarios(self) -> dict[str, bool]:
        """Return which scenarios are told from the first one, under the first policy."""
        first, policy = self.scenarios[0], self.policies[0]
        gaps = {
            name: self.difference((first, policy), (name, policy)) for name in self.scenarios[1:]
        }
        return holm_verdicts({name: gap.chance for name, gap in gaps.items()})

    def apart(self, scenario: str) -> dict[frozenset[str], bool]:
        """Return which levers are told from which, on the same seeds, of all pairs of them."""
        return apart(
            self.levers(scenario),
            lambda one, other: self.difference((scenario, one), (scenario, other)).chance,
        )


@dataclass(frozen=True, slots=True)
class SettingRuns:
    """The runs of a study's settings, read once: for any outcome, in any language.

    Attributes:
        stored: The study.
        rows: The runs of each setting in the same order of seeds, by the names of its scenario,
            policy and theory.
        shapes: Of the outcomes at the study's points.
    """

    stored: Stored
    rows: Mapping[tuple[str, ...], pd.DataFrame]
    shapes: Shapes

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that are kept, among the other columns of runs."""
        return [str(name) for name in next(iter(self.rows.values())).columns]

    def settings(self, language: str, outcome: str | None = None) -> Settings:
        """Return an outcome of the runs, their settings in words.

        Args:
            language: "en" or "nl".
            outcome: The outcome; None for the one that was asked.
        """
        outcome = outcome or str(self.stored.option("outcome", PRIMARY))
        several = len({names[-1] for names in self.rows}) > 1
        title = cache(partial(name_in_words, language=language))
        places = {_place_in_words(names, several, title): of for names, of in self.rows.items()}
        return Settings(
            outcome,
            {place: rows[outcome].to_numpy(np.float64) for place, rows in places.items()},
            {place: int(rows["point"].iloc[0]) for place, rows in places.items()},
            self.shapes,
        )


def _place_in_words(
    names: tuple[str, ...], theories: bool, title: Callable[[str, str], str]
) -> tuple[str, str]:
    """Return the titles of a scenario, with its theory where that varies, and of a policy."""
    scenario, policy, theory = map(title, VARIED, names)
    return quoted(f"{scenario}, {theory}" if theories else scenario), quoted(policy)


def setting_runs(stored: Stored, first: int = 0) -> SettingRuns:
    """Read the runs of a study, setting by setting.

    Args:
        stored: The study.
        first: The first replication that is read.

    Raises:
        UserError: Where settings did not meet the same seeds.
    """
    every, design = stored.study.joined(), stored.study.design()
    table = complete_pairs(every[every["replication"] >= first], len(design))
    choices = stored.configuration["choices"]
    table = table.assign(**{n: choices[n] for n in VARIED if n not in table})
    # In the order of seeds settings stand in that of the design: each met the first seed.
    in_order = table.sort_values("seed", kind="stable").groupby(list(VARIED), sort=False)
    rows = {tuple(str(name) for name in names): of for names, of in in_order}
    if len({tuple(of["seed"]) for of in rows.values()}) > 1:
        raise UserError(
            "'{folder}': settings did not meet the same seeds, so they cannot be held "
            "against each other; allowed: a study with the same seeds at every point",
            folder=stored.folder,
        )
    return SettingRuns(stored, rows, shapes_in(stored.frame, design))


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
                level.mean * scale,
                place,
                xerr=[[e[0] * scale] for e in ends],
                fmt="o",
                ms=4,
                color=COLOURS[0] if place else INK,
                ecolor=MUTED,
                capsize=2,
            )
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
