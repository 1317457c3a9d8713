"""Larger worlds: the Netherlands several times over, in one or side by side, or its needs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.setting.setting import Setting, resolve
from sim.world import World, load_world

# Contacts outside requests grow with the pairs of units, the square of their number, and are no
# requests: they are off where time per request is measured.
NO_CONTACTS = {f"{kind}_rate": 0.0 for kind in ("exercise", "session", "meeting", "exchange")}


def replicated(world: World, times: int, needs: float) -> World:
    """Return a world with each unit so many times, and needs times a factor.

    People and officers grow with the needs, so that needs meet the same fate as before: the time
    that growth takes is asked, not the time that other fates take.
    """
    more = needs / times
    units = tuple(
        replace(
            unit,
            id=_named(unit.id, copy),
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


def side_by_side(world: World, times: int) -> World:
    """Return a world so many times, each with classes of needs that only its own units answer.

    Units are as many as in ``replicated``, and a need has as many candidates as in the world once.
    """
    copies = range(times)
    units = tuple(
        replace(unit, id=_named(unit.id, copy), capability=_named(unit.capability, copy))
        for copy in copies
        for unit in world.units
    )
    classes = tuple(
        replace(kind, id=_named(kind.id, copy), capability=_named(kind.capability, copy))
        for copy in copies
        for kind in world.classes
    )
    fit = {
        (_named(unit, copy), _named(need, copy)): value
        for copy in copies
        for (unit, need), value in world.fit.items()
    }
    desks = tuple(
        desk if desk.regional else replace(desk, officers=desk.officers * times)
        for desk in world.desks
    )
    return replace(world, units=units, classes=classes, fit=fit, desks=desks)


def _named(name: str, copy: int) -> str:
    return name if copy == 0 else f"{name}_{copy}"


def grown(times: int = 1, needs: float = 1.0, days: Sequence[int] = (180, 730)) -> Setting:
    """Return the baseline in a replicated world, without contacts outside requests."""
    return quiet(replicated(load_world(), times, needs), days)


def quiet(world: World, days: Sequence[int]) -> Setting:
    """Return the baseline in a world, without contacts outside requests.

    Args:
        world: Units, classes, law, desks.
        days: Of the warm-up, and measured.
    """
    warm_up_days, measured = days
    return resolve(world=world, conditions=NO_CONTACTS, days=measured, warm_up_days=warm_up_days)
