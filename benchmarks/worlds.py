"""Larger worlds: the Netherlands several times over, with its needs, or needs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.setting import Setting, resolve
from sim.world import World, load_world

# Contacts outside requests grow with the pairs of units, the square of their number, and are no
# requests: they are off where time per request is measured.
NO_CONTACTS = {
    f"{kind}_rate": 0.0 for kind in ("exercise", "session", "meeting", "exchange")
}  # fmt: skip


def replicated(world: World, times: int, needs: float) -> World:
    """Return a world with each unit so many times, and needs times a factor.

    People and officers grow with the needs, so that needs meet the same fate as before: the time
    that growth takes is asked, not the time that other fates take.
    """
    more = needs / times
    units = tuple(
        replace(
            unit,
            id=unit.id if copy == 0 else f"{unit.id}_{copy}",
            persons=round(unit.persons * more),
        )
        for copy in range(times)
        for unit in world.units
    )
    classes = tuple(
        replace(kind, needs_per_year=kind.needs_per_year * needs) for kind in world.classes
    )
    desks = tuple(
        desk if desk.regional else replace(desk, officers=round(desk.officers * needs))
        for desk in world.desks
    )
    return replace(world, units=units, classes=classes, desks=desks)


def grown(times: int = 1, needs: float = 1.0, days: Sequence[int] = (180, 730)) -> Setting:
    """Return the baseline in a replicated world, without contacts outside requests."""
    warm_up_days, measured = days
    return resolve(
        world=replicated(load_world(), times, needs), conditions=NO_CONTACTS,
        days=measured, warm_up_days=warm_up_days,
    )  # fmt: skip
