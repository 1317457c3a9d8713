"""What is read off every run for the patterns: a number per name, NaN where it does not exist.

All are over measured needs of classes without consent in advance, with a gap and a unit that
could answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from inspect import unwrap
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.attribution.local import GATES
from analysis.codebook.needs import counted, kinds_of, log_of
from analysis.codebook.readings import uniform_of
from analysis.interview.interview import GATE_OF_REASON
from analysis.plausible.seen import Seen as TargetsSeen
from analysis.plausible.targets import Target
from sim.measures.measures import gap_closed
from sim.measures.portrait import UNSUPPORTED
from sim.measures.tally import DAYS_PER_YEAR
from sim.rules import learning
from sim.rules.outcome import is_late
from sim.run import Run
from sim.state.codes import (
    ALONE,
    BECAUSE_NOT_ASKED,
    BECAUSE_UNWILLING,
    NOT_ASKED,
    REASONS,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
)
from sim.state.records import pairs_by_unit
from sim.streams import chance

Numbers = npt.NDArray[Any]
WINDOW = (365.0, 425.0)
SMALL, LARGE = 12, 20
EXISTING = ("search_property", "search_underwater", "search_missing", "specialist_expertise")
STANDING = ("undermining_operation",)  # what the standing unit of the policy mit answers itself
CLASSES_READ = {"not_permitted_existing": EXISTING, "can_elsewhere": STANDING}
"""The readings that are about classes by their names."""
LEAST_NEEDS_OF_A_PAIR = 5
GENERIC_BELOW = 0.45
TARGET = "target."
"""What stands before the name of what a target of the evidence reads."""
_GATE_OF_CODE = np.array([GATE_OF_REASON.get(reason, "none") for reason in REASONS])


class Seen:
    """The needs of a run that patterns are about, and what is worked out of them once."""

    def __init__(self, run: Run) -> None:
        """Take the needs out of the log."""
        log, core = log_of(run), counted(run).astype(bool)
        core &= (log["gap"] > 0) & (log["provider"] >= 0)
        self.run, self.core, self.log = run, core, log[core]
        self.kind = kinds_of(run)[core]
        end = self.log["end_state"]
        self.asked = (end != NOT_ASKED) & (end != ALONE)
        self.given = (self.log["started"] == 1) & (self.log["offered"] > 0)
        self.supported = end == SUPPORTED
        self.day = self.log["time"] - run.setting.warm_up_days

    @cached_property
    def willing_provider(self) -> Numbers:
        """W_P at the last reading: the margin of the gate is W_R W_P less the uniform."""
        uniform = uniform_of(self.run, chance.WILLING)[self.core]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((self.log["want_margin"] + uniform) / self.log["willing_requester"])

    @cached_property
    def quality(self) -> Numbers:
        """Gain per effective person given: the factors of E15; NaN where none was given."""
        log = self.log
        with np.errstate(divide="ignore", invalid="ignore"):
            value = (log["y1"] - log["y0"]) * log["size"] / log["offered"]
        return np.where(self.given & (log["informal"] == 0), value, np.nan)

    @cached_property
    def pair(self) -> Numbers:
        """A number for the pair of units of each need."""
        return np.asarray(self.log["requester"] * len(self.run.state.units) + self.log["provider"])

    def loss_share(self, gate: str, among: Numbers | None = None) -> float:
        """Share of the loss of needs that got nothing, split equally over the gates that failed."""
        log = self.log
        lost = np.isin(log["end_state"], UNSUPPORTED) & (True if among is None else among)
        failed = {name: (log[name] == 0) & lost for name in GATES}
        number = np.maximum(sum(f.astype(int) for f in failed.values()), 1)
        loss = log["severity"] * (1.0 - log["y0"])
        return _ratio((loss / number)[failed[gate]].sum(), loss[lost].sum())

    def reasons(self, field: str) -> dict[str, float]:
        """Share of each gate in the reasons of needs that were asked and got no support."""
        code = self.log[field][self.asked & (self.log["true_reason"] != 0)]
        gates = _GATE_OF_CODE[code]
        three = np.isin(gates, GATES).sum()
        return {gate: _ratio((gates == gate).sum(), three) for gate in GATES}

    @cached_property
    def drift(self) -> tuple[Numbers, Numbers]:
        """Places of needs, in order of pairs, and W_P of the pair's next need less this one's.

        The mean of each class is taken off, so that the next need's class does not count.
        """
        value, kind = self.willing_provider, self.log["request_class"]
        count = np.maximum(np.bincount(kind), 1)
        rest = value - (np.bincount(kind, value) / count)[kind]
        order = np.lexsort((self.day, self.pair))
        same = self.pair[order][1:] == self.pair[order][:-1]
        return order[:-1][same], np.diff(rest[order])[same]


def _ratio(part: Any, whole: Any) -> float:
    return float(part) / float(whole) if whole > 0 else np.nan


def _mean(values: Numbers, among: Numbers | None = None) -> float:
    chosen = values if among is None else values[among]
    present = chosen[~np.isnan(chosen)] if chosen.dtype.kind == "f" else chosen
    return float(present.mean()) if len(present) else np.nan


def _candour(seen: Seen) -> float:
    unwilling = seen.asked & (seen.log["true_reason"] == BECAUSE_UNWILLING)
    said = np.isin(seen.log["stated_reason"], (BECAUSE_UNWILLING, BECAUSE_NOT_ASKED))
    return _mean(said, unwilling)


def _reversed(seen: Seen) -> float:
    """1 where willingness is the first true reason and the last stated one, else 0."""
    true, stated = seen.reasons("true_reason"), seen.reasons("stated_reason")
    first = true["want"] > max(true["can"], true["may"])
    return float(first and stated["want"] < min(stated["can"], stated["may"]))


def _year(number: int) -> Callable[[Seen], float]:
    def read(seen: Seen) -> float:
        within = (seen.day // DAYS_PER_YEAR) == number - 1
        return gap_closed(seen.log[within])

    return read


def _after(seen: Seen) -> float:
    places, change = seen.drift
    unique = seen.log["qualitative"][places] == 1
    generic = ~unique & (seen.kind["core_fit"][places] < GENERIC_BELOW)
    given = seen.given[places]
    return _mean(change, given & generic) - _mean(change, given & unique)


def _trust_and_informal(seen: Seen) -> float:
    """Correlate trust of pairs with their informal share, deadline and legal way taken out."""
    names, place = np.unique(seen.pair[seen.asked], return_inverse=True)
    count = np.bincount(place)
    log, pairs = seen.log[seen.asked], pairs_by_unit(seen.run.state).ravel()[names]
    enough = count >= LEAST_NEEDS_OF_A_PAIR
    if enough.sum() < LEAST_NEEDS_OF_A_PAIR:
        return np.nan
    trust = np.array([learning.trust(p["kept"], p["broken"]) for p in pairs])[enough]
    columns = (log["informal"], np.log(log["deadline"]), seen.kind["desks"][seen.asked])
    informal, deadline, desks = (np.bincount(place, c)[enough] / count[enough] for c in columns)
    held = np.column_stack([np.ones(len(trust)), deadline, desks])
    left = [v - held @ np.linalg.lstsq(held, v, rcond=None)[0] for v in (trust, informal)]
    if min(np.std(v) for v in left) < 1e-9:
        return np.nan
    return float(np.corrcoef(*left)[0, 1])


def _training(seen: Seen) -> float:
    value, wanted = seen.willing_provider, seen.kind["training_value"]
    there = np.isfinite(value)
    if there.sum() < 3 or np.std(wanted[there]) == 0:
        return np.nan
    return float(np.corrcoef(value[there], wanted[there])[0, 1])


def _in_window(seen: Seen) -> Numbers:
    return np.asarray((seen.day >= WINDOW[0]) & (seen.day < WINDOW[1]))


def _third(seen: Seen, top: bool) -> Numbers:
    severity = seen.log["severity"]
    if top:
        return np.asarray(severity >= np.quantile(severity, 2 / 3))
    return np.asarray(severity <= np.quantile(severity, 1 / 3))


def _of_classes(seen: Seen, ids: tuple[str, ...]) -> Numbers:
    places = [n for n, c in enumerate(seen.run.setting.world.classes) if c.id in ids]
    return np.isin(seen.log["request_class"], places)


def _on_time(seen: Seen) -> Numbers:
    # The rule itself on all needs at once: need by need it took a fifth of all that is read.
    late: Numbers = unwrap(is_late)(seen.log["lead_time"], seen.log["deadline"])
    return ~late


def _offered_share(seen: Seen) -> float:
    log = seen.log
    least = np.minimum(seen.run.setting.conditions["least_useful_share"] * log["gap"], 30.0)
    return _mean(log["can_margin"] + least / log["gap"], log["informal"] == 0)


def _withdrawn(seen: Seen) -> float:
    end = seen.log["end_state"]
    return _mean(end == SUPPORT_WITHDRAWN, (end == SUPPORTED) | (end == SUPPORT_WITHDRAWN))


def _decision_days(seen: Seen) -> float:
    log = seen.log
    by_desks = (log["filed"] == 1) & (log["decided_time"] > 0)
    return _mean(log["decided_time"] - log["filed_time"], by_desks)


READINGS: dict[str, Callable[[Seen], float]] = {
    "requests": lambda s: float(s.asked.sum()),
    "not_asked": lambda s: _mean(s.log["end_state"] == NOT_ASKED),
    "want": lambda s: _mean(s.log["want"] == 1),
    "can": lambda s: _mean(s.log["can"] == 1),
    "can_elsewhere": lambda s: _mean(s.log["can"] == 1, ~_of_classes(s, STANDING)),
    "cannot": lambda s: _mean(s.log["can"] == 0),
    "may": lambda s: _mean(s.log["may"] == 1),
    "loss_want": lambda s: s.loss_share("want"),
    "loss_can": lambda s: s.loss_share("can"),
    "loss_may": lambda s: s.loss_share("may"),
    "loss_can_window": lambda s: s.loss_share("can", _in_window(s)),
    "y_window": lambda s: gap_closed(s.log[_in_window(s)]),
    **{f"y_year{year}": _year(year) for year in (1, 2, 3, 4)},
    "y_sensitive": lambda s: gap_closed(s.log[s.kind["sensitivity"] >= 0.5]),
    "not_permitted_existing": lambda s: _mean(s.log["may"] == 0, _of_classes(s, EXISTING)),
    "not_permitted_visible": lambda s: _mean(s.log["may"] == 0, s.kind["force"] >= 0.5),
    "may_visible": lambda s: _mean(s.log["may"] == 1, s.kind["force"] >= 0.5),
    "may_forceful": lambda s: _mean(s.log["may"] == 1, s.kind["force"] >= 0.6),
    "may_unseen": lambda s: _mean(s.log["may"] == 1, s.kind["force"] < 0.3),
    "supported_severest": lambda s: _mean(s.supported, _third(s, True)),
    "supported_least_severe": lambda s: _mean(s.supported, _third(s, False)),
    "supported_visible": lambda s: _mean(s.supported, s.kind["force"] >= 0.5),
    "supported_elsewhere": lambda s: _mean(s.supported, s.kind["force"] < 0.5),
    "supported_apolitical": lambda s: _mean(s.supported, s.kind["political"] == 0),
    "supported_small": lambda s: _mean(s.supported, s.log["size"] <= SMALL),
    "supported_large": lambda s: _mean(s.supported, s.log["size"] >= LARGE),
    "candour": _candour,
    "reversed": _reversed,
    "mismatch": lambda s: _mean(s.log["mismatch"] == 1, s.kind["candidates"] > 1),
    "decision_days": _decision_days,
    "informal_needs": lambda s: float((s.log["informal"] == 1).sum()),
    "informal_found": lambda s: float((s.log["detected"] == 1).sum()),
    "offered_share": _offered_share,
    "withdrawn": _withdrawn,
    "willing_provider": lambda s: _mean(s.willing_provider),
    "after_generic": _after,
    "training": _training,
    "trust_and_informal": _trust_and_informal,
    "quality_complex": lambda s: _mean(s.quality, s.kind["complexity"] > 0.5),
    "quality_simple": lambda s: _mean(s.quality, s.kind["complexity"] <= 0.3),
    "quality_visible": lambda s: _mean(s.quality, s.kind["force"] >= 0.5),
    "quality_unseen": lambda s: _mean(s.quality, (s.kind["force"] < 0.3) & _on_time(s)),
    "unlawful_visible": lambda s: _mean(s.log["unlawful"] == 1, s.given & (s.kind["force"] >= 0.5)),
}
"""Name and reading; outcomes of ``sim.outcomes`` go by their own names beside these."""


@dataclass(frozen=True)
class Readings:
    """Reads everything off a run, in the form in which a study keeps it.

    Attributes:
        targets: What the data say, to tell which draws they leave open; none: not read.
    """

    targets: tuple[Target, ...] = ()

    def __call__(self, run: Run) -> dict[str, float]:
        """Return a number per reading, and what each target reads under ``target.<name>``."""
        seen = Seen(run)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = {name: float(read(seen)) for name, read in READINGS.items()}
        if self.targets:
            found |= {f"{TARGET}{k}": v for k, v in TargetsSeen(self.targets)(run).items()}
        return found
