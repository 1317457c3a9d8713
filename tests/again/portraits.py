"""The portrait of a run once more, from its tables of text: slow, and written by itself.

``sim.measures.portrait`` counts the same from codes, in one compiled pass.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from sim.measures.portrait import COURSES
from sim.state.codes import END_STATES

GATES = ("want", "can", "may")
SMOOTHED_DAYS = 7
SUPPORTED_OR_ALONE = ("open", "alone", "supported", "support_withdrawn")


def portrait_again(run: Any) -> dict[str, Any]:
    """Return what ``TakePortrait`` gives."""
    consented = [c.id for c in run.setting.world.classes if c.pre_authorised]
    needs = without_consent(run.requests, consented)
    daily = run.daily[list(COURSES)]
    courses = daily.rolling(SMOOTHED_DAYS, center=True, min_periods=1).mean()
    return {
        **{f"funnel.{state}": float(count) for state, count in funnel_of(needs).items()},
        **{f"gates.{gate}.{how}": share for (gate, how), share in gate_shares(needs).items()},
        **{f"courses.{name}": courses[name].to_numpy() for name in courses},
    }


def without_consent(requests: pd.DataFrame, consented: Collection[str]) -> pd.DataFrame:
    return requests[~requests["class"].isin(list(consented))]


def funnel_of(requests: pd.DataFrame) -> dict[str, int]:
    counts = requests["end_state"].value_counts()
    return {state: int(counts.get(state, 0)) for state in END_STATES}


def gate_shares(requests: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Split what was lost, v(1 - y0) of each need that got nothing, over the gates."""
    got_nothing = ~requests["end_state"].isin(SUPPORTED_OR_ALONE)
    lost = requests[got_nothing & (requests["gap"] > 0)]
    loss = (lost["severity"] * (1.0 - lost["y0"])).to_numpy(np.float64)
    failed = ~lost[list(GATES)].to_numpy(dtype=bool)
    number = failed.sum(axis=1)
    total = loss.sum()
    shares: dict[tuple[str, str], float] = {}
    for place, gate in enumerate(GATES):
        sole = failed[:, place] & (number == 1)
        shared = failed[:, place] & (number > 1)
        shares[gate, "sole"] = _share(loss[sole].sum(), total)
        shares[gate, "shared"] = _share((loss[shared] / number[shared]).sum(), total)
    shares["none", "sole"] = _share(loss[number == 0].sum(), total)
    return shares


def _share(part: float, total: float) -> float:
    return float(part / total) if total > 0 else float("nan")
