"""Which gates come first, as far as the runs tell: by what is lost to them, or by their worth."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution.local import GATES
from analysis.intervals.several import apart, ties_with
from analysis.stored.summary import paired_difference
from sim.outcomes import LOWER_IS_BETTER


def may_be_first(sizes: Mapping[str, npt.NDArray[np.float64]]) -> list[str]:
    """Return the gate of the largest mean, with those that the same runs do not tell from it.

    Gates are held against each other run by run, and told apart by Holm over their pairs.

    Args:
        sizes: A number per run, by gate; one run tells nothing, and its largest stands alone.
    """
    there = [gate for gate, values in sizes.items() if not np.isnan(values).all()]
    order = sorted(there, key=lambda gate: -float(np.nanmean(sizes[gate])))
    if not order or len(sizes[order[0]]) < 2:
        return order[:1]
    told = apart(order, lambda one, other: paired_difference(sizes[one], sizes[other]).chance)
    return ties_with(order[0], order, told)


def first_by_share(gates: pd.DataFrame) -> list[str]:
    """Return the gate that most is lost to, with those that are not told from it.

    Args:
        gates: gate, share and may_lead; other rows than those of the three gates are left out.
    """
    rows = gates[gates["gate"].isin(GATES) & gates["share"].notna()]
    return _firsts(rows, "share")


def first_by_worth(worth: pd.DataFrame, outcome: str) -> list[str]:
    """Return the gate that would do most good, with those that are not told from it.

    Args:
        worth: gate, worth, told (from 0) and may_lead; other rows than those of the three gates are
            left out.
        outcome: The outcome that worths are of: of some less is better.

    Returns:
        Gates, the first one first; none where the first is not told to do good.
    """
    rows = worth[worth["gate"].isin(GATES)]
    if outcome in LOWER_IS_BETTER:
        rows = rows.assign(worth=-rows["worth"])
    found = _firsts(rows, "worth")
    best = rows[rows["gate"].isin(found[:1]) & rows["told"].astype(bool) & (rows["worth"] > 0)]
    return found if len(best) else []


def _firsts(rows: pd.DataFrame, size: str) -> list[str]:
    ordered = rows.sort_values(size, ascending=False, kind="stable")
    return [str(gate) for gate in ordered.loc[ordered["may_lead"].astype(bool), "gate"]]
