"""What is read off a run: numbers, or numbers per incident of the tape.

Incidents of two runs with the same demand and seed are the same ones in the same order, so numbers
per incident can be compared one by one. All are over measured needs of classes without consent in
advance; NaN where an incident has no such number.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.codebook.declare import Numbers, Reading
from analysis.codebook.needs import Chosen, counted, each, kinds_of, log_of
from sim.measures.measures import gap_closed
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


def outcome(name: str) -> Reading:
    """Make an outcome a reading."""
    return lambda run: run.outcomes[name]


def y(run: Run) -> float:
    """Y, the share of the gap that the collaboration closes."""
    return gap_closed(log_of(run)[counted(run)])


COMMON = (GATES_MINIMUM, GATES_COMPENSATORY)


def luck_of(run: Run, purpose: int) -> Numbers:
    """Return what a gate of each counted need was compared with (E12), NaN for the others.

    Where S1 is no product all gates have one uniform, and where it has a level that is by the
    theory's odds, as ``sim.process.gates.luck_at``.
    """
    keys, core = run.state.incidents.key, counted(run)
    if run.state.theory[0].gates in COMMON:
        purpose = chance.WILLING
    luck = np.full(len(keys), np.nan)
    luck[core] = [chance.uniform(key, purpose, 0) for key in keys[core]]
    odds = float(run.state.theory[0].odds)
    return luck if odds == 1.0 else luck / (luck + (1.0 - luck) * odds)


def _with_partner(log: Any) -> Numbers:
    met: Numbers = (log["gap"] > 0) & (log["provider"] >= 0) & (log["consented"] == 0)
    return met


def _willing_requester(run: Run, log: Any) -> Numbers:
    return np.where(_with_partner(log), log["willing_requester"], np.nan)


def _willing_provider(run: Run, log: Any) -> Numbers:
    # The margin of the gate is W_R W_P less the luck.
    both = log["want_margin"] + luck_of(run, chance.WILLING)
    return np.where(_with_partner(log), both / log["willing_requester"], np.nan)


def _permission(run: Run, log: Any) -> Numbers:
    formal = _with_partner(log) & (log["informal"] == 0)
    return np.where(formal, log["may_margin"] + luck_of(run, chance.PERMISSION), np.nan)


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


def willing_requester(chosen: Chosen | None = None) -> Reading:
    """W_R of needs with a gap and a partner."""
    return each(_willing_requester, chosen)


def willing_provider(chosen: Chosen | None = None) -> Reading:
    """W_P at the last reading."""
    return each(_willing_provider, chosen)


def permission(chosen: Chosen | None = None) -> Reading:
    """P(mogen) at the last reading."""
    return each(_permission, chosen)


def asked(chosen: Chosen | None = None) -> Reading:
    """Whether a need with a gap and a partner is asked."""
    return each(_asked, chosen)


def granted(chosen: Chosen | None = None) -> Reading:
    """Whether the provider is willing, of what is asked."""
    return each(_granted, chosen)


def offered_share(chosen: Chosen | None = None) -> Reading:
    """Share of the gap that is offered."""
    return each(_offered_share, chosen)


def quality(chosen: Chosen | None = None) -> Reading:
    """Gain per effective person that was given: the factors of E15."""
    return each(_quality, chosen)


def decision_days(chosen: Chosen | None = None) -> Reading:
    """Days from filing to the decision of the desks."""
    return each(_decision_days, chosen)


def wrong_unit(chosen: Chosen | None = None) -> Reading:
    """Whether another unit than the best one leads, where there is a choice."""
    return each(_mismatch, chosen)


def supported(chosen: Chosen | None = None) -> Reading:
    """Whether a need with a gap is supported."""
    return each(lambda run, log: _has_gap(log, log["end_state"] == SUPPORTED), chosen)


def unable(chosen: Chosen | None = None) -> Reading:
    """Whether the gate of people is shut, of needs with a gap."""
    return each(lambda run, log: _has_gap(log, log["can"] == 0), chosen)


def vetoed(chosen: Chosen | None = None) -> Reading:
    """Whether politics would say no to a need with a gap."""
    return each(lambda run, log: _has_gap(log, log["may_cause"] == BECAUSE_VETO), chosen)


def stopped_by_law(chosen: Chosen | None = None) -> Reading:
    """Whether the law stops a need with a gap."""
    causes = (BECAUSE_APPROVAL, BECAUSE_NO_BASIS)
    return each(lambda run, log: _has_gap(log, np.isin(log["may_cause"], causes)), chosen)


def withdrawn(chosen: Chosen | None = None) -> Reading:
    """Whether promised support is withdrawn."""
    promised = (SUPPORTED, SUPPORT_WITHDRAWN)
    return each(
        lambda run, log: np.where(
            np.isin(log["end_state"], promised), log["end_state"] == SUPPORT_WITHDRAWN, np.nan
        ),
        chosen,
    )


def lead_time(chosen: Chosen | None = None) -> Reading:
    """Days from need to start of support."""
    return each(lambda run, log: np.where(_given(log), log["lead_time"], np.nan), chosen)


def field(name: str, chosen: Chosen | None = None) -> Reading:
    """A field of the log, of support that was given."""
    return each(lambda run, log: np.where(_given(log), log[name], np.nan), chosen)


def informal(chosen: Chosen | None = None) -> Reading:
    """Whether a need that is asked goes the informal way."""
    return each(
        lambda run, log: np.where(
            _with_partner(log) & (log["end_state"] != NOT_ASKED), log["informal"], np.nan
        ),
        chosen,
    )


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


def esteem(side: str) -> Reading:
    """Mean appraised expertise E at the end, over pairs that worked together.

    Args:
        side: "requester" or "provider": whose view.
    """

    def read(run: Run) -> float:
        pairs = pairs_by_unit(run.state)
        met = pairs["deployed"] == 1
        return float(pairs[f"expertise_{side}"][met].mean()) if met.any() else np.nan

    return read
