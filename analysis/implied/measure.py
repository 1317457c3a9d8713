"""What is read off a run of a draw, for quantities that follow from the ranges together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.special import expit

from sim.levels.readings import read_needs
from sim.levels.standard import SIDES, indices_of
from sim.measures.measures import measured
from sim.measures.officers import asked_share
from sim.measures.work import own_tasks, stays
from sim.run import Run
from sim.setting.layout.contacts import KIND_OF_LOAD, person_days, worth
from sim.state.codes import (
    ALONE,
    BECAUSE_VETO,
    CONTACTS,
    NOT_ASKED,
    OPEN,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
)
from sim.state.records import DETERRENCE_COLUMN
from sim.world import World

CERTAIN = 0.02
"""Willingness this near to never or to always leaves nothing to a lever."""


def keep(run: Run) -> Mapping[str, float]:
    """Return every quantity of one run, by its name; NaN where it does not exist."""
    return {**of_contacts(run), **of_people(run), **of_requests(run), **of_willingness(run)}


def of_contacts(run: Run) -> dict[str, float]:
    """Return what contacts outside requests take, and how often they would have to be."""
    setting = run.setting
    conditions, world = setting.conditions, setting.world
    days = {
        kind: rate * person_days(kind, conditions)
        for kind, rate in zip(CONTACTS, setting.contact_rates, strict=True)
    }
    persons = sum(world.persons_of_sides)
    pairs = len(setting.tables.contact_pairs)
    return {
        "exercise_person_days": days["exercise"],
        "training_days": 2.0 * pairs * sum(days.values()) / persons,
    }


def asked_for(conditions: Mapping[str, float], world: World) -> float:
    """Return how often a pair would have to meet in a year, of the kind that asks the most."""
    return max(worth(load, conditions[load], conditions, world) for load in KIND_OF_LOAD)


def of_people(run: Run) -> dict[str, float]:
    """Return the share of people who are away, on average and in the busiest unit."""
    setting, state = run.setting, run.state
    of, first = stays(state), float(setting.warm_up_days)
    there = np.asarray(setting.strengths)[setting.warm_up_days :].sum(axis=0)
    length = np.maximum(0.0, of.end - np.maximum(of.start, first)) * of.persons
    away = np.bincount(of.unit, length, len(there))
    tasks = own_tasks(state, setting)
    return {
        "people_away": float(away.sum() / there.sum()),
        "unit_away": float((away[there > 0] / there[there > 0]).max()),
        "own_tasks_missed": tasks.missed / tasks.wanted if tasks.wanted > 0 else float("nan"),
    }


def of_requests(run: Run) -> dict[str, float]:
    """Return what becomes of requests: time at desks, vetoes, withdrawals, leaks, officers."""
    log = measured(np.asarray(run.state.requests), run.setting)
    free = log[log["consented"] == 0]
    asked = free[~np.isin(free["end_state"], (OPEN, ALONE, NOT_ASKED))]
    filed = free[(free["filed"] == 1) & (free["decided_time"] > free["filed_time"])]
    promised = free[np.isin(free["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN))]
    helped = log[np.isin(log["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN))]
    return {
        "desk_days": _mean(filed["decided_time"] - filed["filed_time"]),
        "vetoed": _mean(asked["true_reason"] == BECAUSE_VETO),
        "withdrawn": _mean(promised["end_state"] == SUPPORT_WITHDRAWN),
        "leaked": _mean(helped["leak"] == 1),
        "officers_busy": float(asked_share(run.state, run.setting).max()),
    }


def of_willingness(run: Run) -> dict[str, float]:
    """Return the share of needs at which willingness of a side is all but certain (E4)."""
    read = read_needs(run.setting, run.seed)
    index, conditions = indices_of(read, "sum", False), run.setting.conditions
    found = {}
    for place, side in enumerate(SIDES):
        moved = index[:, place] - read.drivers[:, DETERRENCE_COLUMN]
        moved += conditions[f"willingness_shift_{side}"] - conditions["willingness_threshold"]
        willing = expit(conditions["willingness_slope"] * moved)
        found[f"certain_{side}"] = _mean((willing < CERTAIN) | (willing > 1.0 - CERTAIN))
    return found


def _mean(values: object) -> float:
    array = np.asarray(values, np.float64)
    return float(array.mean()) if len(array) else float("nan")
