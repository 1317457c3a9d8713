"""A scenario of one world is none of another, whatever its words mean there."""

from __future__ import annotations

from sim.errors import UserError
from sim.setting.configuration import names_in, names_of_world
from sim.setting.scenarios.scenario import Scenario
from sim.world import World
from sim.world.folders import built_in_name, folder_of


def refuse_other_world(scenario: Scenario, world: World) -> None:
    """Refuse a scenario that is of another world that comes with the package.

    The same words may be classes of both, with other needs behind them.

    Raises:
        UserError: Where it is.
    """
    there = built_in_name(world.path)
    if scenario.world in (None, there) or there is None:
        return
    raise UserError(
        "scenario '{name}' is of the world '{its}', and this one is '{there}'; allowed: "
        "world={its}, or one of {others}",
        name=scenario.name,
        its=scenario.world,
        there=there,
        others=", ".join(names_of_world("scenario", folder_of(world.path)) or names_in("scenario")),
    )
