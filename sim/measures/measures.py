"""From the log of requests to outcomes, and to the tables that people read.

All outcomes are over the needs after the warm-up. Where it is not said otherwise they are over
*needs without consent in advance*: with explosive disposal and special interventions, some nine in
ten of all needs and nearly always met, they would say little about conditions. A value that does
not exist (no gap, no support) is NaN, and nothing on the way turns it into a number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.measures.tally import DAYS_PER_YEAR, SUMS, tally
from sim.outcomes import OUTCOMES
from sim.setting.setting import Setting
from sim.setting.span import dates_of
from sim.state import shared
from sim.state.codes import ALONE, END_STATES, NOT_ASKED, REASONS, SUPPORTED
from sim.state.records import State, zeros

COLUMNS = (
    "incident",
    "class",
    "time",
    "requester",
    "provider",
    "size",
    "gap",
    "severity",
    "deadline_days",
    "duration_days",
    "legal_basis",
    "informal",
    "filed",
    "want",
    "can",
    "may",
    "want_margin",
    "can_margin",
    "may_margin",
    "end_state",
    "stated_reason",
    "true_reason",
    "lead_time_days",
    "persons",
    "person_days",
    "y0",
    "y1",
    "added_value",
    "shared_information",
    "extensions",
    "leak",
    "unlawful",
    "distrust",
)

# Outcomes that are a sum of ``sim.measures.tally``, one sum over another, or a share of the needs.
TOTALS = {
    "added_value": "closed",
    "net_added_value": "net_added_value",
    "vetoes": "vetoes",
    "unlawful_acts": "unlawful",
    "aversion_end": "aversion",
    "lead_time_median_days": "lead_time_median",
    "lead_time_p90_days": "lead_time_p90",
    "active_pairs": "active_pairs",
}
RATIOS = {
    "gap_closed": ("closed", "gap"),
    "gap_closed_all": ("all_closed", "all_gap"),
    "gap_closed_person_days": ("person_days_closed", "person_days_gap"),
    "gap_closed_police": ("civil_closed", "civil_gap"),
    "gap_closed_defence": ("military_closed", "military_gap"),
    "gap_closed_visible": ("visible_closed", "visible_gap"),
    "gap_closed_other": ("other_closed", "other_gap"),
    "gap_closed_window": ("window_closed", "window_gap"),
    "alone": ("alone", "severity"),
    "together": ("together", "severity"),
    "formal_acceptance": ("honoured", "filed"),
    "fragmentation": ("apart", "complex"),
    "understanding_end": ("understanding", "partners"),
    "trust_end": ("trust", "bonds"),
    "on_time_share": ("on_time", "supported"),
    "informal_share": ("informal", "supported"),
    "pareto_share": ("both_profit", "supported"),
    "knowledge_shared": ("shared", "sensitivity"),
    "comparative_advantage": ("offered_other_skill", "offered"),
}
SHARES = tuple(f"share_{state}" for state in END_STATES)

Log = Any
Numbers = npt.NDArray[Any]


def share(part: Numbers, whole: Numbers) -> float:
    """Return sum(part) / sum(whole); NaN where the whole is nothing."""
    return float(ratio(np.sum(part), np.sum(whole)))


def gap_closed(log: Log, weight: Numbers | float = 1.0) -> float:
    """Y: the share of the severity-weighted gap that the collaboration closes."""
    value = log["severity"] * weight
    return share(value * (log["y1"] - log["y0"]), value * (1.0 - log["y0"]))


def measured(log: Log, setting: Setting) -> Log:
    """Return the records after the warm-up."""
    return log[log["time"] >= setting.warm_up_days]


def outcomes(state: State, setting: Setting) -> dict[str, float]:
    """Work out all outcomes of a run.

    Args:
        state: The state at the horizon.
        setting: What was run.

    Returns:
        A number per key of ``sim.outcomes.OUTCOMES``.
    """
    found, ends = zeros(SUMS, 1), np.zeros((1, len(END_STATES)), np.int64)
    spans = setting.crisis_spans
    tally(shared.share(state), setting.warm_up_days, setting.days, spans, found[0], ends[0])
    return {
        name: float(values[0]) for name, values in outcomes_of(found, ends, setting.days).items()
    }


def outcomes_of(found: Numbers, ends: Numbers, days: int) -> dict[str, Numbers]:
    """Work out all outcomes of some runs from their sums.

    Args:
        found: Records of ``SUMS``, one per run.
        ends: Number of needs per end state, runs x end states.
        days: Days that were measured.

    Returns:
        A number per run, by key of ``sim.outcomes.OUTCOMES``.
    """
    parts, wholes = (np.array([found[sums[i]] for sums in RATIOS.values()]) for i in range(2))
    values = {name: found[sum_].astype(float) for name, sum_ in TOTALS.items()}
    values |= zip(RATIOS, ratio(parts, wholes), strict=True)
    values |= zip(SHARES, ratio(ends.T, found["needs"]), strict=True)
    values["learning_dividend"] = _learning_dividend(found, days)
    return {name: values[name] for name in OUTCOMES}


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """Return part / whole; NaN where the whole is nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _learning_dividend(found: Numbers, days: int) -> Numbers:
    """Y of the last year minus Y of the first; NaN where the two would overlap."""
    if days < 2 * DAYS_PER_YEAR:
        return np.full(len(found), np.nan)
    last = ratio(found["last_closed"], found["last_gap"])
    return last - ratio(found["first_closed"], found["first_gap"])


def requests_table(state: State, setting: Setting) -> pd.DataFrame:
    """Return a row per incident after the warm-up; times in days since its end.

    Where the run has a date, that of each row stands beside its time.
    """
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    world = setting.world
    units = np.array([unit.id for unit in world.units] + [""], dtype=object)
    reasons = np.array(REASONS, dtype=object)
    named: dict[str, Callable[[], Numbers]] = {
        "class": lambda: np.array([c.id for c in world.classes], object)[log["request_class"]],
        "time": lambda: log["time"] - setting.warm_up_days,
        "requester": lambda: units[log["requester"]],
        "provider": lambda: units[log["provider"]],
        "deadline_days": lambda: log["deadline"],
        "duration_days": lambda: log["duration"],
        "legal_basis": lambda: np.array([b.id for b in world.bases] + [""], object)[log["basis"]],
        "end_state": lambda: np.array(END_STATES, object)[log["end_state"]],
        "stated_reason": lambda: reasons[log["stated_reason"]],
        "true_reason": lambda: reasons[log["true_reason"]],
        "lead_time_days": lambda: log["lead_time"],
    }
    flags = ("informal", "filed", "want", "can", "may", "leak", "unlawful", "distrust")
    columns = {
        name: named[name]() if name in named else log[name] == 1 if name in flags else log[name]
        for name in COLUMNS
    }
    return _dated(pd.DataFrame(columns), "time", setting)


def daily_table(state: State, snapshots: Any, setting: Setting) -> pd.DataFrame:
    """Return a row per day after the warm-up: what arose that day, and how things stood at its end.

    ``needs`` counts all, the other counts are needs without consent in advance by the day on which
    they arose. Where the run has a date, that of each day stands beside it.
    """
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    day = np.floor(log["time"] - setting.warm_up_days).astype(np.int64)
    core = setting.tables.classes["pre_authorised"][log["request_class"]] == 0
    value = log["severity"] * core

    def count(weights: Numbers) -> Numbers:
        return np.bincount(day, weights=weights.astype(float), minlength=setting.days)

    asked = core & ~np.isin(log["end_state"], (ALONE, NOT_ASKED))
    with np.errstate(invalid="ignore", divide="ignore"):
        closed = count(value * (log["y1"] - log["y0"])) / count(value * (1.0 - log["y0"]))
    table = {
        "day": np.arange(setting.days),
        "needs": count(np.ones(len(log))),
        "without_consent": count(core),
        "asked": count(asked),
        "filed": count(core & (log["filed"] == 1)),
        "supported": count(core & (log["end_state"] == SUPPORTED)),
        "gap_closed": closed,
    }
    seen = np.asarray(snapshots)[setting.warm_up_days :]
    states = ("busy_police", "busy_defence", "waiting", "aversion", "trust", "understanding")
    return _dated(pd.DataFrame(table | {name: seen[name] for name in states}), "day", setting)


def _dated(table: pd.DataFrame, column: str, setting: Setting) -> pd.DataFrame:
    """Put the date beside a column of days, where the run has one."""
    if setting.start_date is not None:
        place = list(table.columns).index(column) + 1
        table.insert(place, "date", dates_of(table[column], setting.start_date))
    return table
