"""The waves of a calibration: the prior first, then where what was seen is guessed to be likely.

Each wave draws from the prior times a guess of the likelihood, made flatter as far as so many draws
need; a part of it from the guess without the figure that says most, so that what hangs on that one
can be told. The weight of a draw is the likelihood of its own runs over the mixture of all waves
(Veach and Guibas 1995; Cornuet and others 2012, *Scandinavian Journal of Statistics* 39), so that a
poor guess costs draws and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import logsumexp

from analysis.calibration.weighing.emulator import Emulator, emulator_of, movers_in
from analysis.calibration.weighing.likelihood import log_likelihoods, steady_summary
from analysis.calibration.weighing.weights import effective, normalised
from analysis.plausible.seen import Numbers, Summary
from analysis.plausible.targets import Target
from experiments.design import Design, make_design
from experiments.design.factors import Factor
from experiments.design.table import design_of
from experiments.study.study import Study

CANDIDATES = 50_000
"""Draws from the prior that a wave is chosen among."""
FITTED = 6_000
"""An emulator is fitted to so many draws at most, the latest: those lie where it is asked."""
HALVINGS = 20
WITHOUT = 0.25
"""The part of a wave that leaves out the figure that says most."""
STEPS = ["wave", "points", "power", "effective"]

Further = Callable[[str, Design], Study]
"""Gives the study of a further wave, by its name and design: runs it, or reads what is stored."""


@dataclass(frozen=True, eq=False)
class Draws:
    """All draws that were run.

    Attributes:
        factors: What was drawn.
        raw: Draws x factors, as sampled.
        table: The same as runs used it: a column per factor.
        wave: Of each draw, from 1.
        summary: What each gives, at the place of the draw.
        log_prior: Of each draw, the log of the prior over what it was drawn from, up to a constant.
        movers: The factors that the emulator guesses from.
        targets: The targets.
        days: Measured days of a run.
        steps: A row per wave: wave, points, power (of the guess), effective (all draws so far).
        guess: The emulator that the last wave was drawn by; None where there was one wave.
    """

    factors: tuple[Factor, ...]
    raw: Numbers
    table: pd.DataFrame
    wave: Numbers
    summary: Summary
    log_prior: Numbers
    movers: tuple[str, ...]
    targets: tuple[Target, ...]
    days: float
    steps: pd.DataFrame = field(default_factory=pd.DataFrame)
    guess: Emulator | None = None

    @cached_property
    def log_likelihoods(self) -> Numbers:
        """The log likelihood of what was seen, draws x targets."""
        return log_likelihoods(self.summary, self.targets, self.days)

    def log_weights(self, without: str = "") -> Numbers:
        """Return the log weight of each draw, up to a constant; one target may be left out."""
        kept = [place for place, target in enumerate(self.targets) if target.name != without]
        return np.asarray(self.log_prior + self.log_likelihoods[:, kept].sum(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class _Aim:
    """What a part of a wave was drawn from, against the prior.

    Attributes:
        without: The figure that was left out of the guess; empty for none.
        count: How many draws were chosen.
        power: What the guess was raised to.
        log_mean: The log of its mean over the prior.
    """

    without: str
    count: int
    power: float
    log_mean: float


@dataclass(frozen=True, slots=True, eq=False)
class _Guess:
    """What a wave was drawn from: a guess of the likelihood, used in parts."""

    emulator: Emulator
    aims: tuple[_Aim, ...]

    def log_densities(self, raw: Numbers) -> list[Numbers]:
        """Return the log density of draws over that of the prior, by part of the wave."""
        guessed = self.emulator.log_likelihoods(raw)
        return [
            aim.power * _together(self.emulator, guessed, aim.without) - aim.log_mean
            for aim in self.aims
        ]


def _together(emulator: Emulator, guessed: Numbers, without: str) -> Numbers:
    kept = [place for place, each in enumerate(emulator.targets) if each.name != without]
    return np.asarray(guessed[:, kept].sum(axis=1))


@dataclass(slots=True, eq=False)
class _Run:
    """The draws that were run so far, wave by wave."""

    factors: tuple[Factor, ...]
    targets: Sequence[Target]
    days: float
    raw: list[Numbers] = field(default_factory=list)
    table: list[pd.DataFrame] = field(default_factory=list)
    seen: list[pd.DataFrame] = field(default_factory=list)
    guesses: list[_Guess] = field(default_factory=list)
    steps: list[tuple[int, int, float, float]] = field(default_factory=list)

    def add(self, study: Study) -> None:
        """Add the draws of a wave that were run, all or some."""
        design = study.design()
        shift = sum(map(len, self.raw))
        kept = study.kept()
        self.seen.append(kept.assign(point=kept["point"] + shift))
        self.raw.append(design.raw)
        self.table.append(design.table[[factor.name for factor in self.factors]])

    def draws(self, movers: Sequence[str], log_prior: Numbers | None = None) -> Draws:
        """Return all draws so far, without those of which every run failed.

        Args:
            movers: What the emulators guess from.
            log_prior: The log of the prior over the mixture, where that is known already.
        """
        summary = steady_summary(pd.concat(self.seen, ignore_index=True), self.targets, self.days)
        there = summary.middle.index.to_numpy()
        raw = np.concatenate(self.raw)[there]
        sizes = [len(part) for part in self.raw]
        names = [factor.name for factor in self.factors]
        own = raw[:, [names.index(name) for name in movers]]
        return Draws(
            self.factors,
            raw,
            pd.concat(self.table, ignore_index=True).iloc[there],
            np.repeat(np.arange(len(sizes)) + 1, sizes)[there],
            summary,
            _log_prior(own, sizes[0], self.guesses) if log_prior is None else log_prior,
            tuple(movers),
            tuple(self.targets),
            self.days,
        )


def calibrated(
    first: Study,
    targets: Sequence[Target],
    days: float,
    waves: int,
    most: int,
    enough: float,
    further: Further,
) -> Draws:
    """Weigh the draws of a first wave, and of the further ones that follow from it.

    Args:
        first: The study of the first wave: independent draws from the prior.
        targets: What was seen.
        days: Measured days of a run.
        waves: How many waves there are at most.
        most: How many numbers the emulator guesses from at most, open questions beside.
        enough: From how many draws of equal weight on no further wave is drawn.
        further: Gives the study of each further wave.
    """
    design = first.design()
    run = _Run(tuple(design.factors), targets, days)
    run.add(first)
    prior = run.draws([])
    movers = movers_in(run.factors, prior.raw, prior.summary, targets, most)
    while True:
        found = run.draws(movers)
        worth = effective(normalised(found.log_weights()))
        power = run.guesses[-1].aims[0].power if run.guesses else 0.0
        run.steps.append((len(run.raw), len(run.raw[-1]), power, worth))
        if worth >= enough or len(run.raw) >= waves or not movers:
            guess = run.guesses[-1].emulator if run.guesses else None
            return replace(found, steps=pd.DataFrame(run.steps, columns=STEPS), guess=guess)
        wave = len(run.raw) + 1
        run.add(further(f"wave_{wave}", _wave(found, run.guesses, len(design), wave)))


def weighed_again(
    first: Study,
    targets: Sequence[Target],
    days: float,
    kept: Mapping[str, Any],
    opened: Callable[[str], Study],
) -> Draws:
    """Return the draws of a calibration that was told before, without choosing them anew.

    Args:
        first: The study of the first wave.
        targets: What was seen.
        days: Measured days of a run.
        kept: Its movers, log_prior and steps.
        opened: Gives the study of a wave by its name.
    """
    run = _Run(tuple(first.design().factors), targets, days)
    run.add(first)
    for wave in range(2, len(kept["steps"]) + 1):
        run.add(opened(f"wave_{wave}"))
    found = run.draws(kept["movers"], np.array(kept["log_prior"], np.float64))
    return replace(found, steps=kept["steps"])


def _wave(found: Draws, guesses: list[_Guess], count: int, wave: int) -> Design:
    """Draw a wave from the prior times a guess of the likelihood, and keep what it aimed at."""
    names = [factor.name for factor in found.factors]
    places = [names.index(name) for name in found.movers]
    own = [found.factors[place] for place in places]
    latest = slice(-FITTED, None)
    summary = Summary(found.summary.middle.iloc[latest], found.summary.variance.iloc[latest])
    emulator = emulator_of(own, found.raw[latest, places], summary, found.targets, found.days)
    worth = {t.name: effective(normalised(found.log_weights(t.name))) for t in found.targets}
    beside = int(WITHOUT * count)
    parts = {"": count - beside, min(worth, key=lambda name: worth[name]): beside}
    guess, chosen = _guessed(emulator, parts, np.random.default_rng(wave))
    guesses.append(guess)
    raw = make_design("lhs", found.factors, count, seed=wave).raw.copy()
    raw[:, places] = chosen
    # Every draw has a luck of its own, in whatever wave.
    rows = np.arange(count) + (wave - 1) * count
    return design_of("list", found.factors, raw, rows, {"seeds_by_base_row": True})


def _log_prior(raw: Numbers, first: int, guesses: Sequence[_Guess]) -> Numbers:
    """Return the log of the prior over the mixture of waves, at draws of the movers."""
    parts = [np.zeros(len(raw)), *(part for guess in guesses for part in guess.log_densities(raw))]
    counts = [first, *(aim.count for guess in guesses for aim in guess.aims)]
    shares = np.array(counts, np.float64) / sum(counts)
    return -np.asarray(logsumexp(np.stack(parts), axis=0, b=shares[:, None]))


def _guessed(
    emulator: Emulator, parts: Mapping[str, int], chance: np.random.Generator
) -> tuple[_Guess, Numbers]:
    """Choose the draws of a wave among candidates from the prior.

    Args:
        emulator: What guesses.
        parts: By the figure that is left out of the guess, how many draws.
        chance: What is drawn from.

    Returns:
        What they were drawn from, and the draws of the emulator's factors, part by part.
    """
    low, high = np.array([factor.bounds for factor in emulator.factors]).T
    raw = low + (high - low) * chance.random((CANDIDATES, len(emulator.factors)))
    guessed = emulator.log_likelihoods(raw)
    aims, chosen = [], []
    for without, count in parts.items():
        together = _together(emulator, guessed, without)
        power = _power(together, count)
        log_mean = float(logsumexp(power * together) - np.log(len(raw)))
        aims.append(_Aim(without, count, power, log_mean))
        weights = normalised(power * together)
        chosen.append(raw[chance.choice(len(raw), size=count, p=weights)])
    return _Guess(emulator, tuple(aims)), np.concatenate(chosen)


def _power(guessed: Numbers, count: int) -> float:
    """Return how far a guess is made flatter, so that as many candidates count as are drawn."""
    power, step = 1.0, 0.5
    if effective(normalised(guessed)) >= count:
        return power
    power = 0.5
    for _ in range(HALVINGS):
        step /= 2.0
        power += step if effective(normalised(power * guessed)) >= count else -step
    return power
