"""Which scenarios and policies go with a world: its own, and those whose names it knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.errors import UserError
from sim.setting.configuration import (
    CONFIGURATION,
    names_in,
    names_of_world,
)
from sim.world import World, load_world
from sim.world.folders import DATA, NETHERLANDS, folder_of

OF_A_WORLD = ("scenario", "policy", "partnership")
"""Groups whose files may name units and classes of a world."""


def offered_in(group: str, world: str | Path | None = None) -> list[str]:
    """Return the names of a group that go with a world.

    Those of ``conf`` name units and classes of the Netherlands, where they name any: another world
    has of them what it can run.

    Args:
        group: A config group.
        world: As for ``sim.world.load_world``.

    Returns:
        The world's own names first, then those of ``conf``.

    Raises:
        UserError: For a world that cannot be read.
    """
    folder = folder_of(world)
    own = names_of_world(group, folder) if folder.parent == DATA else []
    if group not in OF_A_WORLD or folder == NETHERLANDS:
        return [*own, *names_in(group)]
    there = load_world(world)
    return [*own, *(n for n in names_in(group) if not refusal_of(there, **_named(group, n)))]


def _named(group: str, name: str) -> dict[str, Any]:
    """Return what is run with a file of ``conf``, as ``resolve`` takes it."""
    file = str(CONFIGURATION / group / f"{name}.yaml")
    if group != "partnership":
        return {group: file}
    from sim.setting.partnerships.partnership_file import load_partnership  # noqa: PLC0415
    from sim.setting.policies.policy import Policy  # noqa: PLC0415

    brought = Policy(
        name=name,
        conditions={},
        classes=(),
        people=(),
        partnerships=(load_partnership(file, "conf/partnership"),),
        theory={},
        money=0.0,
    )
    return {"policy": brought}


def refusal_of(world: World, **words: Any) -> UserError | None:
    """Return why a world cannot have what is named, as the model says it; None where it can.

    Args:
        world: The world.
        words: As for ``sim.setting.setting.resolve``.
    """
    # Compiled code takes a quarter of a second to import, which the Netherlands need not wait for.
    from sim.setting.setting import resolve  # noqa: PLC0415

    try:
        setting = resolve(world=world, **words)
        _ = setting.environment, setting.tables
    except UserError as error:
        return error
    return None
