"""Who was at work when: own tasks that were missed, busy people, peaks of work.

Worked out exactly from the assignments that a run leaves behind; the clock does nothing for it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.rules import able
from sim.setting.setting import Setting
from sim.state.codes import BOOKED, CIVIL, MILITARY
from sim.state.compiled import compiled
from sim.state.records import State

Numbers = npt.NDArray[Any]


class Stays(NamedTuple):
    """Stretches of time in which people were busy; each field has a value per stretch.

    Attributes:
        unit: Whose people.
        requester: The side whose need it was, a code of ``SIDES``; for an exercise or another
            contact the unit's own.
        start: When they became busy, in days from the start of the warm-up.
        end: When they were free again; the horizon where they still are busy.
        persons: How many.
    """

    unit: Numbers
    requester: Numbers
    start: Numbers
    end: Numbers
    persons: Numbers


class OwnTasks(NamedTuple):
    """Own tasks of the military side in the measured time, in person-days.

    Attributes:
        missed: What own tasks and commitments lacked because people were at needs.
        wanted: All own tasks.
    """

    missed: float
    wanted: float


def stays(state: State) -> Stays:
    """Return when people of units were busy; idealised people are nobody's and left out."""
    horizon = float(state.now[0].horizon)
    assigned = np.asarray(state.assignments)[: int(state.now[0].assignments)]
    requests = np.asarray(state.requests)
    own, request = assigned["own"] == 1, assigned["request"]
    there = (assigned["persons"] > 0) & (assigned["start"] < horizon)
    there &= own if state.ideal[0].can == 1 else own | (requests["people"][request] != BOOKED)
    unit, start, end, persons = (
        assigned[name][there] for name in ("unit", "start", "end", "persons")
    )
    whose = np.where(request < 0, assigned["unit"], requests["requester"][request])[there]
    return Stays(
        unit,
        np.asarray(state.units)["side"][whose],
        start,
        np.where(end < 0.0, horizon, np.minimum(end, horizon)),
        persons,
    )


def busy_at(of: Stays, times: Numbers) -> Numbers:
    """Return how many people were busy at each of some times."""
    comings, goings = np.argsort(of.start), np.argsort(of.end)
    came = np.concatenate([[0.0], np.cumsum(of.persons[comings])])
    went = np.concatenate([[0.0], np.cumsum(of.persons[goings])])
    arrived = came[np.searchsorted(of.start[comings], times, side="right")]
    return np.asarray(arrived - went[np.searchsorted(of.end[goings], times, side="right")])


def busy_of_units(state: State, times: npt.ArrayLike) -> Numbers:
    """Return how many people of each unit were busy at each of some times, those at own needs too.

    The agents of the Mesa clock say the same: ``agent.busy`` at that time.

    Args:
        state: The state at the horizon.
        times: In days from the start of the warm-up.

    Returns:
        Persons, times x units in the world's order.
    """
    of, at = stays(state), np.asarray(times, np.float64)
    return np.array([busy_at(_some(of, of.unit == u), at) for u in range(len(state.units))]).T


def _some(of: Stays, chosen: Numbers) -> Stays:
    return Stays(*(field[chosen] for field in of))


def nato_by_day(state: State) -> Numbers:
    """Return the share committed to NATO that is not released, per day."""
    days = np.asarray(state.days)
    released = np.full(len(days), state.conditions[0].nato_release)
    for stage, start in zip(state.stages, state.stage_starts, strict=True):
        released[int(start) :] = stage.nato_release
    return np.asarray(days["nato_commitment"] * (1.0 - released * days["crisis"]))


def own_tasks(state: State, setting: Setting) -> OwnTasks:
    """E16: what the own tasks of the military side lacked, and how large they are.

    A unit lacks people where those at needs are more than own tasks and commitments leave: the
    excess of busy people over C(1 − h)[d + (1 − d)(1 − O)(1 − N)]. With d = 0 this is E16;
    dedicated people have no other tasks.
    """
    of = stays(state)
    units = np.asarray(state.units)
    nato = nato_by_day(state)
    missed, wanted = 0.0, 0.0
    for unit in np.flatnonzero(units["side"] == MILITARY):
        own = _some(of, of.unit == unit)
        times = np.concatenate([own.start, own.end])
        order = np.argsort(times)
        changes = np.concatenate([own.persons, -own.persons])[order]
        loads = np.asarray(state.loads)[:, unit]
        strength = np.asarray(state.strengths)[:, unit]
        dedicated = units[unit]["dedicated"]
        missed += _missed(
            times[order], changes, strength, dedicated, loads, nato, setting.warm_up_days
        )
        wanted += float(np.sum(((1.0 - dedicated) * loads * strength)[setting.warm_up_days :]))
    return OwnTasks(missed, wanted)


@compiled
def _missed(
    times: Any, changes: Any, strength: Any, dedicated: float, loads: Any, nato: Any, first: int
) -> float:
    """The person-days by which busy people exceed what own tasks leave, from a day on.

    Args:
        times: When the number of busy people changes, in order.
        changes: By how many.
        strength: C(1 - h), per day.
        dedicated: d of the unit.
        loads: O, per day.
        nato: N that is not released, per day.
        first: The day from which to count.
    """
    total, busy, place = 0.0, 0.0, 0
    for day in range(len(strength)):
        room = able.physically_free(strength[day], dedicated, loads[day], nato[day], 0.0)
        now = float(day)
        while place < len(times) and times[place] < day + 1.0:
            if day >= first:
                total += max(0.0, busy - room) * (times[place] - now)
            now = times[place]
            busy += changes[place]
            place += 1
        if day >= first:
            total += max(0.0, busy - room) * (day + 1.0 - now)
    return total


def pooling_gain(state: State, setting: Setting) -> float:
    """Share of peak capacity that one pool for the work of both sides would save.

    The work of a side is its own tasks and whoever is at its needs since the end of the warm-up;
    who came before it is not counted. One pool has to hold the peak
    of the sum, two pools the sum of the peaks. An upper bound: not everybody can do all work.

    Returns:
        A share; NaN where there is no work.
    """
    of = stays(state)
    of = _some(of, of.start >= setting.warm_up_days)
    days = np.arange(setting.warm_up_days, int(state.now[0].horizon), dtype=np.float64)
    times = np.concatenate([days, of.start])
    work = [
        _own_work(state, side)[times.astype(np.int64)]
        + busy_at(_some(of, of.requester == side), times)
        for side in (CIVIL, MILITARY)
    ]
    apart = float(work[0].max() + work[1].max())
    return 1.0 - float((work[0] + work[1]).max()) / apart if apart > 0.0 else float("nan")


def _own_work(state: State, side: int) -> Numbers:
    """Persons at own tasks and commitments of a side, per day."""
    units = np.asarray(state.units)
    mine = units["side"] == side
    loads = np.asarray(state.loads)[:, mine].T
    nato = 0.0 if side == CIVIL else nato_by_day(state)
    share = loads + nato * (1.0 - loads)
    not_dedicated = (1.0 - units["dedicated"])[mine, None]
    return np.asarray((np.asarray(state.strengths)[:, mine].T * not_dedicated * share).sum(axis=0))
