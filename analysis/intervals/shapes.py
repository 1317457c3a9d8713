"""The shapes of outcomes: of 400 runs of no lever and each lever, in three scenarios.

``make shapes`` makes them, on seeds that no study takes by itself. An outcome of a setting that is
among them has the shape of its own runs; in other settings of the same world, length and theory it
has the pooled one, standardised and mixed over all of them. Elsewhere there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.intervals.runs import KEYS
from analysis.intervals.ways import Numbers, Shape, resampled
from experiments.design import Design
from experiments.design.frame import Frame
from experiments.design.point import Point
from sim.conditions import Conditions
from sim.errors import UserError
from sim.reading import read_bytes, read_json
from sim.setting.theories.theory import load_theory

FILE = Path(__file__).with_name("shapes.parquet")
ABOUT = Path(__file__).with_name("shapes.json")
MOST_BYTES = 50_000_000
SCENARIOS = ("baseline", "crisis", "personnel_shortage")
SEEDS = range(9_000_001, 9_000_401)
POOLED = 1_000
"""How many values stand for a pooled shape."""
FEWEST_PRESENT = 0.9
"""Share of the stored runs in which an outcome must exist to have a shape."""

Place = tuple[str, str]
"""A scenario and a policy."""


def store(runs: pd.DataFrame, about: dict[str, object]) -> None:
    """Write runs as the shapes that ship, with the digest that they are read against."""
    outcomes = runs.drop(columns=list(KEYS)).astype(np.float32)
    content = BytesIO()
    pd.concat([runs[list(KEYS)], outcomes], axis=1).to_parquet(content, compression="zstd")
    FILE.write_bytes(content.getvalue())
    digest = hashlib.sha256(content.getvalue()).hexdigest()
    ABOUT.write_text(json.dumps({**about, "sha256": digest}, indent=1) + "\n", encoding="utf-8")


@lru_cache(maxsize=1)
def stored_runs() -> pd.DataFrame:
    """Return the runs that ship.

    Raises:
        UserError: Where they are not what was stored.
    """
    content = read_bytes(FILE, str(FILE), "the shapes that make shapes writes", MOST_BYTES)
    if hashlib.sha256(content).hexdigest() != read_json(ABOUT).get("sha256"):
        raise UserError("'{file}' is not what was stored; make it again: make shapes", file=FILE)
    return pd.read_parquet(BytesIO(content))


@dataclass(frozen=True, slots=True, eq=False)
class _Pilots:
    """Values of outcomes, one after another.

    Attributes:
        outcomes: Their keys.
        values: Shape (outcomes, values).
    """

    outcomes: npt.NDArray[np.str_]
    values: Numbers

    def of(self, outcome: str) -> Numbers | None:
        """Return the values of an outcome; None where it has none."""
        found = np.flatnonzero(self.outcomes == outcome)
        return self.values[found[0]] if found.size else None


@lru_cache(maxsize=1)
def _bank() -> dict[Place, _Pilots]:
    """Return the stored runs of each setting as they were stored, seeds in order."""
    runs = stored_runs().sort_values("seed", kind="stable").reset_index(drop=True)
    outcomes = runs.drop(columns=list(KEYS))
    names, values = outcomes.columns.to_numpy(str), outcomes.to_numpy(np.float64).T
    rows = runs.groupby(["scenario", "policy"]).indices
    # The mixed shapes are drawn in the order in which settings were stored.
    places = stored_runs()[["scenario", "policy"]].drop_duplicates().itertuples(index=False)
    return {
        (str(scenario), str(policy)): _Pilots(names, values[:, rows[scenario, policy]])
        for scenario, policy in places
    }


@lru_cache(maxsize=256)
def _pilots(first: Place | None, second: Place) -> _Pilots:
    """Return the stored values of a setting, or its differences from another; those that vary."""
    values = _bank()[second].values
    if first is not None:
        values = values - _bank()[first].values
    return _varied(_Pilots(_bank()[second].outcomes, values))


def _varied(pilots: _Pilots) -> _Pilots:
    """Return the outcomes that vary, what is missing filled with the values that are there."""
    values = pilots.values.copy()
    there = ~np.isnan(values)
    for row in np.flatnonzero(there.any(axis=1) & ~there.all(axis=1)):
        values[row] = np.resize(values[row, there[row]], values.shape[1])
    varied = (there.mean(axis=1) >= FEWEST_PRESENT) & (np.ptp(values, axis=1) > 0.0)
    return _Pilots(pilots.outcomes[varied], values[varied])


@lru_cache(maxsize=2)
def _pool(paired: bool) -> _Pilots:
    """Return standardised values of all settings, or of what each lever changes, mixed."""
    mixed: dict[str, list[Numbers]] = {}
    for scenario, policy in _bank():
        if policy != "none" or not paired:
            own = _pilots((scenario, "none") if paired else None, (scenario, policy))
            mean, spread = own.values.mean(axis=1), own.values.std(axis=1, ddof=1)
            standardised = (own.values - mean[:, None]) / spread[:, None]
            for name, values in zip(map(str, own.outcomes), standardised, strict=True):
                mixed.setdefault(name, []).append(values)
    rng = np.random.default_rng(1)
    # An outcome that some levers leave as it is has fewer values to draw from.
    drawn = [rng.choice(np.concatenate(parts), POOLED) for parts in mixed.values()]
    return _Pilots(np.array(list(mixed)), np.array(drawn))


def _resampled(pilots: _Pilots, size: int) -> dict[str, npt.NDArray[np.float32]]:
    """Return t of resamples for all outcomes at once."""
    found = resampled(pilots.values.T, size)
    return {str(name): t.astype(np.float32) for name, t in zip(pilots.outcomes, found, strict=True)}


@lru_cache(maxsize=192)
def _drawn(first: Place | None, second: Place, size: int) -> dict[str, npt.NDArray[np.float32]]:
    return _resampled(_pilots(first, second), size)


@lru_cache(maxsize=8)
def _drawn_from_pool(paired: bool, size: int) -> dict[str, npt.NDArray[np.float32]]:
    return _resampled(_pool(paired), size)


ELSEWHERE: Place = ("", "")
"""Where a setting is that is not among those that were run."""


class Shapes:
    """The shapes of a study's outcomes.

    Args:
        places: Scenario and policy of each point, ``ELSEWHERE`` for a point that also has other
            conditions or another theory; None where nothing of the study has a shape.
    """

    def __init__(self, places: Sequence[Place] | None) -> None:
        self.places = places

    def of(self, outcome: str, point: int, against: int | None = None) -> Shape | None:
        """Return the shape of an outcome at a point; None where there is none.

        Args:
            outcome: The outcome's key.
            point: The point.
            against: The point that is subtracted from it on the same seeds; None for its level.
        """
        if self.places is None:
            return None
        second = self.places[point]
        first = None if against is None else self.places[against]
        known = all(place in _bank() for place in (first or second, second))
        if known:
            pilots, of_all = _pilots(first, second), partial(_drawn, first, second)
        else:
            paired = first is not None
            pilots, of_all = _pool(paired), partial(_drawn_from_pool, paired)
        own = pilots.of(outcome)
        if own is None:
            return None
        return Shape(own, known, partial(_one, outcome, of_all))


def _one(outcome: str, of_all: partial[dict[str, npt.NDArray[np.float32]]], size: int) -> Numbers:
    return of_all(size)[outcome].astype(np.float64)


def shapes_in(frame: Frame, design: Design) -> Shapes:
    """Return the shapes of the outcomes at the points of a design.

    Args:
        frame: What is fixed in the study.
        design: Its points.
    """
    plain = Frame()
    lengths = (frame.world, frame.days, frame.warm_up_days)
    if lengths != (plain.world, plain.days, plain.warm_up_days) or frame.ideal:
        return Shapes(None)
    names = [factor.name for factor in design.factors]
    rows = design.table[names].itertuples(index=False)
    return Shapes([_place(frame.point(dict(zip(names, row, strict=True)))) for row in rows])


def _place(point: Point) -> Place:
    plain = point.theory == load_theory() and not Conditions(point.conditions).changed()
    return (point.scenario, point.policy) if plain else ELSEWHERE
