"""The figures' tables over all runs, from what ``take`` keeps of each.

Only so much of it is in memory at a time, so that it does not grow with the number of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution import FUNNEL, GATES, NO_GATE
from analysis.stored.summary import complete_pairs, estimate, of_a_whole
from experiments.study.study import Study
from sim.measures.portrait import COURSES
from sim.setting.span import dates_of, read_date

DAYS_PER_YEAR = 365.0
BAND = (0.10, 0.90)
NUMBERS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Portraits:
    """The portraits that a study kept, per setting in the order of the replications.

    Attributes:
        numbers: Funnel and gates, a row per run.
        stretch: Gives, of a series, the days from one to before another, runs x days.
        days: How many days the courses have.
    """

    numbers: Sequence[pd.DataFrame]
    stretch: Callable[[str, int, int], Iterable[npt.NDArray[np.float64]]]
    days: int


def portraits_in(study: Study, points: int, days: int) -> Portraits:
    """Return the portraits that a study kept, of the replications that every point has.

    Args:
        study: The study.
        points: Number of points.
        days: Measured days.
    """
    kept = complete_pairs(study.kept(lists=False), points)
    ordered = kept.sort_values(["point", "replication"])
    numbers = [ordered[ordered["point"] == point] for point in range(points)]
    places = [rows.index.to_numpy() for rows in numbers]

    def stretch(series: str, first: int, end: int) -> Iterator[npt.NDArray[np.float64]]:
        found = study.kept_stretch(f"courses.{series}", first, end)
        return (found[place] for place in places)

    return Portraits(numbers, stretch, days)


def funnel_table(portraits: Portraits, settings: Sequence[str], days: int) -> pd.DataFrame:
    """Return the ends of needs per year: setting, end_state, per_year, low, high, share."""
    rows = []
    for setting, taken in zip(settings, portraits.numbers, strict=True):
        per_year = DAYS_PER_YEAR / days
        counts = taken[[f"funnel.{state}" for state in FUNNEL]].to_numpy(np.float64)
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
    for setting, taken in zip(settings, portraits.numbers, strict=True):
        for gate in (*GATES, NO_GATE):
            sole = taken[f"gates.{gate}.sole"].to_numpy()
            shared = 0.0 if gate == NO_GATE else taken[f"gates.{gate}.shared"].to_numpy()
            found = of_a_whole(estimate(sole + shared))
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


def course_table(
    portraits: Portraits, settings: Sequence[str], start_date: str | None = None
) -> pd.DataFrame:
    """Return the daily courses over runs: setting, series, day, mean, low, high.

    With the date of the first day there is one beside each day. ``low`` and ``high`` bound the
    middle 80 % of the runs, so they show how much runs differ, not how well the mean is known.
    """
    runs = sum(map(len, portraits.numbers))
    at_once = max(1, NUMBERS_AT_ONCE // max(1, runs))
    bands = {
        series: [
            np.concatenate(parts, axis=1)
            for parts in zip(
                *(
                    [_band(values) for values in portraits.stretch(series, first, end)]
                    for first, end in _stretches(portraits.days, at_once)
                ),
                strict=True,
            )
        ]
        for series in COURSES
    }
    tables = []
    for place, setting in enumerate(settings):
        for series in COURSES:
            mean, low, high = bands[series][place]
            days = {"day": np.arange(portraits.days), "mean": mean, "low": low, "high": high}
            tables.append(pd.DataFrame({"setting": setting, "series": series, **days}))
    table = pd.concat(tables, ignore_index=True)
    first = read_date(start_date)
    if first is not None:
        dates = np.array(dates_of(range(portraits.days), first), dtype=object)
        table.insert(list(table.columns).index("day") + 1, "date", dates[table["day"]])
    return table


def _stretches(days: int, at_once: int) -> list[tuple[int, int]]:
    return [(first, min(days, first + at_once)) for first in range(0, days, at_once)]


def _band(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return mean, low and high over runs, 3 x days."""
    return np.stack([values.mean(axis=0), *np.quantile(values, BAND, axis=0)])
