"""Of which class each agent of the Mesa model is: of ``sim.agents``, or a researcher's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.agents import AGENT_OF, DeskAgent, UnitAgent
from sim.errors import UserError, shown, unknown_name
from sim.world import World

ANY_DESK = "desk"

Classes = tuple[list[type[UnitAgent]], list[type[DeskAgent]]]


def classes_of(
    world: World, given: Mapping[str, Any] | None, usual: Mapping[int, type[UnitAgent]] = AGENT_OF
) -> Classes:
    """Return the class of each unit and of each desk, in the world's order.

    Args:
        world: Whose units and desks they are.
        given: Own classes by organisation, ``desk``, or the id of one unit or desk; what says more
            goes first.
        usual: The classes of units by side where nothing is given.

    Raises:
        UserError: For a key that is nowhere in this world, or a value that is no such agent.
    """
    own = dict(given or {})
    needed: dict[str, type[Any]] = {desk.id: DeskAgent for desk in world.desks}
    sides = [world.side_of(unit.organisation) for unit in world.units]
    for unit, side in zip(world.units, sides, strict=True):
        needed[unit.id] = AGENT_OF[side]
    for unit, side in zip(world.units, sides, strict=True):
        needed[unit.organisation] = AGENT_OF[side]
    needed |= {ANY_DESK: DeskAgent} if world.desks else {}
    for key, chosen in own.items():
        if key not in needed:
            organisations = (own.id for own in world.organisations)
            general = [name for name in (*organisations, ANY_DESK) if name in needed]
            raise unknown_name("agent", key, dict.fromkeys([*general, *needed]), "agent_classes")
        if not (isinstance(chosen, type) and issubclass(chosen, needed[key])):
            raise UserError(
                "agent_classes['{key}'] is {chosen}; needed: a subclass of sim.agents.{kind}",
                key=key,
                chosen=shown(chosen),
                kind=needed[key].__name__,
            )
    return (
        [
            own.get(unit.id, own.get(unit.organisation, usual[side]))
            for unit, side in zip(world.units, sides, strict=True)
        ],
        [own.get(desk.id, own.get(ANY_DESK, DeskAgent)) for desk in world.desks],
    )
