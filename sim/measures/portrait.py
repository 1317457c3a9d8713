"""What figures draw of a run, counted in one compiled pass over the log and its days.

Of needs without consent in advance: what was lost, by which gates failed, and the daily courses.
With tables of text, made for each run only to be counted, this took three times as long as the
run itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.measures.tally import SUMS, tally
from sim.process.now.snapshot import refuse_no_course
from sim.setting.setting import Setting
from sim.state.changing import Daily, Request
from sim.state.codes import (
    END_STATES,
    NO_CAPACITY,
    NO_GO,
    NOT_ASKED,
    NOT_PERMITTED,
    REFUSED,
    SUPPORTED,
    TOO_LATE,
    WITHDRAWN_IN_CONSULTATION,
)
from sim.state.compiled import compiled
from sim.state.kinds import Records
from sim.state.records import State, zeros
from sim.state.shared import share

# A need's failed gates are the sum of theirs; all of them open are 0.
GATES = ("want", "can", "may")
NO_GATE = "none"
WANT, CAN, MAY = 1, 2, 4
FAILURES = 8
UNSUPPORTED = (
    NOT_ASKED,
    WITHDRAWN_IN_CONSULTATION,
    REFUSED,
    NO_CAPACITY,
    NOT_PERMITTED,
    TOO_LATE,
    NO_GO,
)
"""The ends in which a need with a gap got nothing; ``open`` is not an end yet."""
COURSES = (
    "without_consent",
    "supported",
    "busy_police",
    "busy_defence",
    "aversion",
    "understanding",
)
"""The daily courses: needs that arose, those of them that were supported, and how things stood."""
SMOOTHED_DAYS = 7


class Portraits(NamedTuple):
    """What figures draw of some runs, a row per run.

    Attributes:
        ends: Needs without consent in advance per end state, runs x end states.
        lost: Their severity x gap that own people left, where no support came, by which gates
            failed, runs x ``FAILURES``.
        courses: Means over ``SMOOTHED_DAYS`` days, runs x ``COURSES`` x days.
    """

    ends: npt.NDArray[np.int64]
    lost: npt.NDArray[np.float64]
    courses: npt.NDArray[np.float64]


def blank_portraits(runs: int, days: int) -> Portraits:
    """Return room for the portraits of some runs; without days for none."""
    taken = runs if days else 0
    return Portraits(
        np.zeros((taken, len(END_STATES)), np.int64),
        np.zeros((taken, FAILURES)),
        np.zeros((taken, len(COURSES), days)),
    )


def portrait_of(state: State, snapshots: Any, setting: Setting) -> Portraits:
    """Take the portrait of one run, as ``Portraits`` of one row.

    Args:
        state: The state at the horizon.
        snapshots: A snapshot a day, those of the warm-up too.
        setting: What was run.

    Raises:
        UserError: Where the run kept no snapshots.
    """
    refuse_no_course(snapshots)
    taken, shared = blank_portraits(1, setting.days), share(state)
    found, spans = zeros(SUMS, 1), setting.crisis_spans
    tally(shared, setting.warm_up_days, setting.days, spans, found[0], taken.ends[0])
    portray(shared, snapshots, setting.warm_up_days, taken.lost[0], taken.courses[0])
    return taken


@compiled
def portray(state: State, seen: Records[Daily], warm_up_days: int, lost: Any, courses: Any) -> None:
    """Take the portrait of a run but for the ends of its needs, which ``tally`` counts.

    Args:
        state: The state at the horizon, shared.
        seen: A snapshot a day, those of the warm-up too.
        warm_up_days: Days that do not count.
        lost: Room for what was lost by which gates failed, zeros.
        courses: Room for the courses, series x days.
    """
    raw = np.zeros(courses.shape)
    for incident in range(len(state.incidents)):
        request = state.requests[incident]
        core = state.classes[request.request_class].pre_authorised == 0
        if request.time < warm_up_days or not core:
            continue
        if is_lost(request.end_state) and request.gap > 0.0:
            lost[failed_gates(request)] += request.severity * (1.0 - request.y0)
        day = int(request.time - warm_up_days)
        raw[0, day] += 1.0
        raw[1, day] += int(request.end_state == SUPPORTED)
    for day in range(raw.shape[1]):
        stood = seen[warm_up_days + day]
        raw[2, day], raw[3, day] = stood.busy_police, stood.busy_defence
        raw[4, day], raw[5, day] = stood.aversion, stood.understanding
    for series in range(len(raw)):
        smooth(raw[series], courses[series])


@compiled
def is_lost(end_state: int) -> bool:
    """Whether a need that ended so got nothing."""
    lost = False
    for state in UNSUPPORTED:
        lost = lost or end_state == state
    return lost


@compiled
def failed_gates(request: Request) -> int:
    """Return which gates failed: the sum of theirs."""
    want, can, may = request.want == 0, request.can == 0, request.may == 0
    return WANT * int(want) + CAN * int(can) + MAY * int(may)


@compiled
def smooth(values: Any, means: Any) -> None:
    """Write the mean over ``SMOOTHED_DAYS`` around each day; at both ends over what there is."""
    around = SMOOTHED_DAYS // 2
    for day in range(len(values)):
        first, end = max(0, day - around), min(len(values), day + around + 1)
        total = 0.0
        for other in range(first, end):
            total += values[other]
        means[day] = total / (end - first)


def gate_shares(lost: npt.NDArray[np.float64]) -> dict[tuple[str, str], npt.NDArray[np.float64]]:
    """Split what was lost over the gates: a need's loss equally over those that failed.

    Args:
        lost: Of ``Portraits``, runs x ``FAILURES``.

    Returns:
        Shares of the whole loss, a number per run, by gate ("none" where every gate was open, as
        for weather) and by whether the gate was the only one that failed ("sole") or not
        ("shared"). They sum to 1; all are NaN where nothing was lost.
    """
    failures = np.arange(FAILURES)
    number = np.bitwise_count(failures)
    total = lost.sum(axis=1)
    whole = np.where(total > 0, total, np.nan)
    shares = {}
    for place, gate in enumerate(GATES):
        failed = failures >> place & 1 == 1
        shared = failed & (number > 1)
        shares[gate, "sole"] = lost[:, failed & (number == 1)].sum(axis=1) / whole
        shares[gate, "shared"] = (lost[:, shared] / number[shared]).sum(axis=1) / whole
    shares[NO_GATE, "sole"] = lost[:, 0] / whole
    return shares
