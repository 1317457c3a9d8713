"""What is measured of theories: a table per question, each from runs on the same seeds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from experiments.design import make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.study.study import run_points
from sim.levels.centring import pass_rate
from sim.levels.readings import Readings, readings
from sim.levels.standard import RULES, SIDES, indices_of
from sim.outcomes import PRIMARY
from sim.setting.setting import resolve
from sim.setting.theories.level import LEVELS, Level
from sim.setting.theories.levelling import level_of
from sim.setting.theories.theory import Theory, load_theory
from sim.state.records import DETERRENCE_COLUMN, DRIVERS, DRIVERS_A_SIDE
from sim.world import load_world

# Every theory that comes with the model, and each answer by itself that has a level.
THEORIES: dict[str, Mapping[str, str]] = {
    **{
        name: {"theory": name}
        for name in (
            "figure_2",
            "figure_1",
            "triade",
            "trust_matters",
            "formal_ties",
            "informal_ties",
        )
    },
    **{
        f"{switch}={answer}": {f"theory.{switch}": answer}
        for switch, answer in (
            ("drivers", "balanced"),
            ("drivers", "weakest"),
            ("gates", "minimum"),
            ("gates", "compensatory"),
        )
    },
}
LEVERS = (
    "joint_framework",
    "powers_briefing",
    "mit",
    "liaisons",
    "joint_exercises",
    "training_match",
    "capacity_priority",
)
SEEDS, FRESH_SEEDS = range(1, 31), range(1001, 1041)
POINTS, DESIGN_SEED = 6000, 1


def theory_of(answers: Mapping[str, str], level: str) -> Theory:
    """Return a theory of ``THEORIES`` at a level."""
    own = {key.partition(".")[2]: v for key, v in answers.items() if key != "theory"}
    return load_theory(answers.get("theory", "figure_2")).with_choices({**own, "level": level})


def pass_rates() -> pd.DataFrame:
    """Return how much passes at the defaults under each theory and level, on other seeds too."""
    rows = []
    for name, answers in THEORIES.items():
        for level in LEVELS:
            setting = resolve(theory=theory_of(answers, level))
            rows.append(
                {
                    "theory": name,
                    "level": level,
                    "centred on": pass_rate(setting),
                    "other seeds": pass_rate(setting, FRESH_SEEDS),
                }
            )
    return pd.DataFrame(rows)


def lever_runs() -> pd.DataFrame:
    """Return the primary outcome of every theory, level, lever and seed."""
    points, names = [], []
    for (name, answers), level, policy in product(THEORIES.items(), LEVELS, ("none", *LEVERS)):
        theory = theory_of(answers, level)
        given = {f"theory.{key}": answer for key, answer in theory.answers.items()}
        points.append({"theory": theory.name, **given, "policy": policy})
        names.append((name, level, policy))
    runs = run_points(Frame(), points, SEEDS)
    named = pd.DataFrame(names, columns=["name", "level", "policy"])
    return runs[["point", "seed", PRIMARY]].join(named, on="point").drop(columns="point")


def index_over_draws() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return quantiles of W by answer to S11, level and side, and which driver is the least.

    Over the reference needs of all draws from the priors.
    """
    world = load_world()
    levels = {
        (rule, name): level_of(Theory({"drivers": rule}, {}, level=name), world)
        for rule, name in product(RULES, LEVELS)
    }
    found: dict[tuple[str, str, str], list[npt.NDArray[np.float64]]] = {}
    least = np.zeros((len(SIDES), DRIVERS_A_SIDE))
    for read in readings(world):
        for (rule, name), level in levels.items():
            for side, willing in willingness_in(read, rule, level).items():
                found.setdefault((rule, name, side), []).append(willing)
        for place in range(len(SIDES)):
            drivers = read.drivers[:, DRIVERS_A_SIDE * place :][:, :DRIVERS_A_SIDE]
            least[place] += np.bincount(drivers.argmin(axis=1), minlength=DRIVERS_A_SIDE)
    rows = [
        (*key, *np.quantile(np.concatenate(parts), (0.02, 0.5, 0.98)))
        for key, parts in found.items()
    ]
    quantiles = pd.DataFrame(rows, columns=["drivers", "level", "side", "2 %", "50 %", "98 %"])
    shares = pd.DataFrame(least / least.sum(axis=1, keepdims=True), columns=list(DRIVERS))
    return quantiles, shares.assign(side=list(SIDES))


def willingness_in(read: Readings, rule: str, level: Level) -> dict[str, npt.NDArray[np.float64]]:
    """Return W of both sides at what was read (E4), under a rule of S11 at a level."""
    index, conditions = indices_of(read, rule, False), read.setting.conditions
    found = {}
    for place, side in enumerate(SIDES):
        origin, slope = level[2 * place : 2 * place + 2]
        moved = origin + slope * index[:, place] - read.drivers[:, DETERRENCE_COLUMN]
        moved += conditions[f"willingness_shift_{side}"] - conditions["willingness_threshold"]
        found[side] = expit(conditions["willingness_slope"] * moved)
    return found


def varied_runs(level: str) -> pd.DataFrame:
    """Return the primary outcome over draws of all conditions and all switches, at a level."""
    design = make_design("lhs", declared_factors(control=False), POINTS, DESIGN_SEED)
    table = design.table[[factor.name for factor in design.factors]]
    given = table.assign(**{"theory.level": level}, base_row=range(len(table)))
    runs = run_points(Frame(), given, Seeds(1, 1, "base_row"))
    return table.assign(**{PRIMARY: runs.set_index("point")[PRIMARY]})
