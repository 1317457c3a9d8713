"""The state of the whole at the end of a day."""

from __future__ import annotations

from typing import Any

from sim.errors import UserError
from sim.process.now.meetings import place_if_met
from sim.process.now.readings import aversion
from sim.process.now.relations import (
    trust_seen,
    understanding_of_pair,
    understanding_of_strangers,
)
from sim.rules import learning
from sim.state.changing import Daily
from sim.state.codes import CIVIL
from sim.state.compiled import compiled, inlined
from sim.state.records import State


@compiled
def snapshot(state: State, record: Daily, day: int) -> None:
    """Write down busy people, waiting requests, aversion, and mean trust and understanding.

    Args:
        state: The state of the run; its time is the end of the day.
        record: A record of ``sim.state.records.DAILY`` to fill.
        day: Number of the day from the start of the warm-up.
    """
    count_people(state, record, day)
    count = len(state.partners)
    if count == 0:
        return
    trust, understanding = 0.0, 0.0
    # Some hundred pairs a day: each is looked up once, and strangers are all alike.
    strangers = understanding_of_strangers(state)
    for pair in state.partners:
        place = place_if_met(state, pair.requester, pair.provider)
        trust += trust_seen(state, pair.requester, pair.provider, place)
        if state.units[pair.provider].partnership == 1:
            understanding += 1.0
        elif place == 0:
            understanding += strangers
        else:
            understanding += understanding_of_pair(state, state.pairs[place])
    record.trust = trust / count
    record.understanding = understanding / count


@compiled
def note_course(state: State, record: Daily, day: int, places: Any) -> None:
    """Write down what figures draw of a day: as ``snapshot`` does, but without trust.

    Args:
        state: The state of the run; its time is the end of the day.
        record: A record of ``sim.state.records.DAILY`` to fill.
        day: Number of the day from the start of the warm-up.
        places: Where the record of each pair stands, as far as it was found on an earlier day, for
            it stays there; 0 where not. Kept for the next day.
    """
    count_people(state, record, day)
    conditions, time = state.conditions[0], state.now[0].time
    floor, decay = learning.understanding_floor(conditions), conditions.understanding_decay
    strangers, understanding = understanding_of_strangers(state), 0.0
    for number in range(len(places)):
        partners, place = state.partners[number], places[number]
        if place == 0:
            place = place_if_met(state, partners.requester, partners.provider)
            places[number] = place
        if state.units[partners.provider].partnership == 1:
            understanding += 1.0
        elif place == 0:
            understanding += strangers
        else:
            pair = state.pairs[place]
            understanding += learning.relax(
                pair.understanding, floor, decay, time - pair.understanding_time
            )
    record.understanding = understanding / len(places)


@inlined
def count_people(state: State, record: Daily, day: int) -> None:
    """Write down busy people, waiting requests and aversion."""
    record.day = day
    for unit in state.units:
        if unit.side == CIVIL:
            record.busy_police += unit.busy
        else:
            record.busy_defence += unit.busy
    for queue in state.queues:
        record.waiting += queue.waiting
    record.aversion = aversion(state)


def refuse_no_course(snapshots: Any) -> None:
    """Refuse a run that kept no daily course.

    Raises:
        UserError: Where it did not.
    """
    if len(snapshots) == 0:
        raise UserError("this run kept no daily course: simulate(..., daily=True)")
