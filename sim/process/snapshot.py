"""The state of the whole at the end of a day."""

from __future__ import annotations

from typing import Any

from sim.process.readings import aversion
from sim.process.relations import trust_seen, understanding_of
from sim.state.codes import POLITIE
from sim.state.compiled import compiled


@compiled
def snapshot(state: Any, record: Any, day: int) -> None:
    """Write down busy people, waiting requests, aversion, and mean trust and understanding.

    Args:
        state: The state of the run; its time is the end of the day.
        record: A record of ``sim.state.records.DAILY`` to fill.
        day: Number of the day from the start of the warm-up.
    """
    record.day = day
    for unit in state.units:
        if unit.organisation == POLITIE:
            record.busy_police += unit.busy
        else:
            record.busy_defence += unit.busy
    for queue in state.queues:
        record.waiting += queue.waiting
    record.aversion = aversion(state)
    count = len(state.partners)
    if count == 0:
        return
    trust, understanding = 0.0, 0.0
    for pair in state.partners:
        trust += trust_seen(state, pair.requester, pair.provider)
        understanding += understanding_of(state, pair.requester, pair.provider)
    record.trust = trust / count
    record.understanding = understanding / count
