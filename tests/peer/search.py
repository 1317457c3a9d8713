"""Kunnen: the search for a partner, and whom it would send (partner search, E11, E12)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.streams import chance
from tests.peer.units import NO_LIMITS_LIFTED

if TYPE_CHECKING:
    from tests.peer.needs import Need
    from tests.peer.units import Unit

A_PLATOON = 30.0
NEUTRAL = 0.5
ROUNDING = 1e-9
LIMITS = {"reserve": "reserved", "nato": "nato", "notice": "short_notice"}


@dataclass
class Share:
    """What one unit gives: whole persons, and what they are worth to the need."""

    unit: Unit
    persons: float
    effective: float


def score(need: Need, unit: Unit, fit: float) -> float:
    """Return how good a partner looks to the requester, blurred by lack of understanding."""
    if unit.strength <= 0.0:
        return 0.0
    return appeal(need, unit, fit * unit.offer(need, NEUTRAL) / unit.strength)


def appeal(need: Need, unit: Unit, worth: float) -> float:
    """Return what a unit's worth to the need looks like, by acquaintance and with its blur."""
    understanding = need.model.relation(need.requester, unit).understanding
    blur = 2.0 * need.luck(chance.SEARCH, unit.index) - 1.0
    return worth * (0.3 + 0.7 * understanding) * (1.0 + (1.0 - understanding) * blur)


def leading_unit(need: Need) -> Unit:
    """Return the best of the lowest rung that has anybody free, or the best if anybody had."""
    turn = need.kind_of.turn
    scored = [(turn[unit], -score(need, unit, fit), unit) for unit, fit in need.candidates]
    free = [entry for entry in scored if entry[1] < 0.0]
    if not free:
        ladder = [(turn[unit], -appeal(need, unit, fit), unit) for unit, fit in need.candidates]
        return min(ladder, key=lambda entry: entry[:2])[2]
    return min(free, key=lambda entry: entry[:2])[2]


def shares(
    need: Need, willing: float, lifted: frozenset[str] = NO_LIMITS_LIFTED
) -> tuple[list[Share], float]:
    """Return who would send whom, and a_r; nobody where too few would come to be of use."""
    others = [(unit, fit) for unit, fit in need.candidates if unit is not need.provider]
    others.sort(key=lambda entry: (need.kind_of.turn[entry[0]], -score(need, *entry)))
    leading = [(unit, fit) for unit, fit in need.candidates if unit is need.provider]
    given, rest = [], need.gap
    for unit, fit in leading + others:
        effective = min(rest, unit.offer(need, willing, lifted) * fit)
        if effective > 0.0:
            given.append(Share(unit, whole_persons(effective, fit), effective))
            rest -= effective
        if rest <= 0.0:
            break
    offered = min(need.gap, sum(share.effective for share in given))
    if offered <= 0.0 or offered < least_useful(need):
        return [], 0.0
    return given, offered


def least_useful(need: Need) -> float:
    """Return how many are worth sending: a share of the gap, at most a platoon."""
    return min(need.c.least_useful_share * need.gap, A_PLATOON)


def why_nobody(need: Need, willing: float) -> str:
    """Return the limit that, lifted alone, brings most; or that several together would, or none."""
    brought = {limit: shares(need, willing, frozenset([limit]))[1] for limit in LIMITS}
    most = max(brought.values())
    if most > 0.0:
        return next(LIMITS[limit] for limit, number in brought.items() if number == most)
    if shares(need, willing, frozenset(LIMITS))[1] > 0.0:
        return "reserved"
    return "absent"


def fill_at_home(need: Need) -> None:
    """Let other units of the own organisation close the gap as far as their margin goes (E3)."""
    helpers = [(unit, fit) for unit, fit in need.kind_helpers if unit is not need.requester]
    while helpers and need.gap > 0.0:
        spare = [math.floor(to_spare(need, unit)) for unit, _ in helpers]
        most = max(spare)
        if most < 1:
            return
        unit, fit = helpers.pop(spare.index(most))
        effective = min(need.gap, most * fit)
        need.use_own(unit, whole_persons(effective, fit), effective)


def whole_persons(effective: float, fit: float) -> float:
    """Return the persons that an effect takes; an error of rounding does not cost a person."""
    return float(math.ceil(effective / fit - ROUNDING))


def to_spare(need: Need, unit: Unit) -> float:
    """Persons that a unit can miss beyond the margin of subsidiarity."""
    return unit.free_at_home() - need.c.subsidiarity_margin * unit.strength
