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
from sim.conditions import CONDITIONS, OTHER_WORDS, Conditions
from sim.setting.setting import Setting, draw_tape, resolve
from sim.setting.start import start
from sim.state.records import NOTED_COLUMNS
from sim.world import World

DRAWS, TAPE_SEED = 2000, 1
"""How many draws, and the tape whose needs arise in every one of them."""

RANGES_OF_OLD: dict[str, tuple[float, float]] = {
    "exercise_persons": (0.0, 30.0),
    "exercise_days": (0.25, 5.0),
    "session_persons": (0.0, 12.0),
    "session_days": (0.1, 2.0),
    "willingness_slope": (6.0, 14.0),
}
"""Ranges as they stood when the index was standardised, where they have been narrowed since.

What the index is standardised over is a convention, and one that stays: a range that is told
better later on must not move every theory. Contacts are drawn by their rates here, as they were.
"""


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
        if condition.name in OTHER_WORDS and condition.varied_as is None:
            continue
        low, high = RANGES_OF_OLD.get(name, (condition.low, condition.high))
        shares = np.random.default_rng(zlib.crc32(name.encode())).random(draws)
        if condition.distribution == "integer":
            values = np.floor(low + shares * (high + 1 - low))
        else:
            values = low + shares * (high - low)
        found[name] = np.clip(values, low, high)
    return found


def readings(world: World, draws: int = DRAWS) -> Iterator[Readings]:
    """Run ``figure_2`` once per draw from the priors and read what willingness is made of.

    Args:
        world: Where.
        draws: So many of the draws, from the first.
    """
    drawn = drawn_conditions(draws)
    for draw in range(draws):
        values = {name: float(each[draw]) for name, each in drawn.items()}
        conditions = Conditions(values, limits="possible")
        yield read_needs(resolve(conditions=conditions, world=world), TAPE_SEED)


def read_needs(setting: Setting, seed: int) -> Readings:
    """Run a setting once and return what willingness was made of at its needs."""
    tape = draw_tape(setting, seed)
    noted = np.full((len(tape.incidents), NOTED_COLUMNS), np.nan)
    state: Any = start(setting, tape)._replace(drivers=noted)
    state, _ = run_clock(state, daily=False)
    late = np.asarray(tape.incidents)["time"] >= setting.warm_up_days
    return Readings(setting, noted[late & ~np.isnan(noted[:, 0])])
