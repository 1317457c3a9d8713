"""From a theory to the level that it is run at."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from sim.conditions import CONDITIONS
from sim.errors import UserError
from sim.reading import TABLE_ENDINGS
from sim.reading.regular import files_in
from sim.setting.theories.level import (
    ACTING,
    NEUTRAL,
    NO_TRUST,
    PLAIN_KEY,
    RAW,
    STANDARDISED,
    SUM,
    WITH_TRUST,
    Key,
    Level,
)
from sim.setting.theories.theory import Theory
from sim.world import World, load_world


def key_of(theory: Theory) -> Key:
    """Return what the constants of a theory hang on."""
    choices = theory.choices
    with_trust = WITH_TRUST if choices["trust"] != NO_TRUST else ()
    fixed = sorted(
        (name, float(value))
        for name, value in theory.conditions.items()
        if value != CONDITIONS[name].default
    )
    answers = {name: choices[name] for name in (*ACTING, *with_trust)}
    return PLAIN_KEY._replace(conditions=tuple(fixed), **answers)


def level_of(theory: Theory, world: World) -> Level:
    """Return what a theory's answers are run with in a world.

    The constants are those of the tables in the world's folder: what is made of a world in memory,
    such as a draw of its tables, keeps them.

    Raises:
        UserError: Where no constant brings the theory to the level of ``figure_2``.
    """
    key = key_of(theory)
    if theory.level == RAW or key == PLAIN_KEY:
        return NEUTRAL
    return _level(key, theory.level == STANDARDISED and key.drivers != SUM, _as_it_lies(world))


@lru_cache(maxsize=1024)
def _level(key: Key, scaled: bool, world: World) -> Level:
    # By its name, for it stands above: it runs settings, and those are made with what it finds.
    kept: Any = import_module("sim.levels.kept")
    level: Level = kept.level_in(key, scaled, world)
    return level


def _as_it_lies(world: World) -> World:
    """Return a world as its folder has it; one that was never in a folder as it is."""
    built_in = load_world()
    if world.path == built_in.path:
        return built_in
    try:
        files = files_in(world.path, TABLE_ENDINGS)
        stamp = tuple((file.name, file.stat().st_mtime_ns) for file in files)
    except (OSError, UserError):
        return world
    return _loaded(world.path, stamp) if stamp else world


@lru_cache(maxsize=8)
def _loaded(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> World:
    return load_world(folder)
