"""Digests of declarations, by which a belief is known to be of these and no others."""

from __future__ import annotations

import hashlib
import json

from experiments.design.factors import WORLD
from sim.conditions import CONDITIONS
from sim.setting.theories.theory import SWITCHES
from sim.world import World, load_world
from sim.world.spread import Cell, cells_of


def digest_of(name: str, world: World | None = None) -> str:
    """Return a digest of what is declared of a condition, an open question or a cell of the tables.

    Args:
        name: As ``conditions.agreements``, ``theory.drivers``, ``world.severity.flood``.
        world: Whose tables; None for the Netherlands.
    """
    head, _, rest = name.partition(".")
    declared: list[object] = [name]
    if head == "theory":
        declared.extend(SWITCHES[rest].values)
    elif head == WORLD:
        cell = cell_of(rest, world)
        declared += [None] if cell is None else [cell.value, cell.low, cell.high]
    else:
        own = CONDITIONS[rest]
        declared += [own.low, own.high, own.floor, own.ceiling, own.unit, own.distribution]
    return hashlib.sha256(json.dumps(declared).encode()).hexdigest()[:16]


def cell_of(name: str, world: World | None) -> Cell | None:
    """Return a cell of the tables by its name, ``severity.flood``; None where there is none."""
    column, _, row = name.partition(".")
    return cells_of(world or load_world()).get(column, {}).get(row)
