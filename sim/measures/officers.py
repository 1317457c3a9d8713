"""How busy the officers at desks are asked to be: what requests take of them, queue by queue."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from sim.process.desks import queue_of
from sim.process.now.readings import barrier_of, desk_mean
from sim.setting.setting import Setting
from sim.state.compiled import compiled
from sim.state.records import State


def asked_share(state: State, setting: Setting) -> npt.NDArray[np.float64]:
    """Return the officer-days that filed requests ask, over those that there are, per queue.

    Above 1 a queue grows without end. Times are means, as they are at the end of the run.

    Args:
        state: The state at the horizon.
        setting: What was run.
    """
    officers = np.asarray(setting.tables.officers, np.float64)
    asked = np.zeros(len(officers))
    add_up(state, float(setting.warm_up_days), asked)
    there = officers * setting.days
    return np.divide(asked, there, out=np.zeros_like(asked), where=there > 0)


@compiled
def add_up(state: Any, first: float, asked: Any) -> None:
    """Add to each queue the mean days that the requests filed from a day on take there."""
    for incident in range(len(state.requests)):
        request = state.requests[incident]
        if request.filed == 0 or request.filed_time < first:
            continue
        kind = state.classes[request.request_class]
        barrier = barrier_of(state, request)
        for stage in range(kind.desks):
            if state.desks[state.chain[kind.first_desk + stage]].officers > 0:
                days = desk_mean(state, request, stage, barrier)
                asked[queue_of(state, incident, stage)] += days
