"""From the log of requests to outcomes, and to the tables that people read.

All outcomes are over the needs after the warm-up. Where it is not said otherwise they are over
*needs without consent in advance*: with explosive disposal and special interventions, some nine in
ten of all needs and nearly always met, they would say little about conditions. A value that does
not exist (no gap, no support) is NaN, and nothing on the way turns it into a number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.codes import (
    ALONE,
    BECAUSE_VETO,
    END_STATES,
    NO_GO,
    NOT_ASKED,
    OPEN,
    POLITIE,
    REASONS,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
    TRUST_OF_ORGANISATION,
)  # fmt: skip
from sim.outcomes import OUTCOMES
from sim.rules.learning import relax, understanding_floor
from sim.rules.outcome import is_late
from sim.setting import Setting

COLUMNS = (
    "incident", "class", "time", "requester", "provider", "size", "gap", "severity",
    "deadline_days", "duration_days", "legal_basis", "informal", "filed", "want", "can", "may",
    "want_margin", "can_margin", "may_margin", "end_state", "stated_reason", "true_reason",
    "lead_time_days", "persons", "person_days", "y0", "y1", "added_value", "shared_information",
    "extensions", "leak", "unlawful", "distrust",
)  # fmt: skip

COMPLEX_ABOVE = 0.5
SHARED_ENOUGH = 0.5
DAYS_PER_YEAR = 365.0

Log = Any
Numbers = npt.NDArray[Any]


def share(part: Numbers, whole: Numbers) -> float:
    """Return sum(part) / sum(whole); NaN where the whole is nothing."""
    total = float(np.sum(whole))
    return float(np.sum(part)) / total if total > 0 else float("nan")


def gap_closed(log: Log, weight: Numbers | float = 1.0) -> float:
    """Y: the share of the severity-weighted gap that the collaboration closes."""
    value = log["severity"] * weight
    return share(value * (log["y1"] - log["y0"]), value * (1.0 - log["y0"]))


def measured(log: Log, setting: Setting) -> Log:
    """Return the records after the warm-up."""
    return log[log["time"] >= setting.warm_up_days]


def outcomes(state: Any, setting: Setting) -> dict[str, float]:
    """Work out all outcomes of a run.

    Args:
        state: The state at the horizon.
        setting: What was run.

    Returns:
        A number per key of ``sim.outcomes.OUTCOMES``.
    """
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    kinds = np.asarray(setting.tables.classes)[log["request_class"]]
    asked_for = kinds["pre_authorised"] == 0
    core, core_kinds = log[asked_for], kinds[asked_for]
    values = {
        "gap_closed": gap_closed(core),
        "gap_closed_all": gap_closed(log),
        "gap_closed_person_days": gap_closed(core, core["size"] * core["duration"]),
        "alone": share(core["severity"] * core["y0"], core["severity"]),
        "together": share(core["severity"] * core["y1"], core["severity"]),
        "added_value": float(np.sum(core["severity"] * (core["y1"] - core["y0"]))),
        "net_added_value": float(np.sum(core["added_value"])),
        "vetoes": float(np.sum((core["may_cause"] == BECAUSE_VETO) & _asked(core))),
        "unlawful_acts": float(np.sum(core["unlawful"])),
        "learning_dividend": _learning_dividend(core, setting),
    }
    values |= _of_support(core, core_kinds, setting)
    values |= _of_relations(state, setting)
    for code, name in enumerate(END_STATES):
        values[f"share_{name}"] = share(core["end_state"] == code, np.ones(len(core)))
    return {name: values[name] for name in OUTCOMES}


def _of_support(core: Log, kinds: Numbers, setting: Setting) -> dict[str, float]:
    supported = np.isin(core["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN)) & (core["started"] == 1)
    given, given_kinds = core[supported], kinds[supported]
    one = np.ones(len(given))
    times = given["lead_time"]
    late = np.array([is_late(t, d) for t, d in zip(times, given["deadline"], strict=True)], bool)
    sensitivity = given_kinds["sensitivity"]
    filed = (core["filed"] == 1) & (kinds["organisation"] == POLITIE) & (core["end_state"] != OPEN)
    honoured = np.isin(core["end_state"], (SUPPORTED, NO_GO, SUPPORT_WITHDRAWN))
    complex_needs = (kinds["complexity"] > COMPLEX_ABOVE) & (core["end_state"] != OPEN)
    apart = np.where(
        supported, (1.0 - core["joint_goal"]) * (core["shared_information"] < SHARED_ENOUGH), 1.0
    )
    profit = (given["requester_profit"] > 0) & (given["provider_profit"] >= 0)
    return {
        "on_time_share": share(~late, one),
        "lead_time_median_days": float(np.median(times)) if len(times) else float("nan"),
        "lead_time_p90_days": float(np.quantile(times, 0.9)) if len(times) else float("nan"),
        "formal_acceptance": share(filed & honoured, filed),
        "informal_share": share(given["informal"], one),
        "pareto_share": share(profit, one),
        "knowledge_shared": share(sensitivity * given["shared_information"], sensitivity),
        "fragmentation": share(apart[complex_needs], one_for(complex_needs)),
        "active_pairs": float(len(set(zip(given["requester"], given["provider"], strict=True)))),
        "comparative_advantage": share(given["offered"] * given["qualitative"], given["offered"]),
    }


def _asked(log: Log) -> Numbers:
    """Whether a request was made; only then can anybody say no to it."""
    return ~np.isin(log["end_state"], (ALONE, NOT_ASKED))


def one_for(chosen: Numbers) -> Numbers:
    """Return a one for each chosen record."""
    return np.ones(int(chosen.sum()))


def _learning_dividend(core: Log, setting: Setting) -> float:
    """Y of the last year minus Y of the first; NaN where the two would overlap."""
    if setting.days < 2 * DAYS_PER_YEAR:
        return float("nan")
    time = core["time"] - setting.warm_up_days
    first, last = time < DAYS_PER_YEAR, time >= setting.days - DAYS_PER_YEAR
    return gap_closed(core[last]) - gap_closed(core[first])


def _of_relations(state: Any, setting: Setting) -> dict[str, float]:
    """Trust over pairs with a deployment, understanding over all that could work together."""
    conditions, now = setting.conditions, state.now[0]
    pairs = np.asarray(state.pairs)
    partners = setting.tables.contact_pairs
    known = pairs[partners[:, 0] * len(setting.world.units) + partners[:, 1]]
    floor = understanding_floor(state.conditions[0])
    start = np.where(known["known"] == 1, known["understanding"], conditions["understanding_start"])
    faded = np.exp(-conditions["understanding_decay"] * (now.time - known["understanding_time"]))
    met = _bonds(pairs, state, setting)
    excess = relax(
        float(now.aversion_excess), 0.0, conditions["aversion_recovery"],
        float(now.time - now.aversion_time),
    )  # fmt: skip
    aversion = float(np.clip(state.days[-1].aversion + excess, 0.0, 1.0))
    return {
        "aversion_end": aversion,
        "understanding_end": float(np.mean(floor + (start - floor) * faded))
        if len(partners)
        else float("nan"),
        "trust_end": share(met["kept"] / (met["kept"] + met["broken"]), np.ones(len(met))),
    }


def _bonds(pairs: Numbers, state: Any, setting: Setting) -> Numbers:
    """The records that hold trust, one for each pair of units with a deployment (S12)."""
    deployed = np.flatnonzero(pairs["deployed"] == 1)
    if state.theory[0].trust_level != TRUST_OF_ORGANISATION:
        return pairs[deployed]
    count, organisation = len(setting.world.units), np.asarray(state.units)["organisation"]
    places = organisation[deployed // count] * 3 + organisation[deployed % count]
    return pairs[count**2 + places]


def requests_table(state: Any, setting: Setting) -> pd.DataFrame:
    """Return a row per incident after the warm-up; times in days since its end."""
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    world = setting.world
    units = np.array([unit.id for unit in world.units] + [""], dtype=object)
    reasons = np.array(REASONS, dtype=object)
    named: dict[str, Callable[[], Numbers]] = {
        "class": lambda: np.array([c.id for c in world.classes], object)[log["request_class"]],
        "time": lambda: log["time"] - setting.warm_up_days,
        "requester": lambda: units[log["requester"]],
        "provider": lambda: units[log["provider"]],
        "deadline_days": lambda: log["deadline"],
        "duration_days": lambda: log["duration"],
        "legal_basis": lambda: np.array([b.id for b in world.bases] + [""], object)[log["basis"]],
        "end_state": lambda: np.array(END_STATES, object)[log["end_state"]],
        "stated_reason": lambda: reasons[log["stated_reason"]],
        "true_reason": lambda: reasons[log["true_reason"]],
        "lead_time_days": lambda: log["lead_time"],
    }
    flags = ("informal", "filed", "want", "can", "may", "leak", "unlawful", "distrust")
    columns = {
        name: named[name]() if name in named
        else log[name] == 1 if name in flags
        else log[name]
        for name in COLUMNS
    }  # fmt: skip
    return pd.DataFrame(columns)


def daily_table(state: Any, snapshots: Any, setting: Setting) -> pd.DataFrame:
    """Return a row per day after the warm-up: what arose that day, and how things stood at its end.

    ``needs`` counts all, the other counts are needs without consent in advance by the day on which
    they arose.
    """
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    day = np.floor(log["time"] - setting.warm_up_days).astype(np.int64)
    core = setting.tables.classes["pre_authorised"][log["request_class"]] == 0
    value = log["severity"] * core

    def count(weights: Numbers) -> Numbers:
        return np.bincount(day, weights=weights.astype(float), minlength=setting.days)

    asked = core & _asked(log)
    with np.errstate(invalid="ignore", divide="ignore"):
        closed = count(value * (log["y1"] - log["y0"])) / count(value * (1.0 - log["y0"]))
    table = {
        "day": np.arange(setting.days),
        "needs": count(np.ones(len(log))),
        "without_consent": count(core),
        "asked": count(asked),
        "filed": count(core & (log["filed"] == 1)),
        "supported": count(core & (log["end_state"] == SUPPORTED)),
        "gap_closed": closed,
    }
    seen = np.asarray(snapshots)[setting.warm_up_days :]
    states = ("busy_police", "busy_defence", "waiting", "aversion", "trust", "understanding")
    return pd.DataFrame(table | {name: seen[name] for name in states})
