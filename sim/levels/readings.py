"""What willingness is made of over draws from the priors: the needs that the index is judged on.

Draws are keyed by the name of a condition, so that one more condition changes none of the others.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.clock import run_clock
from sim.conditions import CONDITIONS, Conditions
from sim.setting.setting import Setting, draw_tape, resolve, start
from sim.state.records import NOTED_COLUMNS
from sim.world import World

DRAWS, TAPE_SEED = 2000, 1
"""How many draws, and the tape whose needs arise in every one of them."""


class Readings(NamedTuple):
    """What was read in one draw.

    Attributes:
        setting: Of the draw, under ``figure_2``.
        drivers: Drivers 1 to 7 of the requester, then of the provider, trust, and what procedures
            take: a row per need after the warm-up with a gap, a partner and no consent.
    """

    setting: Setting
    drivers: npt.NDArray[np.float64]


def drawn_conditions(draws: int) -> dict[str, npt.NDArray[np.float64]]:
    """Return values from the priors, one per draw, by condition.

    Mechanisms that are off at the default are off in every draw: theories are brought to the level
    that ``figure_2`` has without them.
    """
    found = {}
    for name, condition in CONDITIONS.items():
        if condition.optional:
            continue
        shares = np.random.default_rng(zlib.crc32(name.encode())).random(draws)
        if condition.distribution == "integer":
            values = np.floor(condition.low + shares * (condition.high + 1 - condition.low))
        else:
            values = condition.low + shares * (condition.high - condition.low)
        found[name] = np.clip(values, condition.low, condition.high)
    return found


def readings(world: World, draws: int = DRAWS) -> Iterator[Readings]:
    """Run ``figure_2`` once per draw from the priors and read what willingness is made of.

    Args:
        world: Where.
        draws: So many of the draws, from the first.
    """
    drawn = drawn_conditions(draws)
    for draw in range(draws):
        conditions = Conditions({name: float(values[draw]) for name, values in drawn.items()})
        yield read_needs(resolve(conditions=conditions, world=world), TAPE_SEED)


def read_needs(setting: Setting, seed: int) -> Readings:
    """Run a setting once and return what willingness was made of at its needs."""
    tape = draw_tape(setting, seed)
    noted = np.full((len(tape.incidents), NOTED_COLUMNS), np.nan)
    state: Any = start(setting, tape)._replace(drivers=noted)
    state, _ = run_clock(state, daily=False)
    late = np.asarray(tape.incidents)["time"] >= setting.warm_up_days
    return Readings(setting, noted[late & ~np.isnan(noted[:, 0])])
