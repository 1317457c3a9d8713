"""The constant of a theory: as many needs pass at the defaults as under ``figure_2``.

It enters where the answer acts. S3, S5 and S11 are answers about willingness, so theirs is added to
the index of both sides. S1 says how three probabilities become one, so its constant multiplies the
odds of what is compared with the luck: an offset on the threshold would triple or erase what S1
says, and one on a probability would leave [0, 1] and let pass what is impossible.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from sim.errors import UserError
from sim.run import run_setting
from sim.setting.setting import Setting, resolve
from sim.setting.theories.level import PLAIN_KEY, PRODUCT, RAW, Key, Level
from sim.setting.theories.theory import Theory
from sim.state.codes import ALONE
from sim.words import Message
from sim.world import World

SEEDS = range(1, 41)
CLOSE_ENOUGH = 5e-4
"""Share of needs; the seeds make it uncertain by more."""

FURTHEST_INDEX, FURTHEST_LOG_ODDS = 1.0, 6.0
# The first step from 0 is so small a part of the way; each next one is twice as long.
FIRST_STEP = 31.0


class Constants(NamedTuple):
    """What centring puts on a theory.

    Attributes:
        shift: Added to the index of both sides.
        odds: Factor on the odds of passing, 1 where S1 is a product.
    """

    shift: float = 0.0
    odds: float = 1.0

    def on(self, level: Level) -> Level:
        """Return a level with these constants."""
        return Level(
            level.origin_requester + self.shift,
            level.slope_requester,
            level.origin_provider + self.shift,
            level.slope_provider,
            self.odds,
        )


def pass_rate(setting: Setting, seeds: range | None = None) -> float:
    """Return the share of needs with a gap and without consent for which all gates were open.

    Over the needs after the warm-up of all seeds; a need that was not asked counts as not passed.

    Args:
        setting: What is run.
        seeds: On which; None for those that constants are found with.
    """
    passed, needs = 0, 0
    for seed in SEEDS if seeds is None else seeds:
        state = run_setting(setting, seed).state
        requests = np.asarray(state.requests)[: len(state.incidents)]
        consent = np.asarray(state.classes)["pre_authorised"][requests["request_class"]]
        counted = requests[
            (requests["time"] >= setting.warm_up_days)
            & (consent == 0)
            & (requests["end_state"] != ALONE)
        ]
        passed += int((counted["want"] * counted["can"] * counted["may"]).sum())
        needs += len(counted)
    if needs == 0:
        raise UserError(
            "world '{name}': no need leaves a gap at the defaults, so that theories have "
            "no level there; allowed: theory.level=raw",
            name=setting.world.name,
        )
    return passed / needs


# A user's world is read anew at every call, so that only the latest few are kept.
@lru_cache(maxsize=8)
def target_rate(world: World) -> float:
    """Return the share that passes under ``figure_2`` at the defaults."""
    return pass_rate(resolve(world=world))


def theory_of(key: Key) -> Theory:
    """Return the theory that has a key and is ``figure_2`` otherwise, as it stands (raw)."""
    return Theory(key.answers, dict(key.conditions), level=RAW)


def index_constant(key: Key, level: Level, world: World) -> float:
    """Return the constant on the index of a theory whose gates are a product.

    Args:
        key: Of the theory; its answer to S1 is left aside.
        level: What standardising puts on it.
        world: Where.

    Raises:
        UserError: Where no constant brings the theory to the level of ``figure_2``.
    """
    key = key._replace(gates=PRODUCT)
    if key == PLAIN_KEY:
        return 0.0
    setting = resolve(theory=theory_of(key), world=world)

    def rate(constant: float) -> float:
        return pass_rate(replace(setting, level=Constants(constant).on(level)))

    return _solved(rate, FURTHEST_INDEX, target_rate(world), key)


def odds_constant(key: Key, level: Level, shift: float, world: World) -> float:
    """Return the factor on the odds of passing of a theory, 1 where its gates are a product.

    Args:
        key: Of the theory.
        level: What standardising puts on it.
        shift: Its constant on the index.
        world: Where.

    Raises:
        UserError: As ``index_constant``.
    """
    if key.gates == PRODUCT:
        return 1.0
    setting = resolve(theory=theory_of(key), world=world)

    def rate(log_odds: float) -> float:
        return pass_rate(replace(setting, level=Constants(shift, math.exp(log_odds)).on(level)))

    return math.exp(_solved(rate, FURTHEST_LOG_ODDS, target_rate(world), key))


def _solved(rate: Callable[[float], float], furthest: float, target: float, key: Key) -> float:
    """Return where a rate that rises reaches its target: bracketed from 0 outwards, then found."""

    def missed(x: float) -> float:
        by = rate(x) - target
        return 0.0 if abs(by) <= CLOSE_ENOUGH else by

    near, by = 0.0, missed(0.0)
    step = math.copysign(furthest / FIRST_STEP, -by)
    while by != 0.0:
        far = near + step
        beyond = missed(far)
        if beyond == 0.0:
            return far
        if by * beyond < 0.0:
            return float(brentq(missed, near, far, xtol=1e-5))
        if abs(far) >= furthest:
            bound = Message("at least") if beyond > 0.0 else Message("at most")
            raise UserError(
                "theory ({answers}) cannot be brought to the level of figure_2: {bound} "
                "{reached:.2f} of needs pass however willing the parties are, there "
                "{target:.2f}; allowed: theory.level=raw",
                answers=key.said(),
                bound=bound,
                reached=target + beyond,
                target=target,
            )
        near, by, step = far, beyond, 2.0 * step
    return near
