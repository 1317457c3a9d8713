"""What takes paired runs: the same tape without support, without friction, without the crisis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.clock import run_clock
from sim.measures import measures, work
from sim.outcomes import PRIMARY
from sim.setting.scenarios.passing import passing_spans
from sim.setting.setting import Setting, draw_tape
from sim.setting.start import start
from sim.state.records import State
from sim.streams.tape import Tape

PERSON_DAYS_PER_COST = 100.0
RECOVERED_BELOW = 0.1


def reference_outcomes(
    state: State, setting: Setting, seed: int, found: Mapping[str, float]
) -> dict[str, float]:
    """Work out what a run is worth beside its paired runs.

    Args:
        state: The state of the run at its horizon.
        setting: What was run.
        seed: With which luck.
        found: The outcomes of the run itself.

    Returns:
        A number per key of ``sim.outcomes.REFERENCES``; NaN where it does not exist.
    """
    tape = draw_tape(setting, seed)
    best = measures.outcomes(_run(setting.frictionless, tape), setting.frictionless)
    lost, share = own_task_loss(state, _run(setting.alone, tape), setting)
    weight = setting.conditions["own_task_weight"]
    service, recovery = _of_crisis(state, setting, seed)
    return {
        "frictionless": best[PRIMARY],
        "own_task_loss": share,
        "net_value_after_own_tasks": found["net_added_value"]
        - weight * lost / PERSON_DAYS_PER_COST,
        "crisis_service_lost": service,
        "crisis_recovery_days": recovery,
        "pooling_gain": work.pooling_gain(state, setting),
    }


def _run(setting: Setting, tape: Tape) -> Any:
    state, _ = run_clock(start(setting, tape), daily=False)
    return state


def own_task_loss(state: State, alone: Any, setting: Setting) -> tuple[float, float]:
    """E16: what support cost the own tasks of the military side, against the run without support.

    Returns:
        Person-days, and the same as a share of all own tasks (NaN where there are none).
    """
    supporting, without = work.own_tasks(state, setting), work.own_tasks(alone, setting)
    lost = supporting.missed - without.missed
    return lost, lost / without.wanted if without.wanted > 0.0 else float("nan")


def crisis_window(setting: Setting) -> tuple[float, float] | None:
    """Return the first and last moment of what passes in a scenario, after the warm-up.

    What lies outside the measured days does not count.
    """
    spans = passing_spans(setting.scenario, setting.conditions, setting.days)
    return (spans[0][0], spans[-1][1]) if spans else None


def _of_crisis(state: State, setting: Setting, seed: int) -> tuple[float, float]:
    """Return the service lost in the crisis window, and the days until its people are free."""
    window = crisis_window(setting)
    if window is None:
        return float("nan"), float("nan")
    quiet = _run(setting.calm, draw_tape(setting.calm, seed))
    lost = _service(quiet, setting, window) - _service(state, setting, window)
    first, last = (moment + setting.warm_up_days for moment in window)
    days = np.arange(np.ceil(first), float(state.now[0].horizon))
    more = work.busy_at(work.stays(state), days) - work.busy_at(work.stays(quiet), days)
    return lost, recovery_days(days, more, last)


def recovery_days(days: Any, more: Any, last: float) -> float:
    """Days from the end of a crisis until most of the people it took are free again.

    Args:
        days: Moments, in order.
        more: Busy people beyond the run without the crisis, at each moment.
        last: The end of the crisis.

    Returns:
        Until no more than a tenth of the peak is left; NaN where that is not seen.
    """
    peak = float(more.max(initial=0.0))
    recovered = days[(days >= last) & (more <= RECOVERED_BELOW * peak)]
    return float(recovered[0] - last) if peak > 0.0 and len(recovered) else float("nan")


def _service(state: State, setting: Setting, window: tuple[float, float]) -> float:
    """Severity-weighted share met of the needs without consent in advance of some days."""
    log = np.asarray(state.requests)[: len(state.incidents)]
    times = log["time"] - setting.warm_up_days
    core = setting.tables.classes["pre_authorised"][log["request_class"]] == 0
    counted = core & (times >= window[0]) & (times <= window[1])
    severity = log["severity"][counted]
    return measures.share(severity * log["y1"][counted], severity)
