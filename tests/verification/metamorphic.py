"""Help of the metamorphic tests: runs as logs, worlds with changed rows, and times stretched."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim import Conditions
from sim.conditions import CONDITIONS
from sim.conditions.values import over
from sim.run import Run, simulate
from sim.setting.layout.contacts import KIND_OF_LOAD
from sim.world.load import ALL_ROW_TYPES, NETHERLANDS, ROW_TYPES
from tests.made.settings_at_random import random_setting

SHORT: dict[str, Any] = {"days": 400, "warm_up_days": 40}
Rows = list[dict[str, str]]


def setting_with(
    number: int, conditions: Mapping[str, float], theory: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return a random setting with some of its conditions and switches held.

    Its theory stands as it is: another world has another level.
    """
    setting = random_setting(number)
    setting["theory"] |= {"level": "raw", **(theory or {})}
    given = over(setting["conditions"], conditions)
    return {
        **SHORT,
        **setting,
        "conditions": Conditions(given, limits="possible"),
        "policy": "none",
    }


def run_with(number: int, conditions: Mapping[str, float], **arguments: Any) -> Run:
    """Run a random setting with some of its conditions (and ``theory``) held."""
    theory = arguments.pop("theory", None)
    setting = {**setting_with(number, conditions, theory), **arguments}
    return simulate(seed=number, daily=False, **setting)


def log_of(run: Run) -> np.ndarray:
    """Return the whole log, warm-up included."""
    return np.asarray(run.state.requests)[: len(run.state.incidents)]


def assert_same(one: Run, other: Run, but: tuple[str, ...] = ()) -> None:
    """Two runs have the same log to the last bit, in all fields but some."""
    first, second = log_of(one), log_of(other)
    assert len(first) == len(second) > 0
    for name in first.dtype.names or ():
        if name not in but:
            np.testing.assert_array_equal(first[name], second[name], err_msg=name)


def netherlands(folder: Path, changes: Mapping[str, Callable[[Rows], Rows]]) -> Path:
    """Copy the Netherlands with some of its files changed; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for row_type in ALL_ROW_TYPES:
        shutil.copy(NETHERLANDS / row_type.FILE, folder)
    for file, change in changes.items():
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            rows = change(list(csv.DictReader(stream)))
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return folder


def all_set(column: str, value: str) -> Callable[[Rows], Rows]:
    """Return a change that sets a column in every row."""
    return lambda rows: [{**row, column: value} for row in rows]


def stretched_files(factor: int) -> dict[str, Callable[[Rows], Rows]]:
    """Return the changes that stretch every time in the files of a world, and slow its needs."""

    def stretch(rows: Rows) -> Rows:
        changed = []
        for row in rows:
            times = {k: repr(float(v) * factor) for k, v in row.items() if k.endswith("_days")}
            rates = {k: repr(float(v) / factor) for k, v in row.items() if k.endswith("_per_year")}
            changed.append({**row, **times, **rates})
        return changed

    return {row_type.FILE: stretch for row_type in ROW_TYPES}


def stretched_conditions(values: Mapping[str, float], factor: int) -> dict[str, float]:
    """Return all conditions with lengths of time stretched and rates slowed; contacts as rates."""
    rates = {name: one.default for name, one in CONDITIONS.items() if name not in KIND_OF_LOAD}
    powers = {"day": 1, "1/day": -1, "per pair-year": -1}
    return {
        name: value * float(factor) ** powers.get(CONDITIONS[name].unit, 0)
        for name, value in over(rates, values).items()
    }
