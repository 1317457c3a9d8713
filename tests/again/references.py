"""The outcomes of paired runs a second time, as docs/ODD.md (7.10) has them, in plain Python.

Who is busy when comes from the peer, which is run with support and without. Only what each side's
needs take of the people (the pool) is read from the assignments that the product leaves.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from sim.run import Run, run_setting
from sim.setting.setting import Setting, draw_tape
from sim.state.codes import BOOKED
from tests.again.outcomes import NAN, from_log, over, rows_of
from tests.peer.model import PeerModel
from tests.peer.needs import Need
from tests.peer.units import Unit

Course = list[tuple[float, float]]


class Watched(PeerModel):
    """A peer that writes down how many people of each unit are busy whenever that changes."""

    def __init__(self, setting: Setting, seed: int) -> None:
        self.courses: dict[int, Course] = {}
        super().__init__(setting, draw_tape(setting, seed))
        self.run_until(self.horizon)

    def busy(self, day: float) -> float:
        """How many people of all units are busy at a moment, after all that happens then."""
        return math.fsum(value_at(course, day) for course in self.courses.values())


def value_at(course: Course, time: float) -> float:
    """The last value of a course at a time."""
    return course[bisect_right(course, (time, math.inf)) - 1][1]


def watched(setting: Setting, seed: int, support: bool = True) -> Watched:
    """Run a watched peer, with support or without: then nobody asks."""

    def busy_of(unit: Any) -> float:
        return unit.known_busy

    def write_down(unit: Any, value: float) -> None:
        unit.known_busy = value
        unit.model.courses.setdefault(unit.index, []).append((unit.model.time, value))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Unit, "busy", property(busy_of, write_down), raising=False)
        if not support:
            patch.setattr(Need, "ask", lambda need, first: need.fail("not_asked", "not_asked"))
        return Watched(setting, seed)


def own_tasks(model: Watched) -> tuple[float, float]:
    """Person-days that Defensie's own tasks lacked, and that they are, in the measured time."""
    around, first = model.surroundings, model.setting.warm_up_days
    missed, wanted = [], []
    for unit in (unit for unit in model.units if unit.organisation == "defensie"):
        course = model.courses[unit.index]
        for day in range(first, int(model.horizon)):
            strength, load = around.strength[day][unit.index], around.own_load[day][unit.index]
            rest = 1.0 - unit.dedicated
            room = strength * (unit.dedicated + rest * (1.0 - load) * (1.0 - around.nato[day]))
            inside = [time for time, _ in course if day < time < day + 1]
            moments = [float(day), *inside, day + 1.0]
            for start, end in pairwise(moments):
                missed.append(max(0.0, value_at(course, start) - room) * (end - start))
            wanted.append(rest * load * strength)
    return math.fsum(missed), math.fsum(wanted)


def passing(setting: Setting) -> tuple[Setting, tuple[float, float] | None]:
    """The setting without what passes in its scenario, and from when to when that lasts."""
    spans, lasting = [(need.day, need.day) for need in setting.scenario.needs], []
    for window in setting.scenario.windows:
        if window.start is None or window.length is None:
            lasting.append(window)
            continue
        length = window.length
        days = setting.conditions[length] if isinstance(length, str) else length
        spans.append((window.start, window.start + days))
    calm = replace(setting.scenario, windows=tuple(lasting), needs=())
    spans = [(first, last) for first, last in spans if last >= 0.0 and first < setting.days]
    if not spans:
        return replace(setting, scenario=calm), None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return replace(setting, scenario=calm), (max(0.0, first), min(float(setting.days), last))


def service(run: Run, window: tuple[float, float]) -> float:
    """The share met of the needs that arise in a window, weighted by severity."""
    rows = [
        row
        for row, kind in rows_of(run.requests, run.setting.world)
        if not kind.pre_authorised and window[0] <= row.time <= window[1]
    ]
    return over(
        math.fsum(row.severity * row.y1 for row in rows), math.fsum(row.severity for row in rows)
    )


def recovery(busy: Sequence[float], usual: Sequence[float], first: int, last: float) -> float:
    """Days from the end of a crisis until a tenth of its peak is left.

    Args:
        busy: Busy people at the start of each day from the first on.
        usual: The same without the crisis.
        first: The first day, counted from the start of the run.
        last: When the crisis ends.
    """
    more = [one - other for one, other in zip(busy, usual, strict=True)]
    peak = max([0.0, *more])
    for place, value in enumerate(more):
        if peak > 0.0 and first + place >= last and value <= 0.1 * peak:
            return first + place - last
    return NAN


def pooling_gain(run: Run) -> float:
    """What one pool would save of the two peaks of work, from the assignments one by one."""
    state, warm_up = run.state, run.setting.warm_up_days
    horizon = warm_up + run.setting.days
    of_unit = [unit["organisation"] for unit in state.units]
    stays = []
    for place in range(int(state.now[0].assignments)):
        there = state.assignments[place]
        whose = there["unit"]
        if there["request"] >= 0:
            request = state.requests[there["request"]]
            whose = request["requester"]
            if not there["own"] and request["people"] == BOOKED:
                continue
        end = horizon if there["end"] < 0.0 else min(there["end"], horizon)
        if there["persons"] > 0 and warm_up <= there["start"] < horizon:
            stays.append((there["start"], end, there["persons"], of_unit[whose]))

    def work(side: int, time: float) -> float:
        day, total = int(time), 0.0
        nato = state.days[day]["nato_commitment"]
        nato *= 1.0 - state.conditions[0]["nato_release"] * state.days[day]["crisis"]
        for unit in range(len(state.units)):
            if of_unit[unit] == side:
                load, none = state.loads[day, unit], 1.0 - state.units[unit]["dedicated"]
                share = 1.0 - (1.0 - load) * (1.0 - (nato if side == 1 else 0.0))
                total += state.strengths[day, unit] * none * share
        return total + sum(
            n for start, end, n, whose in stays if whose == side and start <= time < end
        )

    moments = [float(day) for day in range(warm_up, horizon)] + [stay[0] for stay in stays]
    both = [(work(0, time), work(1, time)) for time in moments]
    apart = max(police for police, _ in both) + max(defence for _, defence in both)
    return 1.0 - max(map(sum, both)) / apart if apart > 0.0 else NAN


def references_of(run: Run) -> dict[str, float]:
    """All outcomes that take paired runs."""
    setting, seed = run.setting, run.seed
    of_run, alone = watched(setting, seed), watched(setting, seed, support=False)
    lost = own_tasks(of_run)[0] - own_tasks(alone)[0]
    open_gates = run_setting(replace(setting, ideal=("want", "may", "present")), seed)
    net = from_log(run.requests, setting)["net_added_value"]
    found = {
        "frictionless": from_log(open_gates.requests, setting)["gap_closed"],
        "own_task_loss": over(lost, own_tasks(alone)[1]),
        "net_value_after_own_tasks": net - setting.conditions["own_task_weight"] * lost / 100.0,
        "crisis_service_lost": NAN,
        "crisis_recovery_days": NAN,
        "pooling_gain": pooling_gain(run),
    }
    calm, window = passing(setting)
    if window is not None:
        quiet = run_setting(calm, seed)
        found["crisis_service_lost"] = service(quiet, window) - service(run, window)
        first = math.ceil(window[0]) + setting.warm_up_days
        days = range(first, int(of_run.horizon))
        usual = watched(calm, seed)
        found["crisis_recovery_days"] = recovery(
            [of_run.busy(day) for day in days],
            [usual.busy(day) for day in days],
            first,
            window[1] + setting.warm_up_days,
        )
    return found
