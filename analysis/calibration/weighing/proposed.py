"""How far the default lies from the figures, and a setting beside it that lies nearer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.calibration.weighing.emulator import Emulator, emulator_of
from analysis.calibration.weighing.likelihood import log_likelihoods, steady_summary
from analysis.calibration.weighing.posterior import Posterior
from analysis.plausible.seen import Numbers, distance
from experiments.design import Design, list_design
from experiments.design.factors import DUMMY, Factor
from experiments.design.table import BASE_ROW
from sim.conditions import CONDITIONS

NAME, SEEDS = "settings", 20
"""The study of the two settings, and on how many seeds each is run."""
DIGITS = 2
STEPS, MOST_CHANGED = 11, 3
"""At how many values each condition is tried, and how many of them a proposal may change."""
WORTH_CHANGING = 1.0
"""What changing one more condition must gain of the log likelihood that is guessed."""


def proposal(posterior: Posterior, answers: Mapping[str, str]) -> dict[str, float]:
    """Return a few conditions, at values under which the figures are guessed to be likelier.

    One condition after the other is put where the guess is best, all else as the setting has it:
    cells of the tables as they stand, theories as they are. Whether that is so, runs must tell.

    Args:
        posterior: The draws.
        answers: What the setting answers to each open question.
    """
    draws = posterior.draws
    factors = [factor for factor in draws.factors if factor.name in draws.movers]
    emulator = draws.guess or emulator_of(
        factors,
        draws.raw[:, [draws.factors.index(factor) for factor in factors]],
        draws.summary,
        draws.targets,
        draws.days,
    )
    found: dict[str, float] = {}
    start = {factor.name: _standing(factor, answers) for factor in emulator.factors}
    reached = _guessed(emulator, [start])[0]
    tried = [
        (factor.name, _as_told(factor, float(value)))
        for factor in emulator.factors
        if factor.name.startswith("conditions.") and factor.name != DUMMY
        for value in factor.levels(STEPS)
    ]
    for _ in range(MOST_CHANGED):
        guessed = _guessed(emulator, [{**start, **found, name: value} for name, value in tried])
        best = int(guessed.argmax())
        if guessed[best] < reached + WORTH_CHANGING:
            break
        found |= [tried[best]]
        reached = float(guessed[best])
    return {name: value for name, value in found.items() if value != start[name]}


def _standing(factor: Factor, answers: Mapping[str, str]) -> float | str:
    head, _, name = factor.name.partition(".")
    if head == "theory":
        return answers[name]
    return CONDITIONS[name].default if head == "conditions" else 0.0


def _as_told(factor: Factor, value: float) -> float:
    """Return a value as a person would say it, within its range."""
    told = float(round(value)) if factor.whole else float(f"{value:.{DIGITS}g}")
    return min(max(told, factor.low), factor.high)


def _guessed(emulator: Emulator, settings: Sequence[Mapping[str, float | str]]) -> Numbers:
    raw = [factor.raw([each[factor.name] for each in settings]) for factor in emulator.factors]
    return np.asarray(emulator.log_likelihoods(np.column_stack(raw)).sum(axis=1))


def settings_design(found: Mapping[str, float]) -> Design:
    """Return the default and the proposal as two points on the same seeds."""
    default = {name: CONDITIONS[name.partition(".")[2]].default for name in found}
    rows = [default, dict(found)] if found else [{DUMMY: CONDITIONS["dummy"].default}]
    return list_design(pd.DataFrame(rows).assign(**{BASE_ROW: 0}), NAME)


@dataclass(frozen=True, eq=False)
class Beside:
    """The default, and the proposal beside it where there is one.

    Attributes:
        proposed: The conditions that the proposal sets.
        distances: A row per figure: target, default, proposed (standard deviations, signed; NaN
            where there is no proposal).
        log_likelihoods: Of the default and of the proposal, all figures together.
    """

    proposed: Mapping[str, float]
    distances: pd.DataFrame
    log_likelihoods: tuple[float, ...]

    @property
    def better(self) -> bool:
        """Whether the proposal lies nearer, by all figures together and by the worst of them."""
        if len(self.log_likelihoods) < 2:
            return False
        default, proposed = (self.distances[key].abs().max() for key in ("default", "proposed"))
        return bool(self.log_likelihoods[1] > self.log_likelihoods[0] and proposed < default)

    def worst(self, setting: str) -> tuple[str, float]:
        """Return the figure from which a setting lies furthest, and how far.

        A figure beside which its runs have nothing is none that it lies far from.
        """
        place = int(self.distances[setting].abs().fillna(-1.0).to_numpy().argmax())
        row = self.distances.iloc[place]
        return str(row["target"]), float(row[setting])


def beside(
    posterior: Posterior, found: Mapping[str, float], seen: pd.DataFrame, seeds: int
) -> Beside:
    """Hold the default and the proposal against the figures.

    Args:
        posterior: The draws.
        found: The proposal.
        seen: The runs of both, as ``Seen`` kept them.
        seeds: On how many seeds each draw was run. The likelihood of the two settings has the luck
            of as many in it: else they would look likelier for being known better.
    """
    draws = posterior.draws
    summary = steady_summary(seen, draws.targets, draws.days)
    rows = []
    for target in draws.targets:
        far = distance(summary, target, draws.days).to_numpy(np.float64)
        rows.append((target.name, far[0], far[1] if len(far) > 1 else np.nan))
    as_drawn = replace(summary, variance=summary.variance * (SEEDS / seeds))
    every = log_likelihoods(as_drawn, draws.targets, draws.days).sum(axis=1)
    table = pd.DataFrame(rows, columns=["target", "default", "proposed"])
    return Beside(dict(found), table, tuple(map(float, every)))
