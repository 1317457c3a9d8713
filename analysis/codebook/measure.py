"""Experiments run: every arm once per seed, on both cores, and the contrast with its interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.codebook.declare import Arm, Experiment, Numbers, Reading
from analysis.mediation.mediation import interval
from analysis.stored.summary import estimate
from experiments.running.cores import cores
from sim.conditions import Conditions
from sim.run import run_setting
from sim.setting.setting import Setting, resolve
from sim.world import World, load_world

Place = tuple[Any, ...]
Value = float | Numbers


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of an experiment.

    Attributes:
        experiment: Which.
        mean: The contrast.
        low: Lower end of its 95 % interval over seeds.
        high: Upper end.
        seeds: Seeds in which it exists.
    """

    experiment: Experiment
    mean: float
    low: float
    high: float
    seeds: int

    @property
    def shown(self) -> bool:
        """Whether the whole interval lies where the claim says."""
        return self.experiment.region.holds(self.low, self.high)


def measure(experiments: Sequence[Experiment]) -> dict[str, Finding]:
    """Run experiments and return what came of each, by its id.

    An arm that several experiments share is run once.
    """
    readings: dict[Place, dict[int, Reading]] = defaultdict(dict)
    settings: dict[Place, Setting] = {}
    for experiment in experiments:
        for arm in experiment.arms:
            for seed in range(1, experiment.seeds + 1):
                place = (*_place(arm, experiment), seed)
                if experiment.reading is not None:
                    readings[place][id(experiment.reading)] = experiment.reading
            if (key := _place(arm, experiment)) not in settings:
                settings[key] = setting_of(arm, experiment.days, experiment.warm_up_days)

    def run(place: Place) -> tuple[Place, dict[int, Value]]:
        done = run_setting(settings[place[:-1]], place[-1])
        return place, {key: reading(done) for key, reading in readings[place].items()}

    with ThreadPoolExecutor(cores()) as pool:
        values = dict(pool.map(run, readings))
        by_seed = {
            e.id: list(pool.map(e.by_seed, range(1, e.seeds + 1)))
            for e in experiments
            if e.by_seed is not None
        }
    return {e.id: _finding(e, values, by_seed.get(e.id)) for e in experiments}


def _place(arm: Arm, experiment: Experiment) -> Place:
    return (arm.key(), experiment.days, experiment.warm_up_days)


def setting_of(arm: Arm, days: int, warm_up_days: int) -> Setting:
    """Make an arm ready to run."""
    return resolve(
        scenario=arm.scenario,
        policy=arm.policy,
        theory=arm.theory or "figure_2",
        conditions=Conditions(arm.conditions, limits="possible"),
        days=days,
        warm_up_days=warm_up_days,
        world=changed_world(arm.classes),
        ideal=arm.ideal,
    )


def changed_world(classes: Mapping[str, Mapping[str, Any]]) -> World:
    """Return the Netherlands with some values of the table of classes changed."""
    world = load_world()
    if not classes:
        return world
    return replace(world, classes=tuple(replace(c, **classes.get(c.id, {})) for c in world.classes))


def _finding(
    experiment: Experiment, values: Mapping[Place, Mapping[int, Value]], by_seed: Any
) -> Finding:
    contrast = experiment.contrast
    if by_seed is None:
        arms = [
            [
                values[*_place(arm, experiment), seed][id(experiment.reading)]
                for seed in range(1, experiment.seeds + 1)
            ]
            for arm in experiment.arms
        ]
        if not contrast.linear:
            numbers = [np.array(arm, np.float64) for arm in arms]
            mean, low, high = interval(contrast.of_means, *numbers)
            present = int((~np.isnan(numbers).any(axis=0)).sum())
            return Finding(experiment, mean, low, high, present)
        by_seed = [_of_seed(contrast.of_means(*of_seed)) for of_seed in _by_seed(arms)]
    found = estimate(by_seed)
    return Finding(experiment, found.mean, found.low, found.high, found.runs - found.missing)


def _by_seed(arms: Sequence[Sequence[Value]]) -> Iterable[tuple[Value, ...]]:
    return zip(*arms, strict=True)


def _of_seed(contrast: Value) -> float:
    """Return the contrast of a seed: the mean over the incidents for which it exists."""
    values = np.atleast_1d(contrast)
    present = values[~np.isnan(values)]
    return float(present.mean()) if len(present) else np.nan
