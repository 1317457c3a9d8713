"""Which gates come first, as far as the runs tell: by what is lost to them, or by their worth."""

from __future__ import annotations

import pandas as pd

from analysis.attribution.local import GATES
from sim.outcomes import LOWER_IS_BETTER


def first_by_share(gates: pd.DataFrame) -> list[str]:
    """Return the gate that most is lost to, with those whose interval reaches its own.

    Args:
        gates: gate, share, low and high; other rows than those of the three gates are left out.
    """
    rows = gates[gates["gate"].isin(GATES) & gates["share"].notna()]
    return _first(rows, "share")


def first_by_worth(worth: pd.DataFrame, outcome: str) -> list[str]:
    """Return the gate that would do most good, with those whose interval reaches its own.

    Args:
        worth: gate, worth, low and high; other rows than those of the three gates are left out.
        outcome: The outcome that worths are of: of some less is better.

    Returns:
        Gates, the first one first; none where the first cannot be told from 0.
    """
    rows = worth[worth["gate"].isin(GATES)]
    if outcome in LOWER_IS_BETTER:
        rows = rows.assign(worth=-rows["worth"], low=-rows["high"], high=-rows["low"])
    first, *others = _first(rows, "worth")
    if not float(rows.loc[rows["gate"] == first, "low"].iloc[0]) > 0:
        return []
    return [first, *others]


def _first(rows: pd.DataFrame, size: str) -> list[str]:
    """Return the largest; where it has an interval, also those that are not told from it."""
    gates = rows.sort_values(size, ascending=False, kind="stable").to_dict("records")
    low = float(gates[0]["low"])
    return [
        str(gate["gate"])
        for place, gate in enumerate(gates)
        if place == 0 or float(gate["high"]) >= low
    ]
