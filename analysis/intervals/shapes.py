"""The shapes of outcomes: of 400 runs of no lever and each lever, in three scenarios.

``make shapes`` makes them, on seeds that no study takes by itself. An outcome of a setting that is
among them has the shape of its own runs; in other settings of the same world, length and theory it
has the pooled one, standardised and mixed over all of them. Elsewhere there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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
from sim.setting.theory import load_theory

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


@lru_cache(maxsize=1)
def _tables() -> dict[Place, pd.DataFrame]:
    """Return the runs of each setting, a row per seed in order and a column per outcome."""
    groups = stored_runs().groupby(["scenario", "policy"], sort=False)
    return {
        (str(place[0]), str(place[1])): rows.sort_values("seed").drop(columns=list(KEYS))
        for place, rows in groups
    }


@lru_cache(maxsize=256)
def _pilots(first: Place | None, second: Place) -> pd.DataFrame:
    """Return the stored values of a setting, or its differences from another; those that vary."""
    tables = _tables()
    found = tables[second].reset_index(drop=True).astype(np.float64)
    if first is not None:
        found = found - tables[first].reset_index(drop=True).astype(np.float64)
    return _varied(found)


@lru_cache(maxsize=2)
def _pool(paired: bool) -> pd.DataFrame:
    """Return standardised values of all settings, or of what each lever changes, mixed."""
    parts = []
    for scenario, policy in _tables():
        if policy != "none" or not paired:
            own = _pilots((scenario, "none") if paired else None, (scenario, policy))
            parts.append((own - own.mean()) / own.std())
    mixed = pd.concat(parts, ignore_index=True)
    rng = np.random.default_rng(1)
    # An outcome that some levers leave as it is has fewer values to draw from.
    drawn = {name: rng.choice(mixed[name].dropna(), POOLED) for name in mixed}
    return pd.DataFrame(drawn)


def _varied(table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that vary, what is missing filled with the values that are there."""
    there = table.loc[:, (table.notna().mean() >= FEWEST_PRESENT) & (table.std() > 0)]
    return there.apply(lambda column: np.resize(column.dropna().to_numpy(), len(there)))


@lru_cache(maxsize=192)
def _drawn(first: Place | None, second: Place, size: int) -> dict[str, npt.NDArray[np.float32]]:
    """Return t of resamples for all outcomes of a pair at once."""
    pilots = _pilots(first, second)
    found = resampled(pilots.to_numpy(), size)
    return {str(n): t.astype(np.float32) for n, t in zip(pilots, found, strict=True)}


@lru_cache(maxsize=8)
def _drawn_from_pool(paired: bool, size: int) -> dict[str, npt.NDArray[np.float32]]:
    pool = _pool(paired)
    found = resampled(pool.to_numpy(), size)
    return {str(n): t.astype(np.float32) for n, t in zip(pool, found, strict=True)}


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
        known = all(place in _tables() for place in (first or second, second))
        if known:
            pilots, of_all = _pilots(first, second), partial(_drawn, first, second)
        else:
            paired = first is not None
            pilots, of_all = _pool(paired), partial(_drawn_from_pool, paired)
        if outcome not in pilots:
            return None
        return Shape(pilots[outcome].to_numpy(), known, partial(_one, outcome, of_all))


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
