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
    world: World, given: Mapping[str, Any] | None, usual: Mapping[str, type[UnitAgent]] = AGENT_OF
) -> Classes:
    """Return the class of each unit and of each desk, in the world's order.

    Args:
        world: Whose units and desks they are.
        given: Own classes by organisation, ``desk``, or the id of one unit or desk; what says more
            goes first.
        usual: The classes of units by organisation where nothing is given.

    Raises:
        UserError: For a key that is nowhere in this world, or a value that is no such agent.
    """
    own = dict(given or {})
    needed: dict[str, type[Any]] = {desk.id: DeskAgent for desk in world.desks}
    needed |= {unit.id: AGENT_OF[unit.organisation] for unit in world.units}
    needed |= {unit.organisation: AGENT_OF[unit.organisation] for unit in world.units}
    needed |= {ANY_DESK: DeskAgent} if world.desks else {}
    for key, chosen in own.items():
        if key not in needed:
            general = [name for name in (*AGENT_OF, ANY_DESK) if name in needed]
            raise unknown_name("agent", key, dict.fromkeys([*general, *needed]), "agent_classes")
        if not (isinstance(chosen, type) and issubclass(chosen, needed[key])):
            raise UserError(
                "agent_classes['{key}'] is {chosen}; needed: a subclass of sim.agents.{kind}",
                key=key,
                chosen=shown(chosen),
                kind=needed[key].__name__,
            )
    return (
        [own.get(u.id, own.get(u.organisation, usual[u.organisation])) for u in world.units],
        [own.get(desk.id, own.get(ANY_DESK, DeskAgent)) for desk in world.desks],
    )
