"""What was lost to wanting, being able and being allowed: the local answer, request by request.

Every request carries the pass or fail of all three gates, also of those after a gate that failed.
What an unsupported need lost is split equally over its failing gates: that says who said no. It
does not say what would help, for a gate that is opened may lead to the next one that is shut.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from sim.state.codes import END_STATES

GATES = ("want", "can", "may")
NO_GATE = "none"

UNSUPPORTED = tuple(
    state
    for state in END_STATES
    if state not in ("open", "alone", "supported", "support_withdrawn")
)
"""The ends in which a need with a gap got nothing; ``open`` is not an end yet."""

FUNNEL = (
    *(state for state in END_STATES if state not in ("open", "supported")),
    "open",
    "supported",
)
"""The ends in the order in which needs leave the way to support; what remains is supported."""


def without_consent(requests: pd.DataFrame, consented: Collection[str]) -> pd.DataFrame:
    """Return the needs of classes for which no consent was given in advance.

    Args:
        requests: A row per incident.
        consented: The ids of the classes with consent in advance.
    """
    return requests[~requests["class"].isin(list(consented))]


def funnel_of(requests: pd.DataFrame) -> dict[str, int]:
    """Count the needs by their end state, in the order of ``FUNNEL``."""
    counts = requests["end_state"].value_counts()
    return {state: int(counts.get(state, 0)) for state in FUNNEL}


def gate_shares(requests: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Split what was lost over the gates.

    The loss of a need is its severity times the part that own people left open, v(1 − y0).

    Args:
        requests: A row per incident, with the flags of the three gates.

    Returns:
        Shares of the whole loss, by gate (``none`` where every gate was open, as for weather)
        and by whether the gate was the only one that failed ("sole") or not ("shared"). They sum
        to 1; all are NaN where nothing was lost.
    """
    lost = requests[requests["end_state"].isin(UNSUPPORTED) & (requests["gap"] > 0)]
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
    shares[NO_GATE, "sole"] = _share(loss[number == 0].sum(), total)
    return shares


def _share(part: float, total: float) -> float:
    return float(part / total) if total > 0 else float("nan")
