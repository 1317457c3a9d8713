"""What has happened so far, as numbers: ends of needs, shut gates, and the courses over time.

Counts are over needs without consent in advance, from the end of the warm-up to now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bijstand.page.run.traffic import GATES, log_of
from bijstand.page.run.watched import WatchedModel
from sim.measures import measures
from sim.state.codes import ALONE, END_STATES, NOT_ASKED, OPEN, SUPPORT_WITHDRAWN, SUPPORTED

Numbers = npt.NDArray[Any]

# From all needs down to those that were supported.
FUNNEL = (
    "alone",
    "not_asked",
    "withdrawn_in_consultation",
    "refused",
    "no_capacity",
    "not_permitted",
    "too_late",
    "no_go",
    "support_withdrawn",
    "open",
    "supported",
)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Gate:
    """How many needs a shut gate stopped: this gate alone, or with another."""

    alone: int
    together: int


def needs_so_far(model: WatchedModel) -> Any:
    """Return the records of the needs without consent in advance since the warm-up's end."""
    log = log_of(model)
    log = log[log["time"] >= model.setting.warm_up_days]
    kinds = np.asarray(model.setting.tables.classes)[log["request_class"]]
    return log[kinds["pre_authorised"] == 0]


def funnel(needs: Any) -> dict[str, int]:
    """Return the number of needs per end state, in the order of the funnel."""
    counts = np.bincount(needs["end_state"].astype(np.int64), minlength=len(END_STATES))
    return {state: int(counts[END_STATES.index(state)]) for state in FUNNEL}


def gates(needs: Any) -> dict[str, Gate]:
    """Return for each gate how many needs it stopped, of those that got no support."""
    helped = (ALONE, OPEN, SUPPORTED, SUPPORT_WITHDRAWN)
    stopped = needs[~np.isin(needs["end_state"], helped)]
    shut = {gate: stopped[gate] == 0 for gate in GATES}
    many = sum(shut[gate].astype(int) for gate in GATES)
    return {
        gate: Gate(int((shut[gate] & (many == 1)).sum()), int((shut[gate] & (many > 1)).sum()))
        for gate in GATES
    }


def weekly(model: WatchedModel, needs: Any) -> tuple[Numbers, dict[str, Numbers]]:
    """Return the middle day of each finished week, and needs, filed and supported in it."""
    days = model.time - model.setting.warm_up_days
    weeks = int(days // WEEK)
    week = ((needs["time"] - model.setting.warm_up_days) // WEEK).astype(np.int64)
    inside = week < weeks
    kinds = {
        "needs": inside,
        "filed": inside & (needs["filed"] == 1),
        "supported": inside & np.isin(needs["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN)),
    }
    middle = WEEK * (np.arange(weeks) + 0.5)
    return middle, {
        name: np.bincount(week[chosen], minlength=weeks).astype(float)
        for name, chosen in kinds.items()
    }


def lead_times(model: WatchedModel, needs: Any) -> tuple[Numbers, Numbers]:
    """Return days and times from need to support, in days, of the needs that were supported."""
    started = needs[(needs["started"] == 1) & np.isfinite(needs["lead_time"])]
    return started["time"] - model.setting.warm_up_days, started["lead_time"]


def daily(model: WatchedModel) -> Any:
    """Return the snapshots of the measured days so far."""
    return np.asarray(model.snapshots)[model.setting.warm_up_days : int(model.time)]


def queues(model: WatchedModel) -> Numbers:
    """Return the requests that waited at each desk, days x desks, of the measured days so far."""
    seen = model.journal.queues[model.setting.warm_up_days :]
    return np.array(seen, dtype=float).reshape(len(seen), len(model.desks))


def gap_closed_course(model: WatchedModel, needs: Any) -> tuple[Numbers, Numbers]:
    """Return the course of Y so far: over the needs up to each day, in their order."""
    value = needs["severity"]
    lost = np.cumsum(value * (1.0 - needs["y0"]))
    won = np.cumsum(value * (needs["y1"] - needs["y0"]))
    there = lost > 0.0
    return (needs["time"] - model.setting.warm_up_days)[there], won[there] / lost[there]


def gap_closed(needs: Any) -> float:
    """Return Y so far."""
    return measures.gap_closed(needs) if len(needs) else float("nan")


def asked(needs: Any) -> int:
    """Return the number of needs for which somebody was asked."""
    return int((~np.isin(needs["end_state"], (ALONE, NOT_ASKED))).sum())


def crisis_days(model: WatchedModel) -> list[tuple[float, float]]:
    """Return from when to when there is a crisis, in days since the warm-up's end."""
    flags = np.asarray(model.setting.environment.days["crisis"])[model.setting.warm_up_days :]
    edges = np.flatnonzero(np.diff(np.concatenate([[0.0], flags, [0.0]])))
    return [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
