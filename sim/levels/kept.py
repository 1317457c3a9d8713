"""The constants of a world: from its data files, or remembered, or worked out and told."""

from __future__ import annotations

import logging
from functools import lru_cache

from sim.levels import centring, stored
from sim.levels.centring import Constants
from sim.levels.readings import readings
from sim.levels.standard import Standard, standard_of, standardised
from sim.setting.theories.level import NEUTRAL, PLAIN_KEY, PRODUCT, SUM, Key, Level
from sim.world import World

# Where nobody listens Python puts a warning on the error stream: that something takes its time.
_log = logging.getLogger("bijstand.levels")


def level_in(key: Key, scaled: bool, world: World) -> Level:
    """Return the level of a theory in a world.

    Args:
        key: Of the theory.
        scaled: Whether its index is brought to the spread of the sum, beside the mean.
        world: As it lies in its folder.

    Raises:
        UserError: Where no constant brings the theory to the level of ``figure_2``.
    """
    return constants_for(key, scaled, world).on(_standardised(key, scaled, world))


# A user's world is read anew at every call, so that only the latest few are kept.
@lru_cache(maxsize=8)
def standard_in(world: World, anew: bool = False) -> Standard:
    """Return means and spreads of the index in a world.

    Args:
        world: As it lies in its folder.
        anew: Whether its data file is left aside.
    """
    digest = stored.standard_digest(world)
    content = None if anew else stored.data_file(world, stored.STANDARD_FILE, digest)
    if content is not None:
        return stored.standard_from(content["rules"])

    def work_out() -> list[dict[str, object]]:
        _tell(f"the index of willingness in world '{world.name}'", "a minute")
        return stored.rows_of(standard_of(readings(world)))

    return stored.standard_from(stored.remembered({"standard": digest}, work_out))


def constants_for(key: Key, scaled: bool, world: World, anew: bool = False) -> Constants:
    """Return what centring puts on a theory in a world; arguments as for the two above.

    Raises:
        UserError: Where no constant brings the theory to the level of ``figure_2``.
    """
    if key == PLAIN_KEY:
        return Constants()
    digest = stored.centring_digest(world, centring.SEEDS)
    content = None if anew else stored.data_file(world, stored.CENTRING_FILE, digest)
    row = stored.row_in(content, key, scaled)
    if row is not None:
        return Constants(row["index"], 1.0 if key.gates == PRODUCT else row[key.gates])
    level = _standardised(key, scaled, world, anew)
    of_product = Constants()
    if key.gates != PRODUCT:
        of_product = constants_for(key._replace(gates=PRODUCT), scaled, world, anew)

    def work_out() -> list[float]:
        _tell(f"theory ({key.said()}) in world '{world.name}'", "some seconds")
        if key.gates == PRODUCT:
            return [centring.index_constant(key, level, world), 1.0]
        shift = of_product.shift
        return [shift, centring.odds_constant(key, level, shift, world)]

    question = {"centring": digest, "key": key, "level": level, "shift": of_product.shift}
    return Constants(*stored.remembered(question, work_out))


def _standardised(key: Key, scaled: bool, world: World, anew: bool = False) -> Level:
    if key.drivers == SUM:
        return NEUTRAL
    return standardised(standard_in(world, anew), key, scaled)


def _tell(what: str, how_long: str) -> None:
    folder = stored.cache_folder()
    where = f"remembered in {folder}" if folder is not None else "not remembered: no cache folder"
    _log.warning("%s is brought to level for the first time: %s, then %s", what, how_long, where)
