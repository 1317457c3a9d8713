"""What either side has: under which names it is stored, whatever organisations a world has.

Conditions, outcomes and courses of the two sides were named after the two organisations of the
first world, and stay readable under these names. They are said here and where they are declared;
all else asks by side.
"""

from __future__ import annotations

from sim.state.codes import CIVIL, SIDES
from sim.state.compiled import inlined
from sim.state.declared import ConditionRecord, DayRecord
from sim.words import sides


def stored_name(quantity: str, side: int) -> str:
    """Return the stored name of what a side has, such as its shortage."""
    return sides.stored_name(quantity, SIDES[side])


@inlined
def own_load(day: DayRecord, side: int) -> float:
    """The usual own load of units of a side on a day; joint units are loaded as the military."""
    return day.own_load_police if side == CIVIL else day.own_load_defence


@inlined
def load_spread(conditions: ConditionRecord, side: int) -> float:
    """How far the own load of units of a side strays."""
    return conditions.load_spread_police if side == CIVIL else conditions.load_spread_defence
