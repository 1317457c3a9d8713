"""What a world implies, beside the worlds that come with the package, and what it does not use.

A new world is checked cell by cell when it is read; whether it is a plausible one shows in what it
implies: how many needs a year, how many become requests, how many of these are honoured, how long
help takes, how many people are away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.measures.tally import DAYS_PER_YEAR
from sim.run import Run, run_setting
from sim.setting.setting import resolve
from sim.world import World

SEEDS = range(1, 21)
DAYS, WARM_UP_DAYS = 730, 180
NOT_ASKED = ("alone", "not_asked")
FACTS = (
    "needs_a_year",
    "gaps_a_year",
    "requests_a_year",
    "formal_acceptance",
    "lead_time_median_days",
    "gap_closed",
    "away_civil",
    "away_military",
)
"""What is told of each: needs; those that own people cannot fill; those for which others are asked;
the share of filed requests that is honoured; days to support; the share of the gap that is closed;
the share of people of the civil and of the military side who are out, own tasks left aside."""


def facts_of(world: World, seeds: Sequence[int] = SEEDS) -> dict[str, float]:
    """Return ``FACTS`` of a world as it is, a mean over seeds each; NaN where it does not exist.

    Args:
        world: The world; conditions and theory are at their defaults.
        seeds: The seeds.
    """
    setting = resolve(world=world, days=DAYS, warm_up_days=WARM_UP_DAYS)
    rows = [_facts(run_setting(setting, seed, daily=True), world) for seed in seeds]
    found = {}
    for name in FACTS:
        values = np.array([row[name] for row in rows], np.float64)
        there = values[~np.isnan(values)]
        found[name] = float(there.mean()) if len(there) else float("nan")
    return found


def _facts(run: Run, world: World) -> dict[str, float]:
    needs, years = run.requests, DAYS / DAYS_PER_YEAR
    gaps = needs[needs["gap"] > 0]
    asked = gaps[~gaps["end_state"].isin(NOT_ASKED)]
    kept = ("formal_acceptance", "lead_time_median_days", "gap_closed")
    return {
        "needs_a_year": len(needs) / years,
        "gaps_a_year": len(gaps) / years,
        "requests_a_year": len(asked) / years,
        **{name: run.outcomes[name] for name in kept},
        **_away(run, world),
    }


def _away(run: Run, world: World) -> dict[str, float]:
    sides = {one.id: one.side for one in world.organisations}
    persons = {"civil": 0.0, "military": 0.0}
    for unit in world.units:
        side = "civil" if sides[unit.organisation] == "civil" else "military"
        persons[side] += unit.persons
    measured = run.snapshots[WARM_UP_DAYS:]
    columns = {"civil": "busy_police", "military": "busy_defence"}
    return {
        f"away_{side}": float(measured[column].mean()) / persons[side] if persons[side] else np.nan
        for side, column in columns.items()
    }


def unused_in(world: World) -> Mapping[str, list[str]]:
    """Return what stands in the tables to no effect, by kind: names of rows.

    Returns:
        "unanswered": classes of needs for which no unit of those that are asked can do anything;
        "unasked": units that have no needs of their own and that no need can reach; "desks": those
        that no class goes through. Kinds with nothing in them are left out.
    """
    tables = resolve(world=world, days=DAYS, warm_up_days=WARM_UP_DAYS).tables
    able = [int(kind["candidates"]) for kind in tables.classes]
    reached = {int(place) for rows in (tables.candidates, tables.helpers) for place in rows["unit"]}
    askers = {kind.requester for kind in world.classes}
    through = {desk for kind in world.classes for desk in kind.approval_chain}
    found = {
        "unanswered": [k.id for k, count in zip(world.classes, able, strict=True) if not count],
        "unasked": [
            unit.id
            for place, unit in enumerate(world.units)
            if place not in reached and unit.organisation not in askers
        ],
        "desks": [desk.id for desk in world.desks if desk.id not in through],
    }
    return {kind: names for kind, names in found.items() if names}
