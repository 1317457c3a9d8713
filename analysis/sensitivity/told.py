"""What the verb has estimated and stored: a large design is not estimated again to be read."""

from __future__ import annotations

import pandas as pd

from analysis.stored.stored import Stored

ESTIMATED = ("indices", "convergence", "settled", "theories", "ranges")
FOR_READERS = ("outcome", "label", "unit", "factor_en", "factor_nl")


def told_tables(stored: Stored, outcome: str) -> dict[str, pd.DataFrame]:
    """Return the estimates of an outcome as a study's tables have them, by name.

    Args:
        stored: The study, its files known to be those that were written.
        outcome: The outcome.

    Returns:
        The tables; none where those in the folder answer another question, or none was told.
    """
    if not stored.is_told:
        return {}
    found = {}
    for name in ESTIMATED:
        table = stored.optional(name)
        rows = table[table["outcome"] == outcome] if len(table) else table
        found[name] = rows.drop(columns=list(FOR_READERS), errors="ignore").reset_index(drop=True)
        if "factor" in found[name]:
            # Where no factor can be named in any row, nothing tells that they are texts.
            found[name]["factor"] = found[name]["factor"].astype(object).fillna("")
    return found if len(found["indices"]) else {}
