"""Which levers move which conditions, as the policies declare it."""

from __future__ import annotations

from functools import lru_cache

from sim.conditions import CONDITIONS
from sim.setting.configuration import read_named
from sim.setting.offered import offered_in
from sim.setting.policies.lever import lever_from


@lru_cache(maxsize=8)
def levers_by_condition(world: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return, for every condition that a policy of a world moves, the names of those.

    A policy moves what it sets everywhere and what it sets for single classes of needs.

    Args:
        world: As for ``sim.world.load_world``.
    """
    found: dict[str, list[str]] = {}
    for name in offered_in("policy", world):
        # The lever alone: a whole policy would wait for the compiler.
        lever = lever_from(name, read_named("policy", name))
        moved = {*lever.conditions, *(key for one in lever.classes for key in one.values)}
        # Who moves the one moves what says the same in other words.
        others = (CONDITIONS[key].varied_as for key in moved)
        for condition in sorted({*moved, *filter(None, others)}):
            found.setdefault(condition, []).append(name)
    return {condition: tuple(names) for condition, names in found.items()}
