"""What is kept of a run for its figures, and the figures' tables over all runs.

A run's request log has a row per incident; kept of it are the counts and shares that the figures
draw, so that memory does not grow with the length of the logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from analysis.attribution import (
    FUNNEL,
    GATES,
    NO_GATE,
    funnel_of,
    gate_shares,
    without_consent,
)
from analysis.stored.summary import estimate

DAYS_PER_YEAR = 365.0
SMOOTHED_DAYS = 7
BAND = (0.10, 0.90)
COURSES = (
    "without_consent",
    "supported",
    "busy_police",
    "busy_defence",
    "aversion",
    "understanding",
)


class Logged(Protocol):
    """The part of a run that a portrait is taken of."""

    @property
    def requests(self) -> pd.DataFrame:
        """A row per incident."""

    @property
    def daily(self) -> pd.DataFrame:
        """A row per day."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the figures need of one run.

    Attributes:
        funnel: Number of needs without consent in advance per end state.
        gates: Shares of what was lost, by gate and "sole" or "shared".
        courses: 7-day means, a row per day and a column per series of ``COURSES``.
    """

    funnel: dict[str, int]
    gates: dict[tuple[str, str], float]
    courses: pd.DataFrame

    def flat(self) -> dict[str, Any]:
        """Return it as numbers and lists of numbers, to be stored beside the run's outcomes."""
        return {
            **{f"funnel.{state}": float(count) for state, count in self.funnel.items()},
            **{f"gates.{gate}.{how}": share for (gate, how), share in self.gates.items()},
            **{f"courses.{name}": self.courses[name].to_numpy() for name in self.courses},
        }


@dataclass(frozen=True, slots=True)
class TakePortrait:
    """Takes the portrait of a run, in the flat form in which a study keeps it.

    Attributes:
        consented: The ids of the classes with consent in advance.
    """

    consented: tuple[str, ...]

    def __call__(self, run: Logged) -> dict[str, Any]:
        """Return the portrait of a run."""
        return self.portrait(run).flat()

    def portrait(self, run: Logged) -> Portrait:
        """Take the portrait of a run."""
        needs = without_consent(run.requests, self.consented)
        daily = run.daily[list(COURSES)]
        courses = daily.rolling(SMOOTHED_DAYS, center=True, min_periods=1).mean()
        return Portrait(funnel_of(needs), gate_shares(needs), courses)


def portraits_in(kept: pd.DataFrame, points: int) -> list[list[Portrait]]:
    """Return the portraits that a study kept, per point in the order of the replications.

    Args:
        kept: From ``Study.kept``.
        points: Number of points.
    """
    ordered = kept.sort_values(["point", "replication"])
    return [
        [_portrait(row) for row in ordered[ordered["point"] == point].to_dict("records")]
        for point in range(points)
    ]


def _portrait(row: Mapping[Any, Any]) -> Portrait:
    parts: dict[str, dict[str, Any]] = {"funnel": {}, "gates": {}, "courses": {}}
    for column, value in row.items():
        head, _, name = str(column).partition(".")
        if name:
            parts[head][name] = value
    gates = {
        (name.rsplit(".", 1)[0], name.rsplit(".", 1)[1]): v for name, v in parts["gates"].items()
    }
    funnel = {state: int(count) for state, count in parts["funnel"].items()}
    courses = pd.DataFrame({name: parts["courses"][name] for name in COURSES})
    return Portrait(funnel, gates, courses)


Portraits = Sequence[Sequence[Portrait]]
"""The portraits per setting, each in the order of the seeds."""


def funnel_table(portraits: Portraits, settings: Sequence[str], days: int) -> pd.DataFrame:
    """Return the ends of needs per year: setting, end_state, per_year, low, high, share."""
    rows = []
    for setting, taken in zip(settings, portraits, strict=True):
        per_year = DAYS_PER_YEAR / days
        counts = np.array([[p.funnel[state] for state in FUNNEL] for p in taken], np.float64)
        total = counts.sum(axis=1).mean()
        for place, state in enumerate(FUNNEL):
            found = estimate(counts[:, place] * per_year)
            rows.append(
                {
                    "setting": setting,
                    "end_state": state,
                    "per_year": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "share": counts[:, place].mean() / total if total else np.nan,
                }
            )
    return pd.DataFrame(rows)


def gate_table(portraits: Portraits, settings: Sequence[str]) -> pd.DataFrame:
    """Return the shares of what was lost: setting, gate, share, low, high, sole, runs, missing.

    ``share`` is the gate's whole share with its interval, ``sole`` the part of it where the gate
    was the only one that failed.
    """
    rows = []
    for setting, taken in zip(settings, portraits, strict=True):
        for gate in (*GATES, NO_GATE):
            sole = np.array([p.gates[gate, "sole"] for p in taken])
            shared = np.array([p.gates.get((gate, "shared"), 0.0) for p in taken])
            found = estimate(sole + shared)
            rows.append(
                {
                    "setting": setting,
                    "gate": gate,
                    "share": found.mean,
                    "low": found.low,
                    "high": found.high,
                    "sole": estimate(sole).mean,
                    "runs": found.runs,
                    "missing": found.missing,
                }
            )
    return pd.DataFrame(rows)


def course_table(portraits: Portraits, settings: Sequence[str]) -> pd.DataFrame:
    """Return the daily courses over runs: setting, series, day, mean, low, high.

    ``low`` and ``high`` bound the middle 80 % of the runs, so they show how much runs differ,
    not how well the mean is known.
    """
    tables = []
    for setting, taken in zip(settings, portraits, strict=True):
        for series in COURSES:
            values = np.stack([p.courses[series].to_numpy(np.float64) for p in taken])
            low, high = np.quantile(values, BAND, axis=0)
            tables.append(
                pd.DataFrame(
                    {
                        "setting": setting,
                        "series": series,
                        "day": np.arange(values.shape[1]),
                        "mean": values.mean(axis=0),
                        "low": low,
                        "high": high,
                    }
                )
            )
    return pd.concat(tables, ignore_index=True)
