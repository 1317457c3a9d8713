"""The state at the start of the warm-up."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.setting.setting import Setting
from sim.setting.theories.ideal import read_offers
from sim.setting.unchanging import never_written
from sim.state.records import (
    ACQUAINTANCE,
    ASSIGNMENT,
    EVENT,
    NOTED_COLUMNS,
    PAIR,
    PAST_YEAR,
    QUEUE,
    REQUEST,
    SCALARS,
    State,
    blank,
    zeros,
)
from sim.streams.loads import own_loads
from sim.streams.tape import Tape

# Events that one handler can post at most, beside one for each unit.
POSTED_AT_ONCE = 16
# Lists of acquaintances mostly take less, those left behind included; the clock makes more room.
ADDRESSES_A_PAIR = 4


def begin_with(now: Any, setting: Setting) -> None:
    """Write into the scalars of a run what its setting says of its beginning."""
    now["success_shows"] = setting.success_shows
    now["strangers"] = setting.conditions["understanding_start"]
    now["stage_ends"] = 0.0 if setting.stages else setting.days + setting.warm_up_days


def start(setting: Setting, tape: Tape, offered: Any = None) -> State:
    """Lay out the state at the start of the warm-up.

    Args:
        setting: What is run.
        tape: All chance.
        offered: Shares of the gap to transplant (see ``sim.setting.theories.ideal.read_offers``).

    Returns:
        A fresh state, nothing of which is shared with another run but what never changes.
    """
    given, shared = setting.tables, never_written(setting)
    units = given.units.copy()
    count, chain = len(tape.incidents), max(1, int(given.classes["desks"].max()))
    now = zeros(SCALARS, 1)
    now["horizon"] = setting.days + setting.warm_up_days
    now["units"], now["longest_chain"] = len(units), chain
    begin_with(now, setting)
    now["organisations"], now["bonds"] = given.organisations, given.organisations**2
    now["pairs"], now["acquaintances"] = now["bonds"], 1
    meetings = 2 * (count + len(tape.contacts))
    pairs = min(len(units) ** 2, meetings) + len(units) + given.organisations**2 + 64
    acquaintances = blank(ACQUAINTANCE, ADDRESSES_A_PAIR * pairs)
    acquaintances[0] = 0
    queues = zeros(QUEUE, given.queues)
    queues["first"], queues["last"] = -1, -1
    queues["free_officers"] = given.officers
    conditions = shared["conditions"][0]
    return State(
        **shared,
        loads=own_loads(
            tape.loads, given.sides, given.own_loads, setting.environment.days, conditions
        ),
        incidents=tape.incidents,
        contacts=tape.contacts,
        units=units,
        pairs=zeros(PAIR, pairs),
        acquaintances=acquaintances,
        queues=queues,
        next_visit=np.empty(max(1, count * chain), np.int64),
        requests=zeros(REQUEST, max(1, count)),
        assignments=blank(ASSIGNMENT, meetings + 2 * len(units) + 64),
        agenda=zeros(EVENT, len(units) + POSTED_AT_ONCE),
        now=now,
        past_years=zeros(PAST_YEAR, len(given.classes)),
        scores=np.zeros(len(units)),
        known=np.zeros(len(units) + 1, np.int64),
        offers=read_offers(offered, count, int(setting.conditions["ask_again"]) + 1),
        drivers=np.empty((0, NOTED_COLUMNS)),
    )
