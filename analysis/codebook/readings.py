"""What is read off a run: numbers, or numbers per need.

Needs of two runs with the same demand and seed are the same ones in the same order, so numbers per
need can be compared one by one. All are over measured needs of classes without consent in advance;
NaN where a need has no such number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.codebook.needs import CHOICES, Numbers, counted, kinds_of, log_of, of_class
from sim.measures.measures import gap_closed
from sim.outcomes import DECLARED
from sim.run import Run
from sim.state.codes import (
    ALONE,
    BECAUSE_APPROVAL,
    BECAUSE_NO_BASIS,
    BECAUSE_VETO,
    GATES_COMPENSATORY,
    GATES_MINIMUM,
    NOT_ASKED,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
)
from sim.state.records import pairs_by_unit
from sim.streams import chance

Reading = Callable[[Run], "float | Numbers"]
"""From a run to a number, or to a number per incident of the tape (NaN: none)."""
PerNeed = Callable[[Run, Any], Numbers]
READ = "read"
"""What a study calls what it keeps."""


def y(run: Run) -> float:
    """Y, the share of the gap that the collaboration closes."""
    return gap_closed(log_of(run)[counted(run)])


COMMON = (GATES_MINIMUM, GATES_COMPENSATORY)


def uniform_of(run: Run, purpose: int) -> Numbers:
    """Return what a gate of each counted need was compared with (E12), NaN for the others.

    Where S1 is no product all gates have one uniform, and where it has a level that is by the
    theory's odds, as ``sim.process.gates.luck_at``.
    """
    keys, core = run.state.incidents.key, counted(run)
    if run.state.theory[0].gates in COMMON:
        purpose = chance.WILLING
    uniform = np.full(len(keys), np.nan)
    place = int(run.setting.conditions["luck"]) if purpose == chance.WILLING else 0
    uniform[core] = [chance.uniform(key, purpose, place) for key in keys[core]]
    odds = float(run.state.theory[0].odds)
    return uniform if odds == 1.0 else uniform / (uniform + (1.0 - uniform) * odds)


def _with_partner(log: Any) -> Numbers:
    met: Numbers = (log["gap"] > 0) & (log["provider"] >= 0) & (log["consented"] == 0)
    return met


def _willing_requester(run: Run, log: Any) -> Numbers:
    return np.where(_with_partner(log), log["willing_requester"], np.nan)


def _willing_provider(run: Run, log: Any) -> Numbers:
    # The margin of the gate is W_R W_P less the uniform.
    both = log["want_margin"] + uniform_of(run, chance.WILLING)
    return np.where(_with_partner(log), both / log["willing_requester"], np.nan)


def _permission(run: Run, log: Any) -> Numbers:
    formal = _with_partner(log) & (log["informal"] == 0)
    return np.where(formal, log["may_margin"] + uniform_of(run, chance.PERMISSION), np.nan)


def _asked(run: Run, log: Any) -> Numbers:
    return np.where(_with_partner(log), log["end_state"] != NOT_ASKED, np.nan)


def _granted(run: Run, log: Any) -> Numbers:
    asked = _with_partner(log) & (log["end_state"] != NOT_ASKED)
    return np.where(asked, log["want"], np.nan)


def _offered_share(run: Run, log: Any) -> Numbers:
    least = np.minimum(run.setting.conditions["least_useful_share"] * log["gap"], 30.0)
    formal = _with_partner(log) & (log["informal"] == 0)
    return np.where(formal, log["can_margin"] + least / log["gap"], np.nan)


def _has_gap(log: Any, values: Any) -> Numbers:
    return np.where(log["gap"] > 0, values, np.nan)


def _given(log: Any) -> Numbers:
    given: Numbers = (log["started"] == 1) & (log["offered"] > 0)
    return given


def _quality(run: Run, log: Any) -> Numbers:
    value = (log["y1"] - log["y0"]) * log["size"] / log["offered"]
    return np.where(_given(log) & (log["informal"] == 0), value, np.nan)


def _decision_days(run: Run, log: Any) -> Numbers:
    by_desks = (log["filed"] == 1) & (log["consented"] == 0) & (log["decided_time"] > 0)
    return np.where(by_desks, log["decided_time"] - log["filed_time"], np.nan)


def _mismatch(run: Run, log: Any) -> Numbers:
    choice = kinds_of(run)["candidates"] > 1
    return np.where(_with_partner(log) & choice, log["mismatch"], np.nan)


def _given_of(name: str) -> PerNeed:
    return lambda run, log: np.where(_given(log), log[name], np.nan)


def _withdrawn(run: Run, log: Any) -> Numbers:
    promised = np.isin(log["end_state"], (SUPPORTED, SUPPORT_WITHDRAWN))
    return np.where(promised, log["end_state"] == SUPPORT_WITHDRAWN, np.nan)


def _informal(run: Run, log: Any) -> Numbers:
    asked = _with_partner(log) & (log["end_state"] != NOT_ASKED)
    return np.where(asked, log["informal"], np.nan)


def asked_without_gap(run: Run) -> float:
    """Requests for needs that own people meet in full."""
    log = log_of(run)
    at_home = log["gap"] <= 0
    return float(np.sum(at_home & ((log["filed"] == 1) | (log["end_state"] != ALONE))))


def trust_at_start(run: Run) -> float:
    """T of a pair that has not met yet."""
    from sim.rules import learning  # noqa: PLC0415 - compiled code, which most readings do without

    record = run.state.conditions[0]
    kept, broken = learning.kept_at_start(record), learning.broken_at_start(record)
    return float(learning.trust(kept, broken))


def esteem_requester(run: Run) -> float:
    """Mean appraised expertise E at the end, of who they asked, over pairs that worked together."""
    pairs = pairs_by_unit(run.state)
    met = pairs["deployed"] == 1
    return float(pairs["expertise_requester"][met].mean()) if met.any() else np.nan


BY_LAW = (BECAUSE_APPROVAL, BECAUSE_NO_BASIS)
PER_NEED: dict[str, PerNeed] = {
    "willing_requester": _willing_requester,  # W_R of needs with a gap and a partner
    "willing_provider": _willing_provider,  # W_P at the last reading
    "permission": _permission,  # P(mogen) at the last reading
    "not_permitted": lambda run, log: 1.0 - _permission(run, log),
    "asked": _asked,  # of needs with a gap and a partner
    "granted": _granted,  # whether the provider is willing, of what is asked
    "offered_share": _offered_share,  # share of the gap that is offered
    "quality": _quality,  # gain per effective person that was given: the factors of E15
    "decision_days": _decision_days,  # days from filing to the decision of the desks
    "wrong_unit": _mismatch,  # whether another unit than the best leads, where there is a choice
    "supported": lambda run, log: _has_gap(log, log["end_state"] == SUPPORTED),
    "unable": lambda run, log: _has_gap(log, log["can"] == 0),  # the gate of people is shut
    "vetoed": lambda run, log: _has_gap(log, log["may_cause"] == BECAUSE_VETO),
    "stopped_by_law": lambda run, log: _has_gap(log, np.isin(log["may_cause"], BY_LAW)),
    "withdrawn": _withdrawn,  # of what was promised
    "lead_time": _given_of("lead_time"),  # days from need to start of support
    "unlawful": _given_of("unlawful"),
    "leak": _given_of("leak"),
    "shared_information": _given_of("shared_information"),
    "informal": _informal,  # whether a need that is asked goes the informal way
}
"""Numbers per need of a run; NaN for needs that have none."""
PER_RUN: dict[str, Callable[[Run], float]] = {
    "y": y,
    "needs": lambda run: float(counted(run).sum()),  # how many arise
    "asked_without_gap": asked_without_gap,
    "trust_at_start": trust_at_start,
    "esteem_requester": esteem_requester,
}
"""Numbers of a run beside its outcomes."""
OVER_NEEDS: dict[str, Callable[[Numbers], float]] = {
    "mean": lambda values: _over(np.mean, values),
    "median": lambda values: float(np.nanmedian(values)),
    "total": lambda values: float(np.nansum(values)),
}
"""What makes a number per run of numbers per need."""


def _over(number: Callable[[Numbers], Any], values: Numbers) -> float:
    present = values[~np.isnan(values)]
    return float(number(present)) if len(present) else np.nan


def reading(words: str) -> Reading:
    """Return what is read off a run, by its words.

    Args:
        words: An outcome or a name of ``PER_RUN``; or a name of ``PER_NEED``, of the needs of a
            class or of ``CHOICES``, as ``permission of visible``: numbers per need, and a number
            per run after a word of ``OVER_NEEDS``, as ``mean permission``.

    Raises:
        ValueError: For other words.
    """
    if words in PER_RUN:
        return PER_RUN[words]
    if words in DECLARED:
        return lambda run: run.outcomes[words]
    whole, _, among = words.partition(" of ")
    over, _, name = whole.rpartition(" ")
    if name not in PER_NEED or (over and over not in OVER_NEEDS):
        raise ValueError(f"{words!r} is no reading; allowed: as 'mean permission of visible'")
    chosen = CHOICES.get(among) or (of_class(among) if among else None)
    value, reduce = PER_NEED[name], OVER_NEEDS.get(over)

    def read(run: Run) -> float | Numbers:
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.asarray(value(run, log_of(run)), np.float64)
        values = np.where(counted(run, chosen), values, np.nan)
        return values if reduce is None else reduce(values)

    return read


@dataclass(frozen=True)
class Reads:
    """Reads one thing off a run, in the form in which a study keeps it.

    Attributes:
        words: See ``reading``.
    """

    words: str

    def __call__(self, run: Run) -> dict[str, float | Numbers]:
        """Return the number of a run; or those of its measured needs, in their order."""
        values = reading(self.words)(run)
        return {READ: values if isinstance(values, float) else values[counted(run)]}
